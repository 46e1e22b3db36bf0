/** Facts are for everybody: what would help who wants to break in, or is of employees alone, is a mark in them. */
import { createHmac, hkdfSync } from 'node:crypto';
import type { Config } from '../../../config/config.ts';
import { isNear } from '../../hosts/near.ts';

type Collection = Config['collections'][number];
/** Tells one thing from another, and a change of it, to who does not know what it is. */
export type Mark = (text: string) => string;

const MARK_LETTERS = 8;

/** Nobody finds out by trying names: the key is one of the desk. */
export function marker(masterKey: Buffer): Mark {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'balie factsheet marks', 32));
  return (text) => createHmac('sha256', key).update(text).digest('hex').slice(0, MARK_LETTERS);
}

export function isForResidents({ readers }: Pick<Collection, 'readers'>): boolean {
  return readers.includes('resident');
}

export function publicId(collection: Pick<Collection, 'id' | 'readers'>, mark: Mark): string {
  return isForResidents(collection) ? collection.id : `medewerkers-${mark(`collection ${collection.id}`)}`;
}

/** @param allowPrivate hosts, with a port or without one, that may have an address inside the building. */
export function isInside(url: string, allowPrivate: readonly string[]): boolean {
  const { hostname, host } = new URL(url);
  return isNear(url) || allowPrivate.some((allowed) => [hostname, host].includes(allowed.toLowerCase()) || allowed.toLowerCase().startsWith(`${hostname}:`));
}
