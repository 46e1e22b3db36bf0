import type { Logger } from 'pino';
import { hostStates } from '../hosts/host-states.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkers } from '../../../ingest/work.ts';
import type { Config } from '../../config/config.ts';
import type { BalieError } from '../../errors.ts';
import { createApp } from '../../http/app.ts';
import { listen } from '../../http/server/listen.ts';
import { createKeyRing } from '../../identity/key-ring.ts';
import { createLimiter } from '../../identity/limits/limiter.ts';
import { syncCollections } from '../../knowledge/collections.ts';
import { watchGateway } from '../../metrics/gateway-gauges.ts';
import { watchArticle50 } from '../../metrics/article50-gauge.ts';
import { gaugeBackups } from '../../metrics/backup-gauge.ts';
import { watchDrift } from '../../metrics/drift-gauge.ts';
import { createMetrics } from '../../metrics/metrics.ts';
import { watchOutlets } from '../../metrics/outlet-gauges.ts';
import { watchProcess } from '../../metrics/process.ts';
import { watchRetention } from '../../metrics/retention-gauge.ts';
import { watchLiveStates } from '../../metrics/live-gauge.ts';
import { watchOff } from '../../metrics/switch-gauge.ts';
import { living } from '../../settings/living.ts';
import type { Database } from '../../store/database.ts';
import { openStore } from '../../store/open.ts';
import { Switches } from '../../switches/switches.ts';
import { addEnergy } from '../../workplace/energy.ts';
import { sealRecipes } from '../../workplace/tasks/sealed.ts';
import { requireFinished } from '../backup/unfinished.ts';
import { appDeps } from '../deps/app-deps.ts';
import type { Command, CommandInput } from '../command.ts';
import { openDesk } from '../desk/desk.ts';
import { tellModels } from '../hosts/tell-models.ts';
import { Ending, endsWithin } from '../keeping/ending.ts';
import { syncFolders } from '../keeping/folders.ts';
import { keepAll } from '../keeping/keep-all.ts';
import { keepSending, sender } from '../deps/handover-deps.ts';
import { openRetention } from '../deps/retention-deps.ts';
import { keepReadingFiles } from '../deps/chat-file-deps.ts';
import { hostPower } from '../desk/host-power.ts';
import { keepLogbook } from '../keeping/keep-logbook.ts';
import { watchBackups } from '../keeping/keep-backups.ts';
import { keepEmbedded } from '../keeping/keep-embedded.ts';
import { watchErasures } from '../keeping/keep-erased.ts';
import { forgetSaid, keepForgetting } from '../keeping/keep-forgetting.ts';
import { keepRetention } from '../keeping/keep-retention.ts';
import { keepSources } from '../keeping/keep-sources.ts';
import { liveLines, strayLines } from '../factsheet/open-live.ts';
import { tellFirstAdmin } from '../people/links.ts';
import { openLogger } from '../desk/logger.ts';
import { tellUnforeseen } from '../desk/unforeseen.ts';
import { keepSweeping, watchTurns } from '../keeping/keep-sweeping.ts';
import { createVisitorLimits } from '../../visitors/limits.ts';
import { READERS } from '../ingest/look-through.ts';

/** How long running answers may take to end at shutdown. With all that follows it stays under the 60 s after which the units of deploy/ kill. */
const GRACE_MS = 20_000;
/** What was broken off then is written to the log, by a database that may be silent. */
const BROKEN_OFF_MS = 4_000;
/** A database that is silent must not hold up the end: each part of it may take so long, and closing them all together twice that. */
const CLOSE_MS = 6_000;
/** So long a desk without documents stays closed to read them. A small set is read by then; thousands of scans take hours. */
const FIRST_READ_MS = 10_000;

export const serve: Command = {
  name: 'serve',
  summary: 'Start de digitale balie.',
  usage: '',
  options: {},
  async run(input) {
    const { config, onFailure, note, signal } = input;
    const began = new Date();
    try {
      const db = await openStore({ databaseUrl: config.databaseUrl, databaseUrlFile: config.databaseUrlFile, dataDir: config.dataDir, onFailure, note, signal });
      try {
        await runDesk(input, db, began);
      } finally {
        await db.close();
      }
    } catch (error) {
      // Asked to stop while it waited for tables of the database, or was still reading documents: the next start does the rest.
      if (!signal.aborted || error !== signal.reason) throw error;
    }
    note('De balie is gestopt.');
    return 0;
  },
};

/** Runs the desk until it is to stop. What was begun ends, also where it fails before it is open: what goes on would keep the process. */
async function runDesk(input: CommandInput, db: Database, began: Date): Promise<void> {
  const logger = openLogger(input.note);
  const ending = new Ending();
  try {
    await openAndRun(input, { db, began, logger }, ending);
  } finally {
    const isWhole = await ending.end(2 * CLOSE_MS).catch((error: unknown) => logger.error({ error: String(error) }, 'not all that ran ended well'));
    if (isWhole === false) logger.error({}, 'stopped without the last words of all that ran');
  }
}

async function openAndRun({ config: given, note, signal }: CommandInput, { db, began, logger }: { readonly db: Database; readonly began: Date; readonly logger: Logger }, ending: Ending): Promise<void> {
  const { onStop, onClose } = ending;
  note(`Balie voor ${given.municipality.name}`);
  note(`Gegevens: ${db.kind === 'embedded' ? `${given.dataDir} (ingebouwde database)` : 'PostgreSQL'}`);
  await requireFinished(db);
  await checkPort(given);
  const send = await sender(given);
  const failed = (what: string) => (error: unknown) => logger.error({ error: String(error) }, what);
  const unlessStopped = (what: string) => (error: unknown) => void (signal.aborted || failed(what)(error));
  const power = hostPower();
  const onEmployeeEnergy = (employee: string, joules: number) => void addEnergy(db, employee, joules, new Date()).catch(failed('energy not written'));
  const metrics = createMetrics({ powerOf: power.powerOf, onEmployeeEnergy });
  watchProcess(metrics.registry);
  const onFault = ({ code, detail }: BalieError) => logger.warn({ code, detail }, 'search went on without a model');
  const onKeyFault = ({ code, detail }: BalieError) => logger.error({ code, detail }, 'key of a model host cannot be read');
  const desk = await openDesk(given, db, { onFault, onKeyFault, onHostState: hostStates(logger), onBatch: metrics.batch, onCall: metrics.call, guardMetrics: metrics.guard, onPlain: metrics.plain });
  onClose(desk.close);
  await sealRecipes(db, desk.auditKey);
  const { config } = desk;
  power.follow(desk.catalogue.catalogue);
  watchGateway(metrics.registry, desk.gateway);
  // What the embedded database knew before this process had it is of processes that are gone.
  if (db.kind === 'embedded') await desk.log.claim(began);
  const forgetting = keepForgetting(() => forgetSaid(db), { onError: failed('erased content not taken out of the files') });
  onClose(forgetting.stop);
  const onErased = () => {
    forgetting.soon();
    desk.forget();
  };
  onStop(watchErasures(db, { forget: desk.forget, onError: failed('erasures of others not looked at') }));
  onStop(watchBackups(db, { onLook: gaugeBackups(metrics.registry), onError: failed('not looked at when a backup was last made') }));
  onStop(await watchTurns(desk.log, logger));
  const retention = openRetention({ db, config, masterKey: desk.auditKey, record: desk.recordAct, assistants: desk.assistants, rules: () => config.retention });
  onStop(await keepRetention(retention, { logger, onErased, onEnd: watchRetention(metrics.registry) }));
  for (const name of Object.keys(config.retention.assistants)) if (!desk.assistants.has(name)) note(`Bewaartermijn voor een assistent die er niet is: ${name}.`);
  // Before the first question: what is done from here on is recorded.
  const logbook = await keepLogbook({ config, db, masterKey: desk.auditKey, onError: failed });
  onClose(logbook.stop);
  watchOutlets(metrics.registry, logbook.states);
  const closed = await syncCollections(db, config.collections);
  if (closed.length > 0) note(`Deze collecties staan niet in de configuratie en zijn voor niemand te lezen: ${closed.join(', ')}`);

  const workers = await openWorkers(db, { concurrency: READERS, onError: failed('queue of documents'), onUnforeseen: tellUnforeseen(logger), isServer: true });
  onClose(workers.close);
  onClose(await keepSending({ config, desk, db, sendings: workers.queue.sendings }, send, failed('handover sent, and that not written yet')));
  await keepReadingFiles({ desk, workers });
  const keys = { ring: createKeyRing(db), limiter: createLimiter(db, { onError: failed('use of keys not written') }) };
  onClose(keys.limiter.close);
  const visitors = createVisitorLimits(db, { masterKey: desk.auditKey, rules: living(() => config.limits), onVerdict: metrics.visitor });
  const visitorSweeper = await keepSweeping(visitors.sweep, failed('counts of visitors not swept'));
  onStop(() => clearInterval(visitorSweeper));
  const switches = new Switches(db, { record: desk.recordAct });
  // Before the first question: a desk that was turned off starts so.
  await switches.refresh();
  watchOff(metrics.registry, desk.assistants.keys(), (assistant) => switches.offFor(assistant) !== undefined);
  const deps = appDeps({ config, desk, db, logger, queue: workers.queue, keys, visitors, metrics, switches, retention, onErased });
  const app = createApp(deps);
  watchDrift(metrics.registry, deps.drift.count);
  watchArticle50(metrics.registry, deps.aiAct.article50.count);
  // Before the first question too: what is not complete answers no residents.
  await deps.live.keep();
  for (const line of [...liveLines(deps.live.states()), ...strayLines(config, desk.assistants)]) note(line);
  watchLiveStates(metrics.registry, () => deps.live.states());
  await keepAll({ config, db, desk, switches, deps, inside: app.inside, note, failed }, ending);
  const end = new AbortController();
  const folders = syncFolders(db, config.collections, { note, signal: AbortSignal.any([signal, end.signal]), workers });
  const reading = folders.readNew();
  onStop(() => end.abort());
  onClose(() => reading.catch(() => undefined));
  const isRead = await endsWithin(FIRST_READ_MS, reading);
  const listener = await listen(app.fetch, config.host, config.port, app.programs);
  note(`\nDe balie staat klaar: ${listener.url}\n${isRead ? '' : '\nEr worden nog documenten gelezen. Tot die klaar zijn, vindt de balie nog niet alles.'}`);
  const index = async () => {
    // Passages that are about to be replaced get no vector: what is known is brought up to date first.
    await folders.update().catch(unlessStopped('folders not updated'));
    if (desk.embedder !== undefined) await keepEmbedded({ db, embedder: desk.embedder, note, signal });
  };
  const background = Promise.allSettled([
    // Not waited for: a database that went silent meanwhile would keep the desk from hearing that it must stop.
    tellFirstAdmin({ db, config, port: new URL(listener.url).port, note }).catch(unlessStopped('no link for the first admin')),
    reading.catch(unlessStopped('folders not read')),
    index(),
    keepSources({ db, config, workers, isReading: folders.isReading, note, onError: failed('no timetable yet'), signal }).catch(unlessStopped('no timetable')),
    tellModels(desk, note, signal),
  ]);
  await new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));

  for (const door of [app, listener]) door.leave();
  if (config.leaveSeconds > 0) note(`De balie stopt over ${config.leaveSeconds} seconden, en neemt tot dan vragen aan.`);
  await sleep(config.leaveSeconds * 1_000);
  note('De balie stopt: lopende antwoorden worden afgemaakt.');
  await listener.close(endsWithin(GRACE_MS + BROKEN_OFF_MS, app.close(GRACE_MS)));
  // What is still at work then waits for a database that does not answer.
  await endsWithin(CLOSE_MS, background);
}

/** A port that is taken is told before the documents are read, not a minute later. @throws BalieError `port-in-use`. */
async function checkPort({ host, port }: Config): Promise<void> {
  const probe = await listen(() => new Response(null, { status: 503 }), host, port);
  await probe.close(Promise.resolve());
}
