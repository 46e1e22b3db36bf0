import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../../store/database.ts';
import { batches, longestOf, type SynonymRows, synonymRows } from './synonym-rows.ts';
import type { Synonyms } from './word-groups.ts';

/** Rows that are read or written at a time: the embedded database has one session, and others wait meanwhile. */
const ROWS = 500;

interface Origin {
  /** Where the lists come from. */
  readonly place: string;
  /** Whether these lists come instead of those of another place; otherwise they come only after those of the same place. */
  readonly takesOver: boolean;
}

/**
 * Makes the store's synonyms those of the lists; searches use them from then on. What is the same already is not written. Written
 * in parts: a search meanwhile has some words with new synonyms and some with old. Of two at once with other lists, the last wins.
 * @returns `same` when the store had them, `written`, or `other` when the store has the lists of another and keeps them.
 * @throws BalieError `config-invalid` whose detail names words with too many synonyms or phrases that are too long; nothing is written then.
 */
export async function syncSynonyms(
  db: Database,
  synonyms: Synonyms,
  { place, takesOver }: Origin = { place: '', takesOver: true },
): Promise<'same' | 'written' | 'other'> {
  const digest = digestOf(synonyms);
  const [now] = await db.query<{ digest: string; place: string; is_complete: boolean }>('SELECT digest, place, is_complete FROM synonym_lists');
  const isSame = now?.digest === digest && now.is_complete;
  if (isSame && (now.place === place || !takesOver)) return 'same';
  if (now !== undefined && now.place !== place && !takesOver) return 'other';
  if (isSame) {
    await db.query('UPDATE synonym_lists SET place = $2 WHERE digest = $1', [digest, place]);
    return 'same';
  }
  const rows = await synonymRows(db, synonyms);
  const isClaimed = await claim(db, { digest, place, takesOver }, longestOf(rows));
  return isClaimed && (await write(db, digest, rows)) ? 'written' : 'other';
}

function digestOf(synonyms: Synonyms): string {
  const hash = createHash('sha256');
  for (const [asked, means] of synonyms) hash.update(JSON.stringify([asked, ...means]));
  return hash.digest('hex');
}

async function claim(db: Database, { digest, place, takesOver }: Origin & { readonly digest: string }, longest: number): Promise<boolean> {
  const claimed = await db.query(
    `INSERT INTO synonym_lists AS l (digest, place, is_complete, longest) VALUES ($1, $2, false, $3)
     ON CONFLICT (only_row) DO UPDATE SET digest = $1, place = $2, is_complete = false, longest = greatest(l.longest, $3)
     WHERE $4 OR l.place = $2 RETURNING 1`,
    [digest, place, longest, takesOver],
  );
  return claimed.length > 0;
}

/** @returns whether all was written: not when another's lists came in between. */
async function write(db: Database, digest: string, rows: SynonymRows): Promise<boolean> {
  const missing = new Map(rows);
  let last: string | undefined = '';
  while (last !== undefined) {
    const there: { asked: string; means: string[] }[] = await db.query('SELECT asked, means FROM synonyms WHERE asked > $1 ORDER BY asked LIMIT $2', [last, ROWS]);
    last = there.at(-1)?.asked;
    for (const { asked, means } of there) if (isEqual(means, rows.get(asked))) missing.delete(asked);
    const gone = there.map(({ asked }) => asked).filter((asked) => !rows.has(asked));
    if (gone.length === 0) continue;
    if (!(await asClaimed(db, digest, (tx) => tx.query('DELETE FROM synonyms WHERE asked = ANY ($1)', [gone])))) return false;
  }
  for (const some of batches([...missing], ROWS)) {
    if (!(await asClaimed(db, digest, (tx) => tx.query(PUT, [JSON.stringify(some.map(([asked, means]) => ({ asked, means })))])))) return false;
  }
  return asClaimed(db, digest, (tx) => tx.query('UPDATE synonym_lists SET is_complete = true, longest = $1', [longestOf(rows)]));
}

const PUT = `INSERT INTO synonyms AS s SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS r (asked text, means text[])
  ON CONFLICT (asked) DO UPDATE SET means = excluded.means WHERE s.means IS DISTINCT FROM excluded.means`;

function isEqual(means: readonly string[], others: readonly string[] | undefined): boolean {
  return means.length === others?.length && means.every((word, index) => word === others[index]);
}

/** Does `work` as long as the store's lists are still to be these; one writer at a time. */
function asClaimed(db: Database, digest: string, work: (tx: Queryable) => Promise<unknown>): Promise<boolean> {
  return db.transaction(async (tx) => {
    const claimed = await tx.query('SELECT FROM synonym_lists WHERE digest = $1 FOR UPDATE', [digest]);
    if (claimed.length > 0) await work(tx);
    return claimed.length > 0;
  });
}
