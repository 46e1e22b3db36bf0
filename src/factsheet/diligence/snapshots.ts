import { hash } from 'node:crypto';
import type { RecordAct } from '../../audit/management-log.ts';
import type { Signer } from '../../audit/signing.ts';
import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { DiligenceReport } from './report.ts';
import { snapshotDocument, type SnapshotProof } from './schema.ts';
import type { Vault } from './sealed.ts';

export interface Snapshot {
  readonly number: number;
  readonly at: Date;
  readonly reason: string;
  readonly isPublic: boolean;
  readonly byPerson: string;
  /** The text whose bytes were signed. */
  readonly document: string;
  readonly proof: SnapshotProof;
}

export interface NewSnapshot {
  readonly report: DiligenceReport;
  readonly reason: string;
  readonly isPublic: boolean;
  /** The number of the last one that its author saw; 0: there was none. */
  readonly expected: number;
  readonly byPerson: string;
}

export interface Snapshots {
  /** @throws BalieError `database-unavailable`, as all of these. */
  last(): Promise<Snapshot | undefined>;
  /** What everybody may see. */
  lastPublic(): Promise<Snapshot | undefined>;
  /** Its number alone, which costs nothing. */
  lastPublicNumber(): Promise<number | undefined>;
  find(number: number): Promise<Snapshot | undefined>;
  /** The newest first. */
  list(limit: number): Promise<readonly Snapshot[]>;
  /** @returns its number. @throws BalieError `diligence-moved` where there is a newer one; ZodError for what is no report. */
  fix(given: NewSnapshot): Promise<number>;
  /** Takes it off the public pages: what somebody has of it stays valid. @returns whether it was there. */
  hide(number: number, byPerson: string): Promise<boolean>;
}

interface Parts {
  readonly db: Database;
  readonly vault: Vault;
  readonly record: RecordAct;
  readonly signer: Signer;
  /** Of the desk as the world sees it. */
  readonly desk?: string | undefined;
  readonly now: () => Date;
}

interface Content {
  readonly reason: string;
  readonly document: string;
}

interface Row extends Pick<Snapshot, 'number' | 'at' | 'isPublic' | 'byPerson'>, Pick<SnapshotProof, 'sha256' | 'keyId' | 'publicKey' | 'signature'> {
  readonly content: Buffer;
}

const ROWS = 'SELECT number, at, is_public AS "isPublic", by_person AS "byPerson", content, sha256, key_id AS "keyId", public_key AS "publicKey", signature FROM diligence_snapshots';
const placeOf = (number: number) => `diligence snapshot ${number}`;

export function createSnapshots({ db, vault, record, signer, desk, now }: Parts): Snapshots {
  const read = async (rest: string, values: readonly unknown[] = []) => (await db.query<Row>(`${ROWS} ${rest}`, [...values])).map(opened);
  const opened = ({ number, at, isPublic, byPerson, content, ...proof }: Row): Snapshot => ({
    number, at, isPublic, byPerson, ...(vault.open(placeOf(number), content) as Content), proof: { number, at: at.toISOString(), ...proof },
  });
  return {
    last: async () => (await read('ORDER BY number DESC LIMIT 1'))[0],
    lastPublic: async () => (await read('WHERE is_public ORDER BY number DESC LIMIT 1'))[0],
    lastPublicNumber: async () => (await db.query<{ number: number | null }>('SELECT max(number) AS number FROM diligence_snapshots WHERE is_public'))[0]?.number ?? undefined,
    find: async (number) => (await read('WHERE number = $1', [number]))[0],
    list: (limit) => read('ORDER BY number DESC LIMIT $1', [limit]),
    fix: ({ report, reason, isPublic, expected, byPerson }) =>
      db.transaction(async (tx) => {
        await tx.query('LOCK TABLE diligence_snapshots IN SHARE ROW EXCLUSIVE MODE');
        const [last] = await tx.query<{ number: number }>('SELECT coalesce(max(number), 0)::integer AS number FROM diligence_snapshots');
        const number = (last?.number ?? 0) + 1;
        if (number !== expected + 1) throw new BalieError('diligence-moved', { detail: `snapshot ${number - 1}` });
        const at = now();
        const document = snapshotDocument(report, { number, at: at.toISOString(), ...(desk !== undefined && { desk }) });
        const sha256 = hash('sha256', document, 'hex');
        await tx.query('INSERT INTO diligence_snapshots (number, at, by_person, is_public, content, sha256, key_id, public_key, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
          number, at, byPerson, isPublic, vault.seal(placeOf(number), { reason, document } satisfies Content), sha256, signer.keyId, signer.publicKey, signer.sign(document),
        ]);
        // One is public at a time: when it is taken off, an older one does not come back by itself.
        if (isPublic) await tx.query('UPDATE diligence_snapshots SET is_public = false WHERE is_public AND number <> $1', [number]);
        await record(tx, { kind: 'diligence.fixed', facts: { number, sha256, isPublic, byPerson } });
        return number;
      }),
    hide: (number, byPerson) =>
      db.transaction(async (tx) => {
        const hidden = await tx.query('UPDATE diligence_snapshots SET is_public = false WHERE number = $1 AND is_public RETURNING number', [number]);
        if (hidden.length > 0) await record(tx, { kind: 'diligence.hidden', facts: { number, byPerson } });
        return hidden.length > 0;
      }),
  };
}
