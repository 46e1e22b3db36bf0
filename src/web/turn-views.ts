/** A question with its answer, as pages show it. */
import type { WriterView } from './ai-mark.ts';
import type { MunicipalityView } from './views.ts';

export interface SourceView {
  readonly number: number;
  readonly title: string;
  /** Path on this desk that opens the passage in its document. */
  readonly url: string;
  readonly quote: string;
  readonly page?: number;
  readonly headings: readonly string[];
  /** Whether who looks may not read it any more: then it is named alone. */
  readonly isClosed?: boolean;
  /** Days (YYYY-MM-DD) from and to which it holds. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** What a reader can do after it. */
  readonly actions?: readonly ActionView[];
}

export interface ActionView {
  readonly label: string;
  readonly url: string;
}

export interface FaultView {
  readonly code: string;
  readonly message: string;
  readonly action: string;
  readonly requestId: string;
  /** Whom to call instead, where no answer with a number stands around it. */
  readonly phone?: Pick<MunicipalityView, 'phone' | 'phoneHours'>;
  /** Whether the same question may succeed when it is asked again. */
  readonly canRetry?: boolean;
  /** What it is said in, with the words before its number; absent: Dutch. */
  readonly spoken?: { readonly language: string; readonly number: string };
}

export interface TermView {
  readonly term: string;
  readonly meaning: string;
}

/** A question with its answer, or with the fault that ended it. */
export interface TurnView {
  readonly id: string;
  readonly question: string;
  /** Kinds of personal data that were taken out of the question. */
  readonly masked?: readonly string[];
  /** `answered`, `quoted`, `abstained`, `out-of-scope`, `blocked`, `handed-over`, `interrupted`, `failed`; `unfinished` of what has none yet. */
  readonly outcome: string;
  /** Path of the page that says how far it is, of work on a document that has no end yet. */
  readonly followedAt?: string;
  /** Answer markup: paragraphs, `- ` lists, `> ` quotations, `**bold**`, `[1]` references. */
  readonly answer: string;
  readonly sources: readonly SourceView[];
  /** What the answer is in, by its ISO 639-1 code; absent: Dutch. */
  readonly language?: string;
  /** The Dutch of an answer that was translated. */
  readonly dutch?: string;
  /** Difficult words in the answer, with what they mean. */
  readonly terms?: readonly TermView[];
  /** Of an answer that AI wrote. */
  readonly generatedBy?: WriterView;
  readonly fault?: FaultView;
  /** Whether the answer helped; absent where that is not asked. */
  readonly feedback?: FeedbackView;
  /** What somebody had put right in it. */
  readonly corrections?: readonly { readonly at: Date; readonly text: string }[];
}

/** What the asker says of an answer. */
export interface FeedbackView {
  /** Goes along as proof that one was there. */
  readonly conversationId: string;
  /** What the page is in, where that is not Dutch: the page that comes back is in it too. */
  readonly page?: string;
  /** Where it is sent without a script; absent: to the desk of residents. */
  readonly path?: string;
  readonly given?: { readonly helpful: boolean; readonly reasons: readonly string[]; readonly text: string };
  /** Kinds of personal data that were taken out of the text. */
  readonly masked?: readonly string[];
  /** Why what was sent last was not kept: `given` is what was sent. */
  readonly fault?: FaultView;
}
