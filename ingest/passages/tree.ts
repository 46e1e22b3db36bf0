import type { Section } from '../extract/types.ts';

/** A line of text with what belongs under it: the items of the list that it announces, the parts of its member. */
export interface Piece {
  /** Empty for a piece that only holds others together. */
  readonly text: string;
  /** What parts it from the piece before it when both come in one passage. */
  readonly separator: Separator;
  readonly page: number | undefined;
  readonly children: Piece[];
}

export type Separator = '\n\n' | '\n' | ' ' | '';

/** `1.`, `1°.`, `1.2.`, `a.`, `(a)`, `-`: at most a few characters, so that a sentence is not taken for an item. */
const marker = /^(?:\(?(\d{1,3}[a-z]?(?:\.\d{1,3})*)(?:°\.?|[.)])|\(?([a-z]{1,3})(?:°\.?|[.)])|([-•*–]))\s/;

/** Whether a line is an item of a list: `- een pasfoto`, `a. college: …`, `1. De raad …`. */
export function isItem(text: string): boolean {
  return marker.test(text);
}

/**
 * The lines of sections that share their headings, as blocks. A block is a paragraph, or a list or table with the line that
 * announces it. In a list members (`1.`), their parts (`a.`) and parts of those hang under each other. Linear: every
 * line is put on the stack once.
 */
export function blocksOf(sections: readonly Section[]): Piece[] {
  const blocks: Piece[] = [];
  let before = '';
  for (const section of sections) {
    for (const [index, block] of section.text.split(/\n{2,}/).entries()) {
      // A sentence that a page break cut in two goes on in the same paragraph.
      const runsOn = index === 0 && before !== '' && !/[.!?:;]$/.test(before) && /^\p{Ll}/u.test(block);
      const lines = block.split('\n').map((text, i) => ({
        text,
        separator: i > 0 ? ('\n' as const) : runsOn ? (' ' as const) : ('\n\n' as const),
        page: section.page,
        children: [],
      }));
      const last = blocks.at(-1);
      const isAnnounced = before.endsWith(':') && isItem(block) && last?.children.at(-1)?.text === before;
      if (last !== undefined && isAnnounced && last.children.length === 1)
        last.children.push(...lines.map((line) => ({ ...line, separator: '\n' as const })));
      else blocks.push({ text: '', separator: lines[0]?.separator ?? '\n\n', page: section.page, children: lines });
      before = lines.at(-1)?.text ?? '';
    }
  }
  return blocks;
}

/**
 * Hangs lines under each other as their markers say. A line without a marker goes with the list it stands in; it begins
 * a list only when it announces one and the first item follows.
 */
export function nest(lines: readonly Piece[]): Piece[] {
  const top: Piece[] = [];
  /** The path of open items; `kind` is empty for a line without a marker that announces a list. */
  const open: { kind: string; piece: Piece }[] = [];
  for (const [index, { text, separator, page }] of lines.entries()) {
    const piece: Piece = { text, separator, page, children: [] };
    const kind = kindOf(text);
    const announces = text.endsWith(':') && isFirst(lines[index + 1]?.text ?? '');
    if (kind === '') open.length = announces ? 0 : Math.min(open.length, 1);
    else if (lines[index - 1]?.text.endsWith(':') !== true || !isFirst(text)) {
      // Back to where this kind was last seen; a kind that is new comes under what is open, when that is of a higher one.
      const at = open.findLastIndex((item) => item.kind === kind);
      if (at >= 0) open.length = at;
      else while (open.length > 0 && !outranks(open.at(-1)?.kind ?? '', kind)) open.pop();
    }
    (open.at(-1)?.piece.children ?? top).push(piece);
    if (kind !== '' || announces) open.push({ kind, piece });
    // Deeper lists than this are no lists.
    if (open.length > 12) open.length = 0;
  }
  return top;
}

function isFirst(text: string): boolean {
  return isItem(text) && /^\(?(?:1|a|i|[-•*–])(?!\w)/.test(text);
}

function kindOf(text: string): string {
  const match = marker.exec(text);
  if (match === null) return '';
  const [whole, number, letter] = match;
  if (number !== undefined) return `number${number.split('.').length}${whole.includes('°') ? '°' : ''}`;
  return letter === undefined ? 'dash' : 'letter';
}

/** Numbers hold letters, letters hold numbers with a degree sign, all hold dashes; a line that announces holds anything. */
function outranks(outer: string, inner: string): boolean {
  const ranks = ['', 'number1', 'number2', 'number3', 'letter', 'number1°', 'dash'];
  return ranks.indexOf(outer) < ranks.indexOf(inner);
}
