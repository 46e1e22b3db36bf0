import { KADER_VERSION } from '../cards/kader.ts';
import type { StatedAnswer, StatedNote } from './answer.ts';
import { type DiligenceQuestion, type MeasuredAnswer, type Measurements, type Theme, THEME_TITLES, THEMES, type Verdict } from './question.ts';

export const DILIGENCE_SCHEMA = 'balie-due-diligence/1';

export type ReportAnswer = ({ readonly kind: 'measured' } & MeasuredAnswer) | ({ readonly kind: 'stated' } & Omit<StatedAnswer, 'question'>);

export interface ReportQuestion {
  readonly id: string;
  readonly theme: Theme;
  readonly text: string;
  readonly yesWhen: string;
  readonly kader: readonly string[];
  /** Absent: nobody measured or said it. */
  readonly answer?: ReportAnswer;
  /** What a person adds to it, where it is measured. It counts for nothing. */
  readonly note?: Omit<StatedNote, 'question'>;
}

export interface ThemeScore {
  readonly theme: Theme;
  readonly title: string;
  readonly questions: number;
  readonly measured: number;
  readonly stated: number;
  readonly yes: number;
  readonly partly: number;
  readonly no: number;
  readonly unanswered: number;
  /** (yes + partly / 2) / questions, 0..1: what nobody answered counts as no. */
  readonly score: number;
}

/** One format for every deployment. There is no mark for the whole: a good theme does not make up for a bad one. */
export interface DiligenceReport {
  readonly schema: typeof DILIGENCE_SCHEMA;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly kaderVersion: string;
  readonly desk: { readonly organisation: string; readonly version: string; readonly commit?: string; readonly url?: string };
  readonly themes: readonly ThemeScore[];
  readonly questions: readonly ReportQuestion[];
  /** Share of questions that a measurement answers, 0..1. */
  readonly measuredShare: number;
}

/** A measurement goes before what a person says: that one can add to it elsewhere, not argue with it here. */
export function reportOf(questions: readonly DiligenceQuestion[], measurements: Measurements, stated: readonly StatedAnswer[]): DiligenceReport {
  const { desk } = measurements.facts;
  const answered = questions.map((question) => shownOf(question, measurements, stated));
  return {
    schema: DILIGENCE_SCHEMA,
    madeAt: measurements.now.toISOString(),
    kaderVersion: KADER_VERSION,
    desk: { organisation: desk.organisation.value, version: desk.version.value, ...(desk.commit !== undefined && { commit: desk.commit.value }), ...(desk.url !== undefined && { url: desk.url.value }) },
    themes: THEMES.map((theme) => scoreOf(theme, answered.filter((one) => one.theme === theme))),
    questions: answered,
    measuredShare: shareOf(answered.filter(({ answer }) => answer?.kind === 'measured').length, answered.length),
  };
}

function shownOf({ id, theme, text, yesWhen, kader, measure }: DiligenceQuestion, measurements: Measurements, stated: readonly StatedAnswer[]): ReportQuestion {
  const measured = measure?.(measurements);
  const said = stated.find(({ question }) => question === id);
  const answer: ReportAnswer | undefined = measured !== undefined ? { kind: 'measured', ...measured } : said === undefined ? undefined : statedAnswer(said);
  return { id, theme, text, yesWhen, kader, ...(answer !== undefined && { answer }) };
}

function statedAnswer({ verdict, text, role, at, reviewOn, evidence, expired }: StatedAnswer): ReportAnswer {
  return { kind: 'stated', verdict, text, role, at, reviewOn, evidence, ...(expired !== undefined && { expired }) };
}

/** With what people add to what is measured. */
export function withNotes(report: DiligenceReport, notes: readonly StatedNote[]): DiligenceReport {
  return {
    ...report,
    questions: report.questions.map((question) => {
      const note = notes.find((one) => one.question === question.id);
      return note === undefined || question.answer?.kind === 'stated' ? question : { ...question, note: { text: note.text, role: note.role, at: note.at, reviewOn: note.reviewOn, evidence: note.evidence } };
    }),
  };
}

export function scoreOf(theme: Theme, questions: readonly ReportQuestion[]): ThemeScore {
  const saying = (verdict: Verdict) => questions.filter(({ answer }) => answer?.verdict === verdict).length;
  const by = (kind: ReportAnswer['kind']) => questions.filter(({ answer }) => answer?.kind === kind).length;
  const [yes, partly, no] = [saying('yes'), saying('partly'), saying('no')];
  return { theme, title: THEME_TITLES[theme], questions: questions.length, measured: by('measured'), stated: by('stated'), yes, partly, no, unanswered: questions.length - yes - partly - no, score: shareOf(yes + partly / 2, questions.length) };
}

function shareOf(part: number, all: number): number {
  return all === 0 ? 0 : Math.round((part / all) * 1_000) / 1_000;
}
