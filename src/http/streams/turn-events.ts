import type { TurnEvent, TurnUsage } from '../../answer/events.ts';
import { BalieError } from '../../errors.ts';
import type { HttpMetrics, RequestLogger } from '../deps.ts';
import { marked } from '../contracts/ai-mark.ts';
import { logFault, problemOf } from '../faults.ts';
import type { SseMessage } from './sse.ts';

/** What the routes do with the events of a turn, whether they send each of them or only the last. */

/** Runs a turn to its end. @param failedIn hears the conversation of one that failed. @throws the BalieError that ended it. */
export async function lastOf(events: AsyncIterable<TurnEvent>, failedIn: (conversationId: string) => void = () => undefined) {
  for await (const event of events) {
    if (event.type === 'done') return event.turn;
    if (event.type !== 'error') continue;
    failedIn(event.conversationId);
    throw event.error;
  }
  throw new BalieError('internal');
}

/** Logs why the desk quoted or cut an answer short: such a turn is no fault to the asker, but it is news to who runs the desk. */
export async function* logReasons(events: AsyncIterable<TurnEvent>, logger: RequestLogger, requestId: string): AsyncGenerator<TurnEvent, void> {
  for await (const event of events) {
    if (event.type === 'done' && event.reason !== undefined) {
      logger.info({ requestId, outcome: event.turn.outcome, code: event.reason }, 'turn ended otherwise');
    }
    yield event;
  }
}

/** What is told of a turn that is done besides. */
export type Addition = (turn: Extract<TurnEvent, { type: 'done' }>['turn'], usage: TurnUsage | undefined) => Readonly<Record<string, unknown>>;

/** A turn as messages of a stream. Its fault is logged here: nobody throws it. */
export async function* toMessages(
  first: TurnEvent,
  rest: AsyncIterable<TurnEvent>,
  logger: RequestLogger,
  requestId: string,
  addition: Addition = () => ({}),
): AsyncGenerator<SseMessage, void> {
  yield toMessage(first, requestId, addition);
  for await (const event of rest) {
    if (event.type === 'error') logFault(logger, requestId, event.error);
    yield toMessage(event, requestId, addition);
  }
}

function toMessage(event: TurnEvent, requestId: string, addition: Addition): SseMessage {
  switch (event.type) {
    case 'status': {
      // With the conversation's id: someone who stops the first answer can still go on in it.
      const { phase, conversationId } = event;
      const queue = phase === 'waiting' ? { position: event.position, expectedSeconds: event.expectedSeconds } : {};
      const turn = event.phase !== 'waiting' && event.turnId !== undefined ? { turnId: event.turnId } : {};
      return { event: 'status', data: { phase, conversationId, ...turn, ...queue } };
    }
    case 'delta':
      return { event: 'delta', data: { text: event.text } };
    case 'sources':
      return { event: 'sources', data: { sources: event.sources } };
    case 'done':
      return { event: 'done', data: { ...marked(event.turn), ...addition(event.turn, event.usage) } };
    case 'error': {
      const { turnId, conversationId } = event;
      return { event: 'error', data: { ...problemOf(event.error, requestId), turnId, conversationId } };
    }
  }
}

/** Told of a question that was sent before: no turn of its own. */
const OF_BEFORE = ['turn-running', 'idempotency-key-reused'];

/** Passes a turn's events on, and tells once how it ended: also when whoever asked left in the middle. An answer that is given again was told of before. */
export async function* countTurn(events: AsyncIterable<TurnEvent>, assistant: string, metrics: Pick<HttpMetrics, 'turn'>): AsyncGenerator<TurnEvent, void> {
  const began = performance.now();
  let firstTextMs: number | undefined;
  let outcome = 'interrupted';
  let code: string | undefined;
  let isOfBefore = false;
  try {
    for await (const event of events) {
      if (event.type === 'done') isOfBefore = event.isRepeated ?? false;
      if (event.type === 'delta') firstTextMs ??= performance.now() - began;
      if (event.type === 'done') [outcome, code] = [event.turn.outcome, event.reason];
      if (event.type === 'error') [outcome, code] = ['failed', event.error.code];
      yield event;
    }
  } catch (error) {
    isOfBefore = error instanceof BalieError && OF_BEFORE.includes(error.code);
    throw error;
  } finally {
    if (!isOfBefore) metrics.turn({ assistant, outcome, ms: performance.now() - began, ...(code !== undefined && { code }), ...(firstTextMs !== undefined && { firstTextMs }) });
  }
}
