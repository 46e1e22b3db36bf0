import type { Source } from '../../answer/ports.ts';

/** Why an answer did not help. */
export const REASONS = ['wrong', 'difficult', 'not-my-question', 'something-else', 'incomplete'] as const;
export type Reason = (typeof REASONS)[number];

export const JUDGEMENTS = ['good', 'incomplete', 'wrong', 'should-not-answer', 'should-answer'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

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

/** A turn that asks for a judgement, without what was said in it. */
export interface QueuedTurn {
  readonly id: string;
  readonly why: 'not-helpful' | 'refused' | 'sample';
  readonly assistant: string;
  readonly outcome: string;
  readonly receivedAt: Date;
  /** How often about the same was asked. */
  readonly times: number;
  readonly reasons: readonly string[];
}

/** What staff write with a judgement. */
export interface Remarks {
  readonly remark: string;
  /** Titles of documents that a good answer cites, and what it says. */
  readonly cite: readonly string[];
  readonly say: readonly string[];
}

/** A turn that staff opened to judge it. */
export interface OpenedTurn {
  readonly id: string;
  readonly assistant: string;
  readonly outcome: string;
  readonly receivedAt: Date;
  readonly question: string;
  /** What was asked before in the conversation, oldest first. */
  readonly earlier: readonly string[];
  readonly answer: string;
  readonly sources: readonly Source[];
  /** Catalogue code of why it was not simply answered. */
  readonly reason: string | undefined;
  /** How it came about. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly feedback: { readonly helpful: boolean; readonly reasons: readonly string[]; readonly text?: string } | undefined;
  /** The last one, by the name of the key that judged. */
  readonly judged: (Remarks & { readonly judgement: Judgement; readonly by: string; readonly at: Date }) | undefined;
  /** Of the judgement; 0 when there is none. */
  readonly version: number;
}

/** A test question of the municipality's own. */
export interface OwnCase {
  readonly assistant: string;
  readonly question: string;
  readonly history: readonly string[];
  /** Any of these will do; empty: all will. */
  readonly outcomes: readonly string[];
  readonly cite: readonly string[];
  /** Texts, or patterns between slashes. */
  readonly say: readonly string[];
  readonly notSay: readonly string[];
}

export interface KeptCase extends OwnCase {
  readonly id: number;
  readonly changedAt: Date;
  readonly version: number;
}

/** The test questions; what is changed is recorded as done by the key `byKey`. */
export interface CaseDeps {
  list(): Promise<readonly KeptCase[]>;
  find(id: number): Promise<KeptCase | undefined>;
  make(made: OwnCase, byKey: string): Promise<number>;
  /** @throws BalieError `case-unknown`; `review-changed` when it is not the version `seen` any more. */
  change(id: number, changed: OwnCase, how: { readonly seen: number; readonly byKey: string }): Promise<void>;
  /** @throws BalieError `case-unknown`. */
  remove(id: number, byKey: string): Promise<void>;
  /** All of them, a line of JSON each. */
  lines(): Promise<readonly string[]>;
}

/** What people say of answers, and what staff make of that. Who may is checked before these are called. */
export interface ReviewDeps {
  /** @throws BalieError `turn-unknown`, `turn-running`, `feedback-closed`, `feedback-too-often`. */
  giveFeedback(given: FeedbackGiven): Promise<FeedbackKept>;
  /** The turns that ask for a judgement, in the order in which they do. */
  queue(): Promise<readonly QueuedTurn[]>;
  /** Opens a turn to who is logged in with the key, and records that. @throws BalieError `review-unknown`. */
  open(turnId: string, byKey: string): Promise<OpenedTurn>;
  /**
   * @param judged `seen` is the version of the judgement that was there when they judged.
   * @throws BalieError `review-unknown`; `review-changed` when somebody else judged meanwhile.
   */
  judge(judged: Remarks & { readonly turnId: string; readonly judgement: Judgement; readonly seen: number; readonly byKey: string }): Promise<void>;
  /** A text without the personal data that is found in it, and the kinds of that. */
  mask(text: string): { readonly text: string; readonly masked: readonly string[] };
  readonly cases: CaseDeps;
}
