import { BalieError } from '../errors.ts';
import { listCollections } from '../knowledge/collections.ts';
import type { Queryable } from '../store/database.ts';

/** The fault of a collection that does not exist, with those that do. */
export function unknownCollection(wanted: string, known: readonly string[]): BalieError {
  const there = known.length === 0 ? 'er is nog geen collectie' : `deze zijn er: ${known.join(', ')}`;
  return new BalieError('collection-unknown', { detail: `${wanted}; ${there}` });
}

/** @throws BalieError `collection-unknown` for what is none of those that are known to the desk. */
export async function requireCollections(db: Queryable, wanted: readonly string[], isKnown: (collection: { readonly declared: boolean }) => boolean = () => true): Promise<void> {
  const known = (await listCollections(db)).filter(isKnown).map(({ id }) => id);
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw unknownCollection(unknown.join(', '), known);
}

/** What removes documents that are gone from a source: one command for what the configuration names, one for a folder by hand. */
export function removeMissingCommand(collection: string, byHand?: { readonly path: string }): string {
  return byHand === undefined ? `balie sources run ${collection} --remove-missing` : `balie ingest ${byHand.path} --collection ${collection} --remove-missing`;
}
