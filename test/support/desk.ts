import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkers, type Workers } from '../../ingest/work.ts';
import { appDeps } from '../../src/cli/deps/app-deps.ts';
import { keepSending, sender } from '../../src/cli/deps/handover-deps.ts';
import { openRetention } from '../../src/cli/deps/retention-deps.ts';
import { keepReadingFiles } from '../../src/cli/deps/chat-file-deps.ts';
import { type Desk, openDesk } from '../../src/cli/desk/desk.ts';
import type { HeldBy } from '../../src/audit/erasure.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import { type App, createApp } from '../../src/http/app.ts';
import type { AppDeps } from '../../src/http/deps.ts';
import { listen } from '../../src/http/server/listen.ts';
import { createKeyRing, type KeyRing } from '../../src/identity/key-ring.ts';
import { createLimiter, type Limiter } from '../../src/identity/limits/limiter.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import type { PooledGateway } from '../../src/models/pool/gateway.ts';
import { createVisitorLimits } from '../../src/visitors/limits.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import type { JobQueue } from '../../src/jobs/queue.ts';
import { watchSwitches } from '../../src/cli/keeping/keep-switches.ts';
import { watchOff } from '../../src/metrics/switch-gauge.ts';
import type { Retention } from '../../src/retention/retention.ts';
import { living } from '../../src/settings/living.ts';
import type { Database } from '../../src/store/database.ts';
import { Switches } from '../../src/switches/switches.ts';
import { openTestDatabase } from './database.ts';
import { documents } from './documents.ts';
import { type OllamaHost, startOllamaHost } from './ollama-host/index.ts';
import { putDocument } from './put-document.ts';

export interface TestDesk {
  /** Address of the listening desk. */
  readonly url: string;
  readonly app: App;
  readonly db: Database;
  /** Checks of keys and limits, as the desk's own. */
  readonly keys: { readonly ring: KeyRing; readonly limiter: Limiter };
  readonly desk: Desk;
  readonly host: OllamaHost;
  readonly gateway: PooledGateway;
  /** Master key of its log of turns. */
  readonly auditKey: Buffer;
  /** What is turned off, as this one knows it. */
  readonly switches: Switches;
  /** Which assistants may answer residents. */
  readonly live: AppDeps['live'];
  /** Erases by age, as it says. */
  readonly retention: Retention;
  /** Another process on the same database, as far as questions and switches go. */
  beside(): Promise<{ readonly url: string; close(): Promise<void> }>;
  /** Every line that was logged. */
  readonly logged: Record<string, unknown>[];
  /** What is measured, as `/metrics` shows it. */
  metrics(): string;
  close(): Promise<void>;
}

/** For desks to which nothing is delivered: opening a real one takes seconds. */
interface TestDeskOptions extends Partial<AppDeps> {
  /** In the queue before the models. */
  readonly maxWaiting?: number;
  /** What may not be erased for now. */
  readonly heldBy?: HeldBy;
  readonly withWorkers?: boolean;
  /** Hears that a conversation was erased. */
  readonly onErased?: () => void;
  /** How many questions of residents are answered, in a window that does not end. */
  readonly limits?: Config['limits'];
  /** How long what is kept. */
  readonly retentionRules?: Config['retention'];
  /** Files and addresses of the municipality. */
  readonly siteConfig?: Partial<Pick<Config, 'theme' | 'links' | 'security' | 'publicUrl' | 'algorithmRegister' | 'factsheet' | 'factsheetPlatforms' | 'goingLive'>>;
  /** Other sites that may show it. */
  readonly widgetOrigins?: readonly string[];
  /** What employees may. */
  readonly groups?: Config['groups'];
  /** How employees log in. */
  readonly loginWith?: Partial<Config['login']>;
  readonly metricsToken?: string;
  /** Which answers staff are asked to judge. */
  readonly toReview?: Config['review'];
  /** What is done with personal data in questions of residents. */
  readonly personalData?: Config['guard']['personalData']['resident'];
  /** What is recorded elsewhere; nothing is, until a test has it done. */
  readonly recordsIn?: Partial<Pick<Config, 'audit' | 'logbook' | 'siem'>>;
  /** Where conversations go that are passed on; needs workers. */
  readonly sendTo?: Pick<Config['handover'], 'webhook' | 'smtp'>;
}

const noQueue = { wake: () => undefined } as JobQueue;

/** The real desk on a database of its own with a few documents, a scripted model host, and a free port; on request with workers that read what is delivered. */
export async function startTestDesk({ withWorkers = false, onErased = () => undefined, maxWaiting, heldBy, metricsToken, personalData, toReview, sendTo, limits, retentionRules, siteConfig, widgetOrigins = [], groups = [], loginWith, recordsIn, ...overrides }: TestDeskOptions = {}): Promise<TestDesk> {
  const db = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'balie-desk-'));
  const host = await startOllamaHost({ models: ['chat'] });
  const auditKey = randomBytes(32);
  const read = readConfig({ DATA_DIR: dataDir, OLLAMA_URL: host.url, CHAT_MODEL: 'chat', AUDIT_KEY: auditKey.toString('hex'), METRICS_TOKEN: metricsToken });
  const given = {
    ...read,
    ...siteConfig,
    ...recordsIn,
    ...(maxWaiting !== undefined && { queue: { ...read.queue, maxWaiting } }),
    handover: { ...read.handover, ...sendTo },
    widget: { origins: [...widgetOrigins] },
    groups,
    login: { ...read.login, ...loginWith },
    ...(limits && { limits }),
    ...(retentionRules && { retention: retentionRules }),
    ...(personalData && { guard: { ...read.guard, personalData: { ...read.guard.personalData, resident: personalData } } }),
    ...(toReview && { review: toReview }),
  };
  await syncCollections(db, given.collections);
  for (const document of documents) await putDocument(db, document);
  const metrics = createMetrics();
  const desk = await openDesk(given, db, { onBatch: metrics.batch, onCall: metrics.call, onPlain: metrics.plain, guardMetrics: metrics.guard, ...(heldBy && { heldBy }) });
  const { config } = desk;
  await desk.log.sweep();
  const logged: Record<string, unknown>[] = [];
  const log = (fields: Readonly<Record<string, unknown>>, message: string) => void logged.push({ ...fields, message });
  const workers: Workers | undefined = withWorkers ? await openWorkers(db) : undefined;
  if (workers !== undefined) await keepSending({ config, desk, db, sendings: workers.queue.sendings }, await sender(config), (error) => log({ error: String(error) }, 'handover sent, and that not written yet'));
  if (workers !== undefined) await keepReadingFiles({ desk, workers });
  const keys = { ring: createKeyRing(db), limiter: createLimiter(db) };
  const logger = { info: log, error: log };
  // Where limits are tried their clock stands still: no window may end in the middle of a test.
  const began = Date.now();
  const visitors = createVisitorLimits(db, { masterKey: auditKey, rules: living(() => config.limits), onVerdict: metrics.visitor, now: () => (limits ? began : Date.now()) });
  const retention = openRetention({ db, config, masterKey: auditKey, record: desk.recordAct, assistants: desk.assistants, rules: () => config.retention });
  const open = async () => {
    const switches = new Switches(db, { record: desk.recordAct });
    const deps = { ...appDeps({ config, desk, db, logger, queue: workers?.queue ?? noQueue, keys, visitors, metrics, switches, retention, onErased }), ...overrides };
    const app = createApp(deps);
    const { url, close } = await listen(app.fetch, '127.0.0.1', 0, app.programs);
    const stop = watchSwitches(switches, () => undefined);
    return {
      url,
      app,
      switches,
      live: deps.live,
      async close() {
        await close(app.close(100));
        stop();
      },
    };
  };
  const first = await open();
  watchOff(metrics.registry, desk.assistants.keys(), (assistant) => first.switches.offFor(assistant) !== undefined);
  return {
    url: first.url,
    app: first.app,
    switches: first.switches,
    live: first.live,
    retention,
    beside: open,
    db,
    keys,
    desk,
    host,
    gateway: desk.gateway,
    auditKey,
    logged,
    metrics: metrics.text,
    async close() {
      await first.close();
      await workers?.close();
      await keys.limiter.close();
      await desk.close();
      await host.stop();
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
