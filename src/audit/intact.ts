import { type ChainKey, entryHash, olderHash } from './chain.ts';
import { isPublic } from './head.ts';

/** Whether an entry, read by itself, is one that the desk wrote. Whether it stands in its place is for the walk along the chain to say. */
export function isIntact(key: ChainKey, { number, body, hash }: { readonly number: number; readonly body: string; readonly hash: Buffer }): boolean {
  // Before the first entry the walk meets nothing, and what a body says of its own number is not where it stands.
  if (number < 1 || (JSON.parse(body) as { number: unknown }).number !== number) return false;
  return (isPublic(body) ? entryHash(body) : olderHash(key, body)).equals(hash);
}
