import { madeOf } from './made.ts';
import { DUTCH, writtenBy } from './details.ts';
import { asBalieError, BalieError } from '../errors.ts';
import { cite } from './answering/cite.ts';
import { compose } from './answering/compose.ts';
import { type Step, taken, type TurnContext, type TurnPorts, type TurnRequest } from './context.ts';
import { briefly, crisis } from './crisis/crisis.ts';
import { decide } from './answering/abstain.ts';
import { underDeadline } from './deadline.ts';
import type { TurnEvent } from './events.ts';
import { tracedOf } from './traced.ts';
import { find } from './answering/find.ts';
import { generate } from './answering/generate.ts';
import { recognise, understand } from './language/understand.ts';
import { translate } from './language/translate.ts';
import { openNow } from './personal/open-now.ts';
import { personalCase, runningCase } from './personal/personal-case.ts';
import { plain } from './plain/plain.ts';
import { inspect, mask } from './safety/inspect.ts';
import { LinkTokens } from './safety/links.ts';
import { screen } from './safety/screen.ts';
import { anger } from './scope/anger.ts';
import { human } from './scope/human.ts';
import { scope, smallTalk } from './scope/scope.ts';

/** Commits the question to the log: no model is called for a question that was not kept. */
const record: Step = async function* (context, { log }) {
  const { id, conversationId, isNew, assistant, question, asker } = context;
  const key = asker.audience === 'api' ? asker.id : undefined;
  await log.received({ id, conversationId, isNew, assistant: assistant.name, question, ...(key !== undefined && { key }), ...(asker.person && { person: asker.person.id }), ...tracedOf(asker) });
  context.recorded = true;
  if (!isNew) context.history = await log.history(conversationId, assistant.name, asker.person?.readers);
  yield { type: 'status', phase: 'searching', conversationId, turnId: id };
};

/** What a question has to go through. */
const before: readonly Step[] = [crisis([mask, record]), recognise, mask, record, human, inspect, understand];
/** How it is answered; what these show is Dutch. Both in order, until one gives the turn its outcome. */
const answering: readonly Step[] = [anger, smallTalk, runningCase, find, screen, scope, decide, compose, generate, cite];
/** What is done with an answer that was let through, before it is given. */
const finishing: readonly Step[] = [plain, translate, personalCase, openNow];

/**
 * Takes one turn from question to recorded outcome.
 *
 * The question is committed to the log before anything else happens, and `done` is only given after the outcome is. One answer does not
 * wait for that: somebody in need gets theirs first, then waits two seconds for the log at most, and gets `done` then (`crisis.ts`). When the
 * caller aborts `signal` or stops iterating, the model host is cut off and the turn is kept as interrupted. A caller that ends the
 * turn itself, while the asker is still there, aborts with a BalieError: that is the `error` that the asker gets.
 */
export async function* runTurn(request: TurnRequest, ports: TurnPorts, signal: AbortSignal): AsyncGenerator<TurnEvent, void> {
  const started = ports.clock();
  const context = begin(request, ports);
  const { deadline, either, clear } = underDeadline(ports.deadlineMs, signal);
  let failure: BalieError | undefined;
  try {
    for (const step of [...before, ...answering]) {
      const events = taken(step, context, ports, either);
      yield* answering.includes(step) ? shown(events, context) : events;
      if (context.outcome !== undefined) break;
      either.throwIfAborted();
    }
    for (const step of finishing) {
      yield* taken(step, context, ports, either);
      either.throwIfAborted();
    }
  } catch (error) {
    failure = failureOf(error, signal, deadline);
  } finally {
    // Also reached when the consumer left in the middle of a yield.
    clear();
    if (failure !== undefined) {
      // What was shown of the answer stays in the log: it was said.
      context.outcome = signal.aborted ? 'interrupted' : 'failed';
      context.notes.reason = failure.code;
    }
    context.outcome ??= 'interrupted';
    if (context.answer !== '') context.answer = [context.above, context.answer, context.below].filter((part) => part !== undefined).join('\n\n');
    const keeping = end(context, ports, ports.clock() - started).catch(asBalieError);
    if (context.keeping === undefined) {
      const unrecorded = await keeping;
      failure ??= unrecorded;
    } else await briefly(keeping);
  }
  const { id, conversationId, question, asked = question, masked, outcome, answer, sources, language, dutchAnswer, terms, notes, details } = context;
  if (failure !== undefined) yield { type: 'error', turnId: id, conversationId, error: failure, ...usageOf(notes) };
  else {
    const generatedBy = writtenBy({ outcome, made: details.made });
    const turn = { id, conversationId, ...(masked.length > 0 && { question: asked }), masked, outcome, answer, sources, language, ...(dutchAnswer !== undefined && { dutch: dutchAnswer }), ...(terms.length > 0 && { terms }), ...(generatedBy && { generatedBy }) };
    yield { type: 'done', turn, ...(notes.reason && { reason: notes.reason }), ...usageOf(notes) };
  }
}

/** A Dutch draft is not shown to who asked in another language: the sentences of its translation are. */
async function* shown(events: AsyncIterable<TurnEvent>, { language }: TurnContext): AsyncGenerator<TurnEvent, void> {
  for await (const event of events) if (event.type !== 'delta' || language === DUTCH) yield event;
}

function usageOf({ promptTokens, answerTokens }: TurnContext['notes']) {
  return promptTokens === undefined || answerTokens === undefined ? {} : { usage: { promptTokens, answerTokens } };
}

/** Undefined when the asker left: there is nobody to tell. */
function failureOf(error: unknown, signal: AbortSignal, deadline: AbortSignal): BalieError | undefined {
  if (signal.aborted) return signal.reason instanceof BalieError ? signal.reason : undefined;
  return deadline.aborted ? new BalieError('turn-deadline') : asBalieError(error);
}

function begin(request: TurnRequest, ports: TurnPorts): TurnContext {
  const conversationId = request.conversationId ?? ports.newId();
  return {
    assistant: request.assistant,
    question: request.question,
    language: DUTCH,
    terms: [],
    masked: [],
    id: ports.newId(),
    conversationId,
    isNew: request.isNew ?? request.conversationId === undefined,
    isUnkept: request.isUnkept ?? false,
    asker: { ...(request.asker ?? { audience: request.assistant.audience, id: conversationId }), ...tracedOf(request) },
    recorded: false,
    history: [],
    found: [],
    passages: [],
    answerable: false,
    messages: [],
    saidNoAnswer: false,
    cited: [],
    links: new LinkTokens(),
    answer: '',
    sources: [],
    prompts: [],
    notes: {},
    details: {},
  };
}

/** @returns why the end is not in the log, so that the asker is not told that it is. */
async function end(context: TurnContext, ports: TurnPorts, durationMs: number): Promise<BalieError | undefined> {
  await context.keeping;
  if (!context.recorded) return undefined;
  context.details = { ...context.details, made: madeOf(context, ports.version) };
  const { outcome = 'interrupted', answer, sources, notes, details } = context;
  const turnEnd = { outcome, answer, sources, ...notes, details, durationMs: Math.round(durationMs) };
  // Who waits for the log is told that it failed when it does: no other end may be kept later.
  const isTold = context.keeping === undefined && outcome !== 'interrupted' && outcome !== 'failed';
  const isKept = await ports.log.ended(context.id, turnEnd, isTold ? { ...turnEnd, outcome: 'failed', reason: 'database-unavailable' } : turnEnd);
  return isKept ? undefined : new BalieError('internal', { detail: 'turn had ended before' });
}
