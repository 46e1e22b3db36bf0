import type { Config } from '../../../config/config.ts';
import { configured, measured } from '../../../factsheet/fact.ts';
import type { CollectionFacts } from '../../../factsheet/facts.ts';
import { type Counts, collectionCounts } from '../../../knowledge/documents/holdings.ts';
import type { Database } from '../../../store/database.ts';
import { isForResidents, isInside, type Mark, publicId } from './discreet.ts';

const COUNTED = 'telling in de database';
const NONE: Omit<Counts, 'id'> = { documents: 0, passages: 0, expired: 0, expiring: 0, newest: null };

/**
 * Of what only employees may read: how much there is, and nothing by which it is called.
 * @param day today (YYYY-MM-DD).
 */
export async function collectionFacts({ collections }: Pick<Config, 'collections'>, db: Database, { mark, day, now }: { readonly mark: Mark; readonly day: string; readonly now: Date }): Promise<CollectionFacts[]> {
  const counts = new Map((await collectionCounts(db, day)).map((one) => [one.id, one]));
  return collections.map((collection) => {
    const { id, title, owner, readers } = collection;
    const isOpen = isForResidents(collection);
    const { documents, passages, expired, expiring, newest } = counts.get(id) ?? NONE;
    return {
      id: publicId(collection, mark),
      title: configured(isOpen ? title : 'Documenten voor medewerkers'),
      owner: configured(isOpen ? owner : 'niet openbaar'),
      readers: configured(isOpen ? readers : ['employee']),
      ...(!isOpen && { settings: configured(mark(JSON.stringify([title, owner, readers, collection.website]))) }),
      documents: measured(documents, COUNTED, now),
      passages: measured(passages, COUNTED, now),
      expired: measured(expired, COUNTED, now),
      expiring: measured(expiring, COUNTED, now),
      ...(newest !== null && { newest: measured(newest, COUNTED, now) }),
      sources: configured([...new Set([...(collection.folder === undefined ? [] : ['een map']), ...websitesOf(collection), 'aangeboden bestanden'])]),
    };
  });
}

/** An address is told where everybody can go to it, without what may be secret in it. */
function websitesOf({ readers, website }: Config['collections'][number]): string[] {
  const { start = [], allowPrivate = [] } = website ?? {};
  return start.map((address) => {
    if (isInside(address, allowPrivate)) return 'een website in het eigen netwerk';
    const { protocol, origin, pathname } = new URL(address);
    return protocol === 'https:' && isForResidents({ readers }) ? origin + pathname : 'een website';
  });
}
