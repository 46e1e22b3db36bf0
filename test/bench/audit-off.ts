/**
 * What the audit log costs the gateway: `node test/bench/audit-off.ts [REQUESTS]`, on DATABASE_URL or embedded. The whole desk twice, each in a
 * process of its own with a scripted Ollama host in it: with its log of calls, and with one that keeps nothing, which the product does not have.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { destination, pino } from 'pino';
import type { CallLog } from '../../src/audit/call-log.ts';
import { appDeps } from '../../src/cli/deps/app-deps.ts';
import { openRetention } from '../../src/cli/deps/retention-deps.ts';
import { openDesk } from '../../src/cli/desk/desk.ts';
import { readConfig } from '../../src/config/config.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/server/listen.ts';
import { createKeyRing } from '../../src/identity/key-ring.ts';
import { createKey } from '../../src/identity/keys.ts';
import { createLimiter } from '../../src/identity/limits/limiter.ts';
import type { JobQueue } from '../../src/jobs/queue.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { living } from '../../src/settings/living.ts';
import { openScratchDatabase } from '../../src/store/open.ts';
import { Switches } from '../../src/switches/switches.ts';
import { createVisitorLimits } from '../../src/visitors/limits.ts';
import { startOllamaHost } from '../support/ollama-host/index.ts';
import { rawLoad } from '../support/raw-load.ts';

const KEEPS_NOTHING: Pick<CallLog, 'received' | 'ended'> = { received: () => Promise.resolve(), ended: () => Promise.resolve(true) };
const REQUESTS = Number(process.argv[2] ?? 5_000);
const PATH = '/v1/chat/completions';
const body = JSON.stringify({ model: 'chat', messages: [{ role: 'user', content: 'Wat is de hoofdstad van Nederland? '.repeat(10) }] });

async function serve(isLogged: boolean): Promise<void> {
  const db = await openScratchDatabase(process.env['DATABASE_URL']);
  const host = await startOllamaHost({ models: ['chat'] });
  const given = readConfig({ DATA_DIR: await mkdtemp(join(tmpdir(), 'balie-bench-')), OLLAMA_URL: host.url, CHAT_MODEL: 'chat', AUDIT_KEY: randomBytes(32).toString('hex') });
  await syncCollections(db, given.collections);
  const desk = await openDesk(given, db);
  const { config, auditKey: masterKey, recordAct: record } = desk;
  const logger = pino({ base: null }, destination('/dev/null'));
  const keys = { ring: createKeyRing(db), limiter: createLimiter(db) };
  const visitors = createVisitorLimits(db, { masterKey, rules: living(() => config.limits), onVerdict: () => undefined });
  const retention = openRetention({ db, config, masterKey, record, assistants: desk.assistants, rules: () => config.retention });
  const queue = { wake: () => undefined } as JobQueue;
  const deps = appDeps({ config, desk, db, logger, queue, keys, visitors, metrics: createMetrics(), switches: new Switches(db, { record }), retention, onErased: () => undefined });
  const { models } = deps;
  if (models === undefined) throw new Error('no models');
  const app = createApp({ ...deps, models: isLogged ? models : { ...models, calls: KEEPS_NOTHING } });
  const { url } = await listen(app.fetch, '127.0.0.1', 0, app.programs);
  const { token } = await createKey(db, { name: 'bench', models: ['*'] });
  process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
  process.send?.({ port: Number(new URL(url).port), token, database: db.kind });
}

async function told<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

async function measure(isLogged: boolean): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['--serve', String(isLogged)]);
  const { port, token, database } = await told<{ port: number; token: string; database: string }>(child);
  const used = async () => {
    const answer = told<{ cpu: NodeJS.CpuUsage }>(child);
    child.send('cpu');
    const { cpu } = await answer;
    return cpu.user + cpu.system;
  };
  await rawLoad({ port, path: PATH, body, token }, REQUESTS);
  for (const connections of [64, 1]) {
    const requests = connections === 1 ? Math.ceil(REQUESTS / 5) : REQUESTS;
    const [before, began] = [await used(), performance.now()];
    const { waits, refused } = await rawLoad({ port, path: PATH, body, token, connections }, requests);
    const seconds = (performance.now() - began) / 1_000;
    if (refused.length > 0) throw new Error(`${refused.length} refused: ${refused[0]}`);
    const p50 = waits.toSorted((one, other) => one - other)[Math.floor(waits.length / 2)] ?? 0;
    console.log(JSON.stringify({ database, isLogged, connections, requestsPerSecond: Math.round(requests / seconds), p50Ms: Number(p50.toFixed(2)), cpuMicrosPerRequest: Math.round(((await used()) - before) / requests) }));
  }
  child.kill();
}

if (process.argv[2] === '--serve') await serve(process.argv[3] === 'true');
else for (const isLogged of [true, false, true, false]) await measure(isLogged);
