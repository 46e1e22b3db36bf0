import { splitIntoPassages } from '../../ingest/passages.ts';
import { readBeir } from '../knowledge/evaluation/beir.ts';
import { evaluateRetrieval } from '../knowledge/evaluation/evaluate.ts';
import { openScratchDatabase } from '../store/open.ts';
import type { Command } from './command.ts';

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'Meet hoe goed het zoeken is op vragen waarvan het goede antwoord bekend is.',
  usage: 'retrieval MAP (met corpus.jsonl, queries.jsonl en qrels.tsv)',
  options: {},
  async run({ positionals, config, out, note, signal }) {
    const [what, folder, ...rest] = positionals;
    if (what !== 'retrieval' || folder === undefined || rest.length > 0) {
      note('Gebruik: balie evaluate retrieval MAP');
      return 2;
    }
    const beir = await readBeir(folder);
    note(`${beir.texts.length} teksten, ${beir.questions.length} vragen`);
    if (config.embedModel !== undefined) note('Dit meet het zoeken op woorden; EMBED_MODEL telt niet mee.');
    // Never the municipality's own data: a database apart, which goes when this is done.
    const db = await openScratchDatabase(config.databaseUrl);
    try {
      const split = (text: string) => splitIntoPassages([{ headings: [], text }]);
      out(JSON.stringify(await evaluateRetrieval({ db, beir, split, note, signal })));
      return 0;
    } finally {
      await db.close();
    }
  },
};
