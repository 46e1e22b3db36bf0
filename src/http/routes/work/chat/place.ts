import type { Context } from 'hono';
import { BalieError } from '../../../../errors.ts';
import type { Place } from '../../../../workplace/files/file.ts';
import { isUuid } from '../../../../uuid.ts';
import { employeeOf, isEmployee, mayUse } from '../../../access/employees.ts';
import type { AppDeps, DeskAssistant } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';

/** The conversation in the address, for who asks. @throws BalieError `conversation-unknown` for what is no number of one. */
export function placeIn(c: Context<AppEnv>): Place {
  const conversationId = c.req.param('id') ?? '';
  if (!isUuid(conversationId)) throw new BalieError('conversation-unknown');
  return { conversationId, personId: employeeOf(c).id };
}

/** A file or work in the address. @throws BalieError `unknown`. */
export function numberIn(c: Context, name: string, unknown: 'chat-file-unknown' | 'document-work-unknown'): string {
  const id = c.req.param(name) ?? '';
  if (!isUuid(id)) throw new BalieError(unknown);
  return id;
}

/** An upload may take long: who sent it may be shut out meanwhile. @throws BalieError `login-ended`. */
export async function requireStillEmployee(c: Context<AppEnv>): Promise<void> {
  const holder = await c.get('renewKey')();
  if (holder === undefined || !isEmployee(holder)) throw new BalieError('login-ended');
}

/** The assistant whose model does the work. @throws BalieError `assistant-unknown` for one that who asks may not use. */
export function assistantFor(c: Context<AppEnv>, { assistants }: Pick<AppDeps, 'assistants'>, name: string): DeskAssistant {
  const assistant = assistants.get(name);
  if (assistant === undefined || !mayUse(employeeOf(c), assistant)) throw new BalieError('assistant-unknown');
  return assistant;
}
