import type { Config } from '../../../config/config.ts';
import { configured, measured } from '../../../factsheet/fact.ts';
import type { CollectionFacts } from '../../../factsheet/facts.ts';
import { type Counts, collectionCounts } from '../../../knowledge/documents/holdings.ts';
import type { Database } from '../../../store/database.ts';

const COUNTED = 'telling in de database';
const NONE: Omit<Counts, 'id'> = { documents: 0, passages: 0, expired: 0, expiring: 0, newest: null };

/** @param day today (YYYY-MM-DD). */
export async function collectionFacts({ collections }: Pick<Config, 'collections'>, db: Database, { day, now }: { readonly day: string; readonly now: Date }): Promise<CollectionFacts[]> {
  const counts = new Map((await collectionCounts(db, day)).map((one) => [one.id, one]));
  return collections.map(({ id, title, owner, readers, folder, website }) => {
    const { documents, passages, expired, expiring, newest } = counts.get(id) ?? NONE;
    return {
      id,
      title: configured(title),
      owner: configured(owner),
      readers: configured(readers),
      documents: measured(documents, COUNTED, now),
      passages: measured(passages, COUNTED, now),
      expired: measured(expired, COUNTED, now),
      expiring: measured(expiring, COUNTED, now),
      ...(newest !== null && { newest: measured(newest, COUNTED, now) }),
      sources: configured([...(folder === undefined ? [] : ['een map']), ...(website?.start ?? []), 'geüpload of aangeleverd']),
    };
  });
}
