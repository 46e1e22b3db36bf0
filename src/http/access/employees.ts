import type { Context } from 'hono';
import { BalieError } from '../../errors.ts';
import type { AppEnv } from '../env.ts';
import type { Asker, Assistant } from '../../answer/ports.ts';
import type { KeyHolder, Person } from '../../identity/keys.ts';
import { menuOf } from '../../web/pages/console/menu.ts';
import type { EditorView } from '../../web/pages/layout.ts';

/** Somebody who is logged in by name, and an employee. */
export type Employee = KeyHolder & { readonly person: Person };

export function isEmployee(holder: KeyHolder): holder is Employee {
  return holder.person?.roles.includes('employee') === true;
}

/** Who asks for a page or call of access `employee`. */
export function employeeOf(c: Context<AppEnv>): Employee {
  const holder = c.get('key');
  if (!isEmployee(holder)) throw new BalieError('employee-required');
  return holder;
}

/** Who is at work on a page of Beheer, as it shows them. */
export function editorOf(c: Context<AppEnv>): EditorView {
  return { ...editorView(c.get('key')), menu: menuOf(c.req.path, c.get('mayOpen')) };
}

/** Who opens what somebody else said, and what they may read themselves: a key reads what residents do. */
export function openerOf(c: Context<AppEnv>): { readonly id: string; readonly readers: readonly string[] | undefined } {
  const { id, person } = c.get('key');
  return { id, readers: person?.readers };
}

export function editorView(holder: KeyHolder): EditorView {
  return { name: holder.name, isPerson: holder.person !== undefined, isEmployee: isEmployee(holder) };
}

/** Whether there is something to do for them in Beheer. */
export function hasAdmin(holder: KeyHolder): boolean {
  return mayOversee(holder) || holder.isReviewer || holder.collections.length > 0;
}

/** Whether they see how the desk stands: in numbers alone. */
export function mayOversee({ isAdmin, person }: KeyHolder): boolean {
  return isAdmin || person?.roles.some((role) => role === 'auditor' || role === 'privacy-officer') === true;
}

/** Every employee has the assistants that are for employees; one for residents is on the public desk. */
export function mayUse({ assistants }: Employee, { name, audience }: Pick<Assistant, 'name' | 'audience'>): boolean {
  return audience === 'employee' || assistants.includes('*') || assistants.includes(name);
}

/** Whose conversation a turn is in, and what may be read for it. */
export function askerOf({ id, person }: Employee): Asker {
  return { audience: 'employee', id, person: { id, readers: person.readers } };
}
