import { caseLine, listCases } from '../../review/cases.ts';
import { command, WrongUse } from '../command.ts';

export const reviews = command({
  name: 'reviews',
  summary: 'Geeft de toetsvragen die medewerkers maakten, een per regel, voor: balie evaluate answers BESTAND.jsonl.',
  usage: 'export > BESTAND.jsonl',
  options: {},
  async run({ positionals, database, out, note }) {
    const [action, ...more] = positionals;
    if (action !== 'export' || more.length > 0) throw new WrongUse();
    const cases = await listCases(await database());
    for (const one of cases) out(caseLine(one));
    note(cases.length === 1 ? '1 toetsvraag.' : `${cases.length} toetsvragen.`);
    return 0;
  },
});
