import { BalieError } from '../../errors.ts';

/** What routes do that answer at once or as a stream. */

/**
 * Ends a turn whose client has left, also when its body was never read: a client that is gone before the first read gets no
 * reader, and the turn would keep its place for ever.
 */
export function endWhenLeft(events: AsyncGenerator<unknown, void>, signal: AbortSignal): void {
  const end = () => void events.return();
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
}

/** @throws BalieError `not-acceptable` when the client wants neither JSON nor events. */
export function formatFor(accept: string): 'json' | 'events' {
  if (accept.includes('text/event-stream')) return 'events';
  if (/application\/(?:json|\*)|\*\/\*/.test(accept)) return 'json';
  throw new BalieError('not-acceptable');
}
