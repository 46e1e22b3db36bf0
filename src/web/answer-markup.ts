/**
 * Reads the little markup that answers and documents hold: paragraphs, lists, rows of a table, headings, `> ` quotations, `**bold**`, `[1]`.
 * Anything else is text. Runs on the server and in the browser, so that an answer looks the same streamed and printed.
 * Every step looks at each character a fixed number of times: a hostile answer costs no more than a long one.
 */

import { tableOf } from './answer-table.ts';

type Plain =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reference'; readonly number: number };

export type Inline = Plain | { readonly type: 'bold'; readonly children: readonly Plain[] };

export interface Item {
  /** What it is counted by, where it is: a document may begin at three, or skip a number. */
  readonly value?: number;
  readonly inlines: readonly Inline[];
}

type ListKind = 'bullets' | 'numbers' | 'letters' | 'rows';

export type Flow =
  | { readonly type: 'paragraph' | 'heading'; readonly inlines: readonly Inline[] }
  | { readonly type: ListKind; readonly items: readonly Item[] }
  /** Its rows are there as lines too: so a voice reads them, with each heading at its cell. */
  | { readonly type: 'table'; readonly headers: readonly string[]; readonly rows: readonly (readonly (readonly Inline[])[])[]; readonly items: readonly Item[] };

export type Block = Flow | { readonly type: 'quotation'; readonly blocks: readonly Flow[] };

/** A line by what it begins with, and what is left of it then. */
interface Line {
  readonly kind: Exclude<Flow['type'], 'table'>;
  readonly text: string;
  readonly value?: number;
}

export function parseAnswer(text: string): Block[] {
  const runs = runsBy(text.replaceAll('\r\n', '\n').split('\n'), (line) => (line === '>' || line.startsWith('> ') ? 'quotation' : 'flow'));
  return runs.flatMap(({ kind, members }): readonly Block[] => {
    if (kind === 'flow') return flowOf(members);
    const blocks = flowOf(members.map((line) => line.slice(2)));
    return blocks.length === 0 ? [] : [{ type: 'quotation', blocks }];
  });
}

function flowOf(lines: readonly string[]): Flow[] {
  const runs = runsBy(lines.map((line) => (line.trim() === '' ? undefined : lineOf(line))), (line) => line?.kind);
  return runs.flatMap(({ kind, members }): Flow[] => {
    const known = members.filter((line) => line !== undefined);
    if (kind === undefined) return [];
    if (kind === 'heading') return known.map(({ text }) => ({ type: kind, inlines: parseInlines(text) }));
    if (kind === 'paragraph') return [{ type: kind, inlines: parseInlines(known.map(({ text }) => text).join('\n')) }];
    const items = known.map(({ text, value }) => ({ inlines: parseInlines(text.replaceAll(' | ', kind === 'rows' ? ' · ' : ' | ')), ...(value !== undefined && { value }) }));
    const table = kind === 'rows' ? tableOf(known.map(({ text }) => text)) : undefined;
    return [table === undefined ? { type: kind, items } : { type: 'table', headers: table.headers, rows: table.rows.map((row) => row.map(parseInlines)), items }];
  });
}

/** Neighbours of one kind together. */
function runsBy<T, K>(members: readonly T[], kindOf: (member: T) => K): { readonly kind: K; readonly members: readonly T[] }[] {
  const runs: { kind: K; members: T[] }[] = [];
  for (const member of members) {
    const kind = kindOf(member);
    const last = runs.at(-1);
    if (last !== undefined && last.kind === kind) last.members.push(member);
    else runs.push({ kind, members: [member] });
  }
  return runs;
}

const BULLET = /^[-*+•] /;
const NUMBER = /^(\d{1,3})[.)] /;
const LETTER = /^([a-z])[.)] /;
const HEADING = /^#{1,6} /;

function lineOf(given: string): Line {
  const line = given.trim();
  const rest = (mark: string) => line.slice(mark.length).trim();
  const [bullet] = BULLET.exec(line) ?? [];
  if (bullet !== undefined) return { kind: 'bullets', text: rest(bullet) };
  const [number, count] = NUMBER.exec(line) ?? [];
  if (number !== undefined) return { kind: 'numbers', text: rest(number), value: Number(count) };
  const [letter, name = ''] = LETTER.exec(line) ?? [];
  if (letter !== undefined) return { kind: 'letters', text: rest(letter), value: name.charCodeAt(0) - 'a'.charCodeAt(0) + 1 };
  const [heading] = HEADING.exec(line) ?? [];
  if (heading !== undefined) return { kind: 'heading', text: rest(heading) };
  return isRow(line) ? { kind: 'rows', text: line } : { kind: 'paragraph', text: line };
}

/** A row of a table as documents are read: `Product: paspoort; Prijs: € 86,20`, or `paspoort | € 86,20` where the columns have no names. */
function isRow(line: string): boolean {
  return line.includes(' | ') || line.split('; ').filter((cell) => cell.includes(': ')).length > 1;
}

/** Where the last finished block ends in a text that still grows: what stands before it will not change any more. */
export function settledLength(text: string): number {
  const gap = text.lastIndexOf('\n\n');
  return gap === -1 ? 0 : gap + 2;
}

/** The mark of an item of which there is nothing yet: it would be a paragraph for as long as that lasts. */
const BARE_MARK = /(^|\n)(?:[-*+•>]|\d{1,3}[.)]?|[a-z][.)]|#{1,6}) ?$/;

/** A text that still grows, without the half of a mark at its end: bold shows as bold while it is being written. */
export function closedForNow(text: string): string {
  const whole = text.replace(/\*{1,2}$/, '').replace(BARE_MARK, '$1');
  return whole.split('**').length % 2 === 0 ? `${whole}**` : whole;
}

/** The text without its marks, for a voice or a clipboard. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.flatMap(runsOf).map(wordsOf).join('\n');
}

function runsOf(block: Block): readonly (readonly Inline[])[] {
  if (block.type === 'quotation') return block.blocks.flatMap(runsOf);
  return 'items' in block ? block.items.map(({ inlines }) => inlines) : [block.inlines];
}

function wordsOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => (inline.type === 'text' ? inline.text : inline.type === 'bold' ? wordsOf(inline.children) : ''))
    .join('')
    .replaceAll(/ ([.,;:!?])/g, '$1')
    .trimEnd();
}

function parseInlines(text: string): Inline[] {
  const parts = text.split('**');
  // An even number of parts means the last `**` is never closed: it is text, as a half-streamed answer shows.
  if (parts.length % 2 === 0) {
    const open = parts.splice(-2).join('**');
    parts.push(open);
  }
  return parts.flatMap((part, index) => (index % 2 === 0 ? parsePlain(part) : [bold(part)]));
}

function bold(part: string): Inline {
  return part.trim() === '' ? { type: 'text', text: `**${part}**` } : { type: 'bold', children: parsePlain(part) };
}

function parsePlain(text: string): Plain[] {
  const found: Plain[] = [];
  let end = 0;
  for (const match of text.matchAll(/\[([1-9]\d?)\]/g)) {
    if (match.index > end) found.push({ type: 'text', text: text.slice(end, match.index) });
    found.push({ type: 'reference', number: Number(match[1]) });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ type: 'text', text: text.slice(end) });
  return found;
}
