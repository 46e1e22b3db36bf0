import type { Verdict } from './question.ts';

/** What proves an answer: an address, or a file that was attached. */
export interface AttachedEvidence {
  readonly title: string;
  readonly link?: string;
  /** Outside this desk no more than its digest is told: a name of a file may name a person. */
  readonly file?: { readonly name?: string; readonly sha256: string; readonly bytes?: number };
}

/** What a person answered; it holds until it is answered anew, or its review date has passed. */
export interface StatedAnswer {
  readonly question: string;
  readonly verdict: Verdict;
  readonly text: string;
  /** Office of who answered, never a name. */
  readonly role: string;
  /** ISO 8601. */
  readonly at: string;
  /** YYYY-MM-DD. */
  readonly reviewOn: string;
  readonly evidence: readonly AttachedEvidence[];
  /** What was answered, where the day to look again has come since: it then counts as partly at most. */
  readonly expired?: Verdict;
}

/** What a person adds to a measurement: it stands beside it and changes nothing of it. */
export type StatedNote = Omit<StatedAnswer, 'verdict' | 'expired'>;
