import type { AttachedEvidence } from './answer.ts';
import { type Theme, THEME_TITLES, THEMES } from './question.ts';
import { type DiligenceReport, type ReportAnswer, type ReportQuestion, scoreOf, type ThemeScore } from './report.ts';

export interface ComparedQuestion {
  readonly id: string;
  readonly text: string;
  /** How the right one asks it, where that is otherwise. */
  readonly otherText?: string;
  readonly left: ReportAnswer | undefined;
  readonly right: ReportAnswer | undefined;
  /** Whether they have another verdict, or only one has any. */
  readonly isDifferent: boolean;
}

export interface ComparedTheme {
  readonly theme: Theme;
  readonly title: string;
  readonly left: ThemeScore;
  readonly right: ThemeScore;
  /** Those that differ first. */
  readonly questions: readonly ComparedQuestion[];
}

export interface Comparison {
  readonly themes: readonly ComparedTheme[];
  /** What only one of them asks: of another version of Balie. They count in its scores alone. */
  readonly onlyLeft: readonly ReportQuestion[];
  readonly onlyRight: readonly ReportQuestion[];
}

/** Two reports beside each other. Scores are counted here, from the answers: whoever made a file can write any score in it. */
export function compareReports(left: DiligenceReport, right: DiligenceReport): Comparison {
  const there = new Map(right.questions.map((question) => [question.id, question]));
  const here = new Set(left.questions.map(({ id }) => id));
  return {
    themes: THEMES.map((theme) => {
      const mine = left.questions.filter((question) => question.theme === theme);
      const both = mine.flatMap((question) => compared(question, there.get(question.id)));
      return {
        theme, title: THEME_TITLES[theme],
        left: scoreOf(theme, mine), right: scoreOf(theme, right.questions.filter((question) => question.theme === theme)),
        questions: both.toSorted((a, b) => Number(b.isDifferent) - Number(a.isDifferent)),
      };
    }),
    onlyLeft: left.questions.filter(({ id }) => !there.has(id)),
    onlyRight: right.questions.filter(({ id }) => !here.has(id)),
  };
}

function compared({ id, text, answer: left }: ReportQuestion, other: ReportQuestion | undefined): ComparedQuestion[] {
  if (other === undefined) return [];
  return [{ id, text, ...(other.text !== text && { otherText: other.text }), left, right: other.answer, isDifferent: left?.verdict !== other.answer?.verdict }];
}

export interface ChangedQuestion {
  readonly id: string;
  readonly text: string;
  readonly before: ReportAnswer | undefined;
  readonly now: ReportAnswer | undefined;
  /** What of it is other than it was. */
  readonly what: 'verdict' | 'origin' | 'words';
}

/** What is other than in an earlier report of the same desk. Figures of a measurement change by the hour: while its verdict stands they are no change. */
export function changedSince(before: DiligenceReport, now: DiligenceReport): ChangedQuestion[] {
  const then = new Map(before.questions.map(({ id, answer }) => [id, answer]));
  return now.questions.flatMap(({ id, text, answer }) => {
    const old = then.get(id);
    const what = whatChanged(old, answer);
    return what === undefined ? [] : [{ id, text, before: old, now: answer, what }];
  });
}

function whatChanged(old: ReportAnswer | undefined, answer: ReportAnswer | undefined): ChangedQuestion['what'] | undefined {
  if (old?.verdict !== answer?.verdict) return 'verdict';
  if (old?.kind !== answer?.kind) return 'origin';
  return old?.kind === 'stated' && answer?.kind === 'stated' && (old.text !== answer.text || titles(old.evidence) !== titles(answer.evidence)) ? 'words' : undefined;
}

const titles = (evidence: readonly AttachedEvidence[]) => JSON.stringify(evidence.map(({ title, file }) => [title, file?.sha256]));
