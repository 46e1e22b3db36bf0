import { type ActsOf, type RecordedAct, readActs } from '../../audit/management-log.ts';
import { doers } from '../../identity/who.ts';
import { kindWords } from '../audit/act-words.ts';
import { check } from '../audit/check.ts';
import { tellAnchors, writeExport } from '../audit/export.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';

/** More than anyone reads; all are in the log. */
const MAX_CHANGES = 1_000;

export const audit = command({
  name: 'audit',
  summary: 'Controleert of het logboek nog is zoals het is geschreven, en noemt de eerste regel die niet klopt (verify); schrijft het als bestand dat een ander zonder de balie kan controleren (export); toont hoe het staat met de plaatsen die controlepunten bewaren (anchors), wie sleutels, accounts, groepen, modelservers, modellen, toetsvragen en blokkades tegen wissen veranderde, de balie uit- of aanzette en antwoorden beoordeelde (changes), wie las wat inwoners vroegen (readings), en wie in- en uitlogde, of niet binnenkwam (logins).',
  usage: 'verify [--expect NUMMER:KENMERK] [--anchor BESTAND]… | export [--from N] [--to N] [--out BESTAND] | anchors | changes | readings | logins',
  options: { expect: { type: 'string' }, anchor: { type: 'string', multiple: true }, from: { type: 'string' }, to: { type: 'string' }, out: { type: 'string' } },
  // It uses none, and the log is exported once the service that is handed them has stopped.
  leavesSecrets: true,
  async run(input) {
    const [action, ...more] = input.positionals;
    const { values } = input;
    const only = (...names: readonly string[]) => more.length === 0 && OPTIONS.every((name) => values[name] === undefined || names.includes(name));
    if (action === 'verify' && only('expect', 'anchor')) return check(input, { expected: headIn(values['expect']), anchors: [values['anchor'] ?? []].flat().map(String) });
    if (action === 'export' && only('from', 'to', 'out')) return writeExport(input, { from: numberIn(values['from']), to: numberIn(values['to']) }, values['out'] === undefined ? undefined : String(values['out']));
    if (action === 'anchors' && only()) return tellAnchors(input);
    if ((action === 'changes' || action === 'readings' || action === 'logins') && only()) return acts(input, action);
    throw new WrongUse();
  },
});

const OPTIONS = ['expect', 'anchor', 'from', 'to', 'out'];
const HEAD = /^(?<number>\d{1,15}):(?<hash>[0-9a-f]{64})$/i;

/** @throws WrongUse for what is no mark. */
function headIn(text: CommandInput['values'][string]): { readonly number: number; readonly hash: string } | undefined {
  if (text === undefined) return undefined;
  const found = HEAD.exec(String(text))?.groups;
  if (found === undefined) throw new WrongUse();
  return { number: Number(found['number']), hash: String(found['hash']).toLowerCase() };
}

/** @throws WrongUse for what is no number of an entry. */
function numberIn(text: CommandInput['values'][string]): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(String(text))) throw new WrongUse();
  return Number(text);
}

const NOTHING: Readonly<Record<ActsOf, string>> = {
  changes: 'Er is nog niets aan sleutels, accounts, groepen, modelservers of modellen veranderd.',
  readings: 'Nog niemand heeft gelezen wat inwoners vroegen.',
  logins: 'Nog niemand heeft ingelogd.',
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

const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' });

/** One line about an act: when, what, by whom, and what it was and became. @param doerWords of who is known by a number. */
export function actLine(act: RecordedAct, doerWords: (id: string) => string): string {
  const { number, at, kind, facts } = act;
  const { about, details } = actParts(act);
  // Who logs in does so by themselves.
  const by = kind.startsWith('login.') ? [] : [whoWords(facts, doerWords)];
  return [String(number), moment.format(new Date(at)), kindWords(kind), about, ...by, ...details].join('  ');
}

/** What an act is about, and what that was and became. */
function actParts({ kind, facts }: Pick<RecordedAct, 'kind' | 'facts'>): { readonly about: string; readonly details: readonly string[] } {
  const { key, group, name, turn, report, opening, request, case: ownCase, person, byKey: _key, byUser: _user, byPerson: _person, byInvitation: _invitation, from, to, isRenamed, ...more } = facts;
  const isOfGroup = kind.startsWith('key-group.');
  const rest = isOfGroup ? more : { group, ...more };
  const details = [
    ...(opening !== undefined && (name ?? turn) !== undefined ? [`met inzage ${text(opening)}`] : []),
    ...(isRenamed === true ? ['andere naam'] : []),
    ...Object.entries(entriesOf(to)).map(([field, value]) => `${field}: ${from === undefined ? '' : `${text(entriesOf(from)[field])} > `}${text(value)}`),
    ...Object.entries(rest).filter(([, value]) => value !== undefined).map(([field, value]) => `${field}: ${text(value)}`),
  ];
  return { about: text(name ?? turn ?? report ?? request ?? ownCase ?? person ?? opening ?? (isOfGroup ? group : key)), details };
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
