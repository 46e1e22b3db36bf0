import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { reply } from '../support/ollama-host/index.ts';
import { type Program } from '../support/process.ts';
import { makeReplicas } from '../support/replicas.ts';
import { startRoundRobin } from '../support/round-robin.ts';
import { ANSWER } from './parts/answer.ts';
import { counted, newHeard, timesOf } from './parts/asker.ts';
import { keepAsking } from './parts/askers.ts';
import { type Memory, memoryOf, slopeOf, WATCHED } from './parts/memory.ts';
import { standingOf } from './parts/standing.ts';

/**
 * Two replicas behind a load balancer, of which one is killed (`SIGKILL`) now and then, while people ask, leave, and ask again what broke off, as the
 * script of the page lets them: `DATABASE_URL=… node test/load/replicas.ts [MINUTES] [ASKERS]`. Prints figures; exits 1 where something that was
 * acknowledged is lost, a question is answered twice, a turn has two ends, one is left open, the chain does not verify, or, of a run of 15 minutes or
 * more, the heap of the one that lived grows by more than 10 MB an hour (in less time its slope says nothing).
 */
const minutes = Number(process.argv[2] ?? 5);
const askers = Number(process.argv[3] ?? 12);
const { DATABASE_URL } = process.env;
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL: a PostgreSQL server on which databases may be made');
const KILL_MS = 25_000;
/** One in so many leaves in the middle of an answer. */
const LEAVES = 10;
/** A turn of a replica that was killed counts as running until another has been there for 15 s and heard nothing of it for 12. */
const MOST_TRIES = 40;
/** Of how long a run the heap's slope is judged, and what it may be at most. */
const JUDGED_MINUTES = 15;
const MOST_MB_AN_HOUR = 10;

const desk = await makeReplicas(DATABASE_URL, { env: { LEAVE_SECONDS: '2', ...WATCHED } });
desk.host.setScript(reply(ANSWER, { between: 60 }));
const proxy = await startRoundRobin();
const replicas: { program: Program; url: string }[] = [];
const begin = async (at: number) => {
  const program = desk.start();
  replicas[at] = { program, url: await program.url() };
  proxy.use(replicas.map(({ url }) => url));
};
await begin(0);
await begin(1);
while (proxy.ready.length < 2) await sleep(100);

const heard = newHeard();
const told = (one: Memory | undefined) => `of the one that lives: ${one?.resident.toFixed(0)} MB resident, ${one?.heap.toFixed(1)} in use on its heap, ${one?.outside.toFixed(1)} outside`;
const asking = keepAsking(proxy.url, heard, { askers, leavesOneIn: LEAVES, tries: MOST_TRIES });
const until = performance.now() + minutes * 60_000;
let kills = 0;
/** Of the one that lives all the time, at each kill of the other. */
const memory: (Memory & { readonly at: number })[] = [];
const began = performance.now();
const look = async () => {
  const [survivor] = replicas;
  if (survivor !== undefined) memory.push({ ...(await memoryOf(survivor.program)), at: performance.now() - began });
};
await look();
while (performance.now() < until) {
  await sleep(Math.min(KILL_MS, until - performance.now()));
  if (performance.now() >= until) break;
  await look();
  await replicas[1]?.program.stop('SIGKILL');
  kills += 1;
  console.log(`kill ${kills}: ${asking.asked} questions, ${heard.done.size} answered whole, ${told(memory.at(-1))}; load ${loadavg()[0]?.toFixed(1)}`);
  await sleep(2_000);
  await begin(1);
}
await look();
await asking.stop();
const standing = await standingOf(desk.db, desk.auditKey, heard);
const ofWhat = (what: string) => heard.told.filter((one) => one.what === what).length;
console.log(`${minutes} minutes, ${askers} askers, ${kills} kills: ${asking.asked} questions, ${heard.done.size} answered whole, ${ofWhat('left')} left, ${asking.again} asked again, ${asking.givenUp} given up`);
console.log(`until the answer was whole: ${timesOf(asking.waits.map((ms) => ({ ms })))}`);
console.log(`what was told: ${counted(heard.told)}`);
console.log(standing.lines.join('\n'));
// In the first third it fills what it keeps on purpose: caches with a limit, code that is compiled for speed.
const settled = memory.filter(({ at: when }) => when > (minutes * 60_000) / 3);
const slopeOfKind = (kind: 'heap' | 'outside' | 'resident') => slopeOf(settled.map((one) => [one.at, one[kind]] as const));
for (const kind of ['heap', 'outside', 'resident'] as const) {
  console.log(`memory of the one that lived, ${kind}, MB: ${memory.map((one) => one[kind].toFixed(0)).join(' ')}; in the last two thirds ${slopeOfKind(kind).toFixed(1)} an hour`);
}
await Promise.all(replicas.map(({ program }) => program.stop()));
await proxy.close();
await desk.close();
const grows = minutes >= JUDGED_MINUTES && !(slopeOfKind('heap') <= MOST_MB_AN_HOUR);
if (grows) console.log(`its heap grows by more than ${MOST_MB_AN_HOUR} MB an hour`);
process.exit(standing.isGood && standing.again === 0 && asking.givenUp === 0 && !grows ? 0 : 1);
