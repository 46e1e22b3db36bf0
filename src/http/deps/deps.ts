import type { TurnEvent } from '../../answer/events.ts';
import type { Asker, Assistant, Source } from '../../answer/ports.ts';
import type { MunicipalityView } from '../../web/views.ts';
import type { AdminDeps } from './admin-deps.ts';
import type { HandoverDeps } from './handover-deps.ts';
import type { KeyDeps } from './key-deps.ts';
import type { ModelDeps } from './model-deps.ts';
import type { CatalogueDeps } from './catalogue-deps.ts';
import type { KeyHolder, PushDeps } from './push-deps.ts';
import type { ReviewDeps } from './review-deps.ts';
import type { WidgetDeps } from '../routes/widget/access.ts';

/** An assistant as people meet it. */
export interface DeskAssistant extends Assistant {
  readonly title: string;
  readonly greeting: string;
  readonly examples: readonly string[];
}

/** A kept turn, for the page that shows its conversation. */
export interface ConversationTurn {
  readonly id: string;
  readonly outcome: string | undefined;
  /** Undefined after erasure. */
  readonly question: string | undefined;
  readonly end:
    | {
        readonly answer: string;
        readonly sources: readonly Source[];
        readonly reason?: string;
        readonly details?: { readonly guard?: unknown };
        /** What the answer is in; absent: Dutch. */
        readonly language?: string;
        /** The Dutch of an answer that was translated. */
        readonly dutch?: string;
        readonly terms?: readonly { readonly term: string; readonly meaning: string }[];
      }
    | undefined;
  /** The last word of who asked. */
  readonly feedback?: { readonly helpful: boolean; readonly reasons: readonly string[]; readonly text?: string } | undefined;
}

/** A document as its page shows it. */
export interface DeskDocument {
  readonly title: string;
  readonly collection: string;
  readonly url: string | null;
  readonly mediaType: string;
  /** Whether the file itself may be opened. */
  readonly hasOriginal: boolean;
  readonly bytes: number;
  readonly owner: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly passages: readonly {
    readonly ordinal: number;
    readonly page: number | null;
    readonly headings: readonly string[];
    readonly text: string;
  }[];
}

/** The file behind a document. Its bytes are read apart: they may be many, and a browser often has them already. */
export interface DeskOriginal {
  readonly sha256: string;
  readonly mediaType: string;
  readonly fileName: string;
  /** Undefined when the file has gone meanwhile. */
  bytes(): Promise<Uint8Array | undefined>;
}

/** One line of the log: what was done, never what was said or by whom. */
export interface RequestLogger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface TurnMetrics {
  turn(end: { readonly assistant: string; readonly outcome: string; readonly code?: string; readonly ms: number; readonly firstTextMs?: number }): void;
}

export interface FeedbackMetrics {
  feedback(given: { readonly assistant: string; readonly outcome: string; readonly helpful: boolean }): void;
}

/** Where requests are counted, and what `/metrics` shows. */
export interface HttpMetrics extends TurnMetrics, FeedbackMetrics {
  request(answered: { readonly method: string; readonly route: string; readonly status: number; readonly ms: number }): void;
  fault(code: string): void;
  text(): string;
  /** Who has it may read what is measured; undefined: who is on this machine. */
  readonly token: string | undefined;
}

/** All that the HTTP layer needs of the rest, handed in by `main`. */
export interface AppDeps {
  readonly municipality: MunicipalityView;
  readonly assistants: ReadonlyMap<string, DeskAssistant>;
  /** Name of the assistant on the public desk. */
  readonly publicAssistant: string;
  /** Languages besides Dutch in which one may ask, each with the line that says so in it. */
  readonly languages?: readonly { readonly code: string; readonly invitation: string }[];
  readonly takeTurn: (
    request: { assistant: Assistant; question: string; conversationId: string | undefined; asker?: Asker; traceparent?: string },
    signal: AbortSignal,
  ) => AsyncIterable<TurnEvent>;
  /** Whether a question says that somebody is in need: that is never refused for want of room. */
  readonly isUrgent: (question: string) => boolean;
  readonly conversation: (conversationId: string, assistant: string) => Promise<readonly ConversationTurn[]>;
  /** Documents that residents may read today; undefined for all others. */
  readonly documents: {
    read(id: string): Promise<DeskDocument | undefined>;
    original(id: string): Promise<DeskOriginal | undefined>;
  };
  /**
   * Whose key this is; undefined for one that is not valid, whatever the cause, in the same time.
   * @param isNow a key that was valid a few seconds ago may not be any more: that will not do.
   */
  readonly verifyKey: (token: string, isNow?: boolean) => Promise<KeyHolder | undefined>;
  readonly keys: KeyDeps;
  /** Calls to models by programs; without it there are no routes for them. */
  readonly models?: ModelDeps;
  readonly catalogue: CatalogueDeps;
  readonly push: PushDeps;
  readonly admin: AdminDeps;
  readonly review: ReviewDeps;
  readonly handover: HandoverDeps;
  readonly widget: WidgetDeps;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  readonly logger: RequestLogger;
  /** Without it nothing is measured, and there is no `/metrics`. */
  readonly metrics?: HttpMetrics;
  readonly newId: () => string;
  /** Turns that may run at once; more are refused, with the request to come back. */
  readonly maxTurns: number;
}
