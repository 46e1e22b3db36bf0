import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { Conversation } from '../../../workplace/conversations.ts';
import { isUuid } from '../../../uuid.ts';
import { employeeOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

type Needs = Pick<AppDeps, 'workplace'>;

/** The conversation in the address, of who is logged in; undefined also for one that is somebody else's. */
export async function findOwn(c: Context<AppEnv>, { workplace }: Needs): Promise<Conversation | undefined> {
  const id = c.req.param('id') ?? '';
  return isUuid(id) ? workplace.conversations.find(employeeOf(c).id, id) : undefined;
}

/** As `findOwn`. @throws BalieError `conversation-unknown` where that finds none. */
export async function ownConversation(c: Context<AppEnv>, deps: Needs): Promise<Conversation> {
  const found = await findOwn(c, deps);
  if (found === undefined) throw new BalieError('conversation-unknown');
  return found;
}
