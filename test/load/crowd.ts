import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { headers, reply, silence, startOllamaHost, text } from '../support/ollama-host/index.ts';
import { makeInstallation, runCommand, startProgram } from '../support/process.ts';

/**
 * A crowd at the gateway: `node test/load/crowd.ts [CONNECTIONS]`. First its queue is full, and hundreds more come; then so many clients
 * hold a connection, half of which say nothing and half of which never end the head of their request, while others go on asking.
 * Prints how long answers took; exits 1 when one was not what it should be. `DATABASE_URL` for PostgreSQL.
 */
const connections = Number(process.argv[2] ?? 10_000);
const SLOTS = 4;
const WAITING = 60;

const host = await startOllamaHost({ models: ['chat'] });
const place = await makeInstallation({
  fresh: true,
  settings: `queue: { maxWaiting: ${WAITING} }\nbackends:\n  - { id: ollama, kind: ollama, url: '${host.url}', slots: ${SLOTS} }\n`,
});
const { DATABASE_URL } = process.env;
const env = { ...place.env, ...(DATABASE_URL !== undefined && { DATABASE_URL }) };
const program = startProgram(['serve'], env);
const url = new URL(await program.url());
const made = await runCommand(['keys', 'create', '--name', 'Menigte', '--models', 'chat'], env);
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const auth = { authorization: `Bearer ${made.stdout.trim()}`, 'content-type': 'application/json' };

interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly retryAfter: string | undefined;
}

function ask(path: string, body?: object, signal?: AbortSignal): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const began = performance.now();
  const sent = request({ host: url.hostname, port: url.port, path, method: body === undefined ? 'GET' : 'POST', agent, headers: auth, ...(signal && { signal }) }, (response) => {
    response.resume().once('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - began, retryAfter: response.headers['retry-after'] }));
  });
  sent.once('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

const chat = { model: 'chat', messages: [{ role: 'user', content: 'Hallo' }] };
const told = (answers: readonly Answer[]) => {
  const times = answers.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  return `${answers.length} answers, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, highest ${at(1)} ms; ${Object.entries(Object.groupBy(answers, ({ status }) => status)).map(([status, those]) => `${status}: ${those?.length}`).join(', ')}`;
};
/** By so many at once, one after the other each. */
async function many(count: number, atOnce: number, one: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let n = 0; n < count / atOnce; n += 1) answers.push(await one());
  }));
  return answers;
}
let isGood = true;
const expectAll = (answers: readonly Answer[], test: (answer: Answer) => boolean) => (isGood &&= answers.every(test));

// Full: nothing ends, and there are as many as may wait.
host.setScript([headers(), text('Een'), silence()]);
const leave = new AbortController();
const held = Array.from({ length: SLOTS + WAITING }, () => ask('/v1/chat/completions', chat, leave.signal).catch(() => undefined));
while ((await ask('/v1/models')).status !== 200 || host.requests.filter(({ path }) => path === '/api/chat').length < SLOTS) await sleep(50);
await sleep(1_000);
for (const atOnce of [1, 8, 64]) {
  const refused = await many(320, atOnce, () => ask('/v1/chat/completions', chat));
  expectAll(refused, ({ status, retryAfter }) => [429, 503].includes(status) && retryAfter !== undefined);
  console.log(`queue full, ${atOnce} at once: ${told(refused)}`);
}
leave.abort();
await Promise.all(held);

// A crowd that does nothing.
host.setScript(reply('Dag.'));
const sockets: Socket[] = [];
let cut = 0;
for (let n = 0; n < connections; n += 1) {
  const socket = connect({ host: url.hostname, port: Number(url.port) });
  socket.on('error', () => undefined).on('close', () => (cut += 1));
  if (n % 2 === 0) socket.write('POST /v1/chat/completions HTTP/1.1\r\nHost: balie\r\nX-Traag: ');
  sockets.push(socket);
  if (n % 100 === 99) await sleep(20);
}
await sleep(1_000);
console.log(`${connections - cut} connections held, ${cut} cut`);
const listed = await many(200, 8, () => ask('/v1/models'));
const answered = await many(200, 8, () => ask('/v1/chat/completions', chat));
expectAll([...listed, ...answered], ({ status }) => status === 200);
console.log(`beside them, models: ${told(listed)}`);
console.log(`beside them, chat: ${told(answered)}`);
for (const socket of sockets) socket.destroy();

agent.destroy();
await program.stop();
await host.stop();
await place.remove();
process.exitCode = isGood ? 0 : 1;
