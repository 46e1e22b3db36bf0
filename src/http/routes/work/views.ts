import type { AtWork, HeldView, ListedView, TalkView } from '../../../web/pages/work/views.ts';
import type { Conversation } from '../../../workplace/conversations.ts';
import { dateWords, dutchDay } from '../../../dutch-time.ts';
import { type Employee, hasAdmin } from '../../access/employees.ts';
import { MAX_QUESTION } from '../../contracts/contracts.ts';
import type { AppDeps } from '../../deps.ts';
import type { PartOfTalk } from '../../work-deps.ts';
import { turnView } from '../desk.ts';
import { assistantsFor, modelChoices } from './choices.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const RECENT = 8;

type Needs = Pick<AppDeps, 'municipality' | 'assistants' | 'workplace'>;
type NeedsToBegin = Needs & Pick<AppDeps, 'tasks'>;

export function atWork(employee: Employee, { municipality }: Pick<AppDeps, 'municipality'>): AtWork {
  return { municipality, name: employee.name, hasAdmin: hasAdmin(employee) };
}

export function listedView({ id, title, pinned, usedAt, createdAt }: Conversation): ListedView {
  return { id, title: title ?? `Gesprek van ${dateWords(dutchDay(createdAt))}`, pinned, usedAt };
}

export function heldView(conversation: Conversation, { assistants, municipality: { retentionDays } }: Needs): HeldView {
  const { assistant, createdAt, usedAt } = conversation;
  const after = (at: Date) => new Date(at.getTime() + retentionDays * DAY_MS);
  return { ...listedView(conversation), assistant: assistants.get(assistant)?.title ?? assistant, erasedFrom: after(createdAt), erasedAt: after(usedAt) };
}

/** The form for a new conversation. @param asked what was chosen before. */
export async function newTalk(employee: Employee, deps: NeedsToBegin, asked: { readonly assistant?: string; readonly model?: string; readonly isConfidential?: boolean } = {}): Promise<TalkView> {
  const usable = assistantsFor(employee, deps);
  const [first] = usable;
  const { conversations } = await deps.workplace.conversations.list(employee.id, { page: 1, pageSize: RECENT });
  const tasks = await deps.tasks.list(employee.person.groups);
  return {
    ...atWork(employee, deps),
    recent: conversations.map(listedView),
    tasks: tasks.map(({ name, title }) => ({ name, title })),
    ...(asked.isConfidential === true && { carried: '' }),
    turns: [],
    before: 0,
    isEarlier: false,
    assistants: usable.map(({ name, title, greeting }) => ({ value: name, text: title, greeting })),
    models: modelChoices(employee, usable.length === 1 ? first : undefined, deps),
    chosen: { assistant: usable.find(({ name }) => name === asked.assistant)?.name ?? first?.name ?? '', model: asked.model ?? '' },
    maxQuestionLength: MAX_QUESTION,
  };
}

/** A conversation that is kept. @param model that was chosen for the question that could not be taken. */
export function heldTalk(employee: Employee, conversation: Conversation, { turns, before, total }: PartOfTalk, deps: Needs, model?: string): TalkView {
  const assistant = deps.assistants.get(conversation.assistant);
  const models = modelChoices(employee, assistant, deps);
  const last = conversation.model ?? '';
  return {
    ...atWork(employee, deps),
    held: heldView(conversation, deps),
    turns: turns.map((turn) => ({ ...turnView(turn), isThere: turn.question !== undefined })),
    before,
    isEarlier: before + turns.length < total,
    assistants: [],
    models,
    chosen: { assistant: conversation.assistant, model: model ?? (models.some(({ value }) => value === last) ? last : '') },
    maxQuestionLength: MAX_QUESTION,
  };
}

/** The conversation up to a question, with that one in the form, to be put otherwise; as it was where that does not stand among these turns. */
export function editedTalk(view: TalkView, { turns, before }: PartOfTalk, turnId: string | undefined): TalkView {
  const at = turns.findIndex(({ id }) => id === turnId);
  const wanted = turns[at];
  if (wanted?.question === undefined) return view;
  return { ...view, turns: view.turns.slice(0, at), isEarlier: false, draft: wanted.question, instead: { turnId: wanted.id, number: before + at + 1 } };
}
