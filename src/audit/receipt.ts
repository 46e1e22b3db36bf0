import { hash } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import type { Facts } from './chain.ts';
import type { Signer } from './signing.ts';

/** What proves to an outsider that something was erased: the signature is over the exact text of the statement. */
export interface Receipt {
  readonly statement: string;
  readonly keyId: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
  /** Ed25519 (base64). */
  readonly signature: string;
}

/** What a page says of one. */
export interface Erased {
  /** Of the chain's entry that says so, and its hash (hex). */
  readonly number: number;
  readonly hash: string;
  readonly at: Date;
  readonly turns: number;
  /** What was passed on, and of how many of those it is certain that nothing was sent. */
  readonly handovers: number;
  readonly unsent: number;
  readonly receipt: Receipt;
}

interface Row {
  readonly number: number;
  readonly subject: string;
  readonly body: string;
  readonly hash: Buffer;
}

/** Which erasure is asked for: the last of something, or one by its number. */
interface Sought {
  readonly number?: number;
  readonly subject?: string;
  /** Whose conversation it was; null: of nobody by name. */
  readonly personId?: string | null;
}

/** Gives the receipt of an erasure from its entry in the chain: the same each time, so that it need not be kept. Undefined where nothing was erased. */
export function createReceipts(signer: Signer, municipality: string) {
  return async (db: Queryable, { number, subject, personId }: Sought): Promise<Erased | undefined> => {
    const [row] = await db.query<Row>(
      `SELECT e.number, e.body, e.hash, s.subject FROM erasures s JOIN audit_entries e ON e.number = s.number
        WHERE ($1::bigint IS NULL OR s.number = $1) AND ($2::uuid IS NULL OR s.subject = $2) AND ($4 OR s.person_id IS NOT DISTINCT FROM $3::uuid) ORDER BY s.number DESC LIMIT 1`,
      [number ?? null, subject ?? null, personId ?? null, personId === undefined],
    );
    return row && erasedOf(row, signer, municipality);
  };
}

export type Receipts = ReturnType<typeof createReceipts>;

function erasedOf({ number, body, hash: digest, subject }: Row, signer: Signer, municipality: string): Erased {
  const { at, facts } = JSON.parse(body) as { readonly at: string; readonly facts: Facts };
  const { conversation, turns, erased } = facts as { readonly conversation?: string; readonly turns: number; readonly erased: Readonly<Record<string, number | boolean>> };
  const entry = { number, hash: digest.toString('hex') };
  const statement = JSON.stringify({
    type: 'balie.erasure/1',
    municipality,
    // By its number: whose it was knows that, and the chain has a digest of it.
    ...(conversation === undefined ? { person: subject } : { conversation: subject }),
    turns,
    erased,
    at,
    entry,
    bodySha256: hash('sha256', body, 'hex'),
  });
  return { ...entry, at: new Date(at), turns, handovers: Number(erased['handovers'] ?? 0), unsent: Number(erased['unsent'] ?? 0), receipt: { statement, keyId: signer.keyId, publicKey: signer.publicKey, signature: signer.sign(statement) } };
}
