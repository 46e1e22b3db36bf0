import type { TurnEvent } from '../answer/events.ts';
import type { answerLanguage, explainedTerms } from '../answer/details.ts';
import type { Asker, Assistant } from '../answer/ports.ts';
import type { Before } from '../answer/replay-log.ts';
import type { AiActDeps } from './ai-act-deps.ts';
import type { AuditDeps } from './audit-deps.ts';
import type { CallLog } from '../audit/call-log.ts';
import type { SaidBefore } from '../audit/said-before.ts';
import type { Erased } from '../audit/receipt.ts';
import type { EndContent, KeptTurn } from '../audit/kept-turn.ts';
import type { DriftWatch } from '../factsheet/drift/drift-watch.ts';
import type { Register } from '../factsheet/register/register.ts';
import type { KeyManager } from '../identity/key-manager.ts';
import type { Accounts } from '../identity/local/accounts.ts';
import type { KeyHolder, KnownNames } from '../identity/keys.ts';
import type { Limiter } from '../identity/limits/limiter.ts';
import type { Push } from '../jobs/push.ts';
import type { OriginalFile, ReadableDocument } from '../knowledge/documents/read-document.ts';
import type { WorkplaceDeps } from './work-deps.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ModelGateway } from '../models/call.ts';
import type { VisitorLimits } from '../visitors/limits.ts';
import type { Switches } from '../switches/switches.ts';
import type { WriterView } from '../web/ai-mark.ts';
import type { SpokenPage } from '../web/markup/page/spoken.ts';
import type { LanguageView, MunicipalityView, ThemeView } from '../web/views.ts';
import type { SettingDeps } from './setting-deps.ts';
import type { SiteDeps } from './routes/site/deps.ts';
import type { WidgetDeps } from './routes/widget/access.ts';
import type { TrustedProxies } from './server/client.ts';
import type { HandoverDeps } from './handover-deps.ts';
import type { LoginDeps } from './login-deps.ts';
import type { PlatformDeps } from './platform-deps.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import type { TaskDeps } from './task-deps.ts';
import type { AdminDeps, CatalogueDeps, ReviewDeps } from './staff-deps.ts';
import type { ProcessingDeps } from './processing-deps.ts';
import type { OversightDeps } from './oversight-deps.ts';
import type { ReportDeps } from './report-deps.ts';
import type { ConsoleDeps } from './console-deps.ts';
import type { DiligenceDeskDeps } from './diligence-desk-deps.ts';
import type { LiveDeps } from './live-deps.ts';
import type { FactsheetDeps } from './factsheet-deps.ts';
import type { RetentionDeps } from './retention-deps.ts';
import type { ChatFileDeps } from './chat-file-deps.ts';

/** An assistant as people meet it. */
export interface DeskAssistant extends Assistant {
  readonly title: string;
  readonly greeting: string;
  readonly themes: readonly ThemeView[];
  /** The same in other languages, by their codes. */
  readonly said?: ReadonlyMap<string, Pick<DeskAssistant, 'title' | 'greeting' | 'themes'>>;
}

/** A kept turn, for the page that shows its conversation. */
export interface ConversationTurn extends Omit<KeptTurn, 'receivedAt' | 'judgement'> {
  readonly end: (EndContent & ReturnType<typeof answerLanguage> & { readonly terms: ReturnType<typeof explainedTerms>; readonly generatedBy?: WriterView }) | undefined;
}

/** A document as its page shows it. */
export interface DeskDocument extends ReadableDocument {
  readonly collection: string;
}

/** The file behind a document. Its bytes are read apart: they may be many, and a browser often has them already. */
interface DeskOriginal extends OriginalFile {
  /** Undefined when the file has gone meanwhile. */
  bytes(): Promise<Uint8Array | undefined>;
}

/** What the routes for programs that call models need of the rest. */
export interface ModelDeps extends Pick<Limiter, 'admit'> {
  readonly gateway: ModelGateway;
  /** What was asked is committed before anything is sent to a host. */
  readonly calls: Pick<CallLog, 'received' | 'ended'>;
  /** Conversations of programs that send no number. */
  readonly conversations: SaidBefore;
}

/** What of the desk is turned off. */
export interface SwitchDeps extends Pick<Switches, 'list' | 'offFor' | 'watch' | 'change'> {
  /** The ways to a person at this moment, in sentences. */
  contact(): string;
}

/** A question for an assistant. */
interface TurnRequest {
  readonly assistant: Assistant;
  readonly question: string;
  readonly conversationId: string | undefined;
  readonly asker?: Asker;
  readonly traceparent?: string;
  /** The span of who called the desk, where they said so. */
  readonly parentSpan?: string;
  /** The turn of the conversation of which this is the question, put otherwise. */
  readonly instead?: string;
  /** Whether this is the same question to another model: the conversation may still go on with either answer. */
  readonly isBeside?: boolean;
  /** Nothing of what is said is kept: what was said before comes along. */
  readonly confidential?: Before;
  /** That who asks sent along: sent again with the same one, it is the same turn. */
  readonly idempotencyKey?: string;
}

/** One line of the log: what was done, never what was said or by whom. */
export interface RequestLogger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Where requests are counted, and what `/metrics` shows. */
export interface HttpMetrics extends Pick<Metrics, 'turn' | 'feedback' | 'request' | 'fault' | 'database' | 'text'> {
  /** Who has it may read what is measured; undefined: nobody. */
  readonly token: string | undefined;
}

/** All that the HTTP layer needs of the rest, handed in by `main`. */
export interface AppDeps {
  /** The log of what happened, for who watches over it. */
  readonly audit: AuditDeps;
  readonly municipality: MunicipalityView;
  readonly assistants: ReadonlyMap<string, DeskAssistant>;
  /** Name of the assistant on the public desk. */
  readonly publicAssistant: string;
  /** What the pages of residents may be in, and their words in it. */
  readonly pages: { readonly languages: readonly LanguageView[]; in(language: string): SpokenPage | undefined };
  readonly takeTurn: (request: TurnRequest, signal: AbortSignal) => AsyncIterable<TurnEvent>;
  /** Whether a question says that somebody is in need: that is never refused for want of room. */
  readonly isUrgent: (question: string) => boolean;
  /** @param readers of who looks; absent: those of a resident. Sources that they may not read any more come without their words. */
  readonly conversation: (conversationId: string, assistant: string, readers?: readonly string[]) => Promise<readonly ConversationTurn[]>;
  /** Erases all that is kept of a conversation of residents. @returns the proof; undefined when there is no such conversation. @throws BalieError `erasure-held`. */
  readonly eraseConversation: (conversationId: string) => Promise<Erased | undefined>;
  /** What people may ask of what the desk has of them. */
  readonly privacy: PrivacyDeps;
  /** Documents that may be read today by everybody, or by who is one of these readers; undefined for all others. */
  readonly documents: {
    read(id: string, readers?: readonly string[]): Promise<DeskDocument | undefined>;
    original(id: string, readers?: readonly string[]): Promise<DeskOriginal | undefined>;
  };
  /**
   * Whose key this is; undefined for one that is not valid, whatever the cause, in the same time.
   * @param isNow a key that was valid a few seconds ago may not be any more: that will not do.
   */
  readonly verifyKey: (token: string, isNow?: boolean) => Promise<KeyHolder | undefined>;
  /** Keys and groups; what changes counts at once. */
  readonly keys: KeyManager & { readonly known: () => KnownNames };
  /** Calls to models by programs. */
  readonly models: ModelDeps;
  readonly catalogue: CatalogueDeps;
  readonly push: Push;
  readonly admin: AdminDeps;
  readonly login: LoginDeps;
  /** Of the desk itself, with passkeys. */
  readonly accounts: Accounts;
  readonly review: ReviewDeps;
  /** How the desk differs from its published factsheet. */
  readonly drift: Pick<DriftWatch, 'look' | 'count' | 'follow'>;
  readonly reports: ReportDeps;
  readonly processing: ProcessingDeps;
  /** The Algoritmeregister. */
  readonly register: Register;
  readonly factsheet: FactsheetDeps;
  readonly aiAct: AiActDeps;
  readonly diligence: DiligenceDeskDeps;
  readonly retention: RetentionDeps;
  readonly oversight: OversightDeps;
  readonly handover: HandoverDeps;
  /** Recipes, prompts and files of employees. */
  readonly tasks: TaskDeps;
  readonly widget: WidgetDeps;
  /** Limits of who asks without an account. */
  readonly visitors: Pick<VisitorLimits, 'admit' | 'admitOther'>;
  readonly switches: SwitchDeps;
  readonly live: LiveDeps;
  readonly console: ConsoleDeps;
  readonly settings: SettingDeps;
  readonly workplace: WorkplaceDeps;
  readonly chatFiles: ChatFileDeps;
  readonly site: SiteDeps;
  /** What others fetch of the factsheet. */
  readonly platforms: PlatformDeps;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  readonly logger: RequestLogger;
  /** Without it nothing is measured, and there is no `/metrics`. */
  readonly metrics?: HttpMetrics;
  readonly newId: () => string;
  /** Besides those near by. */
  readonly trustedProxies: TrustedProxies;
  /** Turns that may run at once; more are refused, with the request to come back. */
  readonly maxTurns: number;
}
