import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { signerOf } from '../signing.ts';
import { type Checkpoint, isGenuine } from './checkpoints.ts';

/** What another server sends. */
export interface GivenCheckpoints {
  readonly publicKey: string;
  readonly checkpoints: readonly Checkpoint[];
}

/** More than an hourly one for ten years. */
const MOST = 100_000;

/**
 * Keeps checkpoints of another server, by the key that it sends them with. One that it sends again is kept once; one that says otherwise than
 * an earlier one is refused: then the log there was rewritten.
 * @param publicKey of that server: PEM.
 * @throws BalieError `checkpoint-unsigned`, `anchor-conflict`, `anchors-full`; nothing of what came is kept then.
 */
export function keepCheckpoints(db: Database, holder: string, { publicKey, checkpoints }: GivenCheckpoints, now: Date): Promise<void> {
  const signer = signerOf(publicKey);
  if (signer === undefined || !checkpoints.every((checkpoint) => isGenuine(checkpoint, signer))) return Promise.reject(new BalieError('checkpoint-unsigned'));
  return db.transaction(async (tx) => {
    // Two that come at once are held against each other too.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('balie.checkpoints'))`);
    for (const { number, hash, at, keyId, signature } of checkpoints) {
      const bytes = Buffer.from(hash, 'hex');
      const [other] = await tx.query<{ isSame: boolean }>(
        `SELECT hash = $3 AND key_id = $4 AS "isSame" FROM audit_kept_checkpoints WHERE holder = $1 AND (number = $2 OR key_id <> $4) ORDER BY number = $2 DESC LIMIT 1`,
        [holder, number, bytes, keyId],
      );
      if (other?.isSame === false) throw new BalieError('anchor-conflict', { detail: `regel ${number}` });
      await tx.query('INSERT INTO audit_kept_checkpoints VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING', [holder, number, bytes, at, keyId, signature, now]);
    }
    const [kept] = await tx.query<{ total: number }>('SELECT count(*) AS total FROM audit_kept_checkpoints WHERE holder = $1', [holder]);
    if ((kept?.total ?? 0) > MOST) throw new BalieError('anchors-full');
  });
}

/** What is kept for others: how much by which key, and of what the last is. */
export function keptFor(db: Database): Promise<{ holder: string; total: number; number: number; keptAt: Date }[]> {
  return db.query(`SELECT holder, count(*) AS total, max(number) AS number, max(kept_at) AS "keptAt" FROM audit_kept_checkpoints GROUP BY holder ORDER BY holder`);
}

/** All that is kept for one key, oldest first: what `verify --anchor` takes there. */
export function keptOf(db: Database, holder: string): Promise<Checkpoint[]> {
  return db.query<Checkpoint>(`SELECT number, encode(hash, 'hex') AS hash, at, key_id AS "keyId", signature FROM audit_kept_checkpoints WHERE holder = $1 ORDER BY number`, [holder]);
}
