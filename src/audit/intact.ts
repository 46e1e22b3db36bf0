import { type ChainKey, entryHash, olderHash } from './chain.ts';
import { isPublic } from './head.ts';

/** Whether an entry, read by itself, is one that the desk wrote. Whether it stands in its place is for the walk along the chain to say. */
export function isIntact(key: ChainKey, { body, hash }: { readonly body: string; readonly hash: Buffer }): boolean {
  return (isPublic(body) ? entryHash(body) : olderHash(key, body)).equals(hash);
}
