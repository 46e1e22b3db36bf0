import { randomUUID } from 'node:crypto';
import { sourceDigester } from '../../../ingest/read/read-source.ts';
import { createSaidBefore } from '../../audit/said-before.ts';
import type { Config } from '../../config/config.ts';
import type { AppDeps, RequestLogger } from '../../http/deps.ts';
import { createAccounts } from '../../identity/local/accounts.ts';
import { createKeyLogins } from '../../identity/logins/by-key.ts';
import { createRefusals } from '../../identity/logins/refused.ts';
import { createKeyManager } from '../../identity/key-manager.ts';
import type { KeyRing } from '../../identity/key-ring.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import type { Limiter } from '../../identity/limits/limiter.ts';
import { createPush } from '../../jobs/push.ts';
import type { JobQueue } from '../../jobs/queue.ts';
import { isReadBy } from '../../jobs/source-kinds.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { READABLE } from '../../knowledge/readers.ts';
import { dutchDay } from '../../dutch-time.ts';
import { findOriginal, readDocument, readOriginal } from '../../knowledge/documents/read-document.ts';
import { living } from '../../settings/living.ts';
import type { Database } from '../../store/database.ts';
import { readiness } from '../../store/ready.ts';
import type { VisitorLimits } from '../../visitors/limits.ts';
import type { Retention } from '../../retention/retention.ts';
import type { Switches } from '../../switches/switches.ts';
import { WidgetTokens } from '../../visitors/widget-tokens.ts';
import { adminDeps } from './admin-deps.ts';
import { aiActDeps } from './ai-act-deps.ts';
import { auditDeps } from './audit-deps.ts';
import { catalogueDeps } from './catalogue-deps.ts';
import { documentDeps } from './document-deps.ts';
import { withoutClosed } from '../desk/closed-sources.ts';
import type { Desk } from '../desk/desk.ts';
import { driftDeps } from './drift-deps.ts';
import { handoverDeps } from './handover-deps.ts';
import { loginDeps } from './login-deps.ts';
import { oversightDeps } from './oversight-deps.ts';
import { reviewDeps } from './review-deps.ts';
import { switchDeps } from './switch-deps.ts';
import { consoleDeps } from './console-deps.ts';
import { chatFileDeps } from './chat-file-deps.ts';
import { platformDeps } from './platform-deps.ts';
import { privacyDeps } from './privacy-deps.ts';
import { taskDeps } from './task-deps.ts';
import { openPlatforms } from '../factsheet/open-platforms.ts';
import { closedBy } from '../factsheet/open-live.ts';
import { factsheetSources } from '../factsheet/sources.ts';
import { diligenceDeps } from './diligence-deps.ts';
import { diligenceDeskDeps } from './diligence-desk-deps.ts';
import { saidParts } from '../diligence/said.ts';
import { factsheetDeps } from './factsheet-deps.ts';
import { siteDeps } from './site-deps.ts';
import { processingDeps } from './processing-deps.ts';
import { registerDeps } from './register-deps.ts';
import { keptDeps } from './kept-deps.ts';
import { settingDeps } from './setting-deps.ts';
import { reportDeps } from './report-deps.ts';
import { asShown, workDeps } from './work-deps.ts';

const PUBLIC_ASSISTANT = 'loket';
/** Turns that are not in the queue before the models: each may hold a database connection, or a place at a model host for minutes. */
const MAX_AT_WORK = 64;

interface Parts {
  /** With what is published in it: the desk's. */
  readonly config: Config;
  readonly desk: Desk;
  readonly db: Database;
  readonly logger: RequestLogger;
  readonly queue: JobQueue;
  /** Who may what, and how much of it. */
  readonly keys: { readonly ring: KeyRing; readonly limiter: Limiter };
  /** Limits of who asks without an account. */
  readonly visitors: VisitorLimits;
  readonly metrics: Metrics;
  readonly switches: Switches;
  readonly retention: Retention;
  /** Hears that a conversation was erased. */
  readonly onErased: () => void;
}

/** What the HTTP layer needs, from the rooms that have it. */
export function appDeps({ config, desk, db, logger, queue, keys, visitors, metrics, switches, retention, onErased }: Parts): AppDeps {
  const request = (id: string, readers = READABLE.resident) => ({ id, readers, on: dutchDay(new Date()) });
  const titles = new Map(config.collections.map(({ id, title }) => [id, title]));
  // A collection that is no longer in the configuration takes nothing in and shows nothing.
  const narrowed = (key: KeyHolder): KeyHolder => ({ ...key, collections: key.collections.filter((id) => titles.has(id)) });
  const residentAssistants = [...desk.assistants.values()].filter(({ audience }) => audience === 'resident').map(({ name }) => name);
  const refused = createRefusals({ db, record: desk.recordAct });
  const { login, who } = loginDeps({ config, desk, db, logger, refused });
  const openByKey = createKeyLogins({ db, record: desk.recordAct, refused, now: () => new Date() });
  const push = createPush({ db, queue, isRead: isReadBy(config.collections), digesterOf: sourceDigester });
  const oversight = oversightDeps({ db, desk, config, logger });
  const site = siteDeps({ config, desk, db, assistant: PUBLIC_ASSISTANT });
  const factsheet = factsheetSources({ config, desk, db, switches, record: desk.recordAct, masterKey: desk.auditKey });
  const drift = driftDeps(factsheet, logger);
  const said = saidParts(factsheet, desk.auditKey);
  const keeping = keptDeps(retention, { db, desk, assistant: PUBLIC_ASSISTANT });
  return {
    municipality: living(() => ({ ...config.municipality, get keeps() { return keeping.keeps(); }, look: site.look.view, ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }) })),
    site,
    assistants: desk.assistants,
    publicAssistant: PUBLIC_ASSISTANT,
    audit: auditDeps({ config, db, desk }),
    takeTurn: desk.takeTurn,
    isUrgent: desk.isUrgent,
    pages: desk.pages,
    async conversation(id, assistant, readers) {
      const turns = await withoutClosed(db, await desk.log.conversation(id, assistant), readers);
      return turns.map(asShown);
    },
    async eraseConversation(id) {
      const erased = await desk.erasing.conversation(id, { assistants: residentAssistants, by: { by: 'asker' } });
      if (erased !== undefined) onErased();
      return erased;
    },
    documents: {
      async read(id, readers) {
        const document = await readDocument(db, request(id, readers));
        return document && { ...document, collection: titles.get(document.collectionId) ?? document.collectionId };
      },
      async original(id, readers) {
        const file = await findOriginal(db, request(id, readers));
        return file && { ...file, bytes: async () => (await readOriginal(db, request(id, readers)))?.bytes };
      },
    },
    async verifyKey(token, isNow = false) {
      const key = await (isNow ? keys.ring.verifyNow(token) : keys.ring.verify(token));
      return key && narrowed(key);
    },
    keys: {
      ...createKeyManager(db, desk.recordAct, (changed) => {
        if (changed !== undefined) keys.ring.forget(changed);
        keys.limiter.forget();
      }),
      known: () => ({ collections: [...titles.keys()], models: desk.gateway.models().map(({ name }) => name), assistants: [...desk.assistants.keys()] }),
    },
    models: { gateway: desk.gateway, admit: keys.limiter.admit, calls: desk.calls, conversations: createSaidBefore({ db, masterKey: desk.auditKey }) },
    catalogue: catalogueDeps(desk.catalogue, desk),
    push,
    login,
    admin: adminDeps(db, { titles, narrowed, openByKey, who, groups: config.groups, changing: documentDeps({ db, push, record: desk.recordAct, auditKey: desk.auditKey }), screened: desk.screened, readers: new Map(config.collections.map(({ id, readers }) => [id, readers])) }),
    accounts: createAccounts({ db, record: desk.recordAct, refused, groups: config.groups }),
    review: reviewDeps(db, { desk, config, onFeedback: metrics.feedback, standing: oversight.standing }),
    console: consoleDeps({ config, desk, db, keys }),
    oversight,
    drift,
    reports: reportDeps(db, desk),
    processing: processingDeps(config, db),
    register: registerDeps(config, factsheet),
    privacy: privacyDeps({ config, desk, db, onErased }),
    platforms: platformDeps(factsheet, openPlatforms({ config, db, record: desk.recordAct, signer: factsheet.signer })),
    handover: handoverDeps({ config, desk, db, sendings: queue.sendings }),
    tasks: taskDeps({ config, desk, db, onErased }),
    widget: { origins: new Set(config.widget.origins), tokens: new WidgetTokens(desk.auditKey) },
    visitors,
    switches: switchDeps(config, switches, factsheet.live),
    live: factsheet.live,
    factsheet: factsheetDeps(config, factsheet),
    aiAct: aiActDeps({ config, desk, db, switches: closedBy(factsheet.live, switches), publicAssistant: PUBLIC_ASSISTANT }),
    diligence: diligenceDeskDeps(config, factsheet, said, diligenceDeps({ config, desk, sources: factsheet, drift, said })),
    settings: settingDeps({ desk, db }),
    workplace: workDeps({ db, desk, groups: config.groups, onErased }),
    chatFiles: chatFileDeps({ desk, queue }),
    retention: keeping.deps,
    ping: readiness(db),
    logger,
    metrics: { ...metrics, token: config.metricsToken },
    newId: () => randomUUID(),
    trustedProxies: config.trustedProxies,
    // Who waits for a model is told their place in the queue: a refusal would tell them nothing.
    maxTurns: MAX_AT_WORK + config.queue.maxWaiting,
  };
}
