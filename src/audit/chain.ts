import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto';
import type { Queryable } from '../store/database.ts';

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

/**
 * The key of the chain's hashes. Whoever can write the database but has no master key cannot make an entry that fits. Another key
 * than the one that wraps the turns' keys, as no key should serve two purposes.
 */
export function chainKey(masterKey: Buffer): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'balie audit chain', 32)));
}

/** The hash of an entry: HMAC-SHA-256 of the exact text of its body. */
export function entryHash(key: KeyObject, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}

export function contentDigest(content: Buffer): string {
  return hash('sha256', content, 'hex');
}

/** The link that puts an entry behind `head`: its body holds the hash before it. */
export function linkTo(head: Head, key: KeyObject, entry: Entry): Link {
  const number = head.number + 1;
  const body = JSON.stringify({
    number,
    at: entry.at.toISOString(),
    kind: entry.kind,
    turnId: entry.turnId,
    callId: entry.callId,
    facts: entry.facts,
    contentSha256: entry.content && contentDigest(entry.content),
    previous: head.hash.toString('hex'),
  });
  return { number, body, hash: entryHash(key, body) };
}

/** The head, locked until the caller's transaction ends: whoever else would add an entry waits. */
export async function lockHead(tx: Queryable): Promise<Head> {
  const [head] = await tx.query<{ number: number; hash: Buffer }>('SELECT number, hash FROM audit_head FOR UPDATE');
  if (head === undefined) throw new Error('audit_head has no row');
  return head;
}

/** Adds an entry behind the last one, in the caller's transaction. @returns its number. */
export function append(tx: Queryable, key: KeyObject, entry: Entry): Promise<number> {
  return appendAll(tx, key, [entry]);
}

/** The same for more than one, in order. @returns the number of the last. */
export async function appendAll(tx: Queryable, key: KeyObject, entries: readonly Entry[]): Promise<number> {
  let head = await lockHead(tx);
  const links = entries.map((entry) => {
    const link = linkTo(head, key, entry);
    head = link;
    return link;
  });
  await tx.query('INSERT INTO audit_entries (number, body, hash, content) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bytea[])', [
    links.map(({ number }) => number),
    links.map(({ body }) => body),
    links.map(({ hash }) => hash),
    entries.map(({ content }) => content),
  ]);
  await tx.query('UPDATE audit_head SET number = $1, hash = $2', [head.number, head.hash]);
  return head.number;
}
