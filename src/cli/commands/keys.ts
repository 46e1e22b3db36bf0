import { BalieError } from '../../errors.ts';
import { hasRight } from '../../identity/change-keys.ts';
import { findKey, listKeys, NO_LIMITS } from '../../identity/keys.ts';
import { useOfGroup, useOfGroups, useOfKey } from '../../identity/use.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';
import { printable } from '../printable.ts';
import { change } from '../keys/change.ts';
import { groupLines, keyLine, useLines } from '../keys/lines.ts';
import { openManager } from '../keys/manager.ts';
import { requireKnown } from '../keys/names.ts';
import { expiryOf, groupName, isId, limitsOf, namesOf, overlapOf, textOf } from '../keys/options.ts';

const limits = '[--requests-per-minute N] [--tokens-per-day N] [--tokens-per-month N]';
const rights = '[--collections A,B] [--models M,…|*] [--assistants A,…|*] [--admin] [--review]';
const usage = [
  `create --name NAAM ${rights} [--group GROEP] [--expires JJJJ-MM-DD] ${limits}`, 'list',
  `change ID [--name NAAM] ${rights} [--no-admin] [--no-review] [--group GROEP] [--expires JJJJ-MM-DD] ${limits}`,
  'revoke ID', 'rotate ID [--overlap 7d] [--expires JJJJ-MM-DD]', 'usage ID', 'groups', `group GROEP ${limits}`,
].join('\n       | ');

const KEEP_NOW = 'Bewaar deze sleutel nu: Balie bewaart hem niet en kan hem niet nog eens tonen.';

/** Options by the action that they belong to. */
const limitOptions = ['requests-per-minute', 'tokens-per-day', 'tokens-per-month'];
const keyOptions = ['name', 'collections', 'models', 'assistants', 'admin', 'review', 'group', 'expires', ...limitOptions];
const allowed: Readonly<Record<string, readonly string[]>> = {
  create: keyOptions,
  change: [...keyOptions, 'no-admin', 'no-review'],
  rotate: ['overlap', 'expires'],
  group: limitOptions,
};

type Action = (input: CommandInput, subject: string) => Promise<0 | 1>;
const alone: Readonly<Record<string, Action>> = { create, list, groups };
const about: Readonly<Record<string, Action>> = { change, revoke, rotate, usage: showUse, group };

export const keys = command({
  name: 'keys',
  summary: 'Maakt sleutels voor programma’s en voor redacteuren die op /beheer inloggen; toont ze met hun gebruik, verandert en vervangt ze en trekt ze in.',
  usage,
  options: {
    name: { type: 'string' },
    collections: { type: 'string' },
    models: { type: 'string' },
    assistants: { type: 'string' },
    admin: { type: 'boolean' },
    'no-admin': { type: 'boolean' },
    review: { type: 'boolean' },
    'no-review': { type: 'boolean' },
    group: { type: 'string' },
    expires: { type: 'string' },
    overlap: { type: 'string' },
    'requests-per-minute': { type: 'string' },
    'tokens-per-day': { type: 'string' },
    'tokens-per-month': { type: 'string' },
  },
  async run(input) {
    const [name = '', subject, ...more] = input.positionals;
    const actions = subject === undefined ? alone : about;
    const action = Object.hasOwn(actions, name) && more.length === 0 ? actions[name] : undefined;
    const others = Object.keys(input.values).filter((option) => input.values[option] !== undefined && !['json', 'help', ...(allowed[name] ?? [])].includes(option));
    if (action === undefined) throw new WrongUse();
    if (others.length > 0) throw new WrongUse(`--${others[0]} hoort niet bij ${name}.`);
    return action(input, subject ?? '');
  },
});

async function create(input: CommandInput): Promise<0> {
  const { values, config, database, note } = input;
  const name = textOf(values, 'name');
  if (name === undefined) throw new WrongUse('--name ontbreekt.');
  const names = { collections: namesOf(values, 'collections'), models: namesOf(values, 'models'), assistants: namesOf(values, 'assistants') };
  const expiresAt = expiryOf(values, new Date()) ?? null;
  const facts = { name, ...names, isAdmin: values['admin'] === true, isReviewer: values['review'] === true, group: textOf(values, 'group') ?? null, ...NO_LIMITS, ...limitsOf(values) };
  if (!hasRight(facts)) throw new WrongUse('De sleutel opent niets: geef --collections, --models, --assistants, --admin of --review.');
  const db = await database();
  await requireKnown(names, { config, db });
  const isNewGroup = facts.group !== null && (await useOfGroup(db, facts.group, new Date())) === undefined;
  const { manager, by } = await openManager(input);
  const { id, token } = await manager.create({ ...facts, expiresAt }, by);
  tell(input, { id, token, ...facts, expiresAt }, [token]);
  if (isNewGroup) note(`De groep ${facts.group} is nieuw, en heeft nog geen grenzen. Die geeft u met: balie keys group "${facts.group}" --tokens-per-day N`);
  note(KEEP_NOW);
  return 0;
}

async function list(input: CommandInput): Promise<0> {
  const all = await listKeys(await input.database());
  tell(input, { keys: all }, all.length === 0 ? ['Er zijn geen sleutels.'] : all.map(keyLine));
  return 0;
}

async function revoke(input: CommandInput, id: string): Promise<0 | 1> {
  const { manager, by } = await openManager(input);
  const isDone = isId(id) && (await manager.revoke(id, by));
  tell(input, { revoked: isDone }, isDone ? ['De sleutel is ingetrokken. Binnen vijf seconden werkt hij nergens meer.'] : []);
  if (!isDone && !input.json) input.note(`Onbekend: ${printable(id)}`);
  return isDone ? 0 : 1;
}

async function rotate(input: CommandInput, id: string): Promise<0> {
  const { values, note } = input;
  const now = new Date();
  const overlapMs = overlapOf(values);
  const expiresAt = expiryOf(values, now);
  const { manager, by } = await openManager(input);
  const made = isId(id) ? await manager.rotate(id, { overlapMs, now, ...(expiresAt && { expiresAt }) }, by) : undefined;
  if (made === undefined) throw new BalieError('key-unknown', { detail: printable(id) });
  tell(input, { ...made, rotatedFrom: id }, [made.token]);
  note(`De oude sleutel ${id} werkt tot ${made.oldExpiresAt.toLocaleString('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' })}.\n${KEEP_NOW}`);
  return 0;
}

async function showUse(input: CommandInput, id: string): Promise<0> {
  const db = await input.database();
  const key = isId(id) ? await findKey(db, id) : undefined;
  if (key === undefined) throw new BalieError('key-unknown', { detail: printable(id) });
  const now = new Date();
  const use = await useOfKey(db, id, now);
  tell(input, { key, use }, useLines(key, use, now));
  return 0;
}

async function groups(input: CommandInput): Promise<0> {
  const now = new Date();
  const all = await useOfGroups(await input.database(), now);
  tell(input, { groups: all }, all.length === 0 ? ['Er zijn geen groepen.'] : all.flatMap((one) => groupLines(one, now).slice(0, 2)));
  return 0;
}

/** Sets what is given of a group's limits, and shows how it stands. */
async function group(input: CommandInput, given: string): Promise<0 | 1> {
  const { values, database } = input;
  const [name, changes, now] = [groupName(given), limitsOf(values), new Date()];
  const db = await database();
  const before = await useOfGroup(db, name, now);
  if (before === undefined || Object.keys(changes).length > 0) {
    const { manager, by } = await openManager(input);
    await manager.putGroup(name, { ...NO_LIMITS, ...before, ...changes }, by);
  }
  const after = await useOfGroup(db, name, now);
  if (after === undefined) return 1;
  tell(input, { group: after }, groupLines(after, now));
  return 0;
}
