import { BalieError } from '../../errors.ts';

/** What routes do that answer at once or as a stream. */

/**
 * Ends a turn whose client has left, also when its body was never read: a client that is gone before the first read gets no
 * reader, and the turn would keep its place for ever. @returns the same events, which are to be read in their place.
 */
export function endWhenLeft<T>(events: AsyncGenerator<T, void>, signal: AbortSignal): AsyncGenerator<T, void> {
  const end = () => void events.return();
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  // A signal that is made of others is held by Node for as long as somebody listens to it: for ever, where it never aborts.
  return readWith(events, () => signal.removeEventListener('abort', end));
}

async function* readWith<T>(events: AsyncGenerator<T, void>, ended: () => void): AsyncGenerator<T, void> {
  try {
    yield* events;
  } finally {
    ended();
  }
}

/** @throws BalieError `not-acceptable` when the client wants neither JSON nor events. */
export function formatFor(accept: string): 'json' | 'events' {
  if (accept.includes('text/event-stream')) return 'events';
  if (/application\/(?:json|\*)|\*\/\*/.test(accept)) return 'json';
  throw new BalieError('not-acceptable');
}
