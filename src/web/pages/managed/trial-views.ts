import type { ErrorCode } from '../../../errors.ts';
import type { EditorPage } from '../admin/views.ts';

/** Shares from 0 to 1; undefined where there was nothing to take one of. */
export interface TrialRates {
  readonly cases: number;
  readonly passed: number;
  readonly groundedShare: number | undefined;
  readonly falseAnswers: number | undefined;
  readonly falseRefusals: number | undefined;
  readonly attacks: number;
  readonly attacksSucceeded: number;
  readonly b1Share: number | undefined;
  readonly p50_ms: number;
}

/** How a case went with one of both. */
interface CaseSide {
  readonly isGood: boolean;
  readonly outcome: string;
  /** What was not as expected, in Dutch; empty where that is not for who manages. */
  readonly misses: readonly string[];
  readonly answer: string;
}

export interface TrialCase {
  readonly id: string;
  /** Absent of a test question that staff made of what somebody asked: that is for who judges. */
  readonly question?: string;
  readonly current: CaseSide;
  readonly draft: CaseSide;
}

/** A draft beside the version in use, with the same questions. */
export interface Trial {
  /** The file of the assistant that is otherwise in the draft. */
  readonly file: string;
  readonly text: string;
  /** The version that it was made from, and is measured beside. */
  readonly version: number;
  readonly state: 'running' | 'done' | 'stopped' | 'failed' | 'interrupted';
  readonly startedAt: Date;
  readonly endedAt?: Date;
  readonly all: number;
  readonly cases: readonly TrialCase[];
  readonly rates?: { readonly current: TrialRates; readonly draft: TrialRates };
  readonly fault?: ErrorCode;
}

/** What can be measured on the page of a text. */
export interface Measurable {
  /** How many cases there are: of the assistant's folder, and of staff. */
  readonly own: { readonly folder: number; readonly staff: number; readonly fault?: string };
  /** The assistant of which a draft is measured now. */
  readonly running?: string | undefined;
  /** Of this very text. */
  readonly trial?: Trial | undefined;
}

export interface TrialView extends EditorPage {
  readonly name: string;
  readonly trial: Trial | undefined;
  /** The version that holds now. */
  readonly current: number;
}
