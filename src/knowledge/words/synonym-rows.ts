import { BalieError } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';
import { LONGEST_ASKED, type Synonyms } from './word-groups.ts';

/** Rows of the store's synonyms: what is meant, by the key of what is asked. */
export type SynonymRows = ReadonlyMap<string, readonly string[]>;

/** So many keys at a time: the embedded database has one session, and others wait meanwhile. */
const KEYS = 1000;
/** More would drown what was asked; the store takes no more. */
const MAX_MEANT = 100;
/** Faults that are told. */
const TOLD = 20;

/**
 * Words with the same stem are asked alike, and what has the same stem is found already; a sign cannot be asked.
 * @throws BalieError `config-invalid` whose detail names the words with too many synonyms, and the phrases that are too long.
 */
export async function synonymRows(db: Queryable, synonyms: Synonyms): Promise<SynonymRows> {
  const keys = await keysOf(db, synonyms);
  const rows = new Map<string, Set<string>>();
  const faults = new Map<string, string>();
  for (const [asked, means] of synonyms) {
    const key = keys.get(asked);
    if (key === undefined) continue;
    if (wordsIn(key) > LONGEST_ASKED) faults.set(key, `“${asked}” is te lang om naar te zoeken`);
    const meant = rows.get(key) ?? new Set<string>();
    for (const other of means) if ((keys.get(other) ?? key) !== key) meant.add(other);
    if (meant.size > 0) rows.set(key, meant);
    if (meant.size > MAX_MEANT) faults.set(key, `“${asked}” heeft meer dan ${MAX_MEANT} synoniemen`);
  }
  if (faults.size > 0) throw new BalieError('config-invalid', { detail: `Synoniemen: ${[...faults.values()].slice(0, TOLD).join('; ')}` });
  return new Map([...rows].map(([key, meant]) => [key, [...meant].toSorted()]));
}

/** The number of words in the longest key. */
export function longestOf(rows: SynonymRows): number {
  let longest = 0;
  for (const key of rows.keys()) longest = Math.max(longest, wordsIn(key));
  return longest;
}

function wordsIn(key: string): number {
  return key.split(' ').length;
}

/** The key of each phrase, each made once; what nobody can ask has none. */
async function keysOf(db: Queryable, synonyms: Synonyms): Promise<Map<string, string>> {
  const phrases = new Set<string>();
  for (const [asked, means] of synonyms) for (const phrase of [asked, ...means]) phrases.add(phrase);
  const keys = new Map<string, string>();
  for (const some of batches([...phrases], KEYS)) {
    const made = await db.query<{ phrase: string; key: string | null }>('SELECT phrase, asked_key(phrase) AS key FROM unnest($1::text[]) AS phrase', [some]);
    for (const { phrase, key } of made) if (key !== null) keys.set(phrase, key);
  }
  return keys;
}

/** @param size what one batch has at most. */
export function* batches<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
