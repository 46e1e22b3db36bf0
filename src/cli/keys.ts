import { createKey, type KeySummary, listKeys, revokeKey } from '../identity/keys.ts';
import { dutchDay, endOfDutchDay } from '../dutch-time.ts';
import { unknownCollection } from './collections.ts';
import type { Command, CommandInput } from './command.ts';
import { printable } from './ingest-lines.ts';

const usage = 'create --name NAAM --collections A,B [--expires JJJJ-MM-DD] | list | revoke ID';

export const keys: Command = {
  name: 'keys',
  summary: 'Maakt sleutels voor programma’s die documenten aanleveren en voor redacteuren die op /beheer inloggen; toont ze en trekt ze in.',
  usage,
  options: { name: { type: 'string' }, collections: { type: 'string' }, expires: { type: 'string' } },
  async run(input) {
    const [action, id, ...more] = input.positionals;
    if (action === 'create' && id === undefined) return create(input);
    if (action === 'list' && id === undefined) return list(input);
    if (action === 'revoke' && id !== undefined && more.length === 0) return revoke(input, id);
    return wrongUse(input);
  },
};

async function create(input: CommandInput): Promise<0 | 2> {
  const { values, config, database, json, out, note } = input;
  const name = String(values['name'] ?? '').trim();
  const collections = [...new Set(String(values['collections'] ?? '').split(',').map((part) => part.trim()).filter((part) => part !== ''))];
  if (name === '' || name.length > 200) return wrongUse(input, name === '' ? '--name ontbreekt.' : '--name: hoogstens 200 tekens.');
  if (collections.length === 0) return wrongUse(input, '--collections ontbreekt.');
  const known = config.collections.map(({ id }) => id);
  const unknown = collections.filter((wanted) => !known.includes(wanted));
  if (unknown.length > 0) throw unknownCollection(unknown.join(', '), known);
  const expires = values['expires'];
  const expiresAt = expires === undefined ? undefined : endOfDutchDay(String(expires));
  if (expires !== undefined && (expiresAt === undefined || expiresAt <= new Date())) {
    note('Geef met --expires een dag in de toekomst, zoals 2027-01-31. De sleutel geldt tot en met die dag.');
    return 2;
  }
  const { id, token } = await createKey(await database(), { name, collections, ...(expiresAt && { expiresAt }) });
  out(json ? JSON.stringify({ id, token, name, collections, expiresAt: expiresAt?.toISOString() ?? null }) : token);
  note('Bewaar deze sleutel nu: Balie bewaart hem niet en kan hem niet nog eens tonen.');
  return 0;
}

async function list({ database, json, out }: CommandInput): Promise<0> {
  const all = await listKeys(await database());
  if (json) out(JSON.stringify({ keys: all }));
  else if (all.length === 0) out('Er zijn geen sleutels.');
  else for (const key of all) out(printable(`${key.id}  ${key.name}  ${key.collections.join(', ')}  ${stateOf(key)}`));
  return 0;
}

function stateOf({ revokedAt, expiresAt, lastUsedAt }: KeySummary): string {
  const used = lastUsedAt === null ? 'nooit gebruikt' : `laatst gebruikt op ${dutchDay(lastUsedAt)}`;
  if (revokedAt !== null) return `ingetrokken op ${dutchDay(revokedAt)}, ${used}`;
  if (expiresAt === null) return `geldig, ${used}`;
  const lastDay = dutchDay(new Date(expiresAt.getTime() - 1));
  return `${expiresAt <= new Date() ? 'verlopen na' : 'geldig tot en met'} ${lastDay}, ${used}`;
}

async function revoke({ database, json, out, note }: CommandInput, id: string): Promise<0 | 1> {
  const isDone = /^[0-9a-f]{16}$/.test(id) && (await revokeKey(await database(), id));
  if (json) out(JSON.stringify({ revoked: isDone }));
  else if (isDone) out('De sleutel is ingetrokken.');
  else note(`Onbekend: ${printable(id)}`);
  return isDone ? 0 : 1;
}

function wrongUse({ note }: CommandInput, fault?: string): 2 {
  note(`${fault === undefined ? '' : `${fault}\n`}Gebruik: balie keys ${usage}`);
  return 2;
}
