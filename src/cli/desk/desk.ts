import { randomUUID } from 'node:crypto';
import { crisisHelp } from '../../answer/crisis/recognise.ts';
import type { Asker, Passage } from '../../answer/ports.ts';
import type { Plain } from '../../answer/plain/port.ts';
import type { CallLog } from '../../audit/call-log.ts';
import type { OnBatch } from '../../audit/writing/chain-writer.ts';
import { masterKey } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import type { HeldBy } from '../../audit/erasure.ts';
import { createIdempotencyKeys } from '../../audit/idempotency-keys.ts';
import type { TurnLog } from '../../audit/turn-log.ts';
import { createTurnNotes, type TurnNotes } from '../../audit/turn-notes.ts';
import { type Config, OWN_PROMPTS } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import type { AppDeps } from '../../http/deps.ts';
import { isFirstReading } from '../../jobs/runs.ts';
import { contactSentences, openingSentences } from '../../handover/channels.ts';
import type { OnHostState } from '../../models/pool/pools.ts';
import { answeringModel } from '../../models/answering.ts';
import { mayThinkAloud } from '../../models/unopened-thoughts.ts';
import type { CallReport, ModelHost } from '../../models/call.ts';
import type { Embedder } from '../../models/embedder.ts';
import type { PooledGateway } from '../../models/pool/gateway.ts';
import { isDutchWord } from '../../knowledge/words/dutch-words.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';
import { readCrisis } from '../../models/prompts/crisis.ts';
import type { Database } from '../../store/database.ts';
import type { Conversations } from '../../workplace/conversations.ts';
import type { Place } from '../../workplace/files/file.ts';
import { type OpenSettings, openSettings } from '../settings/open.ts';
import { type OpenCatalogue, openCatalogue } from '../hosts/catalogue.ts';
import { openGateway } from '../hosts/gateway.ts';
import { openAuditLog } from './audit-log.ts';
import { channelsOf } from './contact.ts';
import { isFileWaiting, withFiles } from './file-search.ts';
import { screened } from '../../answer/safety/screen.ts';
import { type GuardMetrics, openGuard } from './guard.ts';
import { openWorkplace, type Workplace } from './workplace.ts';
import { openLanguages, type SpokenWords } from './languages.ts';
import { openPlain } from './plain.ts';
import { turnLogs } from './turn-logs.ts';
import { openTurns, type Turns } from './turns.ts';
import { openRewriting } from './rewriting.ts';
import { type InstalledTasks, installedTasks } from './tasks.ts';
import { documentSearch } from './document-search.ts';
import { openEmbedder } from './embedding.ts';
import { openReranker } from './reranking.ts';
import { loadSynonyms } from './synonyms.ts';
import { createErasing, type Erasing } from '../privacy/erasing.ts';
import { legalHolds } from '../privacy/legal-holds.ts';

/** A person waits for this before anything is searched. */
const REWRITE_MS = 5_000;

export interface Desk extends Turns {
  /** What was configured, with what was published since in it: each look is at what holds then. */
  readonly config: Config;
  /** What is changed of that, and of assistants, while the desk runs. */
  readonly changing: OpenSettings;
  readonly assistants: ReadonlyMap<string, AssistantFolder>;
  /** What the pages of residents may be in. */
  readonly pages: AppDeps['pages'];
  /** What is said around answers, in each language. */
  readonly spoken: SpokenWords;
  readonly log: TurnLog;
  /** Erases all that is kept of a conversation, or of an employee. */
  readonly erasing: Erasing;
  /** Lets go of what is in memory of what people said: something was erased. */
  readonly forget: () => void;
  /** Those of employees, as they find them again. */
  readonly conversations: Conversations;
  /** Where what is said of turns after their end is recorded. */
  readonly notes: TurnNotes;
  /** Where calls of programs are recorded. */
  readonly calls: Pick<CallLog, 'received' | 'ended'>;
  /** Wraps the keys of what is kept encrypted. */
  readonly auditKey: Buffer;
  /** Records what is changed by who manages the desk. */
  readonly recordAct: ReturnType<typeof createManagementLog>;
  /** Undefined when no embedding model is configured. */
  readonly embedder: Embedder | undefined;
  /** What its turns go through, with all others that ask a model. */
  readonly gateway: PooledGateway;
  /** What may run, and where. */
  readonly catalogue: OpenCatalogue;
  /** The host of a backend; undefined for one that is not in use. */
  readonly hostOf: (backend: string) => ModelHost | undefined;
  /** A passage as an answer may use it: without what the guard takes out. */
  readonly screened: <Part extends Pick<Passage, 'title' | 'headings' | 'text'>>(passage: Part) => Part;
  /** Files in conversations of employees, and work on the whole of them. */
  readonly workplace: Workplace;
  readonly tasks: InstalledTasks;
  /** Ends what runs while nobody waits for it: the desk closes. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

interface DeskOptions {
  /** Hears of faults that search does without: a question without a vector, passages that were not re-ranked. */
  readonly onFault?: (fault: BalieError) => void;
  /** Hears of a model host's key that cannot be read. */
  readonly onKeyFault?: (fault: BalieError) => void;
  /** Loads the lists of synonyms. */
  readonly load?: typeof loadSynonyms;
  /** What may not be erased for now; absent: what a legal hold says. */
  readonly heldBy?: HeldBy;
  /** Hears of what was written to the audit log. */
  readonly onBatch?: OnBatch;
  /** The day (YYYY-MM-DD) on which documents must be valid; absent: today. */
  readonly today?: () => string;
  /** Hears of what the guard keeps out. */
  readonly guardMetrics?: GuardMetrics;
  /** Hears how plain each answer was. */
  readonly onPlain?: Plain['onMeasured'];
  /** Hears of each call to a model once it has ended. */
  readonly onCall?: (report: CallReport) => void;
  /** Hears of a model host that is left alone, and of one that answers again. */
  readonly onHostState?: OnHostState;
}

/** Fits the rooms together: search, model and log behind the turn's ports. */
export async function openDesk(given: Config, db: Database, { onFault = () => undefined, load = loadSynonyms, heldBy = legalHolds, onBatch = () => undefined, onCall, onHostState, onKeyFault, onPlain, guardMetrics, today }: DeskOptions = {}): Promise<Desk> {
  const key = await masterKey(db, given.auditKey, given.dataDir);
  const audit = { db, masterKey: key, instanceId: randomUUID(), now: () => new Date(), isTraced: given.logbook !== undefined };
  const recordAct = createManagementLog(audit);
  const changing = await openSettings({ config: given, db, record: recordAct });
  const { config, assistants } = changing;
  const tasks = await installedTasks(config, assistants);
  const catalogue = await openCatalogue({ config, assistants: tasks.asking, db });
  await load(db, config);
  const { log, turns: keptTurns, ofFiles, calls, conversations, close: closeLog } = openAuditLog({ ...audit, onBatch });
  const { gateway, hostOf, close: closeGateway } = openGateway(catalogue.catalogue, config.queue, { ...(onKeyFault && { onKeyFault }), ...(onCall && { onEnd: onCall }), ...(onHostState && { onState: onHostState }) });
  const model = answeringModel(gateway, undefined, (name) => mayThinkAloud(catalogue.catalogue, name));
  const embedder = openEmbedder(config, catalogue.catalogue, { gateway });
  const reranker = openReranker(config);
  const { languages, pages, spoken } = await openLanguages(config);
  const guard = openGuard(config, guardMetrics);
  const assistantOf = async ({ personId, conversationId }: Place) => (await conversations.find(personId, conversationId))?.assistant;
  const workplace = await openWorkplace({ config, db, masterKey: key, log: ofFiles, assistantOf, model, gateway, guard });
  const turns = openTurns({
    means: {
      log: keptTurns,
      model,
      guard,
      languages,
      plain: await openPlain(config, onPlain),
      rewriting: await openRewriting(config, model, REWRITE_MS),
      search: withFiles(documentSearch(db, embedder, { onFault, reranker, today }), workplace),
      unread: async (asker: Asker) => ({ documents: await isFirstReading(db), files: await isFileWaiting(asker, workplace.files) }),
      crisis: crisisHelp(await readCrisis(config.promptsDir, OWN_PROMPTS), isDutchWord),
      contact: () => contactSentences(channelsOf(config), new Date()),
      openings: (language: string) => openingSentences(channelsOf(config), new Date(), spoken.contact(language)),
    },
    gateway,
    workplace,
    tasks,
    logOf: turnLogs({ log: keptTurns, db, conversations, onFault }),
    once: { db, keys: createIdempotencyKeys(audit), log },
  });
  const closing = new AbortController();
  const erasing = createErasing({ ...audit, municipality: config.municipality.name, heldBy, forget: guard.forget });
  return {
    config,
    changing,
    assistants,
    pages,
    spoken,
    log,
    erasing,
    forget: guard.forget,
    conversations,
    notes: createTurnNotes(key),
    auditKey: key,
    recordAct,
    calls,
    embedder,
    gateway,
    catalogue,
    hostOf,
    screened: (passage) => screened(passage, guard),
    workplace,
    tasks,
    ...turns,
    closing: closing.signal,
    close: async () => {
      closing.abort(new BalieError('desk-stopping'));
      await Promise.all([closeLog(), closeGateway(), reranker?.close()]);
    },
  };
}
