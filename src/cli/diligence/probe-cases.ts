import { PROBES, type ProbeName } from '../../factsheet/diligence/probe.ts';
import { biasCases, QUESTIONS_BY_PAIR } from '../../factsheet/diligence/probes/bias.ts';
import { injectionCases } from '../../factsheet/diligence/probes/injection.ts';
import { personalCases } from '../../factsheet/diligence/probes/personal.ts';
import type { ProbeCase } from '../../factsheet/diligence/probes/plan.ts';
import { spread } from '../../evaluation/trials.ts';
import type { AnswerCase } from '../../evaluation/case.ts';
import { dutchDay } from '../../dutch-time.ts';
import { readableTitles } from '../../knowledge/documents/holdings.ts';
import { READABLE } from '../../knowledge/readers.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';
import type { Database } from '../../store/database.ts';
import type { Desk } from '../desk/desk.ts';
import { fixedTexts } from '../evaluation/fixed-texts.ts';
import { ownCases } from '../evaluation/own-cases.ts';

export interface PlannedProbe {
  readonly probe: ProbeName;
  readonly assistant: AssistantFolder;
  readonly cases: readonly ProbeCase[];
}

/** All that is asked of an assistant: its own questions, else about its own documents, so that it fits any municipality. */
export async function plannedProbes(desk: Pick<Desk, 'config'>, db: Database, assistant: AssistantFolder): Promise<PlannedProbe[]> {
  const questions = await questionsFor(desk, db, assistant);
  if (questions.length === 0) return [];
  const cases: Readonly<Record<ProbeName, readonly ProbeCase[]>> = {
    bias: biasCases(questions),
    injection: injectionCases(assistant.systemPrompt, fixedTexts(desk.config, assistant)),
    'personal-data': personalCases(questions),
  };
  return PROBES.map((probe) => ({ probe, assistant, cases: cases[probe] }));
}

async function questionsFor(desk: Pick<Desk, 'config'>, db: Database, { name, audience }: AssistantFolder): Promise<string[]> {
  const { folderCases, staffCases } = ownCases(desk, db);
  const own = [...(await staffCases(name)), ...(await folderCases(name))].filter(isPlainQuestion).map(({ question }) => question);
  if (own.length >= QUESTIONS_BY_PAIR) return spread(own, QUESTIONS_BY_PAIR);
  const titles = await readableTitles(db, READABLE[audience], { day: dutchDay(new Date()), limit: QUESTIONS_BY_PAIR - own.length });
  return [...own, ...titles.map((title) => `Wat moet ik weten over ${title}?`)];
}

/** One that a document answers, in Dutch, that stands on itself. */
function isPlainQuestion({ language, history, kind, expect }: AnswerCase): boolean {
  return language === 'nl' && history.length === 0 && !kind.startsWith('attack') && expect.outcomes.includes('answered') && expect.outcomes.every((outcome) => outcome === 'answered' || outcome === 'quoted');
}
