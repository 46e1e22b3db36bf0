import { cut } from '../../../../src/cut.ts';
import { tidy } from '../../structure/tidy.ts';
import { commonest, type Fragment } from './fragment.ts';
import { findLeading } from './rows.ts';
import type { PdfStyle } from './writer.ts';

/** What most of the text looks like, so that what differs from it can be told. */
export function findStyle(pages: readonly (readonly Fragment[])[]): PdfStyle {
  const sizes = new Map<number, number>();
  const runs = new Map<number, number>();
  const fonts = new Map<string, number>();
  const hyphenated = new Set<string>();
  const count = <Key>(map: Map<Key, number>, key: Key, by: number): unknown => map.set(key, (map.get(key) ?? 0) + by);
  for (const { size, font, text } of pages.flat()) {
    const rounded = Math.round(size * 5) / 5;
    count(sizes, rounded, text.length);
    count(runs, rounded, 1);
    count(fonts, font, text.length);
    for (const [word] of text.matchAll(/\p{L}+-\p{L}+/gu)) hyphenated.add(word.toLowerCase());
  }
  const bodySize = commonest(sizes) ?? 10;
  // Where most text is small print or a table, the running text is larger than the body: its lines are long.
  const all = [...sizes.values()].reduce((sum, length) => sum + length, 0);
  const isText = (size: number, length: number): boolean => length > 0.05 * all && length / (runs.get(size) ?? 1) > 40;
  const larger = [...sizes].filter(([size, length]) => size > bodySize * 1.1 && !isText(size, length));
  const headingSizes = larger.map(([size]) => size).toSorted((a, b) => b - a);
  return { bodySize, bodyFont: commonest(fonts) ?? '', headingSizes, hyphenated, leading: findLeading(pages) };
}

/** The title in the PDF's own data, unless it is what a program left there. */
export function usefulTitle(info: unknown): string | undefined {
  if (typeof info !== 'string') return undefined;
  const title = tidy(info).replace(/\s+/g, ' ').trim();
  const left =
    /^(?:microsoft word|powerpoint|none|untitled|naamloos|document\s*\d*$|dia \d|presentatie)|\.(?:\w{3,4})$|sjabloon|template/i;
  return title.length < 5 || title.length > 300 || left.test(title) || !/\p{L}{3}/u.test(title) ? undefined : title;
}

/** The largest text on the first page, when it is larger than the rest. */
export function largestText(fragments: readonly Fragment[], style: PdfStyle): string | undefined {
  const named = fragments.filter((fragment) => /\p{L}{3}/u.test(fragment.text) && fragment.size > 1.1 * style.bodySize);
  const size = Math.max(...named.map((fragment) => fragment.size));
  const text = named
    .filter((fragment) => fragment.size > size - 0.3)
    .map((fragment) => fragment.text.trim())
    .join(' ');
  return text === '' ? undefined : cut(text, 300);
}
