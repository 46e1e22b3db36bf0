import { TASK_PREFIX } from '../../answer/task/ports.ts';
import type { KeptTurn } from '../../audit/kept-turn.ts';
import { createPersonConversations, lastConversations } from '../../audit/person-conversation.ts';
import type { Config } from '../../config/config.ts';
import { cut } from '../../cut.ts';
import { momentWords } from '../../dutch-time.ts';
import { BalieError } from '../../errors.ts';
import type { KeptRun, TaskDeps } from '../../http/task-deps.ts';
import type { Database } from '../../store/database.ts';
import { ALL } from '../../switches/words.ts';
import { UNFINISHED_THEN } from '../../web/markup/unfinished.ts';
import type { ExportPart } from '../../workplace/export/document.ts';
import { createExports } from '../../workplace/export/aside.ts';
import { createKeptPrompts } from '../../workplace/prompts/kept-prompts.ts';
import { createGroupTasks } from '../../workplace/tasks/group-tasks.ts';
import { changesIn, draftOf, recipeOf } from '../../workplace/tasks/draft.ts';
import { checkGiven, maxLengthOf } from '../../workplace/tasks/recipe.ts';
import { fixedIn, mayRun } from '../../workplace/tasks/task.ts';
import { withoutClosed } from '../desk/closed-sources.ts';
import type { Desk } from '../desk/desk.ts';

interface Parts {
  readonly config: Pick<Config, 'groups' | 'municipality'>;
  readonly desk: Pick<Desk, 'tasks' | 'runTask' | 'auditKey' | 'recordAct' | 'assistants' | 'erasing'>;
  readonly db: Database;
  /** Hears that something was erased. */
  readonly onErased: () => void;
}

/** A title that is a question is cut there. */
const LONGEST_TITLE = 90;

/** Recipes, prompts and files, from the rooms that have them. */
export function taskDeps({ config: { groups, municipality }, desk, db, onErased }: Parts): TaskDeps {
  const { recipes, assistant, defaultModel } = desk.tasks;
  const now = () => new Date();
  const exports = createExports();
  const conversation = createPersonConversations({ db, masterKey: desk.auditKey });
  const made = createGroupTasks({ db, masterKey: desk.auditKey, now, defaultModel, record: desk.recordAct });
  const titles = new Map(groups.map(({ id, title }) => [id, title]));
  // A group that went out of the configuration has no tasks any more.
  const all = async () => [...recipes.values(), ...(await made.running()).filter(({ madeBy }) => madeBy !== undefined && titles.has(madeBy))];
  return {
    async list(own) {
      return (await all()).filter((task) => mayRun(task, own)).toSorted((one, other) => one.title.localeCompare(other.title, 'nl'));
    },
    async find(name, own) {
      const task = recipes.get(name) ?? (await all()).find((one) => one.name === name);
      if (task === undefined || !mayRun(task, own)) throw new BalieError('task-unknown');
      return task;
    },
    check({ fields }, values) {
      const checked = checkGiven(fields, values);
      return { ...checked, fixed: fixedIn(fields, checked.given) };
    },
    run: desk.runTask,
    async ownRun(conversationId, person) {
      const found = await conversation(conversationId, person);
      const turn = found?.assistant.startsWith(TASK_PREFIX) === true ? found.turns.at(-1) : undefined;
      return found && turn && { task: found.assistant.slice(TASK_PREFIX.length), given: givenIn(turn), ...resultOf(turn, conversationId) };
    },
    async eraseRun({ conversationId, task }, person) {
      const found = await conversation(conversationId, person);
      if (found?.assistant !== TASK_PREFIX + task) throw new BalieError('task-unknown');
      const erased = await desk.erasing.conversation(conversationId, { assistants: [found.assistant], personId: person, by: { by: 'asker', byPerson: person } });
      onErased();
      return erased?.number;
    },
    async recentRuns(person) {
      const runs = await lastConversations(db, person, TASK_PREFIX);
      return runs.map(({ assistant: name, conversationId, at }) => ({ task: name.slice(TASK_PREFIX.length), conversationId, at }));
    },
    mostIn: maxLengthOf,
    recipeOf,
    draftOf,
    changesIn,
    switchedWith: assistant ?? ALL,
    made,
    prompts: createKeptPrompts({ db, masterKey: desk.auditKey, now }),
    keptBy: (own) => groups.filter(({ id, roles }) => own.includes(id) && (roles.includes('editor') || roles.includes('admin'))),
    titleOf: (group) => titles.get(group) ?? group,
    async exportConversation(conversationId, { id: person, readers }, format, origin, signal) {
      const found = await conversation(conversationId, person);
      const parts = (await withoutClosed(db, found?.turns ?? [], readers)).flatMap((turn) => partOf(turn, origin));
      const [first] = parts;
      // Of which nothing is over yet there is nothing to take along.
      if (found?.turns.every(({ end }) => end === undefined) === true) return undefined;
      if (found === undefined || first === undefined) return undefined;
      const task = found.turns.map(taskIn).find((kept) => kept !== undefined);
      const title = task?.title ?? shortened(first.question);
      // The title of a task is above what was filled in.
      const shown = task === undefined ? parts : parts.map((part) => ({ ...part, question: part.question.replace(/^[^\n]*\n+/, '') }));
      const document = { title, publisher: municipality.name, asked: task === undefined ? 'Vraag' : 'Ingevuld', parts: shown };
      return exports.make({ document, format, at: now() }, signal);
    },
  };
}

/** Nothing of a run that has no end, or failed. */
function resultOf({ outcome, end }: KeptTurn, conversationId: string): Pick<KeptRun, 'result'> {
  if (end === undefined || outcome === undefined || outcome === 'failed') return {};
  const guard = end.details?.['guard'];
  const listIn = (name: string) => {
    const list: unknown = typeof guard === 'object' && guard !== null ? (guard as Readonly<Record<string, unknown>>)[name] : undefined;
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  };
  return { result: { conversationId, outcome, answer: end.answer, masked: listIn('masked'), screened: listIn('screened').length > 0 } };
}

/** None of what was erased. */
function partOf({ question, end, corrections = [] }: KeptTurn, origin: string): ExportPart[] {
  if (question === undefined) return [];
  if (end === undefined) return [{ question, answer: UNFINISHED_THEN, sources: [] }];
  const sources = end.sources.map(({ number, title, headings, page, url }) => ({ number, title, headings, ...(page !== undefined && { page }), url: url.startsWith('/') ? `${origin}${url}` : url }));
  const answer = end.answer === '' ? 'Er kwam geen antwoord.' : end.answer;
  const notes = corrections.map(({ at, text }) => `**Aanvulling op verzoek**, ${momentWords(at)}: ${text}`);
  return [{ question, answer: [answer, ...notes].join('\n\n'), sources }];
}

/** Details are kept as they came: what is read of them is checked. */
function taskIn({ end }: KeptTurn): { readonly title: string; readonly given: unknown } | undefined {
  const task = end?.details?.['task'];
  if (typeof task !== 'object' || task === null || !('title' in task) || typeof task.title !== 'string') return undefined;
  return { title: task.title, given: 'given' in task ? task.given : {} };
}

function givenIn(turn: KeptTurn): Record<string, string> {
  const given = taskIn(turn)?.given;
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function shortened(question: string): string {
  const line = question.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST_TITLE ? line : `${cut(line, LONGEST_TITLE).replace(/\s\S*$/, '')} …`;
}
