import type { OwnCase } from '../../../review/cases.ts';
import type { Judgement } from '../../../review/choices.ts';
import type { OpenedTurn } from '../../../web/pages/judging/views.ts';

/** What a good answer comes to, by what staff said of the one that was given. */
const EXPECTED: Readonly<Record<Judgement, readonly string[] | undefined>> = {
  good: undefined,
  incomplete: ['answered', 'quoted'],
  wrong: ['answered', 'quoted'],
  'should-not-answer': ['abstained', 'out-of-scope'],
  'should-answer': ['answered', 'quoted'],
};

/** A test question as it follows from a turn and its judgement: what was good must come again, what was not must come otherwise. */
export function proposedCase({ assistant, question, earlier, outcome, sources, judged }: OpenedTurn): OwnCase {
  const expected = judged && EXPECTED[judged.judgement];
  const isGood = judged?.judgement === 'good';
  const titles = [...new Set(sources.map(({ title }) => title))];
  // Of an incomplete answer the sources were right; of a wrong one nobody knows.
  const keepsSources = (isGood || judged?.judgement === 'incomplete') && judged.cite.length === 0;
  return {
    assistant,
    question,
    history: earlier,
    outcomes: expected ?? (isGood ? [outcome] : []),
    cite: keepsSources ? titles : (judged?.cite ?? []),
    say: judged?.say ?? [],
    notSay: [],
  };
}
