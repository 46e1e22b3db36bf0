import type { Article50Report } from '../../../../factsheet/ai-act/check/kept.ts';
import type { KnownAnswer } from '../../../../factsheet/ai-act/known.ts';
import type { AiActOutcome, AiActPath } from '../../../../factsheet/ai-act/paths.ts';
import type { TreeQuestion } from '../../../../factsheet/ai-act/tree/question.ts';
import type { GivenAnswer, Step } from '../../../../factsheet/ai-act/walk.ts';
import type { EditorPage } from '../../admin/views.ts';

/** How an assistant stands. */
export interface AiActState {
  readonly assistant: string;
  readonly title: string;
  /** Undefined: nobody recorded one. */
  readonly path: AiActPath | undefined;
  /** Whether the questions have changed since. */
  readonly isOlder: boolean;
  /** Whether the day to look again has come. */
  readonly isDue: boolean;
  /** What does not go with what was stated on the factsheet. */
  readonly contradiction: string | undefined;
}

export interface AiActOverview extends EditorPage {
  readonly states: readonly AiActState[];
  readonly report: Article50Report | undefined;
  readonly told?: string | undefined;
}

export interface AiActAssistantView extends EditorPage, AiActState {
  readonly history: readonly (AiActPath & { readonly by: string })[];
  readonly told?: string | undefined;
}

/** One question of the way, or its end. */
interface WalkView extends EditorPage {
  readonly assistant: string;
  readonly title: string;
  /** All that was answered, also what is not on the way any more. */
  readonly given: ReadonlyMap<string, GivenAnswer>;
  readonly path: readonly Step[];
  readonly faults: Readonly<Record<string, string>>;
}

export interface QuestionView extends WalkView {
  readonly question: TreeQuestion;
  /** What is chosen when the page opens, and why: by Balie, or in the path of before. */
  readonly known: KnownAnswer | undefined;
  readonly choice: string;
  readonly remark: string;
  readonly maxRemark: number;
}

export interface ResultView extends WalkView {
  readonly outcome: AiActOutcome;
  readonly contradiction: string | undefined;
  readonly role: string;
  readonly reviewOn: string;
  /** The number of the path that holds now; 0: none. */
  readonly number: number;
  readonly hasMoved: boolean;
}
