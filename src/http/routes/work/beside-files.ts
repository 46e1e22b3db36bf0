import type { TalkView } from '../../../web/pages/work/views.ts';
import type { Employee } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import { newTalk } from './views.ts';

type Needs = Pick<AppDeps, 'municipality' | 'assistants' | 'workplace' | 'tasks' | 'chatFiles' | 'newId' | 'retention'>;

/**
 * A conversation of somebody's own that has files, and in which nothing was asked yet; undefined for one without.
 * @throws BalieError `conversation-unknown` for one that is somebody else's.
 */
export async function findUnasked({ id: personId }: Employee, conversationId: string, { chatFiles }: Pick<Needs, 'chatFiles'>): Promise<TalkView['unasked']> {
  const files = await chatFiles.files({ conversationId, personId });
  return files.length === 0 ? undefined : { conversationId, files: files.map(({ name, state }) => ({ name, state })) };
}

/** The form for the first question of one; undefined and throws as above. */
export async function talkBesideFiles(employee: Employee, conversationId: string, deps: Needs, asked?: Parameters<typeof newTalk>[2]): Promise<TalkView | undefined> {
  const unasked = await findUnasked(employee, conversationId, deps);
  if (unasked === undefined) return undefined;
  const { recent: _recent, tasks: _tasks, ...view } = await newTalk(employee, deps, asked);
  return { ...view, filesFor: conversationId, unasked };
}
