/** A PDF's transformation: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Left, bottom, right, top. */
export type Box = readonly [number, number, number, number];

/** What `n` and then `m` do. Missing numbers count as those of no change. */
export function multiply(m: ArrayLike<number>, n: ArrayLike<number>): Matrix {
  // A page has tens of thousands of these: no arrays in between.
  const a = m[0] ?? 1, b = m[1] ?? 0, c = m[2] ?? 0, d = m[3] ?? 1, e = m[4] ?? 0, f = m[5] ?? 0;
  const p = n[0] ?? 1, q = n[1] ?? 0, r = n[2] ?? 0, s = n[3] ?? 1, t = n[4] ?? 0, u = n[5] ?? 0;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** Where a point goes. */
export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The box around a box that is turned or scaled. */
export function applyToBox(m: Matrix, [left, bottom, right, top]: Box): Box {
  return boxAround([apply(m, left, bottom), apply(m, right, bottom), apply(m, left, top), apply(m, right, top)]);
}

/** The box around some points. */
export function boxAround(points: readonly (readonly [number, number])[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Four numbers as a box; missing ones count as 0. */
export function toBox(values: ArrayLike<number>): Box {
  return [values[0] ?? 0, values[1] ?? 0, values[2] ?? 0, values[3] ?? 0];
}

/** A box with so much more on each side. */
export function grow([left, bottom, right, top]: Box, by: number): Box {
  return [left - by, bottom - by, right + by, top + by];
}

/** What two boxes share; its right lies left of its left when they share nothing. */
export function intersect(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/** A box's surface; 0 for an empty one. */
export function area([left, bottom, right, top]: Box): number {
  return Math.max(0, right - left) * Math.max(0, top - bottom);
}
