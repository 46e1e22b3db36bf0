/**
 * How many letters must be added, left out, replaced, or swapped with the next, to make one word of another (optimal string
 * alignment; Damerau, A technique for computer detection and correction of spelling errors, 1964). @returns undefined when it is more than `most`.
 */
export function editDistance(one: string, other: string, most: number): number | undefined {
  const from = Array.from(one);
  const to = Array.from(other);
  if (Math.abs(from.length - to.length) > most) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (const [i, letter] of from.entries()) {
    const row = [i + 1];
    for (const [j, wanted] of to.entries()) {
      const replaced = at(last, j) + (letter === wanted ? 0 : 1);
      const swapped = i > 0 && j > 0 && letter === to[j - 1] && from[i - 1] === wanted ? at(before, j - 1) + 1 : Infinity;
      row.push(Math.min(at(last, j + 1) + 1, at(row, j) + 1, replaced, swapped));
    }
    if (Math.min(...row) > most) return undefined;
    before = last;
    last = row;
  }
  const distance = at(last, to.length);
  return distance <= most ? distance : undefined;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
