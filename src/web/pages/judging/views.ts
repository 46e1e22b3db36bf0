/** What the pages for who judges answers show. */
import type { KeptCase } from '../../../review/cases.ts';
import type { Judgement } from '../../../review/choices.ts';
import type { Remarks } from '../../../review/judgements.ts';
import type { QueueItem } from '../../../review/queue.ts';
import type { FaultView, SourceView } from '../../turn-views.ts';
import type { EditorPage, Notice } from '../admin/views.ts';

export interface QueueView extends EditorPage {
  readonly notice?: Notice;
  readonly turns: readonly QueueItem[];
  /** The opening by which they may be read now; absent: there is none. */
  readonly standing?: { readonly number: number; readonly until: Date } | undefined;
  /** Whether who is logged in may ask for one: by name. */
  readonly mayAsk: boolean;
  readonly cases: number;
}

/** What is filled in with a judgement; lists as lines. */
export interface JudgementDraft {
  readonly judgement?: Judgement | undefined;
  readonly remark: string;
  readonly cite: string;
  readonly say: string;
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
  readonly sources: readonly SourceView[];
  /** Catalogue code, or a word of its own, for why it was not simply answered. */
  readonly reason: string | undefined;
  /** How it came about. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly feedback: { readonly helpful: boolean; readonly reasons: readonly string[]; readonly text?: string } | undefined;
  /** The last one, by the name of the key that judged. */
  readonly judged: (Remarks & { readonly judgement: Judgement; readonly by: string; readonly at: Date }) | undefined;
  /** Of the judgement; 0 when there is none. */
  readonly version: number;
}

export interface JudgedTurnView extends EditorPage {
  readonly turn: OpenedTurn;
  readonly draft: JudgementDraft;
  readonly fault?: FaultView;
  /** What is wrong, by field. */
  readonly faults: Readonly<Record<string, string>>;
}

/** What is filled in of a test question; lists as lines. */
export interface CaseDraft {
  readonly assistant: string;
  readonly question: string;
  readonly history: string;
  readonly outcomes: readonly string[];
  readonly cite: string;
  readonly say: string;
  readonly notSay: string;
}

export interface CaseFormView extends EditorPage {
  /** Where the form goes. */
  readonly path: string;
  /** The number of the test question; absent for a new one. */
  readonly id?: number;
  readonly version: number;
  readonly assistants: readonly string[];
  readonly draft: CaseDraft;
  readonly faults: Readonly<Record<string, string>>;
  /** Kinds of personal data that were just taken out of the questions. */
  readonly masked: readonly string[];
  readonly fault?: FaultView;
}

export interface CasesView extends EditorPage {
  readonly notice?: Notice;
  readonly cases: readonly KeptCase[];
  /** How many there are; more than are shown, perhaps. */
  readonly total: number;
}
