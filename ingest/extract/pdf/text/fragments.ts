import { joinAccent } from './accents.ts';
import { commonest, type Draft, type Fragment, type Piece } from './fragment.ts';
import { multiply } from '../paint/matrix.ts';
import { splitAtColumns } from '../table/columns.ts';
import type { Ruling } from '../table/rulings.ts';

/** The part of pdf.js's text items that is used. */
interface PdfTextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly fontName: string;
}

/** Where marked content begins and ends; `tag` is its role in tagged documents: P, H2, Artifact. */
interface PdfMark {
  readonly type: string;
  readonly tag?: unknown;
}

export type PdfItem = PdfTextItem | PdfMark;

/** From this many times the font size on, a gap parts columns instead of words. */
const columnGap = 1.1;

/**
 * Joins pdf.js's items into fragments, in the order of the content stream. Turned text (axis labels, marks in the margin)
 * comes last: between the lines it would cut sentences.
 * @param toPage the page's viewport transform, which undoes a turned page.
 * @param down the upright lines of tables: no text goes on over them.
 */
export function readFragments(items: readonly PdfItem[], toPage: readonly number[], down: readonly Ruling[] = []): Fragment[] {
  const drafts: Draft[] = [];
  const marks: boolean[] = [];
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type.startsWith('begin')) marks.push(/^H[1-6]?$/.test(String(item.tag)));
      else if (item.type.startsWith('end')) marks.pop();
      continue;
    }
    if (item.str === '') continue;
    const [, b, c, d, x, y] = multiply(toPage, item.transform);
    const size = Math.hypot(c, d);
    if (!Number.isFinite(x + y + size) || size === 0) continue;
    const last = drafts.at(-1);
    const turned = Math.abs(b) > 0.1 * size;
    const piece = { x, right: x + item.width, y, size, turned, tagged: marks.includes(true) };
    if (last !== undefined && joinAccent(last, piece, item.str)) continue;
    if (last !== undefined && continues(last, piece) && !isParted(last, piece, down)) extend(last, piece, item);
    else if (item.str.trim() !== '')
      drafts.push({ ...piece, text: item.str, fonts: new Map([[item.fontName, item.str.length]]), gaps: [] });
  }
  const straight = splitAtColumns(joinJustified(drafts.filter((draft) => !draft.turned)));
  return [...straight, ...drafts.filter((draft) => draft.turned)]
    .map(({ text, x, right, y, size, tagged, fonts }) => ({
      text: text.trim(),
      x,
      right,
      y,
      size,
      tagged,
      ...fontOf(fonts),
    }))
    .filter(({ text }) => text.trim() !== '');
}

function continues(last: Draft, next: Piece): boolean {
  if (last.turned || next.turned) return last.turned && next.turned && Math.abs(last.size - next.size) < 0.1;
  const gap = next.x - last.right;
  const lift = Math.abs(next.y - last.y);
  if (last.tagged !== next.tagged) return false;
  const raised = lift < 0.6 * last.size && next.size < 0.8 * last.size && gap < 0.3 * last.size;
  const afterNote = lift < 0.6 * next.size && last.size < 0.8 * next.size && /^\d{1,3}\s*$/.test(last.text);
  return (lift < 0.25 * last.size || raised || afterNote) && gap > -0.5 * last.size && gap < columnGap * last.size;
}

/** Whether a line stands between the two. */
function isParted(last: Draft, next: Piece, down: readonly Ruling[]): boolean {
  if (last.turned || down.length === 0) return false;
  const y = next.y - 0.3 * next.size;
  const room = 0.25 * next.size;
  return down.some(({ at, from, to }) => at > last.right - room && at < next.x + room && at > last.x && y > from && y < to);
}

function extend(last: Draft, next: Piece, item: PdfTextItem): void {
  // A blank item moves the pen; how far is seen when the next word comes.
  if (item.str.trim() === '') {
    if (!last.text.endsWith(' ')) last.text += ' ';
    if (item.width < columnGap * last.size) last.right = Math.max(last.right, next.right);
    return;
  }
  // The size of a line is that of its longer part: not of a note's raised number, nor of a large one before a heading.
  if (item.str.length > last.text.length) {
    last.size = next.size;
    last.y = next.y;
  }
  const apart = next.x - last.right > 0.25 * last.size && !last.text.endsWith(' ') && !item.str.startsWith(' ');
  if (next.x - last.right > 0.6 * last.size) last.gaps.push({ at: last.text.length, left: last.right, right: next.x });
  last.text += apart || last.turned ? ` ${item.str}` : item.str;
  last.right = Math.max(last.right, next.right);
  last.fonts.set(item.fontName, (last.fonts.get(item.fontName) ?? 0) + item.str.length);
}

/** Lines set flush on both sides may have gaps as wide as columns, but then all alike. */
function joinJustified(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (let i = 0; i < drafts.length;) {
    let end = i + 1;
    while (end < drafts.length && onLineAfter(drafts[end - 1], drafts[end])) end += 1;
    const line = drafts.slice(i, end);
    const gaps = line.slice(1).map((draft, n) => draft.x - (line[n]?.right ?? 0));
    const first = line[0];
    const alike =
      gaps.length >= 3 && Math.max(...gaps) < 1.3 * Math.min(...gaps) && Math.max(...gaps) < 2.5 * (first?.size ?? 0);
    if (alike && first !== undefined) {
      joined.push({
        ...first,
        text: line.map((draft) => draft.text.trim()).join(' '),
        right: line.at(-1)?.right ?? first.right,
      });
    } else joined.push(...line);
    i = end;
  }
  return joined;
}

function onLineAfter(a: Draft | undefined, b: Draft | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a.y - b.y) < 0.25 * a.size && b.x >= a.right;
}

/** The font of most letters, and whether a good part of them is in others. */
function fontOf(fonts: ReadonlyMap<string, number>): { font: string; mixed: boolean } {
  const font = commonest(fonts) ?? '';
  const all = fonts.values().reduce((sum, count) => sum + count, 0);
  return { font, mixed: (fonts.get(font) ?? 0) < 0.9 * all };
}
