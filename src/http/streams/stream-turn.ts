import type { Context } from 'hono';
import type { TurnEvent } from '../../answer/events.ts';
import { BalieError } from '../../errors.ts';
import type { RequestLogger } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import { endWhenLeft } from './answering.ts';
import { sseAnswer } from './sse.ts';
import { type Addition, toMessages } from './turn-events.ts';

interface Streamed {
  readonly events: AsyncGenerator<TurnEvent, void>;
  /** Aborts when who asked has left, or by `leave`. */
  readonly signal: AbortSignal;
  readonly leave: () => void;
  readonly logger: RequestLogger;
  /** What is told of a turn that is done besides. */
  readonly addition?: Addition;
}

/** A turn as a stream. @throws BalieError for one that is refused: it gets a status of its own. */
export async function streamTurn(c: Context<AppEnv>, { events, signal, leave, logger, addition }: Streamed): Promise<never> {
  // The first event is awaited: a turn that is refused gets a status of its own, not a stream.
  const first = await events.next();
  if (first.done === true) throw new BalieError('internal');
  if (first.value.type === 'error') {
    // Nobody will read on: the turn gives its place back.
    await events.return();
    throw first.value.error;
  }
  return sseAnswer(c, toMessages(first.value, endWhenLeft(events, signal), logger, c.get('requestId'), addition), leave);
}
