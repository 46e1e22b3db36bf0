import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKey } from '../../src/identity/keys.ts';
import { reply } from '../support/ollama-host/index.ts';
import { PASSPORT } from '../support/questions.ts';
import { makeReplicas } from '../support/replicas.ts';
import { ANSWER } from './parts/answer.ts';
import { askOnce, clientAt, counted, newHeard, timesOf, type Told } from './parts/asker.ts';
import { figuresOf, TOLD } from './parts/figures.ts';
import { memoryOf, WATCHED } from './parts/memory.ts';
import { standingOf } from './parts/standing.ts';
import { untilAnswered } from './parts/through-fault.ts';

/**
 * All that a desk does, at one process at the same time: questions as JSON and as a stream, from the widget on another site, from programs in two shapes and
 * by an assistant, and documents that come in. `DATABASE_URL=… node test/load/mix.ts [SECONDS] [OF_EACH]`. Prints rates, times, faults by code and memory;
 * exits 1 where something failed, was told and is not kept, or is not in the chain.
 */
const seconds = Number(process.argv[2] ?? 60);
const ofEach = Number(process.argv[3] ?? 2);
const { DATABASE_URL } = process.env;
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL: a PostgreSQL server on which databases may be made');
const SITE = 'https://www.proefstad.example';
const COLLECTION = 'aangeleverd';

const desk = await makeReplicas(DATABASE_URL, {
  env: { ...TOLD, ...WATCHED },
  collections: `  - { id: ${COLLECTION}, title: Aangeleverd, owner: Team Groen, readers: [resident] }\n`,
  settings: `widget: { origins: ['${SITE}'] }\n`,
});
desk.host.setScript(reply(ANSWER, { between: 20 }));
const program = desk.start();
const url = await program.url();
const heard = newHeard();
await untilAnswered(url, heard);
const { token } = await createKey(desk.db, { name: 'Proef', models: ['chat'], assistants: ['loket'], collections: [COLLECTION] });
const bearer = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };

/** One request that is no question at the desk's own way in. */
async function call(path: string, init: RequestInit, good: (body: string) => string): Promise<Told> {
  const began = performance.now();
  let what: string;
  try {
    const response = await fetch(url + path, init);
    const body = await response.text();
    what = response.ok ? good(body) : `${response.status} ${/"code":"([\w-]+)"/.exec(body)?.[1] ?? ''}`;
  } catch {
    what = 'broken off';
  }
  return { at: performance.now(), ms: performance.now() - began, what, isClear: true, isToRetry: false };
}

const messages = [{ role: 'user', content: PASSPORT }];
const chat = (path: string, body: object, ending: RegExp) => call(path, { method: 'POST', headers: bearer, body: JSON.stringify({ ...body, messages }) }, (said) => (ending.test(said) ? 'answered' : 'cut short'));
const documentOf = (number: number) => `# Kapvergunning voor boom ${number}\n\n${`Voor het kappen van boom ${number} hebt u een vergunning nodig. Vraag die acht weken vooraf aan bij Team Groen. `.repeat(60)}\n`;
let delivered = 0;
const widget = await (await fetch(`${url}/api/v1/widget/tokens`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: SITE, 'Sec-Fetch-Site': 'cross-site' }, body: '{"assistant":"loket"}' })).json() as { token: string };

const kinds: Readonly<{ [kind: string]: (asker: number) => Promise<Told> }> = {
  'question, JSON': (asker) => askOnce(url, heard, { question: PASSPORT, client: clientAt(asker) }),
  'question, stream': (asker) => askOnce(url, heard, { question: PASSPORT, client: clientAt(100 + asker), isStream: true }),
  'question, widget': (asker) => askOnce(url, heard, { question: PASSPORT, client: clientAt(200 + asker), isStream: true, headers: { Origin: SITE, 'Sec-Fetch-Site': 'cross-site', 'Balie-Token': widget.token } }),
  'program, OpenAI, stream': () => chat('/v1/chat/completions', { model: 'chat', stream: true }, /data: \[DONE\]/),
  'program, OpenAI, by the assistant': () => chat('/v1/chat/completions', { model: 'balie/loket' }, /"conversation_id"/),
  'program, Ollama': () => chat('/api/chat', { model: 'chat' }, /"done":true/),
  'document of 6 kB': () => {
    const number = (delivered += 1);
    return call(`/api/v1/collections/${COLLECTION}/documents/boom-${number}.md`, { method: 'PUT', headers: { ...bearer, 'Content-Type': 'text/markdown' }, body: documentOf(number) }, () => 'taken');
  },
};

const told = new Map<string, Told[]>();
const before = await memoryOf(program);
const cpu = (await figuresOf(url))('process_cpu_seconds_total');
const began = performance.now();
const until = began + seconds * 1_000;
await Promise.all(Object.entries(kinds).flatMap(([kind, one]) => {
  const all: Told[] = [];
  told.set(kind, all);
  return Array.from({ length: ofEach }, async (_, asker) => {
    while (performance.now() < until) all.push(await one(asker));
  });
}));
const took = (performance.now() - began) / 1_000;
const figures = await figuresOf(url);
const read = async () => (await desk.db.query<{ count: number }>('SELECT count(*) AS count FROM documents WHERE collection_id = $1', [COLLECTION]))[0]?.count ?? 0;
const readMeanwhile = await read();
for (const end = performance.now() + 180_000; (await read()) < delivered && performance.now() < end; ) await sleep(500);

console.log(`${took.toFixed(0)} s, ${ofEach} of each kind at once, one process; load ${loadavg()[0]?.toFixed(1)}`);
for (const [kind, all] of told) console.log(`${kind}: ${all.length} (${(all.length / took).toFixed(1)} a second), ${timesOf(all)}; ${counted(all)}`);
console.log(`documents: ${delivered} delivered, ${readMeanwhile} read meanwhile, ${await read()} read in the end`);
console.log(`processor of the desk: ${(figures('process_cpu_seconds_total') - cpu).toFixed(1)} s; delay of its event loop, highest since the last look: ${(figures('balie_event_loop_lag_seconds', /quantile="1"/) * 1_000).toFixed(0)} ms`);
const after = await memoryOf(program);
console.log(`memory: ${before.resident.toFixed(0)} MB resident before, ${after.resident.toFixed(0)} after; in use on its heap ${before.heap.toFixed(1)}, ${after.heap.toFixed(1)}`);
const standing = await standingOf(desk.db, desk.auditKey, heard);
console.log(standing.lines.join('\n'));
const failed = [...told.values()].flat().filter(({ what }) => !['answered', 'taken'].includes(what));
const isRead = (await read()) === delivered;
await program.stop();
await desk.close();
process.exit(failed.length === 0 && isRead && standing.isGood ? 0 : 1);
