import type { TurnEvent } from '../answer/events.ts';
import type { TurnMetrics } from './deps/deps.ts';

/** Passes a turn's events on, and tells once how it ended: also when whoever asked left in the middle. */
export async function* countTurn(events: AsyncIterable<TurnEvent>, assistant: string, metrics: TurnMetrics): AsyncGenerator<TurnEvent, void> {
  const began = performance.now();
  let firstTextMs: number | undefined;
  let outcome = 'interrupted';
  let code: string | undefined;
  try {
    for await (const event of events) {
      if (event.type === 'delta') firstTextMs ??= performance.now() - began;
      if (event.type === 'done') [outcome, code] = [event.turn.outcome, event.reason];
      if (event.type === 'error') [outcome, code] = ['failed', event.error.code];
      yield event;
    }
  } finally {
    metrics.turn({ assistant, outcome, ms: performance.now() - began, ...(code !== undefined && { code }), ...(firstTextMs !== undefined && { firstTextMs }) });
  }
}
