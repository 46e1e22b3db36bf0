import { BalieError } from '../../errors.ts';
import type { KeyChanges } from '../../identity/change-keys.ts';
import { findKey } from '../../identity/keys.ts';
import { type CommandInput, tell, WrongUse } from '../command.ts';
import { printable } from '../printable.ts';
import { keyLine } from './lines.ts';
import { openManager } from './manager.ts';
import { requireKnown } from './names.ts';
import { expiryOf, isId, limitsOf, namesOf, NONE, textOf } from './options.ts';

/** Changes what is given of a key, and shows how it stands. */
export async function change(input: CommandInput, id: string): Promise<0> {
  const { config, database } = input;
  const changes = changesOf(input);
  if (Object.keys(changes).length === 0) throw new WrongUse('Er is niets te veranderen: geef ten minste één optie.');
  const db = await database();
  const present = isId(id) ? await findKey(db, id) : undefined;
  if (present === undefined) throw new BalieError('key-unknown', { detail: printable(id) });
  await requireKnown(changes, { config, db, present });
  const { manager, by } = await openManager(input);
  const changed = await manager.change(id, changes, by);
  if (changed === undefined) throw new BalieError('key-unknown', { detail: printable(id) });
  tell(input, { key: changed }, [keyLine(changed)]);
  return 0;
}

/** @throws WrongUse */
function changesOf({ values }: CommandInput): KeyChanges {
  const group = values['group'] === NONE ? null : textOf(values, 'group');
  const expiresAt = values['expires'] === NONE ? null : expiryOf(values, new Date());
  const [isAdmin, isReviewer] = [rightOf(values, 'admin'), rightOf(values, 'review')];
  const names = (option: 'collections' | 'models' | 'assistants') => (values[option] === undefined ? undefined : values[option] === NONE ? [] : namesOf(values, option));
  const given = { name: textOf(values, 'name'), collections: names('collections'), models: names('models'), assistants: names('assistants'), isAdmin, isReviewer, group, expiresAt };
  return { ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as KeyChanges), ...limitsOf(values) };
}

/** @returns undefined when nothing is said of it. @throws WrongUse */
function rightOf(values: CommandInput['values'], name: 'admin' | 'review'): boolean | undefined {
  const [isGiven, isTaken] = [values[name] === true, values[`no-${name}`] === true];
  if (isGiven && isTaken) throw new WrongUse(`--${name} en --no-${name} gaan niet samen.`);
  return isGiven || isTaken ? isGiven : undefined;
}
