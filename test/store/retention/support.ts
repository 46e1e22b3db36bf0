import { randomUUID } from 'node:crypto';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { createTurnLog } from '../../../src/audit/turn-log.ts';
import { createChainWriter } from '../../../src/audit/writing/chain-writer.ts';
import { openRetention } from '../../../src/cli/deps/retention-deps.ts';
import { createHolds } from '../../../src/retention/holds.ts';
import type { Retention } from '../../../src/retention/retention.ts';
import { retentionRules } from '../../../src/retention/rules.ts';
import type { Database } from '../../../src/store/database.ts';
import { answered, masterKey } from '../audit/support.ts';

const DAY_MS = 24 * 60 * 60_000;
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

const ASSISTANTS = new Map([['loket', { audience: 'resident' as const }], ['collega', { audience: 'employee' as const }]]);

/** The job as a desk has it, by some rules. */
export function retentionOf(db: Database, rules: object): Retention {
  const parsed = retentionRules.parse(rules);
  const config = { collections: [{ id: 'producten', title: 'Producten', owner: 'Team', readers: ['resident'], folder: '/map' }] };
  return openRetention({ db, config, masterKey, record: createManagementLog({ masterKey, now: () => new Date() }), assistants: ASSISTANTS, rules: () => parsed });
}

export function holdsOf(db: Database, now = () => new Date()) {
  return createHolds({ db, masterKey, now, record: createManagementLog({ masterKey, now: () => new Date() }) });
}

/** A turn of so many days ago, in the chain too. @returns its ids. */
export async function said(db: Database, days: number, { assistant = 'loket', person, conversationId = randomUUID(), isNew = true }: { assistant?: string; person?: string; conversationId?: string; isNew?: boolean } = {}) {
  const id = randomUUID();
  const log = createTurnLog({ db, masterKey, instanceId: randomUUID(), now: () => daysAgo(days), write: createChainWriter({ db, masterKey, instanceId: randomUUID() }) });
  await log.received({ id, conversationId, isNew, assistant, question: 'Wat kost een paspoort voor Jan Jansen?', ...(person !== undefined && { person }) });
  await log.ended(id, answered);
  return { id, conversationId };
}

/** Which turns still have what was said in them. */
export async function keptTurns(db: Database): Promise<string[]> {
  return (await db.query<{ id: string }>('SELECT turn_id AS id FROM turn_keys ORDER BY 1')).map(({ id }) => id);
}
