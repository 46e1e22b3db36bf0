import type { TalkView } from '../../../web/pages/work/views.ts';
import type { Employee } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import { newTalk } from './views.ts';

type Needs = Pick<AppDeps, 'municipality' | 'assistants' | 'workplace' | 'tasks' | 'chatFiles' | 'newId'>;

/**
 * The form for the first question of a conversation that has files already; undefined for one without.
 * @throws BalieError `conversation-unknown` for one that is somebody else's.
 */
export async function talkBesideFiles(employee: Employee, conversationId: string, deps: Needs, asked?: Parameters<typeof newTalk>[2]): Promise<TalkView | undefined> {
  const files = await deps.chatFiles.files({ conversationId, personId: employee.id });
  if (files.length === 0) return undefined;
  const { recent: _recent, tasks: _tasks, ...view } = await newTalk(employee, deps, asked);
  return { ...view, filesFor: conversationId, beside: { conversationId, files: files.map(({ name, state }) => ({ name, state })) } };
}
