import { BalieError } from '../errors.ts';

/** The fault of a collection that does not exist, with those that do. */
export function unknownCollection(wanted: string, known: readonly string[]): BalieError {
  const there = known.length === 0 ? 'er is nog geen collectie' : `deze zijn er: ${known.join(', ')}`;
  return new BalieError('collection-unknown', { detail: `${wanted}; ${there}` });
}

/** What removes documents that are gone from a source: one command for what the configuration names, one for a folder by hand. */
export function removeMissingCommand(collection: string, byHand?: { readonly path: string }): string {
  return byHand === undefined ? `balie sources run ${collection} --remove-missing` : `balie ingest ${byHand.path} --collection ${collection} --remove-missing`;
}
