import type { Verdict } from './question.ts';

/** What proves an answer: an address, or a file that was attached. */
export interface AttachedEvidence {
  readonly title: string;
  readonly link?: string;
  readonly file?: { readonly name: string; readonly sha256: string; readonly bytes: number };
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
}
