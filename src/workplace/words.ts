import { createHmac, type KeyObject } from 'node:crypto';
import type { Queryable } from '../store/database.ts';

/** Of a text that somebody looks for: more say nothing more. */
const MAX_SOUGHT = 8;
/** An answer has some hundreds of different words. */
const MAX_KEPT = 2_000;

/** The stems of a text as search makes them, without the words that all texts have. */
export async function stemsOf(db: Queryable, text: string): Promise<string[]> {
  // Accents are often left out where one looks for something.
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const [row] = await db.query<{ stems: string[] }>(`SELECT tsvector_to_array(to_tsvector('pg_catalog.dutch', $1)) AS stems`, [plain]);
  return row?.stems ?? [];
}

/** Eight bytes of an HMAC, as the database holds whole numbers: alike for two words as good as never, and for two persons neither. */
function digest(key: KeyObject, stem: string): string {
  return createHmac('sha256', key).update(stem).digest().readBigInt64BE(0).toString();
}

/** The words of what was said, each once. */
export function digestsOf(key: KeyObject, stems: readonly string[]): string[] {
  return [...new Set(stems.slice(0, MAX_KEPT).map((stem) => digest(key, stem)))];
}

/** The words that somebody looks for; none where there are only such as all texts have. */
export function soughtDigests(key: KeyObject, stems: readonly string[]): string[] {
  return digestsOf(key, stems).slice(0, MAX_SOUGHT);
}
