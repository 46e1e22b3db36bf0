import { BalieError } from '../../errors.ts';
import { hasRight } from '../../identity/change-keys.ts';
import { findKey, listKeys, NO_LIMITS } from '../../identity/keys.ts';
import { useOfGroup, useOfGroups, useOfKey } from '../../identity/use.ts';
import type { Command, CommandInput } from '../command.ts';
import { printable } from '../printable.ts';
import { change } from '../keys/change.ts';
import { groupLines, keyLine, useLines } from '../keys/lines.ts';
import { openManager } from '../keys/manager.ts';
import { requireKnown } from '../keys/names.ts';
import { expiryOf, groupName, isId, limitsOf, namesOf, overlapOf, textOf, WrongOption } from '../keys/options.ts';

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

export const keys: Command = {
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
    if (action === undefined) return wrongUse(input);
    if (others.length > 0) return wrongUse(input, `--${others[0]} hoort niet bij ${name}.`);
    try {
      return await action(input, subject ?? '');
    } catch (error) {
      if (error instanceof WrongOption) return wrongUse(input, error.message);
      throw error;
    }
  },
};

async function create(input: CommandInput): Promise<0> {
  const { values, config, database, json, out, note } = input;
  const name = textOf(values, 'name');
  if (name === undefined) throw new WrongOption('--name ontbreekt.');
  const names = { collections: namesOf(values, 'collections'), models: namesOf(values, 'models'), assistants: namesOf(values, 'assistants') };
  const expiresAt = expiryOf(values, new Date()) ?? null;
  const facts = { name, ...names, isAdmin: values['admin'] === true, isReviewer: values['review'] === true, group: textOf(values, 'group') ?? null, ...NO_LIMITS, ...limitsOf(values) };
  if (!hasRight(facts)) throw new WrongOption('De sleutel opent niets: geef --collections, --models, --assistants, --admin of --review.');
  const db = await database();
  await requireKnown(names, { config, db });
  const isNewGroup = facts.group !== null && (await useOfGroup(db, facts.group, new Date())) === undefined;
  const { manager, by } = await openManager(input);
  const { id, token } = await manager.create({ ...facts, expiresAt }, by);
  out(json ? JSON.stringify({ id, token, ...facts, expiresAt }) : token);
  if (isNewGroup) note(`De groep ${facts.group} is nieuw, en heeft nog geen grenzen. Die geeft u met: balie keys group "${facts.group}" --tokens-per-day N`);
  note(KEEP_NOW);
  return 0;
}

async function list({ database, json, out }: CommandInput): Promise<0> {
  const all = await listKeys(await database());
  if (json) out(JSON.stringify({ keys: all }));
  else if (all.length === 0) out('Er zijn geen sleutels.');
  else for (const key of all) out(printable(keyLine(key)));
  return 0;
}

async function revoke(input: CommandInput, id: string): Promise<0 | 1> {
  const { json, out, note } = input;
  const { manager, by } = await openManager(input);
  const isDone = isId(id) && (await manager.revoke(id, by));
  if (json) out(JSON.stringify({ revoked: isDone }));
  else if (isDone) out('De sleutel is ingetrokken. Binnen vijf seconden werkt hij nergens meer.');
  else note(`Onbekend: ${printable(id)}`);
  return isDone ? 0 : 1;
}

async function rotate(input: CommandInput, id: string): Promise<0> {
  const { values, json, out, note } = input;
  const now = new Date();
  const overlapMs = overlapOf(values);
  const expiresAt = expiryOf(values, now);
  const { manager, by } = await openManager(input);
  const made = isId(id) ? await manager.rotate(id, { overlapMs, now, ...(expiresAt && { expiresAt }) }, by) : undefined;
  if (made === undefined) throw new BalieError('key-unknown', { detail: printable(id) });
  out(json ? JSON.stringify({ ...made, rotatedFrom: id }) : made.token);
  note(`De oude sleutel ${id} werkt tot ${made.oldExpiresAt.toLocaleString('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' })}.\n${KEEP_NOW}`);
  return 0;
}

async function showUse({ database, json, out }: CommandInput, id: string): Promise<0> {
  const db = await database();
  const key = isId(id) ? await findKey(db, id) : undefined;
  if (key === undefined) throw new BalieError('key-unknown', { detail: printable(id) });
  const now = new Date();
  const use = await useOfKey(db, id, now);
  if (json) out(JSON.stringify({ key, use }));
  else for (const line of useLines(key, use, now)) out(printable(line));
  return 0;
}

async function groups({ database, json, out }: CommandInput): Promise<0> {
  const now = new Date();
  const all = await useOfGroups(await database(), now);
  if (json) out(JSON.stringify({ groups: all }));
  else if (all.length === 0) out('Er zijn geen groepen.');
  else for (const one of all) for (const line of groupLines(one, now).slice(0, 2)) out(printable(line));
  return 0;
}

/** Sets what is given of a group's limits, and shows how it stands. */
async function group(input: CommandInput, given: string): Promise<0 | 1> {
  const { values, database, json, out } = input;
  const [name, changes, now] = [groupName(given), limitsOf(values), new Date()];
  const db = await database();
  const before = await useOfGroup(db, name, now);
  if (before === undefined || Object.keys(changes).length > 0) {
    const { manager, by } = await openManager(input);
    await manager.putGroup(name, { ...NO_LIMITS, ...before, ...changes }, by);
  }
  const after = await useOfGroup(db, name, now);
  if (after === undefined) return 1;
  if (json) out(JSON.stringify({ group: after }));
  else for (const line of groupLines(after, now)) out(printable(line));
  return 0;
}

function wrongUse({ note }: CommandInput, fault?: string): 2 {
  note(`${fault === undefined ? '' : `${fault}\n`}Gebruik: balie keys ${usage}`);
  return 2;
}
