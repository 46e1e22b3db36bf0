import { connect, type Socket } from 'node:net';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { reply } from '../../support/ollama-host/index.ts';
import { TURNS } from '../../support/questions.ts';
import { makeReplicas } from '../../support/replicas.ts';
import { ANSWER } from '../parts/answer.ts';
import { clientAt, counted, newHeard, timesOf } from '../parts/asker.ts';
import { keepAsking } from '../parts/askers.ts';
import { memoryOf, WATCHED } from '../parts/memory.ts';
import { standingOf } from '../parts/standing.ts';
import { untilAnswered } from '../parts/through-fault.ts';

/**
 * Clients that are slow on purpose, beside people who ask: heads that never end and bodies of a byte a second, and clients that ask for large pages and read
 * nothing. `DATABASE_URL=… node test/load/chaos/slow-clients.ts [SECONDS] [OF_EACH]`. Exits 1 where who asks is not answered, memory is not bounded, or
 * something told is not kept.
 */
const seconds = Number(process.argv[2] ?? 90);
const ofEach = Number(process.argv[3] ?? 300);
const { DATABASE_URL } = process.env;
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL: a PostgreSQL server on which databases may be made');
/** A slow client may cost its connection, and what was made for it before it was found out to be slow. */
const KB_EACH = 64;

const desk = await makeReplicas(DATABASE_URL, { env: WATCHED });
desk.host.setScript(reply(ANSWER, { between: 20 }));
const program = desk.start();
const url = await program.url();
const port = Number(new URL(url).port);
const heard = newHeard();
await untilAnswered(url, heard);

const QUESTION = JSON.stringify({ question: 'Wat kost een paspoort?' });
const head = (client: string, length: number) => `POST ${TURNS} HTTP/1.1\r\nHost: desk\r\nX-Forwarded-For: ${client}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n`;
/** What each kind sends at once, what it goes on with a byte a second, and whether it reads. */
const KINDS: readonly { readonly name: string; readonly first: (client: string) => string; readonly more: string; readonly isDeaf?: boolean }[] = [
  { name: 'a head without an end, a byte a second', first: (client) => head(client, 40), more: 'X-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
  { name: 'a body of a byte a second', first: (client) => `${head(client, 4_000)}\r\n{"question":"`, more: 'a'.repeat(4_000) },
  { name: 'pages asked for and never read', first: (client) => `GET / HTTP/1.1\r\nHost: desk\r\nX-Forwarded-For: ${client}\r\n\r\n`.repeat(8), more: '', isDeaf: true },
  { name: 'an answer asked for as a stream and never read', first: (client) => `${head(client, QUESTION.length)}Accept: text/event-stream\r\n\r\n${QUESTION}`, more: '', isDeaf: true },
];

interface Slow {
  readonly socket: Socket;
  readonly began: number;
  closedAfter?: number;
  answer: string;
}

function begin({ first, more, isDeaf = false }: (typeof KINDS)[number], client: string): Slow {
  const socket = connect(port, '127.0.0.1');
  const slow: Slow = { socket, began: performance.now(), answer: '' };
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < more.length && socket.writable) socket.write(more[(sent += 1) - 1] ?? '');
  }, 1_000);
  socket.on('error', () => undefined).on('close', () => {
    clearInterval(timer);
    slow.closedAfter ??= performance.now() - slow.began;
  });
  if (isDeaf) socket.pause();
  else socket.on('data', (bytes: Buffer) => (slow.answer ||= bytes.toString('latin1').split('\r\n')[0] ?? ''));
  socket.write(first(client));
  return slow;
}

const before = await memoryOf(program);
const quiet = newHeard();
const alone = keepAsking(url, quiet, { askers: 4, streamsOneIn: 2, pauseMs: 100 });
await sleep(10_000);
await alone.stop();
const all = new Map(KINDS.map(({ name }) => [name, [] as Slow[]]));
// Not in one moment: that would show a burst, not slowness.
const beginning = (async () => {
  for (let number = 0; number < ofEach; number += 1) {
    KINDS.forEach((kind, at) => all.get(kind.name)?.push(begin(kind, clientAt(1_000 + at * ofEach + number))));
    await sleep(100);
  }
})();
const crowded = newHeard();
const asking = keepAsking(url, crowded, { askers: 4, streamsOneIn: 2, pauseMs: 100 });
let most = before;
for (const end = performance.now() + seconds * 1_000; performance.now() < end; await sleep(10_000)) {
  const now = await memoryOf(program);
  if (now.heap + now.outside > most.heap + most.outside) most = now;
}
await asking.stop();
await beginning;
console.log(`${ofEach} of each kind for ${seconds} s; load ${loadavg()[0]?.toFixed(1)}`);
for (const [name, some] of all) {
  const closed = some.flatMap(({ closedAfter }) => (closedAfter === undefined ? [] : [closedAfter / 1_000]));
  const answers = Object.entries(Object.groupBy(some, ({ answer }) => answer || 'nothing heard')).map(([answer, these]) => `${answer} ${these?.length}`);
  console.log(`${name}: ${closed.length} cut off${closed.length === 0 ? '' : ` after ${Math.min(...closed).toFixed(0)} to ${Math.max(...closed).toFixed(0)} s`}; ${answers.join(', ')}`);
}
console.log(`who asked before: ${timesOf(quiet.told)}; ${counted(quiet.told)}`);
console.log(`who asked beside them: ${timesOf(crowded.told)}; ${counted(crowded.told)}`);
for (const { socket } of [...all.values()].flat()) socket.destroy();
await sleep(3_000);
const after = await memoryOf(program);
const each = ((most.heap + most.outside - before.heap - before.outside) * 1_024) / (ofEach * KINDS.length);
console.log(`memory in use before ${(before.heap + before.outside).toFixed(1)} MB, at most ${(most.heap + most.outside).toFixed(1)} (${each.toFixed(1)} kB for each), after they had gone ${(after.heap + after.outside).toFixed(1)}; resident ${before.resident.toFixed(0)}, ${most.resident.toFixed(0)}, ${after.resident.toFixed(0)}`);
for (const one of [quiet, crowded]) {
  for (const [id, outcome] of one.done) heard.done.set(id, outcome);
  for (const id of one.kept) heard.kept.add(id);
}
const standing = await standingOf(desk.db, desk.auditKey, heard);
console.log(standing.lines.join('\n'));
const statuses = Object.groupBy(program.stdout.matchAll(/turns","status":(\d+)/g), ([, status = '']) => status);
console.log(`all that asked, by status: ${Object.entries(statuses).map(([status, these]) => `${status} ${these?.length}`).join(', ')}`);
const unanswered = crowded.told.filter(({ what }) => what !== 'answered');
await program.stop();
await desk.close();
process.exit(unanswered.length === 0 && each < KB_EACH && standing.isGood ? 0 : 1);
