import { diffLines } from 'diff';

/** A line of what differs, with lines around it that do not. `gap`: lines that are left out. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

/** Lines around a difference that are shown with it. */
const AROUND = 2;
/** Texts that have next to nothing in common are shown one after the other: to look further would take seconds. */
const MOST_EDITS = 600;

/** What differs between two texts, line by line; empty where nothing does. */
export function diffOf(before: string, after: string): DiffLine[] {
  if (before === after) return [];
  const parts = diffLines(before, after, { maxEditLength: MOST_EDITS }) ?? [{ value: before, removed: true, added: false }, { value: after, removed: false, added: true }];
  const lines = parts.flatMap(({ value, added, removed }) => linesIn(value).map((text): DiffLine => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })));
  const isNear = (at: number) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same');
  const shown: DiffLine[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'same' || isNear(at)) shown.push(line);
    else if (shown.at(-1)?.kind !== 'gap') shown.push({ kind: 'gap', text: '' });
  }
  return shown;
}

function linesIn(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
