import type { Asker, ChatModel, TurnEnd } from '../../answer/ports.ts';
import type { Words } from '../files/rank.ts';
import { comparisonResult, type Result, summaryResult, tableResult } from './answer.ts';
import type { Asking, Spent } from './ask.ts';
import { describe } from './versions/compare.ts';
import { type WholeMeans, type WholePrompts } from './means.ts';
import { MAX_CALLS, type Plan } from './plan.ts';
import type { WholeTask } from './request.ts';
import { summarise } from './summarise.ts';
import { extractRows } from './table.ts';

/** Of the context, for what the model writes; and never more than this. */
const ANSWER_SHARE = 0.2;
const MOST_ANSWER = 900;
/** Tokens of Dutch are this many characters at least, but for what a count on the safe side leaves. */
const LETTERS_PER_TOKEN = 3.2;
/** Of the details that are kept with a turn. */
const MAX_KEPT_ROWS = 5_000;

interface Carrying {
  readonly model: ChatModel;
  readonly contextOf: (model: string) => number;
  readonly prompts: WholePrompts;
  readonly words: Words;
  readonly readable: (text: string) => string;
  readonly spent: Spent;
  readonly signal: AbortSignal;
  readonly onStep: () => void;
  readonly onLeft: (calls: number) => void;
}

function answerTokens(contextTokens: number): number {
  return Math.min(MOST_ANSWER, Math.floor(contextTokens * ANSWER_SHARE));
}

/** How many characters of a file go into one call. */
export function roomFor(task: WholeTask, model: string, { contextOf, prompts }: Pick<Carrying, 'contextOf' | 'prompts'>): number {
  const contextTokens = contextOf(model);
  const { text } = task.kind === 'table' ? prompts.rows : prompts.piece;
  const around = text.length + (task.kind === 'table' ? task.columns.join(' | ').length : 0);
  return Math.max(500, Math.floor((contextTokens - answerTokens(contextTokens)) * LETTERS_PER_TOKEN - around - 200));
}

/** Does what was planned. @throws BalieError of the model; the signal's reason. */
export async function carryOut(plan: Plan, { assistant, place, task, asker }: { readonly assistant: { readonly model: string }; readonly place: { readonly conversationId: string }; readonly task: WholeTask; readonly asker: Asker }, carrying: Carrying): Promise<{ result: Result; details: NonNullable<TurnEnd['details']> }> {
  const { conversationId } = place;
  const { words, signal, spent, model } = carrying;
  const asking: Asking = { model, name: assistant.model, asker, maxTokens: answerTokens(carrying.contextOf(assistant.model)), signal, spent };
  const means: WholeMeans = carrying;
  const [file] = plan.files;
  const about = { kind: task.kind, files: plan.files.map(({ id, name }) => ({ id, name })), read: plan.estimate.read, all: plan.estimate.all };
  if (task.kind === 'compare' || file === undefined) {
    const { differences, dropped } = await describe(plan.compared?.changes ?? [], MAX_CALLS, asking, means);
    return { result: comparisonResult(plan, differences, conversationId), details: { work: { ...about, differences: differences.length, dropped } } };
  }
  if (task.kind === 'table') {
    const { columns } = task;
    const read = await extractRows(file, plan.pieces, columns, asking, means);
    const { items, unread, dropped } = read;
    return { result: tableResult(plan, read, columns, conversationId, words), details: { work: { ...about, unread, dropped, table: { columns, rows: items.slice(0, MAX_KEPT_ROWS) } } } };
  }
  const read = await summarise(file, plan.pieces, asking, means);
  return { result: summaryResult(plan, read, { conversationId, words }), details: { work: { ...about, pieces: plan.pieces.length, unread: read.unread, dropped: read.dropped } } };
}
