import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { reply, until } from '../support/ollama-host/index.ts';
import { makeReplicas } from '../support/replicas.ts';
import { ANSWER } from './parts/answer.ts';
import { clientAt, newHeard } from './parts/asker.ts';
import { figuresOf, TOLD } from './parts/figures.ts';
import { memoryOf, WATCHED } from './parts/memory.ts';
import { openStream, type RawStream } from './parts/raw-stream.ts';
import { standingOf } from './parts/standing.ts';
import { untilAnswered } from './parts/through-fault.ts';

/**
 * So many streams open at once, of which a third is left by closing the socket, some end their own half and some never read:
 * `DATABASE_URL=… node test/load/streams.ts [STREAMS] [ROUNDS]`. Exits 1 where something told is lost, a turn stays open, a stream that stayed
 * was not ended well, the desk's figures do not go back to nothing, or memory is not given back.
 */
const count = Number(process.argv[2] ?? 1_000);
const rounds = Number(process.argv[3] ?? 3);
const { DATABASE_URL } = process.env;
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL: a PostgreSQL server on which databases may be made');
/** How many are begun at once: a crowd does not come in one millisecond. */
const AT_ONCE = 32;
const LEFT_MB = 12;

// Whoever waits longest here waits until the last has come, on a machine with others at work: the product's two minutes are for one whose hosts answer.
const desk = await makeReplicas(DATABASE_URL, { env: { ...TOLD, ...WATCHED }, settings: 'queue: { deadlineSeconds: 600 }\n' });
let gate = Promise.withResolvers<void>();
const program = desk.start();
const url = await program.url();
const heard = newHeard();
await untilAnswered(url, heard);
desk.host.setScript(() => [until(gate.promise), ...reply(ANSWER, { between: 5 })]);

/** What becomes of a stream: one of each three leaves, one of twelve ends its own half, one of twelve never reads. */
const waysOf = (at: number) => (at % 3 === 0 ? 'leaves' : at % 12 === 1 ? 'half' : at % 12 === 2 ? 'deaf' : 'stays');
const told = async (when: string) => {
  const { heap, outside, resident } = await memoryOf(program);
  console.log(`${when}: ${heap.toFixed(1)} MB in use on its heap, ${outside.toFixed(1)} outside, ${resident.toFixed(0)} resident; load ${loadavg()[0]?.toFixed(1)}`);
  return heap + outside;
};
const serves = async () => {
  const began = performance.now();
  const { status } = await fetch(`${url}/`);
  return `${status} in ${Math.round(performance.now() - began)} ms`;
};

const memory = [await told('before')];
let isGood = true;
for (let round = 1; round <= rounds; round += 1) {
  const began = performance.now();
  const streams: RawStream[] = [];
  const queue = Array.from({ length: count }, (_, at) => at);
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      const stream = (streams[at] = openStream(url, heard, clientAt(at)));
      await stream.begun;
    }
  }));
  const open = streams.filter(({ isBegun, socket }) => isBegun && !socket.destroyed).length;
  const figures = await figuresOf(url);
  console.log(`\nround ${round}: ${open} of ${count} open at once after ${((performance.now() - began) / 1_000).toFixed(0)} s: ${figures('balie_host_calls')} at the host, ${figures('balie_queue_length')} in the queue; the page meanwhile ${await serves()}`);
  isGood &&= open === count;
  await told('with all open');
  streams.forEach(({ socket }, at) => {
    if (waysOf(at) === 'half') socket.end();
    if (waysOf(at) === 'deaf') socket.pause();
  });
  const leaving = streams.filter((_, at) => waysOf(at) === 'leaves');
  for (const { socket } of leaving) socket.resetAndDestroy();
  console.log(`${leaving.length} left at once; the page meanwhile ${await serves()}`);
  gate.resolve();
  const drain = performance.now();
  await Promise.all(streams.filter((_, at) => waysOf(at) === 'stays').map(({ ended }) => ended));
  const seconds = (performance.now() - drain) / 1_000;
  const stayed = streams.filter((_, at) => waysOf(at) === 'stays');
  const badly = stayed.filter(({ isDone }) => !isDone).map(({ last }) => last);
  console.log(`${stayed.length} stayed, ${stayed.length - badly.length} answered whole in ${seconds.toFixed(0)} s; others: ${badly.slice(0, 5).join(', ') || 'none'}`);
  isGood &&= badly.length === 0;
  // The deaf wake up, and find what was said: it was small enough to wait for them.
  for (const { socket } of streams) socket.resume();
  const half = streams.filter((_, at) => waysOf(at) === 'half');
  const deaf = streams.filter((_, at) => waysOf(at) === 'deaf');
  await Promise.all([...half, ...deaf].map(({ ended }) => ended));
  const whole = (some: readonly RawStream[]) => `${some.filter(({ isDone }) => isDone).length} of ${some.length}`;
  console.log(`answered whole too: ${whole(half)} that had ended their own half, ${whole(deaf)} that read nothing until then`);
  for (const end = performance.now() + 20_000; performance.now() < end; await sleep(250)) {
    const now = await figuresOf(url);
    if (now('balie_queue_length') + now('balie_host_calls') === 0) break;
  }
  const after = await figuresOf(url);
  console.log(`afterwards: ${after('balie_host_calls')} at the host, ${after('balie_queue_length')} in the queue; turns that ended ${after('balie_turns_total')}`);
  isGood &&= after('balie_queue_length') + after('balie_host_calls') === 0;
  gate = Promise.withResolvers();
  memory.push(await told(`after round ${round}`));
}
const standing = await standingOf(desk.db, desk.auditKey, heard);
console.log(['', ...standing.lines].join('\n'));
const [, first = 0] = memory;
const grown = (memory.at(-1) ?? 0) - first;
console.log(`in use from after the first round to after the last: ${grown >= 0 ? '+' : ''}${grown.toFixed(1)} MB`);
await program.stop();
await desk.close();
process.exit(isGood && standing.isGood && grown <= LEFT_MB ? 0 : 1);
