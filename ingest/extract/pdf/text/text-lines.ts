import type { Fragment } from './fragment.ts';

/** Fragments on one baseline, from the left. */
export type TextLine = readonly Fragment[];

/**
 * Fragments ordered in lines, from the top.
 * @param isBeside whether a fragment stands on the line that another one begins.
 */
export function toTextLines(fragments: readonly Fragment[], isBeside = (first: Fragment, next: Fragment): boolean => next.y - first.y < 0.3 * next.size): TextLine[] {
  const lines: Fragment[][] = [];
  for (const fragment of fragments.toSorted((a, b) => a.y - b.y)) {
    const first = lines.at(-1)?.[0];
    if (first !== undefined && isBeside(first, fragment)) lines.at(-1)?.push(fragment);
    else lines.push([fragment]);
  }
  return lines.map((line) => line.toSorted((a, b) => a.x - b.x));
}
