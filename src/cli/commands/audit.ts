import { masterKey } from '../../audit/content.ts';
import { type ActsOf, type RecordedAct, readActs } from '../../audit/management-log.ts';
import { type ChainFault, verify } from '../../audit/verify.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';

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

/** More than anyone reads; all are in the log. */
const MAX_CHANGES = 1_000;

export const audit = command({
  name: 'audit',
  summary: 'Controleert of het logboek nog is zoals het is geschreven, en noemt de eerste regel die niet klopt; toont wie sleutels, groepen, modelservers, modellen en toetsvragen veranderde, de balie uit- of aanzette en antwoorden beoordeelde (changes), en wie las wat inwoners vroegen (readings).',
  usage: 'verify [--expect NUMMER:KENMERK] | changes | readings',
  options: { expect: { type: 'string' } },
  async run(input) {
    const [action, ...more] = input.positionals;
    const { expect } = input.values;
    if (action === 'verify' && more.length === 0 && (expect === undefined || HEAD.test(String(expect)))) return check(input, expect);
    if ((action === 'changes' || action === 'readings') && more.length === 0 && expect === undefined) return acts(input, action);
    throw new WrongUse();
  },
});

const HEAD = /^(?<number>\d{1,15}):(?<hash>[0-9a-f]{64})$/i;

async function check(input: CommandInput, expect: CommandInput['values'][string]): Promise<0 | 1> {
  const expected = expect === undefined ? undefined : HEAD.exec(String(expect))?.groups;
  const { config, database } = input;
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const report = await verify(db, key, expected && { number: Number(expected['number']), hash: String(expected['hash']).toLowerCase() });
  const { entries, head, firstFault } = report;
  const told = firstFault === undefined
    ? `Het logboek klopt: ${entries} regels, laatste kenmerk ${entries}:${head}.`
    : `Het logboek klopt niet. Regel ${firstFault.number}: ${FAULTS[firstFault.fault]}.\nDe ${entries} regels ervoor kloppen.`;
  tell(input, { ok: firstFault === undefined, ...report }, [told]);
  return firstFault === undefined ? 0 : 1;
}

const NOTHING: Readonly<Record<ActsOf, string>> = {
  changes: 'Er is nog niets aan sleutels, groepen, modelservers of modellen veranderd.',
  readings: 'Nog niemand heeft gelezen wat inwoners vroegen.',
};

async function acts(input: CommandInput, of: ActsOf): Promise<0> {
  const acts = await readActs(await input.database(), MAX_CHANGES, of);
  tell(input, { [of]: acts }, acts.length === 0 ? [NOTHING[of]] : acts.map(actLine));
  input.note('Of het logboek nog is zoals het is geschreven, zegt: balie audit verify');
  return 0;
}

const KINDS: Readonly<Record<string, string>> = {
  'key.made': 'sleutel gemaakt',
  'key.changed': 'sleutel veranderd',
  'key.rotated': 'sleutel vervangen',
  'key.revoked': 'sleutel ingetrokken',
  'key-group.made': 'groep gemaakt',
  'key-group.changed': 'groep veranderd',
  'backend.changed': 'modelserver ingesteld',
  'backend.removed': 'modelserver weggehaald',
  'model.changed': 'model ingesteld',
  'model.removed': 'model weggehaald',
  'desk.off': 'balie uitgezet',
  'desk.on': 'balie aangezet',
  'desk.message': 'tekst van de gesloten balie veranderd',
  'task.proposed': 'taak voorgesteld',
  'task.approved': 'taak goedgekeurd',
  'task.rejected': 'taak afgewezen',
  'task.withdrawn': 'taak ingetrokken',
  'turn.judged': 'antwoord beoordeeld',
  'review.opened': 'antwoord gelezen',
  'own-case.made': 'toetsvraag gemaakt',
  'own-case.changed': 'toetsvraag veranderd',
  'own-case.removed': 'toetsvraag verwijderd',
  'replay.read': 'vraag teruggelezen',
  'replay.run': 'vraag teruggelezen en opnieuw gesteld',
};

const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' });

/** One line about an act: when, what, by whom, and what it was and became. */
export function actLine({ number, at, kind, facts }: RecordedAct): string {
  const { key, group, name, turn, case: ownCase, byKey, byUser, byPerson, from, to, isRenamed, ...more } = facts;
  const isOfGroup = kind.startsWith('key-group.');
  const rest = isOfGroup ? more : { group, ...more };
  return [
    String(number), moment.format(new Date(at)), KINDS[kind] ?? kind, text(name ?? turn ?? ownCase ?? (isOfGroup ? group : key)),
    byPerson !== undefined ? `door medewerker ${text(byPerson)}` : byKey === undefined ? `door ${text(byUser)} op de opdrachtregel` : `door sleutel ${text(byKey)}`,
    ...(isRenamed === true ? ['andere naam'] : []),
    ...Object.entries(entriesOf(to)).map(([field, value]) => `${field}: ${from === undefined ? '' : `${text(entriesOf(from)[field])} > `}${text(value)}`),
    ...Object.entries(rest).filter(([, value]) => value !== undefined).map(([field, value]) => `${field}: ${text(value)}`),
  ].join('  ');
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'geen';
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
