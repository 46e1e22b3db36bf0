import type { Queryable } from '../store/database.ts';

/** So much of each hash is remembered: of ten million entries that is 160 MB, and two differ in it. */
const KEPT_BYTES = 16;
const FIRST_SIZE = 4_096;
const PAGE = 1_000;

/** Which entries an export has, so that it can be laid beside a database. */
export interface ExportSpan {
  readonly from: number;
  readonly to: number;
  /** Whether it has this entry with this hash, or says that this comes just before its first. */
  has(number: number, hash: Buffer): boolean;
}

/** Takes the entries of an export, in their order. */
export function readSpan() {
  let kept = Buffer.alloc(FIRST_SIZE * KEPT_BYTES);
  let [from, next] = [0, 0];
  let before: Buffer | undefined;
  return {
    /** @param previous of the entry, as it says itself. @returns the number that is missing before it. */
    add(number: number, hash: string, previous: string): number | undefined {
      if (before === undefined) {
        before = Buffer.from(previous, 'hex').subarray(0, KEPT_BYTES);
        from = next = number;
      }
      if (number !== next) return next;
      const at = (number - from) * KEPT_BYTES;
      if (at === kept.length) kept = Buffer.concat([kept], 2 * kept.length);
      kept.write(hash.slice(0, 2 * KEPT_BYTES), at, 'hex');
      next = number + 1;
      return undefined;
    },

    /** @param said where the export says that it begins and ends. @returns undefined where other entries stand between. */
    end(said: { readonly from: number; readonly to: number }): ExportSpan | undefined {
      const first = before;
      if (first === undefined) return said.to < said.from ? { ...said, has: () => false } : undefined;
      if (said.from !== from || said.to !== next - 1) return undefined;
      return {
        ...said,
        has(number, hash) {
          if (number < from - 1 || number >= next) return false;
          const at = (number - from) * KEPT_BYTES;
          return (number < from ? first : kept.subarray(at, at + KEPT_BYTES)).equals(hash.subarray(0, KEPT_BYTES));
        },
      };
    },
  };
}

/** The last entry that a database has as the export has it: where the two part. 0: before the first of all; undefined: none, as far as the export goes back. */
export async function lastShared(db: Queryable, span: ExportSpan): Promise<number | undefined> {
  for (let before = span.to + 1; ; ) {
    const rows = await db.query<{ number: number; hash: Buffer }>(
      `SELECT number, hash FROM audit_entries WHERE number < $1 AND number >= $2 ORDER BY number DESC LIMIT ${PAGE}`,
      [before, span.from - 1],
    );
    const found = rows.find(({ number, hash }) => span.has(number, hash));
    if (found !== undefined) return found.number;
    const last = rows.at(-1);
    if (last === undefined) return span.from === 1 ? 0 : undefined;
    before = last.number;
  }
}
