import type { Database, Queryable } from '../store/database.ts';

/** A folder or file that was brought in by hand, as a source of its own. */
export interface Place {
  /** Stands before the source ids of what is in it; empty for the first place of a collection without a folder of its own. */
  readonly name: string;
  /** Absolute, without links. */
  readonly path: string;
}

export interface PlaceRequest {
  readonly collectionId: string;
  /** Absolute, without links. */
  readonly path: string;
  /** The name that a person gave it; undefined to have one found. */
  readonly name: string | undefined;
  /** What it is called when it gets a name: that of the folder or file. */
  readonly called: string;
  /** Whether the collection has a folder of its own, whose documents have no name before them. */
  readonly hasFolder: boolean;
}

/**
 * Which place a path belongs to: the one that it is, or lies in; else a new one, with a name that no other place of the collection
 * has, so that equal file names in two folders stay two documents. A given name counts for the path from now on: so a folder that
 * was moved is still the same. Writes nothing.
 */
export async function findPlace(db: Queryable, { collectionId, path, name, called, hasFolder }: PlaceRequest): Promise<Place> {
  const rows = await db.query<{ name: string; path: string }>('SELECT name, path FROM places WHERE collection_id = $1 ORDER BY length(path) DESC', [collectionId]);
  const around = rows.filter((place) => path === place.path || path.startsWith(place.path.endsWith('/') ? place.path : `${place.path}/`));
  if (name !== undefined) return around.find((place) => place.name === name) ?? { name, path };
  // What went without a name may have become the business of the collection's own folder meanwhile.
  const known = around.find((place) => place.name !== '' || !hasFolder);
  if (known !== undefined) return known;
  const taken = new Set(rows.map((place) => place.name));
  if (!hasFolder && !taken.has('')) return { name: '', path };
  let number = 1;
  const numbered = (): string => (number === 1 ? called : `${called}-${number}`);
  while (taken.has(numbered())) number += 1;
  return { name: numbered(), path };
}

/** Finds the place of a path and keeps it. */
export function keepPlaceOf(db: Database, request: PlaceRequest): Promise<Place> {
  return db.transaction(async (tx) => {
    // Two folders at once must not get one name.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('balie.places'))`);
    const place = await findPlace(tx, request);
    await tx.query('DELETE FROM places WHERE collection_id = $1 AND (name = $2 OR path = $3)', [request.collectionId, place.name, place.path]);
    await tx.query('INSERT INTO places (collection_id, name, path) VALUES ($1, $2, $3)', [request.collectionId, place.name, place.path]);
    return place;
  });
}
