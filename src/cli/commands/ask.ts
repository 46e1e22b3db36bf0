import { BalieError } from '../../errors.ts';
import { command, tell, WrongUse } from '../command.ts';
import { namedPersonalData } from '../../guard/personal/mask.ts';
import { openDesk } from '../desk/desk.ts';
import { keepSweeping } from '../keeping/keep-sweeping.ts';
import { notReranked } from '../desk/reranking.ts';
import { loadOwnSynonyms } from '../desk/synonyms.ts';

export const ask = command({
  name: 'ask',
  summary: 'Stelt een vraag aan een assistent en toont het antwoord met bronnen. De vraag komt in het logboek.',
  usage: 'VRAAG [--assistant NAAM]',
  options: { assistant: { type: 'string', default: 'loket' } },
  async run({ values, positionals, json, config, database, out, note, signal }) {
    const question = positionals.join(' ').trim();
    if (question === '') throw new WrongUse();
    const desk = await openDesk(config, await database(), { onFault: notReranked(note), load: loadOwnSynonyms(note) });
    // The model may take minutes over its answer, longer than a silent process counts as living.
    const sweeper = await keepSweeping(() => desk.log.sweep(), () => undefined);
    try {
      const assistant = desk.assistants.get(String(values['assistant']));
      if (assistant === undefined) throw new BalieError('assistant-unknown', { detail: [...desk.assistants.keys()].join(', ') });
      for await (const event of desk.takeTurn({ assistant, question, conversationId: undefined }, signal)) {
        if (event.type === 'error') throw event.error;
        if (event.type !== 'done') continue;
        const { turn } = event;
        if (turn.masked.length > 0) note(`Uit de vraag weggelaten, en niet bewaard: ${namedPersonalData(turn.masked)}.`);
        const shown = turn.sources.map(({ number, title, headings, page, url }) => `\n[${number}] ${[title, ...headings].join(' > ')}${page === undefined ? '' : `, pagina ${page}`}\n    ${url}`);
        tell({ json, out }, turn, [turn.answer, ...shown]);
        return turn.outcome === 'interrupted' ? 1 : 0;
      }
      return 1;
    } finally {
      clearInterval(sweeper);
      await desk.close();
    }
  },
});
