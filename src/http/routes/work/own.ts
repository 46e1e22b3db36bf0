import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { Conversation } from '../../../workplace/conversations.ts';
import { employeeOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { isUuid } from '../../input.ts';

/** The conversation in the address, of who is logged in. @throws BalieError `conversation-unknown` also for one that is somebody else's. */
export async function ownConversation(c: Context<AppEnv>, { workplace }: Pick<AppDeps, 'workplace'>): Promise<Conversation> {
  const id = c.req.param('id') ?? '';
  const found = isUuid(id) ? await workplace.conversations.find(employeeOf(c).id, id) : undefined;
  if (found === undefined) throw new BalieError('conversation-unknown');
  return found;
}
