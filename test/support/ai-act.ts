import { TREE } from '../../src/factsheet/ai-act/tree/tree.ts';
import { type Walk, walk } from '../../src/factsheet/ai-act/walk.ts';

/** Of the sample municipality: it put its desk together itself, with an open model, to answer questions and to decide nothing. */
export const MUNICIPALITY: Readonly<Record<string, string>> = {
  ...Object.fromEntries(TREE.map(({ id }) => [id, 'nee'])),
  'ai-systeem': 'ja', gemaakt: 'zelf', gebruikt: 'ja', soort: 'doel', 'open-source': 'ja', praat: 'ja', maakt: 'ja',
};

export function walkOf(answers: Readonly<Record<string, string>>): Walk {
  return walk(new Map(Object.entries(answers).map(([id, choice]) => [id, { choice }])));
}
