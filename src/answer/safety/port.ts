/** What the answer room needs of the guard, in its own words. */

/** A question as it may be kept, searched and shown. */
interface MaskedQuestion {
  readonly text: string;
  /** Kinds of personal data that stand in it no more: `phone`, `name`, … */
  readonly masked: readonly string[];
  /** Kinds for which the question is not taken. */
  readonly refused: readonly string[];
}

interface Suspicion {
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  /** Whether it is to be treated as an attempt to mislead. */
  readonly isSuspect: boolean;
  /** The reasons for whoever asked, a Dutch sentence each. */
  readonly explained: readonly string[];
}

/** Looks at text. None of it throws, or takes longer than some milliseconds. */
export interface Guard {
  /** A question without the personal data that the policy of its audience keeps out. */
  mask(question: string, audience: 'resident' | 'employee'): MaskedQuestion;
  /** A question without the words that stand in it in the place of personal data: these are about nothing that is asked. */
  withoutMasks(question: string): string;
  /** In Dutch, with "uw": "uw telefoonnummer en uw naam". */
  named(kinds: readonly string[]): string;
  /** @param earlier the questions before it in the conversation, oldest first. */
  suspect(question: string, earlier: readonly string[]): Suspicion;
  /**
   * A text of a document without the sentences that tell an assistant what to do, and without the number that a citizen has for life,
   * which is in no document on purpose; the same text when it has neither.
   */
  presentable(text: string): string;
  /** What is personal in a text, as it stands there; not what is the municipality's own. */
  personalIn(text: string): readonly string[];
  /** Whether a text holds what is no language of people: calls of tools, tags of chat formats. */
  isMachineTalk(text: string): boolean;
  /** A word of this process that stands in the instructions, and may never come out. */
  readonly canary: string;
  /** Hears of what was stopped, by kind; never what it was. */
  stopped(kind: string): void;
}
