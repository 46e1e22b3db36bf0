import type { Fragment } from '../fragments.ts';

/** Fragments on one baseline, from the left. */
export type TextLine = readonly Fragment[];

/** Fragments ordered in lines, from the top. */
export function toTextLines(fragments: readonly Fragment[]): TextLine[] {
  const lines: Fragment[][] = [];
  for (const fragment of fragments.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    if (line !== undefined && fragment.y - (line[0]?.y ?? 0) < 0.3 * fragment.size) line.push(fragment);
    else lines.push([fragment]);
  }
  return lines.map((line) => line.toSorted((a, b) => a.x - b.x));
}
