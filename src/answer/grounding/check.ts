import type { Passage } from '../ports.ts';
import type { Evidence } from './evidence.ts';

/** What a sentence is judged against. Made once for a turn, before the model says anything. */
export interface SentenceContext {
  readonly question: string;
  /** What the model was given, in the order of its numbers. */
  readonly passages: readonly Passage[];
  /** The same, read for what they claim. */
  readonly evidence: readonly Evidence[];
  /** Fixed text of the prompts, which is meant for the model alone. */
  readonly prompt: string;
  /** The sentences that were let through before this one, without references. */
  readonly said: readonly string[];
}

/**
 * Why a sentence of the model may not be shown, as a short code ("promise", "leaked-prompt"); undefined: this check has nothing
 * against it. Pure, and linear in the length of the sentence. The text is as the model wrote it, references and markup and all.
 */
export type SentenceCheck = (sentence: string, context: SentenceContext) => string | undefined;
