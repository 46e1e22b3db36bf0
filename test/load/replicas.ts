import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from '../../src/audit/verify.ts';
import { reply } from '../support/ollama-host/index.ts';
import { type Program } from '../support/process.ts';
import { PASSPORT, TURNS } from '../support/questions.ts';
import { makeReplicas } from '../support/replicas.ts';
import { startRoundRobin } from '../support/round-robin.ts';
import { type Memory, memoryOf, slopeOf, WATCHED } from './parts/memory.ts';

/**
 * Two replicas behind a load balancer, of which one is killed (`SIGKILL`) now and then, while people ask, leave, and ask again what broke off, as the
 * script of the page lets them: `DATABASE_URL=… node test/load/replicas.ts [MINUTES] [ASKERS]`. Prints figures; exits 1 where something that was
 * acknowledged is lost, a turn has two ends, one is left open, or the chain does not verify.
 */
const minutes = Number(process.argv[2] ?? 5);
const askers = Number(process.argv[3] ?? 12);
const { DATABASE_URL } = process.env;
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL: a PostgreSQL server on which databases may be made');
const KILL_MS = 25_000;
/** One in so many leaves in the middle of an answer. */
const LEAVES = 10;
const MOST_TRIES = 20;

const desk = await makeReplicas(DATABASE_URL, { env: { LEAVE_SECONDS: '2', ...WATCHED } });
desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].', { between: 60 }));
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

/** Turns of which somebody was told that they ended well, and conversations in which somebody was told that their question is kept. */
const done = new Map<string, string>();
const kept = new Set<string>();
const faults = new Map<string, number>();
const waits: number[] = [];
const count = (what: string) => faults.set(what, (faults.get(what) ?? 0) + 1);
let [asked, left, again, givenUp] = [0, 0, 0, 0];
const over = new AbortController();

/** @returns whether it is to be asked again. */
async function once(client: string, conversation: { id: string | undefined }, leaves: boolean): Promise<boolean> {
  const leave = new AbortController();
  try {
    const response = await fetch(proxy.url + TURNS, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', 'X-Forwarded-For': client },
      body: JSON.stringify({ question: PASSPORT, ...(conversation.id !== undefined && { conversationId: conversation.id }) }),
      signal: leave.signal,
    });
    if (!response.ok || response.body === null) {
      const { code, retryable } = (await response.json().catch(() => ({}))) as { code?: string; retryable?: boolean };
      count(`${response.status} ${code ?? ''}`);
      if (code === 'conversation-unknown') conversation.id = undefined;
      return retryable === true || response.status >= 500;
    }
    let text = '';
    const decoder = new TextDecoder();
    for await (const piece of response.body) {
      text += decoder.decode(piece, { stream: true });
      const [, id] = /"conversationId":"([0-9a-f-]{36})"/.exec(text) ?? [];
      if (id !== undefined) kept.add((conversation.id = id));
      if (leaves && text.includes('event: delta')) leave.abort();
    }
    const [, data] = /^event: done\ndata: (.+)$/m.exec(text) ?? [];
    if (data !== undefined) {
      const turn = JSON.parse(data) as { id: string; outcome: string };
      done.set(turn.id, turn.outcome);
      return false;
    }
    count(/^event: error\ndata: .*?"code":"([\w-]+)"/m.exec(text)?.[1] ?? 'broken off');
    return true;
  } catch {
    if (leave.signal.aborted) {
      left += 1;
      return false;
    }
    count('broken off');
    return true;
  }
}

async function ask(asker: number): Promise<void> {
  for (let number = 0; !over.signal.aborted; number += 1) {
    const conversation = { id: undefined as string | undefined };
    asked += 1;
    const began = performance.now();
    let tries = 0;
    while (await once(`203.0.113.${asker}`, conversation, number % LEAVES === LEAVES - 1)) {
      again += 1;
      if ((tries += 1) >= MOST_TRIES) {
        givenUp += 1;
        break;
      }
      await sleep(500);
    }
    waits.push(performance.now() - began);
  }
}

const told = (one: Memory | undefined) => `of the one that lives: ${one?.resident.toFixed(0)} MB resident, ${one?.heap.toFixed(1)} in use on its heap, ${one?.outside.toFixed(1)} outside`;
const asking = Array.from({ length: askers }, (_, asker) => ask(asker + 1));
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
  console.log(`kill ${kills}: ${asked} questions, ${done.size} answered whole, ${told(memory.at(-1))}; load ${loadavg()[0]?.toFixed(1)}`);
  await sleep(2_000);
  await begin(1);
}
await look();
over.abort();
await Promise.all(asking);
// What was cut off by the last kill ends when its process was silent for half a minute.
const open = async () => (await desk.db.query<{ count: number }>('SELECT count(*) AS count FROM turns WHERE ended_at IS NULL'))[0]?.count ?? 0;
for (const end = performance.now() + 90_000; (await open()) > 0 && performance.now() < end; ) await sleep(1_000);

const outcomes = new Map((await desk.db.query<{ id: string; outcome: string | null }>('SELECT id, outcome FROM turns')).map(({ id, outcome }) => [id, outcome]));
const conversations = new Set((await desk.db.query<{ id: string }>('SELECT DISTINCT conversation_id AS id FROM turns')).map(({ id }) => id));
const lost = [...done].filter(([id, outcome]) => outcomes.get(id) !== outcome).length + [...kept].filter((id) => !conversations.has(id)).length;
const [ends] = await desk.db.query<{ twice: number }>(`SELECT count(*) AS twice FROM (SELECT turn_id FROM audit_entries WHERE kind = 'turn.ended' GROUP BY turn_id HAVING count(*) > 1) t`);
const [double] = await desk.db.query<{ count: number }>(`SELECT count(*) AS count FROM (SELECT conversation_id FROM turns WHERE outcome = 'answered' GROUP BY conversation_id HAVING count(*) > 1) t`);
const stillOpen = await open();
const { firstFault, entries } = await verify(desk.db, desk.auditKey);
const by = Object.entries(Object.groupBy([...outcomes.values()], (outcome) => outcome ?? 'open')).map(([outcome, all]) => `${outcome} ${all?.length}`);
const times = waits.toSorted((one, other) => one - other);
const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
console.log(`${minutes} minutes, ${askers} askers, ${kills} kills: ${asked} questions, ${done.size} answered whole, ${left} left, ${again} asked again, ${givenUp} given up`);
console.log(`until the answer was whole: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, highest ${at(1)} ms`);
console.log(`what was told instead: ${[...faults].map(([what, often]) => `${what} ${often}`).join(', ') || 'nothing'}`);
console.log(`turns: ${by.join(', ')}; acknowledged and lost ${lost}, with two ends ${ends?.twice}, left open ${stillOpen}; answered, not arrived, and answered again ${double?.count}`);
console.log(`chain: ${entries} entries, ${firstFault === undefined ? 'whole' : `fault at ${JSON.stringify(firstFault)}`}`);
// In the first third it fills what it keeps on purpose: caches with a limit, code that is compiled for speed.
const settled = memory.filter(({ at: when }) => when > (minutes * 60_000) / 3);
for (const kind of ['heap', 'outside', 'resident'] as const) {
  const slope = slopeOf(settled.map((one) => [one.at, one[kind]] as const));
  console.log(`memory of the one that lived, ${kind}, MB: ${memory.map((one) => one[kind].toFixed(0)).join(' ')}; in the last two thirds ${slope.toFixed(1)} an hour`);
}
await Promise.all(replicas.map(({ program }) => program.stop()));
await proxy.close();
await desk.close();
process.exit(lost + (ends?.twice ?? 0) + stillOpen + givenUp === 0 && firstFault === undefined ? 0 : 1);
