import { apply, type Box, type Matrix } from './matrix.ts';

/** What is thicker is an area. Points. */
const mostThick = 3;
/** No table is drawn as one path of more numbers. */
const maxPath = 20_000;

/** Whether a filled box is drawn as a line. */
export function isThin([left, bottom, right, top]: Box): boolean {
  return right - left <= mostThick || top - bottom <= mostThick;
}

/** The straight pieces along an axis of a path that is stroked. */
export function strokedLines(matrix: Matrix, path: ArrayLike<number>): Box[] {
  const lines: Box[] = [];
  let start: readonly [number, number] | undefined;
  let last: readonly [number, number] | undefined;
  const draw = (to: readonly [number, number] | undefined): void => {
    if (last !== undefined && to !== undefined && (Math.abs(last[0] - to[0]) < 0.5 || Math.abs(last[1] - to[1]) < 0.5)) {
      lines.push([Math.min(last[0], to[0]), Math.min(last[1], to[1]), Math.max(last[0], to[0]), Math.max(last[1], to[1])]);
    }
    last = to;
  };
  for (let i = 0; i < Math.min(path.length, maxPath);) {
    const kind = path[i] ?? 4;
    const length = operandCounts[kind] ?? 0;
    const end = length === 0 ? start : apply(matrix, path[i + length - 1] ?? 0, path[i + length] ?? 0);
    if (kind === 0) start = last = end;
    else if (kind === 1 || kind === 4) draw(end);
    else last = end;
    i += length + 1;
  }
  return lines;
}

/** Of pdf.js's drawing operators: to move, line, curve, quadratic curve, close. */
const operandCounts = [2, 2, 6, 4, 0];
