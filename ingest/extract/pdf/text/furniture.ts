import type { Fragment } from './fragment.ts';

export interface PdfPage {
  /** 1-based. */
  readonly number: number;
  readonly height: number;
  readonly fragments: readonly Fragment[];
}

interface EdgeLine {
  readonly side: 'top' | 'bottom';
  readonly fragments: readonly Fragment[];
  readonly y: number;
  readonly size: number;
  /** What it has in common with lines on other pages; see `keysOf`. */
  readonly keys: readonly (readonly string[])[];
}

/** The part of a page's height, at the top and at the bottom, where running heads and page numbers are looked for. */
const edge = 0.14;

/**
 * Leaves out running heads, running feet and page numbers: lines in the same edge of several pages with the same words,
 * or with a number that rises with the page. A repeated line that text follows closely stays: that is the header of a
 * table which goes on over pages.
 */
export function removeFurniture(pages: readonly PdfPage[]): PdfPage[] {
  const edges = pages.map((page) => ({ page, lines: edgeLines(page) }));
  const counts = new Map<string, number>();
  for (const { lines } of edges) {
    for (const key of new Set(lines.flatMap((line) => line.keys.flat()))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const enough = pages.length <= 3 ? 2 : 3;
  const isRepeated = (keys: readonly string[]): boolean => keys.some((key) => (counts.get(key) ?? 0) >= enough);
  return edges.map(({ page, lines }) => {
    const repeated = lines.flatMap((line) => {
      const recurring = line.fragments.filter((_, i) => isRepeated(line.keys[i] ?? []));
      if (recurring.length === line.fragments.length) return [line];
      return isFoot(line, recurring, page) ? [{ ...line, fragments: recurring }] : [];
    });
    const text = page.fragments.filter((fragment) => !repeated.some((line) => line.fragments.includes(fragment)));
    const gone = new Set(
      [...repeated.filter((line) => isApart(line, text)), ...lines.filter((line) => isPageOfPages(line))].flatMap(
        (line) => line.fragments,
      ),
    );
    return { ...page, fragments: page.fragments.filter((fragment) => !gone.has(fragment)) };
  });
}

/** Whether a page's last line is a foot to which this page adds something: two parts of it, and most of it, recur. */
function isFoot(line: EdgeLine, recurring: readonly Fragment[], page: PdfPage): boolean {
  if (line.side === 'top' || page.fragments.some(({ y }) => y > line.y + line.size)) return false;
  const letters = (fragments: readonly Fragment[]): number => fragments.reduce((sum, { text }) => sum + text.length, 0);
  return recurring.length > 1 && letters(recurring) > 0.5 * letters(line.fragments);
}

/** Whether there is white space below a head. A foot needs none. */
function isApart(line: EdgeLine, text: readonly Fragment[]): boolean {
  if (line.side === 'bottom') return true;
  return text.every(
    (fragment) => fragment.y <= line.y || fragment.y - line.y > 2.4 * Math.max(line.size, fragment.size),
  );
}

/** Tables of which a part stands outside the edges: no part of those is a running head. */
function tables(page: PdfPage): Set<unknown> {
  const inside = page.fragments.filter(({ y }) => y >= edge * page.height && y <= (1 - edge) * page.height);
  return new Set(inside.flatMap(({ place }) => (place === undefined ? [] : [place.grid])));
}

function edgeLines(page: PdfPage): EdgeLine[] {
  const lines: { side: 'top' | 'bottom'; fragments: Fragment[]; y: number; size: number }[] = [];
  const content = tables(page);
  for (const fragment of page.fragments) {
    if (fragment.place !== undefined && content.has(fragment.place.grid)) continue;
    const side = fragment.y < edge * page.height ? 'top' : fragment.y > (1 - edge) * page.height ? 'bottom' : undefined;
    if (side === undefined) continue;
    const line = lines.find((other) => Math.abs(other.y - fragment.y) < 0.3 * other.size);
    if (line === undefined) lines.push({ side, fragments: [fragment], y: fragment.y, size: fragment.size });
    else line.fragments.push(fragment);
  }
  return lines.map((line) => ({
    ...line,
    keys: line.fragments.map((fragment) => keysOf(fragment, line.side, page.number)),
  }));
}

/** The exact text, and the text with each number replaced by its distance from the page's number. */
function keysOf(fragment: Fragment, side: string, page: number): string[] {
  const text = fragment.text.replace(/\s+/g, ' ').trim();
  if (text.length > 200) return [];
  const numbered = Array.from(text.matchAll(/\d{1,5}/g), (match) => {
    const distance = Number(match[0]) - page;
    return `${side}:${text.slice(0, match.index)}#${distance}${text.slice(match.index + match[0].length)}`;
  });
  return [`${side}:${text}`, ...numbered];
}

/** `Pagina 1 van 3` is no text even when it stands on one page only. */
function isPageOfPages(line: EdgeLine): boolean {
  const text = line.fragments.map((fragment) => fragment.text.trim()).join(' ');
  return /^(?:pagina|page|blz\.?)\s+\d+\s*(?:(?:van|of|\/)\s*\d+)?$/i.test(text);
}
