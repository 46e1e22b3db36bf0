/** What the pages for who judges answers show. */
import type { FaultView, SourceView } from '../../views.ts';
import type { EditorPage, Notice } from '../admin/views.ts';

export interface QueuedView {
  readonly id: string;
  readonly why: 'not-helpful' | 'refused' | 'sample';
  readonly assistant: string;
  readonly outcome: string;
  readonly receivedAt: Date;
  readonly times: number;
  readonly reasons: readonly string[];
}

export interface QueueView extends EditorPage {
  readonly notice?: Notice;
  readonly turns: readonly QueuedView[];
  readonly cases: number;
}

export type JudgementName = 'good' | 'incomplete' | 'wrong' | 'should-not-answer' | 'should-answer';

/** What is filled in with a judgement; lists as lines. */
export interface JudgementDraft {
  readonly judgement?: JudgementName | undefined;
  readonly remark: string;
  readonly cite: string;
  readonly say: string;
}

export interface JudgedTurnView extends EditorPage {
  readonly turn: {
    readonly id: string;
    readonly assistant: string;
    readonly outcome: string;
    readonly receivedAt: Date;
    readonly question: string;
    readonly earlier: readonly string[];
    readonly answer: string;
    readonly sources: readonly SourceView[];
    /** Why it was not simply answered, in words; absent when it was. */
    readonly reason?: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly feedback?: { readonly helpful: boolean; readonly reasons: readonly string[]; readonly text?: string };
    readonly judged?: { readonly judgement: JudgementName; readonly remark: string; readonly by: string; readonly at: Date };
    readonly version: number;
  };
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
  readonly cases: readonly CaseRowView[];
  /** How many there are; more than are shown, perhaps. */
  readonly total: number;
}

export interface CaseRowView {
  readonly id: number;
  readonly assistant: string;
  readonly question: string;
  readonly outcomes: readonly string[];
  readonly changedAt: Date;
}
