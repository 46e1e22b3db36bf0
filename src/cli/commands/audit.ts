import { masterKey } from '../../audit/content.ts';
import { type ActsOf, readActs } from '../../audit/management-log.ts';
import { type ChainFault, verify } from '../../audit/verify.ts';
import { actLine } from './audit-lines.ts';
import type { Command, CommandInput } from '../command.ts';
import { printable } from '../printable.ts';

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
  'note-altered': 'het oordeel van de vraagsteller of van een medewerker is buiten het logboek om veranderd',
  'head-gone': 'het opgegeven kenmerk staat niet meer op deze plaats in het logboek',
};

const USAGE = 'verify [--expect NUMMER:KENMERK] | changes | readings';
/** More than anyone reads; all are in the log. */
const MAX_CHANGES = 1_000;

export const audit: Command = {
  name: 'audit',
  summary: 'Controleert of het logboek nog is zoals het is geschreven, en noemt de eerste regel die niet klopt; toont wie sleutels, groepen, modelservers, modellen en toetsvragen veranderde en antwoorden beoordeelde (changes), en wie las wat inwoners vroegen (readings).',
  usage: USAGE,
  options: { expect: { type: 'string' } },
  async run(input) {
    const [action, ...more] = input.positionals;
    const { expect } = input.values;
    if (action === 'verify' && more.length === 0 && (expect === undefined || HEAD.test(String(expect)))) return check(input, expect);
    if ((action === 'changes' || action === 'readings') && more.length === 0 && expect === undefined) return acts(input, action);
    input.note(`Gebruik: balie audit ${USAGE}`);
    return 2;
  },
};

const HEAD = /^(?<number>\d{1,15}):(?<hash>[0-9a-f]{64})$/i;

async function check({ json, config, database, out }: CommandInput, expect: CommandInput['values'][string]): Promise<0 | 1> {
  const expected = expect === undefined ? undefined : HEAD.exec(String(expect))?.groups;
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const report = await verify(db, key, expected && { number: Number(expected['number']), hash: String(expected['hash']).toLowerCase() });
  const { entries, head, firstFault } = report;
  if (json) out(JSON.stringify({ ok: firstFault === undefined, ...report }));
  else if (firstFault === undefined) out(`Het logboek klopt: ${entries} regels, laatste kenmerk ${entries}:${head}.`);
  else out(`Het logboek klopt niet. Regel ${firstFault.number}: ${FAULTS[firstFault.fault]}.\nDe ${entries} regels ervoor kloppen.`);
  return firstFault === undefined ? 0 : 1;
}

const NOTHING: Readonly<Record<ActsOf, string>> = {
  changes: 'Er is nog niets aan sleutels, groepen, modelservers of modellen veranderd.',
  readings: 'Nog niemand heeft gelezen wat inwoners vroegen.',
};

async function acts({ json, database, out, note }: CommandInput, of: ActsOf): Promise<0> {
  const acts = await readActs(await database(), MAX_CHANGES, of);
  if (json) out(JSON.stringify({ [of]: acts }));
  else if (acts.length === 0) out(NOTHING[of]);
  else for (const act of acts) out(printable(actLine(act)));
  note('Of het logboek nog is zoals het is geschreven, zegt: balie audit verify');
  return 0;
}
