import { documentsPath } from '../../../web/pages/work/files/paths.ts';
import { reactionPath } from '../../../web/pages/work/paths.ts';
import type { TurnView } from '../../../web/turn-views.ts';
import type { AtWork, HeldView, ListedView, TalkView } from '../../../web/pages/work/views.ts';
import type { Conversation } from '../../../workplace/conversations.ts';
import { after } from '../../../durations.ts';
import { dateWords, dutchDay } from '../../../dutch-time.ts';
import { type Employee, hasAdmin } from '../../access/employees.ts';
import { MAX_QUESTION } from '../../contracts/contracts.ts';
import type { AppDeps } from '../../deps.ts';
import type { PartOfTalk } from '../../work-deps.ts';
import { turnView } from '../desk.ts';
import { assistantsFor, comparable, modelChoices } from './choices.ts';

const RECENT = 8;

type Needs = Pick<AppDeps, 'municipality' | 'assistants' | 'workplace' | 'retention'>;
type NeedsToBegin = Needs & Pick<AppDeps, 'tasks' | 'newId'>;

export function atWork(employee: Employee, { municipality }: Pick<AppDeps, 'municipality'>): AtWork {
  return { municipality, name: employee.name, hasAdmin: hasAdmin(employee) };
}

export function listedView({ id, title, pinned, usedAt, createdAt, shares }: Conversation): ListedView {
  return { id, title: title ?? `Gesprek van ${dateWords(dutchDay(createdAt))}`, pinned, usedAt, shares };
}

export function heldView(conversation: Conversation, { assistants, retention }: Needs): HeldView {
  const { assistant, createdAt, usedAt } = conversation;
  const kept = retention.keptFor(assistant);
  return { ...listedView(conversation), assistant: assistants.get(assistant)?.title ?? assistant, erasedFrom: after(kept, createdAt), erasedAt: after(kept, usedAt) };
}

/** The form for a new conversation. @param asked what was chosen before. */
export async function newTalk(employee: Employee, deps: NeedsToBegin, asked: { readonly assistant?: string; readonly model?: string; readonly beside?: string; readonly isConfidential?: boolean } = {}): Promise<TalkView> {
  const usable = assistantsFor(employee, deps);
  const [first] = usable;
  const models = modelChoices(employee, usable.length === 1 ? first : undefined, deps);
  const { conversations } = await deps.workplace.conversations.list(employee.id, { page: 1, pageSize: RECENT });
  const tasks = await deps.tasks.list(employee.person.groups);
  return {
    ...atWork(employee, deps),
    recent: conversations.map(listedView),
    tasks: tasks.map(({ name, title }) => ({ name, title })),
    ...(asked.isConfidential === true && { carried: '' }),
    turns: [],
    filesFor: deps.newId(),
    before: 0,
    isEarlier: false,
    assistants: usable.map(({ name, title, greeting, model }) => ({ value: name, text: title, greeting, model })),
    models,
    comparable: comparable(models),
    chosen: { assistant: usable.find(({ name }) => name === asked.assistant)?.name ?? first?.name ?? '', model: asked.model ?? '', ...(asked.beside && { beside: asked.beside }) },
    maxQuestionLength: MAX_QUESTION,
  };
}

/** A conversation that is kept. @param asked what was chosen for the question that could not be taken. */
export function heldTalk(employee: Employee, conversation: Conversation, { turns, before, total, compared, works = [] }: PartOfTalk, deps: Needs, asked: { readonly model?: string; readonly beside?: string } = {}): TalkView {
  const assistant = deps.assistants.get(conversation.assistant);
  const models = modelChoices(employee, assistant, deps);
  const last = conversation.model ?? '';
  const until = before + turns.length;
  const path = reactionPath(conversation.id, until < total ? until : undefined);
  return {
    ...atWork(employee, deps),
    held: heldView(conversation, deps),
    filesFor: conversation.id,
    turns: turns.map((turn) => ({ ...askedAtWork(turnView(turn, conversation.id), path), isThere: turn.question !== undefined, ...(works.includes(turn.id) && { followedAt: `${documentsPath(conversation.id)}/${turn.id}` }) })),
    before,
    isEarlier: until < total,
    assistants: [],
    models,
    comparable: comparable(models),
    chosen: { assistant: conversation.assistant, model: asked.model ?? (models.some(({ value }) => value === last) ? last : ''), ...(asked.beside && { beside: asked.beside }) },
    ...(compared && { compared: { ...compared, turn: turnView(compared.turn) } }),
    maxQuestionLength: MAX_QUESTION,
  };
}

/** Whether an answer helps is sent to the workplace, which knows who says so. */
function askedAtWork(turn: TurnView, path: string): TurnView {
  return turn.feedback === undefined ? turn : { ...turn, feedback: { ...turn.feedback, path } };
}

/** The conversation up to a question, with that one in the form, to be put otherwise; as it was where that does not stand among these turns. */
export function editedTalk(view: TalkView, { turns, before }: PartOfTalk, turnId: string | undefined): TalkView {
  const at = turns.findIndex(({ id }) => id === turnId);
  const wanted = turns[at];
  if (wanted?.question === undefined) return view;
  const { compared: _, ...rest } = view;
  return { ...rest, turns: view.turns.slice(0, at), isEarlier: false, draft: wanted.question, instead: { turnId: wanted.id, number: before + at + 1 } };
}
