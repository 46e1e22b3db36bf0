import type { IngestEvent, IngestResult } from '../../ingest/run.ts';
import type { PassageInput } from '../knowledge/types.ts';

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
    `${place}${sourceId}  ${outcomes[outcome]}${passages === undefined ? '' : `  ${countOf(passages)}`}`,
    ...(warnings ?? []).map((warning) => `let op: ${warning}`),
  ];
  if (error !== undefined) {
    const detail = error.detail === undefined ? '' : ` (${error.detail})`;
    lines.push(`${error.code}: ${error.entry.message}${detail}`, error.entry.action);
  }
  return lines.join('\n      ');
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

/** Says every half minute how far a long run is, and about how long it still takes. */
export function timeLeft(note: (line: string) => void): (event: IngestEvent) => void {
  const start = performance.now();
  let next = start + FIRST_NOTE_MS;
  let passages = 0;
  let read = 0;
  return ({ index, total, outcome, passages: more = 0 }) => {
    passages += more;
    // What is unchanged takes no time, and says nothing about the rest.
    if (outcome !== 'unchanged' && outcome !== 'removed') read += 1;
    const now = performance.now();
    if (now < next || index >= total || read === 0) return;
    next = now + NOTE_MS;
    const minutes = Math.ceil((((now - start) / read) * (total - index)) / 60_000);
    note(`${index} van ${total} documenten, ${countOf(passages)}; nog ongeveer ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'}.`);
  };
}

/** What a run did, in a line, with what needs a person's attention under it. */
export function summarise(result: IngestResult, dryRun: boolean, out: (line: string) => void): void {
  const counts = [
    `${result.new} nieuw`,
    `${result.changed} gewijzigd`,
    `${result.unchanged} ongewijzigd`,
    `${result.removed} verwijderd`,
    `${result.failed.length} mislukt`,
    ...(result.cancelled === 0 ? [] : [`${result.cancelled} geannuleerd`]),
  ];
  out(`${dryRun ? 'Proef, er is niets opgeslagen' : 'Klaar'}: ${counts.join(', ')}; ${countOf(result.passages)}.`);
  if (result.failed.length > 0) {
    out('Van een document dat mislukt blijft de vorige versie in gebruik:');
    for (const { file, error } of result.failed) out(printable(`- ${file}: ${error.entry.message}`));
  }
  if (result.kept.length > 0) {
    out('Niet meer in de map, maar te veel om zonder vraag te verwijderen. Deze documenten blijven vindbaar.');
    out('Moeten ze weg? Voer dan "balie ingest" uit op deze map, met --remove-missing:');
    for (const sourceId of result.kept) out(printable(`- ${sourceId}`));
  }
}

/** The same as one JSON text. */
export function summariseJson(result: IngestResult, dryRun: boolean, documents: readonly object[]): string {
  const failed = result.failed.map(({ file, error }) => ({ file, code: error.code, message: error.entry.message, detail: error.detail }));
  return JSON.stringify({ dryRun, ...result, failed, documents });
}

/** Documents and file names come from elsewhere: no control characters of theirs reach the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '');
}

function countOf(passages: number): string {
  return `${passages} ${passages === 1 ? 'passage' : 'passages'}`;
}
