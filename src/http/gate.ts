import { BalieError } from '../errors.ts';
import type { Off } from '../switches/store.ts';
import type { AppDeps } from './deps.ts';

type Take<Asked, Event> = (request: Asked, signal: AbortSignal) => AsyncIterable<Event>;
type Needs = Pick<AppDeps, 'switches' | 'isUrgent'>;
/** Whose switch a request hangs on, and whether it goes on all the same. */
type Hanging<Request> = (request: Request) => { readonly name: string; readonly isUrgent: boolean };

/**
 * Lets questions through while their assistant is on, by whichever door they come, and ends what runs when it is turned off. Who is in
 * need gets the numbers all the same.
 * @throws BalieError `desk-closed` with the first event, or as the `error` of a turn that ran.
 */
export function whileOn<Asked extends { readonly assistant: { readonly name: string }; readonly question?: string }, Event>(take: Take<Asked, Event>, { switches, isUrgent }: Needs): Take<Asked, Event> {
  return hangingOn(take, switches, ({ assistant: { name }, question = '' }) => ({ name, isUrgent: isUrgent(question) }));
}

/** The same for anything else that gives events. */
export function hangingOn<Asked, Event>(take: Take<Asked, Event>, switches: Needs['switches'], hanging: Hanging<Asked>): Take<Asked, Event> {
  return async function* (request, signal) {
    const { name, isUrgent } = hanging(request);
    const off = switches.offFor(name);
    if (off !== undefined && !isUrgent) throw closed(off, switches.contact());
    const stop = new AbortController();
    const unwatch = switches.watch(name, (nowOff) => {
      if (!isUrgent) stop.abort(closed(nowOff, switches.contact()));
    });
    try {
      yield* take(request, AbortSignal.any([signal, stop.signal]));
    } finally {
      unwatch();
    }
  };
}

/** In the words of who turned it off, and with the ways to a person at this moment. */
function closed({ message }: Pick<Off, 'message'>, contact: string): BalieError {
  return new BalieError('desk-closed', { said: { message, action: contact } });
}
