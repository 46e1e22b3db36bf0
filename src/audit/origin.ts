import { AsyncLocalStorage } from 'node:async_hooks';

/** By which door something came in. */
export type Channel = 'desk' | 'widget' | 'work' | 'console' | 'api' | 'cli' | 'system';

export interface Origin {
  readonly channel: Channel;
  /** The network of who asks, never the whole address: `192.0.2.0/24`, `2001:db8:1::/48`. */
  readonly network?: string;
}

const place = new AsyncLocalStorage<Origin>();

/** Does something for who came in there: what is recorded meanwhile says so, without all in between having to hand it on. */
export function cameFrom<Result>(origin: Origin, work: () => Result): Result {
  return place.run(origin, work);
}

/** Undefined for what the desk does by itself, and on the command line. */
export function originNow(): Origin | undefined {
  return place.getStore();
}
