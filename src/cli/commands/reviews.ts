import { caseLine, listCases } from '../../review/cases.ts';
import type { Command } from '../command.ts';

const USAGE = 'export > BESTAND.jsonl';

export const reviews: Command = {
  name: 'reviews',
  summary: 'Geeft de toetsvragen die medewerkers maakten, een per regel, voor: balie evaluate answers BESTAND.jsonl.',
  usage: USAGE,
  options: {},
  async run({ positionals, database, out, note }) {
    const [action, ...more] = positionals;
    if (action !== 'export' || more.length > 0) {
      note(`Gebruik: balie reviews ${USAGE}`);
      return 2;
    }
    const cases = await listCases(await database());
    for (const one of cases) out(caseLine(one));
    note(cases.length === 1 ? '1 toetsvraag.' : `${cases.length} toetsvragen.`);
    return 0;
  },
};
