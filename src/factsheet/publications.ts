import { hash } from 'node:crypto';
import type { RecordAct } from '../audit/management-log.ts';
import type { Signer } from '../audit/signing.ts';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { Publication } from './factsheet.ts';
import { signedDocument } from './public/schema.ts';

export interface NewPublication {
  /** The factsheet as JSON; which publication it is, is put into it before it is signed. */
  readonly document: string;
  readonly reason: string;
  /** The number of the last one that its author saw; 0: there was none. */
  readonly expected: number;
  /** Who did it: a person, or an account of the system on the command line. */
  readonly byPerson?: string | undefined;
  readonly byUser?: string | undefined;
}

export interface Publications {
  /** What holds now; undefined while nothing was published. @throws BalieError `database-unavailable`. */
  last(): Promise<Publication | undefined>;
  find(number: number): Promise<Publication | undefined>;
  /** The newest first, without their documents. @param before only of before this number. */
  list(before: number, limit: number): Promise<readonly Omit<Publication, 'document'>[]>;
  /** @returns its number. @throws ZodError for what is no factsheet of this version; BalieError `factsheet-moved` when there is a newer one; `database-unavailable`. */
  publish(given: NewPublication): Promise<number>;
}

interface Parts {
  readonly db: Database;
  readonly record: RecordAct;
  readonly signer: Signer;
  /** Of the desk as the world sees it; for who publishes. */
  readonly desk?: string | undefined;
  readonly now: () => Date;
}

const FACTS = 'number, at, reason, sha256, key_id AS "keyId", public_key AS "publicKey", signature';

export function createPublications({ db, record, signer, desk, now }: Parts): Publications {
  const last = async (from: Queryable) => (await from.query<Publication>(`SELECT ${FACTS}, document FROM factsheet_publications ORDER BY number DESC LIMIT 1`))[0];
  return {
    last: () => last(db),
    find: async (number) => (await db.query<Publication>(`SELECT ${FACTS}, document FROM factsheet_publications WHERE number = $1`, [number]))[0],
    list: (before, limit) => db.query(`SELECT ${FACTS} FROM factsheet_publications WHERE number < $1 ORDER BY number DESC LIMIT $2`, [before, limit]),
    publish: ({ document: made, reason, expected, byPerson, byUser }) =>
      db.transaction(async (tx) => {
        await tx.query('LOCK TABLE factsheet_publications IN SHARE ROW EXCLUSIVE MODE');
        const number = ((await last(tx))?.number ?? 0) + 1;
        if (number !== expected + 1) throw new BalieError('factsheet-moved', { detail: `publication ${number - 1}` });
        const at = now();
        const document = signedDocument(made, { number, at: at.toISOString(), ...(desk !== undefined && { desk }) });
        const sha256 = hash('sha256', document, 'hex');
        await tx.query('INSERT INTO factsheet_publications (number, at, by_person, reason, document, sha256, key_id, public_key, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
          number, at, byPerson ?? null, reason, document, sha256, signer.keyId, signer.publicKey, signer.sign(document),
        ]);
        await record(tx, { kind: 'factsheet.published', facts: { number, sha256, ...(byPerson !== undefined && { byPerson }), ...(byUser !== undefined && { byUser }) } });
        return number;
      }),
  };
}
