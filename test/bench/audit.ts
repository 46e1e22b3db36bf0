/**
 * What an entry of the audit log costs: `node test/bench/audit.ts [TURNS] [CALLERS]`, on DATABASE_URL or embedded. 64 callers take turns at once,
 * each its `received` and its `ended`. Processor time is this process's own: with the embedded database that includes the database.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { createChainWriter } from '../../src/audit/writing/chain-writer.ts';
import { createTurnLog } from '../../src/audit/turn-log.ts';
import { verify } from '../../src/audit/verify.ts';
import type { Database, Queryable } from '../../src/store/database.ts';
import { openScratchDatabase } from '../../src/store/open.ts';

const WARM_TURNS = 1_000;
const turns = Number(process.argv[2] ?? 4_000);
const callers = Number(process.argv[3] ?? 64);
const question = 'Wat kost een paspoort voor een kind van twaalf jaar, en kan ik het met spoed krijgen? '.repeat(4);
const answer = 'Een paspoort voor een kind kost € 63,42. Met spoed betaalt u € 57,00 extra [1]. '.repeat(10);

const db = await openScratchDatabase(process.env['DATABASE_URL']);
const masterKey = randomBytes(32);
let roundTrips = 0;
try {
  const own = { db: counted(db), masterKey, instanceId: randomUUID() };
  const log = createTurnLog({ ...own, now: () => new Date(), write: createChainWriter(own) });
  await take(WARM_TURNS, log);
  roundTrips = 0;
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  await take(turns, log);
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const entries = turns * 2;
  const per = (total: number, digits: number) => Number((total / entries).toFixed(digits));
  const { firstFault } = await verify(db, masterKey);
  console.log(JSON.stringify({ database: db.kind, callers, entries, cpuMicrosPerEntry: per(user + system, 0), roundTripsPerEntry: per(roundTrips, 3), wallMicrosPerEntry: per(wallMs * 1_000, 0), isWhole: firstFault === undefined }));
} finally {
  await db.close();
}

async function take(count: number, log: Pick<ReturnType<typeof createTurnLog>, 'received' | 'ended'>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (left > 0) {
        left -= 1;
        const id = randomUUID();
        await log.received({ id, conversationId: randomUUID(), isNew: true, assistant: 'loket', question });
        await log.ended(id, { outcome: 'answered', answer, sources: [], model: 'test', promptTokens: 700, answerTokens: 120, durationMs: 900 });
      }
    }),
  );
}

/** Counts what goes to the database and back, the two ends of a transaction too. */
function counted(inner: Database): Database {
  const on = (target: Queryable): Queryable => ({
    query(sql, params, options) {
      roundTrips += 1;
      return target.query(sql, params, options);
    },
  });
  return {
    ...inner,
    ...on(inner),
    transaction(work) {
      roundTrips += 2;
      return inner.transaction((tx) => work(on(tx)));
    },
  };
}
