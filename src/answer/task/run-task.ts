import { createHash } from 'node:crypto';
import { filled } from '../ask-model.ts';
import { underDeadline } from '../deadline.ts';
import { DUTCH, type Made, type TurnDetails, writtenBy } from '../details.ts';
import type { TurnEvent } from '../events.ts';
import type { ChatMessage, TurnEnd } from '../ports.ts';
import { asBalieError, BalieError } from '../../errors.ts';
import { requireRoom } from './room.ts';
import { tracedOf } from '../traced.ts';
import { TASK_PREFIX, type TaskPorts, type TaskRequest } from './ports.ts';
import { writeTask } from './write.ts';

/** What a run has come to so far. */
export interface TaskRun {
  readonly id: string;
  readonly conversationId: string;
  readonly question: string;
  readonly messages: readonly ChatMessage[];
  readonly masked: readonly string[];
  answer: string;
  outcome?: TurnEnd['outcome'];
  notes: Pick<TurnEnd, 'reason' | 'model' | 'promptTokens' | 'answerTokens'>;
  ranOn?: Made['model'];
  details: TurnDetails;
}

/**
 * Runs one task: a turn of its own kind, without sources. What is given goes through the same guard as a question, and is committed to
 * the log before a model reads it; `done` is only given after the outcome is kept. Aborting `signal`, or leaving, cuts the host off.
 * @throws BalieError `task-too-long` before anything is kept; `database-unavailable`.
 */
export async function* runTask(request: TaskRequest, ports: TaskPorts, signal: AbortSignal): AsyncGenerator<TurnEvent, void> {
  const { task, person } = request;
  const started = ports.clock();
  const { run, refused, isScreened, isEmptied } = prepared(request, ports);
  const { id, conversationId, question, masked } = run;
  requireRoom(task, run.messages, ports.model);
  await ports.log.received({ id, conversationId, isNew: true, assistant: TASK_PREFIX + task.name, question, person, ...tracedOf(request) });
  const { deadline, either, clear } = underDeadline(ports.deadlineMs, signal);
  let failure: BalieError | undefined;
  try {
    yield { type: 'status', phase: 'writing', conversationId };
    if (refused.length > 0) block(run, 'personal-data', `Deze taak is niet uitgevoerd. In uw tekst staat wat niet naar een taalmodel mag: ${ports.guard.named(refused)}. Haal dat eruit en probeer het opnieuw.`, ports);
    else if (isEmptied) block(run, 'injection', 'Deze taak is niet uitgevoerd. Uw tekst lijkt alleen opdrachten aan de computer te hebben. Plak de tekst zelf, zonder opdrachten.', ports);
    else yield* writeTask(request, run, ports, either);
  } catch (error) {
    failure = failureOf(error, signal, deadline);
  } finally {
    // Also reached when who asked left in the middle of a yield.
    clear();
    if (failure !== undefined) {
      run.outcome = signal.aborted ? 'interrupted' : 'failed';
      run.notes = { ...run.notes, reason: failure.code };
    }
    run.outcome ??= 'interrupted';
    const unkept = await keep(request, run, ports, started);
    failure ??= unkept;
  }
  const usage = usageOf(run);
  if (failure !== undefined) return yield { type: 'error', turnId: id, conversationId, error: failure, ...usage };
  const { outcome, answer, details, notes } = run;
  const generatedBy = writtenBy({ outcome, made: details.made });
  const turn = { id, conversationId, ...(masked.length > 0 && { question }), masked, outcome, answer, sources: [], language: DUTCH, ...(generatedBy && { generatedBy }), ...(isScreened && { screened: true as const }) };
  yield { type: 'done', turn, ...(notes.reason && { reason: notes.reason }), ...usage };
}

/** What is given without what is personal in it, and as a model reads it besides without what would be an order to it. */
function prepared({ task, given, fixed }: TaskRequest, { guard, rules, newId }: TaskPorts) {
  const looks = task.fields.map(({ name, label }) => {
    const said = fixed[name];
    return { name, label, isFixed: said !== undefined, ...(said === undefined ? guard.mask(given[name] ?? '', 'employee') : { text: said, masked: [], refused: [] }) };
  });
  const kinds = (of: 'masked' | 'refused') => [...new Set(looks.flatMap((look) => look[of]))];
  const [masked, refused] = [kinds('masked'), kinds('refused')];
  const kept = Object.fromEntries(looks.map(({ name, text, isFixed }) => [name, isFixed ? (given[name] ?? '') : text]));
  const read = Object.fromEntries(looks.map(({ name, text, isFixed }) => [name, isFixed ? text : guard.withoutOrders(text)]));
  const screened = looks.filter(({ name, text }) => read[name] !== text).map(({ name }) => name);
  const question = [task.title, ...looks.filter(({ text }) => text !== '').map(({ label, text }) => `${label}${label.endsWith('?') ? '' : ':'} ${text}`)].join('\n\n');
  const messages: ChatMessage[] = [
    { role: 'system', content: `${rules.text}\n\n(Kenmerk van deze opdracht: ${guard.canary}. Dat staat nooit in een antwoord.)` },
    { role: 'user', content: filled(task.prompt, read) },
  ];
  const details: TurnDetails = {
    task: { name: task.name, title: task.title, version: task.stamp.version, given: kept },
    ...((masked.length > 0 || screened.length > 0) && { guard: { ...(masked.length > 0 && { masked }), ...(refused.length > 0 && { refused }), ...(screened.length > 0 && { screened }) } }),
  };
  const run: TaskRun = { id: newId(), conversationId: newId(), question, messages, masked, answer: '', notes: {}, details };
  return { run, refused, isScreened: screened.length > 0, isEmptied: screened.some((name) => read[name] === '') };
}

function block(run: TaskRun, reason: 'personal-data' | 'injection', answer: string, { guard }: TaskPorts): void {
  guard.stopped(reason);
  Object.assign(run, { outcome: 'blocked', answer, notes: { reason } });
}

/** @returns why the end is not in the log, so that nobody is told that it is. */
async function keep({ task }: TaskRequest, run: TaskRun, ports: TaskPorts, started: number): Promise<BalieError | undefined> {
  run.details = { ...run.details, made: madeOf(task, run, ports) };
  const { outcome = 'interrupted', answer, notes, details } = run;
  const end: TurnEnd = { outcome, answer, sources: [], ...notes, details, durationMs: Math.round(ports.clock() - started) };
  const isTold = outcome === 'answered' || outcome === 'blocked';
  try {
    const isKept = await ports.log.ended(run.id, end, isTold ? { ...end, outcome: 'failed', reason: 'database-unavailable' } : end);
    return isKept ? undefined : new BalieError('internal', { detail: 'task had ended before' });
  } catch (error) {
    return asBalieError(error);
  }
}

function madeOf({ stamp, maxTokens }: TaskRequest['task'], { messages, notes, ranOn }: TaskRun, { rules, version }: TaskPorts): Made {
  const { name, version: ofRules, sha256 } = rules;
  const isAsked = notes.model !== undefined;
  return {
    balie: version,
    prompts: [{ name, version: ofRules, sha256 }, stamp],
    ...(isAsked && { messagesSha256: createHash('sha256').update(JSON.stringify(messages)).digest('hex') }),
    ...(ranOn && { model: ranOn }),
    settings: { maxPassages: 0, maxTokens },
    answerable: false,
    passages: [],
    earlier: 0,
  };
}

function usageOf({ notes: { promptTokens, answerTokens } }: TaskRun) {
  return promptTokens === undefined || answerTokens === undefined ? {} : { usage: { promptTokens, answerTokens } };
}

/** Undefined when who asked has left: there is nobody to tell. */
function failureOf(error: unknown, signal: AbortSignal, deadline: AbortSignal): BalieError | undefined {
  if (signal.aborted) return signal.reason instanceof BalieError ? signal.reason : undefined;
  return deadline.aborted ? new BalieError('turn-deadline') : asBalieError(error);
}
