import { type ChainKey, chainKey } from '../../audit/chain.ts';
import { sendWaiting } from '../../audit/proof/anchors.ts';
import { makeIfDue } from '../../audit/proof/checkpoints.ts';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../store/database.ts';
import { explainAnchor, openAnchors } from '../audit/anchor-senders.ts';
import { keepLooking } from './look.ts';

const LOOK_MS = 10_000;

interface Parts {
  readonly config: Pick<Config, 'audit' | 'handover' | 'municipality'>;
  readonly db: Database;
  readonly auditKey: Buffer;
  readonly onError: (error: unknown) => void;
}

/** Signs the end of the log when it is time for it, and sends that to who keeps it outside. @returns what stops it. @throws BalieError `config-invalid`. */
export async function keepCheckpoints({ config, db, auditKey, onError }: Parts): Promise<() => void> {
  const key: ChainKey = chainKey(auditKey);
  const anchors = await openAnchors(config, key.signer);
  const signing = keepLooking(async () => void (await makeIfDue(db, key, config.audit.checkpoints, new Date())), { everyMs: LOOK_MS, onError });
  // Apart: an anchor that is slow must not keep the log from being signed.
  const sending = keepLooking(() => sendWaiting(db, anchors, explainAnchor, () => new Date()), { everyMs: LOOK_MS, onError });
  return () => {
    signing();
    sending();
  };
}
