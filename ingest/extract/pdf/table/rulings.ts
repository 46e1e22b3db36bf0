import type { Box } from '../paint/matrix.ts';

/** A straight line along one axis: `at` is its place across, `from` and `to` are its ends. */
export interface Ruling {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The lines of a page, each drawn in one piece or in many. */
export interface Rulings {
  readonly across: readonly Ruling[];
  readonly down: readonly Ruling[];
}

/** What is wider is an area and not a line. Points. */
const mostThick = 3;
/** Double lines and pieces of one line differ by so much. */
const tolerance = 2;
/** Dots of a dotted line are as far apart. */
const dotGap = 3.5;
/** A line that parts cells is at least as long as a letter is high. */
const leastLength = 6;
/** A page of so many lines is a map or a drawing. */
const maxRulings = 1200;

/** Joins thin boxes to whole lines; none of a drawing with very many. */
export function joinRulings(boxes: readonly Box[]): Rulings {
  const across: Ruling[] = [];
  const down: Ruling[] = [];
  for (const [left, top, right, bottom] of boxes) {
    const width = right - left;
    const height = bottom - top;
    // A dot may be part of either.
    if (height <= mostThick && height <= width) across.push({ at: (top + bottom) / 2, from: left, to: right });
    if (width <= mostThick && width <= height) down.push({ at: (left + right) / 2, from: top, to: bottom });
  }
  const whole = { across: joinAligned(across), down: joinAligned(down) };
  return whole.across.length > maxRulings || whole.down.length > maxRulings ? { across: [], down: [] } : whole;
}

function joinAligned(rulings: readonly Ruling[]): Ruling[] {
  const sorted = rulings.toSorted((a, b) => a.at - b.at);
  const joined: Ruling[] = [];
  for (let i = 0; i < sorted.length;) {
    let end = i + 1;
    while (end < sorted.length && (sorted[end]?.at ?? 0) - (sorted[end - 1]?.at ?? 0) < tolerance / 2 && (sorted[end]?.at ?? 0) - (sorted[i]?.at ?? 0) < tolerance) end += 1;
    joined.push(...joinEnds(sorted.slice(i, end)));
    i = end;
  }
  return joined.filter(({ from, to }) => to - from >= leastLength);
}

function joinEnds(aligned: readonly Ruling[]): Ruling[] {
  const joined: Ruling[] = [];
  for (const next of aligned.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || next.from > last.to + dotGap) joined.push(next);
    else joined[joined.length - 1] = { ...last, to: Math.max(last.to, next.to) };
  }
  return joined;
}
