import { masterKey } from '../audit/content.ts';
import { type ChainFault, verify } from '../audit/verify.ts';
import type { Command } from './command.ts';

const FAULTS: Readonly<Record<ChainFault['fault'], string>> = {
  missing: 'deze regel ontbreekt',
  altered: 'deze regel is veranderd',
  unlinked: 'deze regel sluit niet aan op de vorige',
  'content-altered': 'de inhoud van deze regel is veranderd',
  'content-missing': 'de inhoud van deze regel, of de sleutel ervan, is buiten het logboek om gewist of veranderd',
  'cut-off': 'vanaf hier zijn regels verwijderd, of is het einde van het logboek veranderd',
  'outcome-altered': 'de uitkomst van de vraag of aanroep is buiten het logboek om veranderd',
  'turn-altered': 'de assistent, het gesprek of het tijdstip van de vraag is buiten het logboek om veranderd',
  'call-altered': 'de sleutel, het model, het tijdstip of de plaats van de aanroep van een programma is buiten het logboek om veranderd',
  'head-gone': 'het opgegeven kenmerk staat niet meer op deze plaats in het logboek',
};

const USAGE = 'verify [--expect NUMMER:KENMERK]';

export const audit: Command = {
  name: 'audit',
  summary: 'Controleert of het logboek nog is zoals het is geschreven, en noemt de eerste regel die niet klopt.',
  usage: USAGE,
  options: { expect: { type: 'string' } },
  async run({ values, positionals, json, config, database, out, note }) {
    const expect = values['expect'];
    const expected = expect === undefined ? undefined : /^(?<number>\d{1,15}):(?<hash>[0-9a-f]{64})$/i.exec(String(expect))?.groups;
    if (positionals.length !== 1 || positionals[0] !== 'verify' || (expect !== undefined && expected === undefined)) {
      note(`Gebruik: balie audit ${USAGE}`);
      return 2;
    }
    const db = await database();
    const key = await masterKey(db, config.auditKey, config.dataDir);
    const report = await verify(db, key, expected && { number: Number(expected['number']), hash: String(expected['hash']).toLowerCase() });
    const { entries, head, firstFault } = report;
    if (json) out(JSON.stringify({ ok: firstFault === undefined, ...report }));
    else if (firstFault === undefined) out(`Het logboek klopt: ${entries} regels, laatste kenmerk ${entries}:${head}.`);
    else out(`Het logboek klopt niet. Regel ${firstFault.number}: ${FAULTS[firstFault.fault]}.\nDe ${entries} regels ervoor kloppen.`);
    return firstFault === undefined ? 0 : 1;
  },
};
