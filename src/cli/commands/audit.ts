import { masterKey } from '../../audit/content.ts';
import { type ActsOf, type RecordedAct, readActs } from '../../audit/management-log.ts';
import { type ChainFault, verify } from '../../audit/verify.ts';
import { doers } from '../../identity/who.ts';
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
  summary: 'Controleert of het logboek nog is zoals het is geschreven, en noemt de eerste regel die niet klopt; toont wie sleutels, accounts, groepen, modelservers, modellen en toetsvragen veranderde, de balie uit- of aanzette en antwoorden beoordeelde (changes), wie las wat inwoners vroegen (readings), en wie met een eigen account in- en uitlogde (logins).',
  usage: 'verify [--expect NUMMER:KENMERK] | changes | readings | logins',
  options: { expect: { type: 'string' } },
  async run(input) {
    const [action, ...more] = input.positionals;
    const { expect } = input.values;
    if (action === 'verify' && more.length === 0 && (expect === undefined || HEAD.test(String(expect)))) return check(input, expect);
    if ((action === 'changes' || action === 'readings' || action === 'logins') && more.length === 0 && expect === undefined) return acts(input, action);
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
  changes: 'Er is nog niets aan sleutels, accounts, groepen, modelservers of modellen veranderd.',
  readings: 'Nog niemand heeft gelezen wat inwoners vroegen.',
  logins: 'Nog niemand heeft met een eigen account ingelogd.',
};

async function acts(input: CommandInput, of: ActsOf): Promise<0> {
  const db = await input.database();
  const acts = await readActs(db, MAX_CHANGES, of);
  // Of persons: they are in the log by their numbers alone.
  const { names, words } = await doers(db, acts.flatMap(({ facts: { byKey, byPerson = byKey } }) => (typeof byPerson === 'string' ? byPerson : [])));
  tell(input, { [of]: acts, names: Object.fromEntries(names) }, acts.length === 0 ? [NOTHING[of]] : acts.map((act) => actLine(act, words)));
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
  'report.made': 'fout in bron gemeld',
  'report.settled': 'melding van fout afgehandeld',
  'share.made': 'gesprek gedeeld',
  'share.taken': 'gedeeld gesprek aangenomen',
  'share.stopped': 'delen van gesprek gestopt',
  'login.opened': 'ingelogd',
  'login.confirmed': 'opnieuw bevestigd wie het is',
  'login.refused': 'inloggen geweigerd',
  'login.ended': 'uitgelogd',
  'login.ended-by-provider': 'uitgelogd door de inlogdienst',
  'person.invited': 'uitnodiging gemaakt',
  'person.made': 'account gemaakt',
  'person.disabled': 'account uitgezet',
  'person.enabled': 'account weer aangezet',
  'passkey.added': 'passkey toegevoegd',
  'passkey.removed': 'passkey verwijderd',
  'replay.read': 'vraag teruggelezen',
  'replay.run': 'vraag teruggelezen en opnieuw gesteld',
  'conversation.erased': 'gesprek gewist op verzoek',
  'person.erased': 'alles van een medewerker gewist op verzoek',
  'turn.corrected': 'aanvulling bij een antwoord gezet',
  'avg.registered': 'AVG-verzoek vastgelegd',
  'avg.granted': 'AVG-verzoek ingewilligd',
  'avg.refused': 'AVG-verzoek afgewezen',
  'avg.handed-out': 'bestand met iemands gegevens gemaakt',
};

/** What happened, in words. */
export const kindWords = (kind: string) => KINDS[kind] ?? kind;

const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' });

/** One line about an act: when, what, by whom, and what it was and became. @param doerWords of who is known by a number. */
export function actLine({ number, at, kind, facts }: RecordedAct, doerWords: (id: string) => string): string {
  const { key, group, name, turn, report, request, case: ownCase, person, byKey, byUser, byPerson, byInvitation, from, to, isRenamed, ...more } = facts;
  const isOfGroup = kind.startsWith('key-group.');
  const rest = isOfGroup ? more : { group, ...more };
  return [
    String(number), moment.format(new Date(at)), kindWords(kind), text(name ?? turn ?? report ?? request ?? ownCase ?? person ?? (isOfGroup ? group : key)),
    // Who logs in does so by themselves.
    ...(kind.startsWith('login.') ? [] : [whoWords({ byKey, byUser, byPerson, byInvitation }, doerWords)]),
    ...(isRenamed === true ? ['andere naam'] : []),
    ...Object.entries(entriesOf(to)).map(([field, value]) => `${field}: ${from === undefined ? '' : `${text(entriesOf(from)[field])} > `}${text(value)}`),
    ...Object.entries(rest).filter(([, value]) => value !== undefined).map(([field, value]) => `${field}: ${text(value)}`),
  ].join('  ');
}

function whoWords({ byKey, byUser, byPerson, byInvitation }: RecordedAct['facts'], doerWords: (id: string) => string): string {
  const doer = byKey ?? byPerson;
  if (doer !== undefined) return `door ${doerWords(text(doer))}`;
  if (byUser !== undefined) return `door ${text(byUser)} op de opdrachtregel`;
  return byInvitation === true ? 'met een uitnodiging' : 'door de balie zelf';
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
