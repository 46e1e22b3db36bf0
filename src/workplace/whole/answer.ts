import type { Source } from '../../answer/ports.ts';
import type { FilePassage } from '../files/file.ts';
import { filePath } from '../files/path.ts';
import type { Words } from '../files/rank.ts';
import { type CitedLine, passageFor } from './cite.ts';
import type { Difference } from './versions/compare.ts';
import { type PageRange, placeName, whereIs, type WholeFile } from './pieces.ts';
import type { Plan } from './plan.ts';
import type { Read } from './summarise.ts';
import type { Row } from './table.ts';

/** What is said of work that is done: the answer, and the passages that its numbers stand for. */
export interface Result {
  readonly answer: string;
  readonly sources: readonly Source[];
  /** Whether anything came of it. */
  readonly isFound: boolean;
}

/** More are no help to who reads it. */
const MAX_SOURCES = 300;
const MAX_SHOWN_ROWS = 200;

/** Numbers the passages that are cited, each once. */
class Sources {
  readonly all: Source[] = [];
  private readonly known = new Map<string, number>();
  private readonly conversationId: string;

  constructor(conversationId: string) {
    this.conversationId = conversationId;
  }

  /** @returns the reference to a passage, as answers have it; empty past the last that is kept. */
  cite(file: WholeFile, passage: FilePassage | undefined): string {
    if (passage === undefined) return '';
    const id = `${file.id} ${passage.ordinal}`;
    const known = this.known.get(id);
    if (known !== undefined) return `[${known}]`;
    if (this.all.length >= MAX_SOURCES) return `(${said(file, passage.page ?? passage.ordinal)})`;
    const number = this.all.length + 1;
    this.known.set(id, number);
    this.all.push({
      number,
      title: file.name,
      url: `${filePath(this.conversationId, file.id, passage.ordinal)}#passage-${passage.ordinal}`,
      quote: passage.text,
      ...(passage.page !== undefined && { page: passage.page }),
      // What has neither heading nor page is still to be found.
      headings: passage.headings.length > 0 || passage.page !== undefined ? passage.headings : [whereIs(file, passage.ordinal)],
    });
    return `[${number}]`;
  }
}

export function summaryResult({ files, estimate }: Plan, { items, ...read }: Read<CitedLine>, { conversationId, words }: { readonly conversationId: string; readonly words: Words }): Result {
  const [file] = files;
  const sources = new Sources(conversationId);
  if (file === undefined || items.length === 0) return nothing('Van dit bestand kon geen samenvatting worden gemaakt: het model schreef niets dat in de tekst staat.', files, { ...read, estimate });
  const given = { file, passages: file.passages, words };
  const lines = items.map(({ text, places }) => `- ${text} ${[...new Set(places.map((place) => sources.cite(file, passageFor(text, place, given))))].join(' ')}`);
  const answer = [`Samenvatting van **${named(file)}**.`, lines.join('\n'), ...honestly(files, { ...read, estimate })].join('\n\n');
  return { answer, sources: sources.all, isFound: true };
}

export function tableResult({ files, estimate }: Plan, { items, ...read }: Read<Row>, columns: readonly string[], conversationId: string, words: Words): Result {
  const [file] = files;
  const sources = new Sources(conversationId);
  if (file === undefined || items.length === 0) return nothing('Voor deze tabel is in het bestand niets gevonden.', files, { ...read, estimate });
  const lines = items.slice(0, MAX_SHOWN_ROWS).map(({ cells, place }) => {
    const cited = sources.cite(file, passageFor(cells.join(' '), place, { file, passages: file.passages, words }));
    return `- ${columns.map((column, at) => `${column}: ${unnumbered(cells[at] ?? '').replaceAll(';', ',')}`).join('; ')} ${cited}`;
  });
  const changed = items.filter(({ isLiteral }) => !isLiteral).length;
  const answer = [
    `Tabel uit **${named(file)}**: ${items.length === 1 ? '1 rij' : `${items.length} rijen`}.`,
    lines.join('\n'),
    ...(items.length > lines.length ? [`Hier staan de eerste ${lines.length} rijen. De hele tabel kunt u opslaan.`] : []),
    ...(changed > 0 ? [`Bij ${changed === 1 ? '1 rij staat' : `${changed} rijen staat`} niet alles letterlijk zo op de bladzijde. Kijk ${changed === 1 ? 'die' : 'deze'} na.`] : []),
    ...honestly(files, { ...read, estimate }),
  ].join('\n\n');
  return { answer, sources: sources.all, isFound: true };
}

export function comparisonResult({ files, compared }: Plan, differences: readonly Difference[], conversationId: string): Result {
  const [before, after] = files;
  const sources = new Sources(conversationId);
  if (before === undefined || after === undefined) return nothing('Er is niets vergeleken.', files, undefined);
  if (differences.length === 0) return { answer: `De tekst van **${named(before)}** en **${named(after)}** is gelijk.`, sources: [], isFound: true };
  const lines = differences.map(({ kind, heading, text, isByModel, before: old, after: now }) => {
    const about = heading === '' ? '' : `**${unnumbered(heading)}**: `;
    const cited = [old && sources.cite(before, old.passage), now && sources.cite(after, now.passage)].filter((one) => one !== undefined).join(' ');
    return `- ${about}${WORDS[kind]}${isByModel ? '' : ' (letterlijk)'}. ${unnumbered(text)} ${cited}`;
  });
  const same = compared?.unchanged ?? 0;
  const answer = [
    `**${named(before)}** (oud) vergeleken met **${named(after)}** (nieuw): ${differences.length === 1 ? '1 verschil' : `${differences.length} verschillen`}; ${same === 1 ? '1 alinea is' : `${same} alinea’s zijn`} gelijk.`,
    lines.join('\n'),
  ].join('\n\n');
  return { answer, sources: sources.all, isFound: true };
}

const WORDS = { changed: 'gewijzigd', added: 'nieuw', removed: 'vervallen' } as const;

function nothing(text: string, files: readonly WholeFile[], more: (Omit<Read<unknown>, 'items'> & Pick<Plan, 'estimate'>) | undefined): Result {
  return { answer: [text, ...(more === undefined ? [] : honestly(files, more))].join('\n\n'), sources: [], isFound: false };
}

/** What was read and what was not, and what was left out of what the model wrote. */
function honestly([file]: readonly WholeFile[], { estimate, unread, dropped }: Omit<Read<unknown>, 'items'> & Pick<Plan, 'estimate'>): string[] {
  if (file === undefined) return [];
  const { read, all, isWhole } = estimate;
  const span = (range: PageRange) => spanWords(file, range);
  return [
    isWhole && unread.length === 0 ? `Gelezen: het hele bestand, ${span(all)}.` : `Gelezen: ${span(read)}, van ${span(all)}.`,
    ...(unread.length > 0 ? [`Niet gelezen, want het model gaf geen antwoord: ${unread.map(span).join('; ')}.`] : []),
    ...(!isWhole && read.to < all.to ? [`De rest kunt u apart laten lezen: kies daarvoor vanaf ${fromWords(file, read.to + 1)}.`] : []),
    ...(dropped > 0 ? [`Weggelaten: ${dropped === 1 ? '1 regel' : `${dropped} regels`} van het model, omdat de genoemde plaats of een getal niet klopte.`] : []),
  ];
}

function spanWords(file: WholeFile, { from, to }: PageRange): string {
  const [first, last] = [said(file, from), said(file, to)];
  if (first === last) return first;
  return `${first} tot en met ${first === placeName(file, from) && last === placeName(file, to) ? to : last}`;
}

/** What is filled in to go on there, and what stands there. */
function fromWords(file: WholeFile, place: number): string {
  const [number, where] = [placeName(file, place), said(file, place)];
  return where === number ? number : `${number}, ${where}`;
}

/** A heading is a name that somebody gave. */
function said(file: WholeFile, place: number): string {
  const where = whereIs(file, place);
  return where === placeName(file, place) ? where : `‘${unnumbered(where)}’`;
}

/** What stands in brackets in a name or a text is no reference to a source. */
function unnumbered(text: string): string {
  return text.replaceAll(/\[(\d+)\]/g, '($1)').replaceAll('**', '');
}

function named({ name }: WholeFile): string {
  return unnumbered(name);
}
