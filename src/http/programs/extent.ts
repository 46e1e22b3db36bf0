/** Deeper JSON no host makes anything of, and writing it out again would take the stack. */
const MAX_DEPTH = 64;
const MAX_NODES = 20_000;

/** Whether JSON that is passed on as it is would be too deep or too much. Walks without recursion. */
export function isTooLarge(json: unknown): boolean {
  let level: unknown[] = [json];
  let nodes = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    nodes += level.length;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) return true;
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  }
  return false;
}
