import { type ChainFault, verify } from '../audit/chain.ts';
import type { Command } from './command.ts';

const FAULTS: Readonly<Record<ChainFault['fault'], string>> = {
  missing: 'deze regel ontbreekt',
  altered: 'deze regel is veranderd',
  unlinked: 'deze regel sluit niet aan op de vorige',
  'content-altered': 'de inhoud van deze regel is veranderd',
  'cut-off': 'vanaf hier zijn regels verwijderd, of is het einde van het logboek veranderd',
  'outcome-altered': 'de uitkomst van de vraag is buiten het logboek om veranderd',
};

export const audit: Command = {
  name: 'audit',
  summary: 'Controleert of het logboek nog is zoals het is geschreven, en noemt de eerste regel die niet klopt.',
  usage: 'verify',
  options: {},
  async run({ positionals, json, database, out, note }) {
    if (positionals.length !== 1 || positionals[0] !== 'verify') {
      note('Gebruik: balie audit verify');
      return 2;
    }
    const report = await verify(await database());
    const { entries, head, firstFault } = report;
    if (json) out(JSON.stringify({ ok: firstFault === undefined, ...report }));
    else if (firstFault === undefined) out(`Het logboek klopt: ${entries} regels, laatste kenmerk ${head}.`);
    else out(`Het logboek klopt niet. Regel ${firstFault.number}: ${FAULTS[firstFault.fault]}.\nDe ${entries} regels ervoor kloppen.`);
    return firstFault === undefined ? 0 : 1;
  },
};
