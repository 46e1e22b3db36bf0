import { openScratchDatabase } from '../../store/open.ts';
import { type Command, command, WrongUse } from '../command.ts';
import { answersUsage, evaluateAnswers } from '../evaluation/answers.ts';
import { evaluateRetrieved, retrievalUsage } from '../evaluation/retrieval.ts';

/** Options that only one of the two has. */
const OF_RETRIEVAL = ['variant', 'out-of-scope', 'vectors'];
const OF_ANSWERS = ['report', 'documents', 'kind', 'limit', 'published', 'keep'];

/** @param openScratch an empty, migrated database, gone after `close`: never the municipality's own. */
export function evaluateIn(openScratch: typeof openScratchDatabase): Command {
  return command({
    name: 'evaluate',
    summary: 'Meet hoe goed het zoeken is, en hoe goed de antwoorden zijn, op vragen waarvan bekend is wat eruit moet komen.',
    usage: `${retrievalUsage}\n\n${answersUsage}`,
    options: {
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
      variant: { type: 'string', multiple: true },
      'out-of-scope': { type: 'string' },
      vectors: { type: 'string' },
      report: { type: 'string' },
      documents: { type: 'string' },
      kind: { type: 'string', multiple: true },
      limit: { type: 'string' },
      published: { type: 'boolean' },
      keep: { type: 'boolean' },
    },
    async run(input) {
      const { values, positionals } = input;
      const [what, path, ...rest] = positionals;
      const measure = what === 'retrieval' ? evaluateRetrieved : what === 'answers' ? evaluateAnswers : undefined;
      if (measure === undefined || path === undefined || rest.length > 0) throw new WrongUse();
      const foreign = (what === 'retrieval' ? OF_ANSWERS : OF_RETRIEVAL).find((name) => values[name] !== undefined);
      if (foreign !== undefined) throw new WrongUse(`--${foreign} hoort niet bij evaluate ${what}.`, { showsUsage: false });
      if (values['baseline'] !== undefined && values['write-baseline'] !== undefined) throw new WrongUse('Kies --baseline (vergelijken) of --write-baseline (schrijven), niet allebei.', { showsUsage: false });
      return measure(input, path, openScratch);
    },
  });
}

export const evaluate = evaluateIn(openScratchDatabase);
