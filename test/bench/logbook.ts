/**
 * Whether a receiver that is away misses anything: `node test/bench/logbook.ts [MINUTES_AWAY] [TURNS_A_SECOND]`, on DATABASE_URL or embedded, by the
 * clock on the wall. Turns are taken all the while; before and after it is away the receiver is there for some seconds. Then what a record costs.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createTurnLog } from '../../src/audit/turn-log.ts';
import { createChainWriter } from '../../src/audit/writing/chain-writer.ts';
import { keepLogbook } from '../../src/cli/keeping/keep-logbook.ts';
import { createFollower } from '../../src/logbook/follow.ts';
import { openScratchDatabase } from '../../src/store/open.ts';
import { startOtlpReceiver } from '../support/logbook/otlp-receiver.ts';
import { logbookSettings, makingWith } from '../support/logbook/settings.ts';

const AROUND_MS = 10_000;
const COSTED = 4_000;
const minutes = Number(process.argv[2] ?? 10);
const perSecond = Number(process.argv[3] ?? 5);

const db = await openScratchDatabase(process.env['DATABASE_URL']);
const masterKey = randomBytes(32);
const own = { db, masterKey, instanceId: randomUUID(), isTraced: true };
const log = createTurnLog({ ...own, now: () => new Date(), write: createChainWriter(own) });
const made: string[] = [];
const first = await startOtlpReceiver();
const { port } = new URL(first.url);
const kept = await keepLogbook({ config: { logbook: logbookSettings({ url: first.url }), siem: [] }, db, masterKey, onError: (what) => (error) => console.error(what, error) });
const timer = setInterval(() => void take(), 1_000 / perSecond);
await wait(AROUND_MS);
await first.close();
await wait(minutes * 60_000);
const back = performance.now();
const second = await startOtlpReceiver({ port: Number(port) });
await wait(AROUND_MS);
clearInterval(timer);
const received = () => new Set([...first.spans, ...second.spans].map(({ spanId }) => spanId));
while (received().size < made.length && performance.now() - back < 180_000) await wait(100);
const caughtUpMs = Math.round(performance.now() - back);
await kept.stop();
const spans = received();
console.log(JSON.stringify({ database: db.kind, minutes, turns: made.length, missing: made.filter((span) => !spans.has(span)).length, twice: first.spans.length + second.spans.length - spans.size, caughtUpMs }));

// On its own: turns first, then their records.
const follower = createFollower({ db, making: makingWith(masterKey, logbookSettings({})), now: () => new Date() });
await follower.follow();
await Promise.all(Array.from({ length: COSTED }, take));
const began = process.cpuUsage();
await follower.follow();
const { user, system } = process.cpuUsage(began);
console.log(JSON.stringify({ database: db.kind, cpuMicrosPerRecord: Math.round((user + system) / COSTED) }));
await second.close();
await db.close();

async function take(): Promise<void> {
  const [id, span] = [randomUUID(), randomBytes(8).toString('hex')];
  await log.received({ id, conversationId: randomUUID(), isNew: true, assistant: 'loket', question: 'Wat kost een paspoort?', traceparent: `00-${randomBytes(16).toString('hex')}-${span}-00` });
  await log.ended(id, { outcome: 'answered', answer: 'Dat kost € 86,20 [1].', sources: [], durationMs: 900 });
  made.push(span);
}
