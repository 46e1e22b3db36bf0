import { realpath, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import { BalieError } from '../../errors.ts';
import { findPlace, keepPlaceOf, type PlaceRequest } from '../../jobs/places.ts';
import type { Database } from '../../store/database.ts';

interface PathRequest {
  readonly path: string;
  readonly collection: string;
  /** The collection's own folder. */
  readonly folder: string | undefined;
  /** The name that a person gave the place. */
  readonly name: string | undefined;
  /** A trial keeps nothing. */
  readonly isTrial: boolean;
}

/**
 * Where documents belong that are brought in by hand. In the collection's own folder they have the names that the desk itself gives
 * them. Each other folder or file is a source of its own, with a name before its documents, so that none takes another's for gone.
 * @throws BalieError `path-unreadable`.
 */
export async function placeOf(db: Database, { path, collection, folder, name, isTrial }: PathRequest): Promise<{ documentsRoot?: string; sourcePrefix?: string }> {
  const full = await realpath(resolve(path)).catch((cause: unknown) => {
    throw new BalieError('path-unreadable', { detail: path, cause });
  });
  const own = folder === undefined ? undefined : await realpath(folder).catch(() => resolve(folder));
  if (own !== undefined && name === undefined && (full === own || full.startsWith(own + sep))) return { documentsRoot: own };
  const called = placeName(basename(full)) || 'map';
  const request: PlaceRequest = { collectionId: collection, path: full, name, called, hasFolder: own !== undefined };
  const place = isTrial ? await findPlace(db, request) : await keepPlaceOf(db, request);
  // A file that is a place itself has its folder as root, which is where its name comes from.
  const root = (await stat(place.path).catch(() => undefined))?.isDirectory() === true ? { documentsRoot: place.path } : {};
  return { ...root, sourcePrefix: place.name === '' ? '' : `${place.name}:` };
}

/** A file's or folder's name as one that may stand before source ids. */
export function placeName(name: string): string {
  return name.replaceAll(/[:/\\\p{Cc}]/gu, '-');
}

/** Whether a name may stand before source ids. */
export function isPlaceName(name: string): boolean {
  return /^[^:/\\\p{Cc}]{1,64}$/u.test(name) && name.trim() === name;
}
