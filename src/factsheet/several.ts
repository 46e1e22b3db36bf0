/** What hosts of one pool tell that ought to be the same: where it is not, all of it is told as one value. */
const BETWEEN = ' en ';

export function several(values: readonly string[]): string {
  return [...new Set(values)].toSorted().join(BETWEEN);
}

/** Whether all that is told now was told before: of a host that is away nothing is. */
export function isAmong(told: string, before: string): boolean {
  const known = before.split(BETWEEN);
  return told.split(BETWEEN).every((value) => known.includes(value));
}
