/** What the desk reads by itself, as a collection names it in the configuration. Whoever asks what a source is, asks it here. */
export const READ_SOURCES = ['folder', 'website'] as const;
export type ReadSource = (typeof READ_SOURCES)[number];

/** Whether the desk reads a source of a collection itself. */
export type IsRead = (collection: string, source: string) => boolean;

/** By what the collections name. */
export function isReadBy(collections: readonly ({ readonly id: string } & Readonly<Partial<Record<ReadSource, unknown>>>)[]): IsRead {
  const named = new Set(collections.flatMap((collection) => READ_SOURCES.flatMap((source) => (collection[source] === undefined ? [] : [`${source} ${collection.id}`]))));
  return (collection, source) => named.has(`${source} ${collection}`);
}

/** Whether a person has it read, with `balie ingest`: a place with a name, or a folder that the configuration does not name (any more). */
export function isByHand(source: string, isRead: boolean): boolean {
  return source.startsWith('path:') || (source === 'folder' && !isRead);
}
