import type { IngestEvent, IngestResult } from '../../../ingest/look/run.ts';
import type { CommandInput } from '../command.ts';
import { oneLine, printable } from '../printable.ts';
import { placeName } from './place.ts';
import { leftOutText } from './left-out.ts';
import type { PassageInput } from '../../knowledge/types.ts';

const outcomes: Readonly<Record<IngestEvent['outcome'], string>> = {
  new: 'nieuw',
  changed: 'gewijzigd',
  unchanged: 'ongewijzigd',
  failed: 'mislukt',
  removed: 'verwijderd',
  cancelled: 'geannuleerd',
};

/** An event, or one of a trial: that has no place in a run. */
type Line = Omit<IngestEvent, 'index' | 'total'> & Partial<IngestEvent>;

/** One line on a document that is done, with its warnings or what to do about its fault under it. */
export function describeEvent({ index, total, sourceId, outcome, passages, warnings, error }: Line): string {
  const place = index === undefined ? '' : `[${String(index).padStart(String(total).length)}/${total}] `;
  const lines = [
    `${place}${oneLine(index === undefined ? shortId(sourceId) : sourceId)}  ${outcomes[outcome]}${passages === undefined ? '' : `  ${countOf(passages)}`}`,
    ...(warnings ?? []).map((warning) => `let op: ${warning}`),
  ];
  if (error !== undefined) {
    const detail = error.detail === undefined ? '' : ` (${error.detail})`;
    lines.push(`${error.code}: ${error.entry.message}${detail}`, error.entry.action);
  }
  return lines.join('\n      ');
}

/** A file that is a place by itself, by its name alone: `scan.png:scan.png` is `scan.png`. */
function shortId(sourceId: string): string {
  const at = sourceId.indexOf(':');
  const name = sourceId.slice(at + 1);
  return at > 0 && sourceId.slice(0, at) === placeName(name) ? name : sourceId;
}

/** The passages that a document became, each with its place and its text. */
export function explainPassages(passages: readonly PassageInput[]): string[] {
  return passages.flatMap(({ page, headings, text }, index) => {
    const place = [
      ...(page === undefined || page === null ? [] : [`pagina ${page}`]),
      ...(headings.length === 0 ? [] : [headings.join(' > ')]),
    ];
    return [`  ${index + 1}. ${[...place, `${text.length} tekens`].join(', ')}`, ...text.split('\n').map((line) => `     ${line}`)];
  });
}

/** An event for programs; with its passages where they were asked for. */
export function asJson({ sourceId, outcome, title, passages, warnings, error }: Line, explained: readonly PassageInput[] | undefined): object {
  return {
    file: sourceId,
    outcome,
    title,
    passages: explained?.map((passage) => ({ ...passage, length: passage.text.length })) ?? passages,
    warnings,
    ...(error !== undefined && { code: error.code, detail: error.detail }),
  };
}

const FIRST_NOTE_MS = 10_000;
const NOTE_MS = 30_000;
const MINUTE = 60_000;

/** How far a run is. */
export interface Progress {
  /** Documents that are done, and how many there are in all as far as is known. */
  readonly done: number;
  readonly total: number;
  /** Of those done, the ones that had to be read. */
  readonly read: number;
  readonly passages: number;
  readonly elapsedMs: number;
}

/** How far a run is and about how long it still takes; undefined when there is nothing to say yet, or any more. */
export function progressLine({ done, total, read, passages, elapsedMs }: Progress): string | undefined {
  if (done >= total || read === 0) return undefined;
  const left = (elapsedMs / read) * (total - done);
  const minutes = Math.ceil(left / MINUTE);
  const long = left < MINUTE ? 'minder dan een minuut' : `ongeveer ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'}`;
  return `${done} van ${total} documenten, ${countOf(passages)}; nog ${long}.`;
}

/** Says every half minute how far a long run is, and about how long it still takes. @param now milliseconds, from any beginning. */
export function timeLeft(note: (line: string) => void, now: () => number = () => performance.now()): (event: IngestEvent) => void {
  const start = now();
  let next = start + FIRST_NOTE_MS;
  let passages = 0;
  let read = 0;
  return ({ index, total, outcome, passages: more = 0 }) => {
    passages += more;
    // What is unchanged takes no time, and says nothing about the rest.
    if (outcome !== 'unchanged' && outcome !== 'removed') read += 1;
    const at = now();
    const line = at < next ? undefined : progressLine({ done: index, total, read, passages, elapsedMs: at - start });
    if (line === undefined) return;
    next = at + NOTE_MS;
    note(line);
  };
}

interface Summing extends Pick<CommandInput, 'json' | 'out'> {
  readonly isTrial?: boolean;
  /** What became of each document, for programs. */
  readonly documents?: readonly object[];
  /** The command that removes what is gone; nothing can be gone where it is absent. */
  readonly removal?: string | undefined;
}

/** What a run did, in a line, with what needs a person's attention under it; or the same as one JSON text. @returns 0; 1 when something does. */
export function summarise(result: IngestResult, { json, out, isTrial: dryRun = false, documents = [], removal = '' }: Summing): 0 | 1 {
  const code = result.failed.length + result.kept.length > 0 ? 1 : 0;
  if (json) {
    const failed = result.failed.map(({ file, error }) => ({ file, code: error.code, message: error.entry.message, detail: error.detail }));
    out(JSON.stringify({ dryRun, ...result, failed, documents }));
    return code;
  }
  const counts = [
    `${result.new} nieuw`,
    `${result.changed} gewijzigd`,
    `${result.unchanged} ongewijzigd`,
    `${result.removed} verwijderd`,
    `${result.failed.length} mislukt`,
    ...(result.cancelled === 0 ? [] : [`${result.cancelled} geannuleerd`]),
  ];
  out(`${dryRun ? 'Proef, er is niets opgeslagen' : 'Klaar'}: ${counts.join(', ')}; ${countOf(result.passages)}.`);
  out(lookedAt(result));
  const leftOut = leftOutText(result.leftOut ?? {});
  if (leftOut !== '') out(`Overgeslagen: ${leftOut}.`);
  for (const reason of result.notes ?? []) out(printable(`Niet alles gezien: ${reason}.`));
  // Of one file on trial it has just been said.
  if (result.failed.length > 0 && !(dryRun && result.looked === 1)) {
    out('Van een document dat mislukt blijft de vorige versie in gebruik:');
    for (const { file, error } of result.failed) out(oneLine(`- ${dryRun ? shortId(file) : file}: ${error.entry.message}`));
  }
  if (result.kept.length > 0) {
    out('Niet meer in de bron, maar te veel om zonder vraag te verwijderen. Deze documenten blijven vindbaar:');
    for (const sourceId of result.kept) out(oneLine(`- ${sourceId}`));
    out(printable(`Moeten ze weg? Voer dan uit: ${removal}`));
  }
  return code;
}

/** How many files or pages were looked at, and how many documents those are with what is inside them. */
function lookedAt(result: IngestResult): string {
  const documents = result.new + result.changed + result.unchanged + result.failed.length + result.cancelled;
  const [one, many] = result.leftOut === undefined ? ['bestand', 'bestanden'] : ['pagina', "pagina's"];
  const looked = `Bekeken: ${result.looked} ${result.looked === 1 ? one : many}`;
  return documents === result.looked ? `${looked}.` : `${looked}, met wat erin zit ${documents} documenten.`;
}

function countOf(passages: number): string {
  return `${passages} ${passages === 1 ? 'passage' : 'passages'}`;
}
