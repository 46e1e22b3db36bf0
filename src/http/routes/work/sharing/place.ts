import type { Context } from 'hono';
import { BalieError } from '../../../../errors.ts';
import type { Conversation } from '../../../../workplace/conversations.ts';
import type { SharedConversation, ShareReader } from '../../../../workplace/sharing/share.ts';
import { isUuid } from '../../../../uuid.ts';
import { type Employee, employeeOf } from '../../../access/employees.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';

type Needs = Pick<AppDeps, 'workplace'>;

export function readerOf({ id, person: { email, groups } }: Employee): ShareReader {
  return { id, email, groups };
}

/** The conversation of the address, of who asks. @throws BalieError `conversation-unknown` also for one that is somebody else's. */
export async function ownIn(c: Context<AppEnv>, { workplace }: Needs): Promise<Conversation> {
  const id = c.req.param('id') ?? '';
  const found = isUuid(id) ? await workplace.conversations.find(employeeOf(c).id, id) : undefined;
  if (found === undefined) throw new BalieError('conversation-unknown');
  return found;
}

/** The conversation of the address, of somebody else. @throws BalieError `conversation-unknown` also for one that is not shared with who asks, or not any more. */
export async function sharedIn(c: Context<AppEnv>, { workplace }: Needs): Promise<SharedConversation> {
  const id = c.req.param('id') ?? '';
  const found = isUuid(id) ? await workplace.shares.findShared(readerOf(employeeOf(c)), id) : undefined;
  if (found === undefined) throw new BalieError('conversation-unknown');
  return found;
}
