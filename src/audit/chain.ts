import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import { canonical } from './canonical.ts';
import { marked } from './conversation-mark.ts';
import { firstEntries, isSigned, signHead } from './head.ts';
import { type Origin, originNow } from './origin.ts';
import { createSigner, type Signer } from './signing.ts';

/** What an entry says besides its content: it can never be erased, so it says nothing about people but who managed the desk. */
export type Facts = Readonly<Record<string, Fact>>;
type Fact = string | number | boolean | null | undefined | readonly string[] | { readonly [name: string]: Fact };

export interface Entry {
  readonly kind: string;
  /** Absent for what concerns no turn, or more than one. */
  readonly turnId?: string;
  readonly callId?: string;
  readonly at: Date;
  readonly facts: Facts;
  /** By which door it came in: null for none. Absent: that of who asks now. */
  readonly origin?: Origin | null;
  /** Encrypted content; its digest becomes part of the chain, so that the content may be erased later. */
  readonly content?: Buffer | undefined;
}

/** The last entry of the chain. */
export interface Head {
  readonly number: number;
  readonly hash: Buffer;
}

/** An entry as it stands in the chain. */
export interface Link extends Head {
  readonly body: string;
}

/** What vouches for the chain: who can write the database has neither. */
export interface ChainKey {
  /** Of the hashes of entries from before they could be checked by anybody. */
  readonly older: KeyObject;
  readonly signer: Signer;
}

/** Other keys than the one that wraps the turns' keys, as no key should serve two purposes. */
export function chainKey(masterKey: Buffer): ChainKey {
  return { older: createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'balie audit chain', 32))), signer: createSigner(masterKey) };
}

/** The hash of an entry: SHA-256 of the exact text of its body. */
export function entryHash(body: string): Buffer {
  return hash('sha256', body, 'buffer');
}

/** That of an entry from before: HMAC-SHA-256, which only the desk can check. */
export function olderHash(key: ChainKey, body: string): Buffer {
  return createHmac('sha256', key.older).update(body).digest();
}

export function contentDigest(content: Buffer): string {
  return hash('sha256', content, 'hex');
}

/** The link that puts an entry behind `head`: its body holds the hash before it. */
export function linkTo(head: Head, entry: Entry): Link {
  const number = head.number + 1;
  const { kind, turnId, callId } = entry;
  const facts = marked(entry.facts);
  const origin = entry.origin === undefined ? originNow() : (entry.origin ?? undefined);
  const told = { kind, ...(turnId !== undefined && { turnId }), ...(callId !== undefined && { callId }) };
  const body = JSON.stringify({
    v: 2,
    number,
    at: entry.at.toISOString(),
    ...told,
    ...canonical({ ...told, facts, origin }),
    facts,
    contentSha256: entry.content && contentDigest(entry.content),
    previous: head.hash.toString('hex'),
  });
  return { number, body, hash: entryHash(body) };
}

/**
 * The head, locked until the caller's transaction ends: whoever else would add an entry waits. Where it was not the desk that wrote it last, an
 * entry says so for good, before anything is added: a signature over what comes after must not make it good.
 * @param atLeast number of an entry that is known to have been committed.
 */
export async function lockHead(tx: Queryable, key: ChainKey, atLeast = 0): Promise<Head> {
  const [row] = await tx.query<Head & { signature: string | null }>('SELECT number, hash, signature FROM audit_head FOR UPDATE');
  if (row === undefined) throw new Error('audit_head has no row');
  if (row.number >= atLeast && isSigned(row, key.signer)) return { number: row.number, hash: row.hash };
  const { head, entries } = await firstEntries(tx, row, atLeast);
  return entries.length === 0 ? head : insert(tx, key, head, entries);
}

/** Adds an entry behind the last one, in the caller's transaction. @returns its number. */
export function append(tx: Queryable, key: ChainKey, entry: Entry): Promise<number> {
  return appendAll(tx, key, [entry]);
}

/** The same for more than one, in order. @returns the number of the last. */
export async function appendAll(tx: Queryable, key: ChainKey, entries: readonly Entry[]): Promise<number> {
  return (await insert(tx, key, await lockHead(tx, key), entries)).number;
}

async function insert(tx: Queryable, key: ChainKey, after: Head, entries: readonly Entry[]): Promise<Head> {
  let head = after;
  const links = entries.map((entry) => {
    const link = linkTo(head, entry);
    head = link;
    return link;
  });
  await tx.query('INSERT INTO audit_entries (number, body, hash, content) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bytea[])', [
    links.map(({ number }) => number),
    links.map(({ body }) => body),
    links.map((link) => link.hash),
    entries.map(({ content }) => content),
  ]);
  await tx.query('UPDATE audit_head SET number = $1, hash = $2, signature = $3', [head.number, head.hash, signHead(head, key.signer)]);
  return { number: head.number, hash: head.hash };
}
