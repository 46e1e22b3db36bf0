import type { BalieError } from '../errors.ts';
import type { Outcome, Source } from './ports.ts';

/** A turn as it is given to the asker. */
interface TurnResult {
  readonly id: string;
  readonly conversationId: string;
  /** As it was kept, where that differs from what was asked: without what is masked. */
  readonly question?: string;
  /** Kinds of personal data that were taken out of the question. */
  readonly masked: readonly string[];
  readonly outcome: Outcome;
  /** Paragraphs, `- ` lists, `> ` quotations, `**bold**` and `[1]` references to sources; nothing else has meaning. */
  readonly answer: string;
  readonly sources: readonly Source[];
  /** What the answer is in, by its ISO 639-1 code. */
  readonly language: string;
  /** Of an answer that was translated: the Dutch text, which counts. */
  readonly dutch?: string;
  /** Difficult words in the answer with what they mean, in the order in which it uses them. */
  readonly terms?: readonly { readonly term: string; readonly meaning: string }[];
  /** Of an answer that a model wrote: which one, where that is known. */
  readonly generatedBy?: { readonly model?: string };
  /** Of a task: sentences that were orders to an assistant were left out of what was given. */
  readonly screened?: true;
}

/** What a model took, also where its answer was cut off or not given. */
export interface TurnUsage {
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** What happens in a turn, in order: status and delta any number of times, sources at most once, then one of done and error. */
export type TurnEvent =
  /** `turnId` with the first: from then on the turn is in the log. */
  | { readonly type: 'status'; readonly phase: 'searching' | 'writing'; readonly conversationId: string; readonly turnId?: string }
  /** Others are before it with the model: `position` 1 is next. */
  | { readonly type: 'status'; readonly phase: 'waiting'; readonly conversationId: string; readonly position: number; readonly expectedSeconds: number }
  | { readonly type: 'delta'; readonly text: string }
  | { readonly type: 'sources'; readonly sources: readonly Source[] }
  /** `reason` is for those who run the desk: why it quoted, or why the answer is shorter than the model meant it. `isRepeated`: from the log, as it was given before. */
  | { readonly type: 'done'; readonly turn: TurnResult; readonly reason?: string; readonly usage?: TurnUsage; readonly isRepeated?: true }
  | { readonly type: 'error'; readonly turnId: string; readonly conversationId: string; readonly error: BalieError; readonly usage?: TurnUsage };
