/** Why an answer did not help. */
export const REASONS = ['wrong', 'difficult', 'not-my-question', 'something-else', 'incomplete'] as const;
export type Reason = (typeof REASONS)[number];

/** The word of who asked about an answer. */
export interface FeedbackGiven {
  readonly turnId: string;
  /** Proof that one was in it. */
  readonly conversationId: string;
  readonly helpful: boolean;
  readonly reasons: readonly Reason[];
  /** Empty for none. */
  readonly text: string;
}

/** What was kept of it: without the personal data that was found, of which the kinds are told. */
export interface FeedbackKept {
  readonly assistant: string;
  readonly outcome: string;
  readonly helpful: boolean;
  readonly reasons: readonly Reason[];
  readonly text: string;
  readonly masked: readonly string[];
  /** Whether it is the first of this turn, or says the opposite of what was said before. */
  readonly isNew: boolean;
}

/** What people say of answers, and what staff make of that. */
export interface ReviewDeps {
  /** @throws BalieError `turn-unknown`, `turn-running`, `feedback-closed`, `feedback-too-often`. */
  giveFeedback(given: FeedbackGiven): Promise<FeedbackKept>;
}
