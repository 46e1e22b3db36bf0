import { Agent, type Dispatcher } from 'undici';
import type { BalieError } from '../../errors.ts';
import { allowOutbound } from '../../outbound/allow.ts';
import type { HostCallOptions } from '../call.ts';

/** How long a host may keep us waiting. */
export interface HostLimits {
  /** Longest time to set up a connection. */
  readonly connectMs: number;
  /** Longest wait for the first piece of an answer: the model may have to be loaded, or others may be first. */
  readonly firstByteMs: number;
  /** Longest wait for vectors. */
  readonly embedMs: number;
  /** Longest silence between two pieces of an answer. */
  readonly silenceMs: number;
  /** Longest time to say which models there are. */
  readonly checkMs: number;
}

export interface HostSettings extends HostLimits {
  readonly id: string;
  /** The host's address, such as `http://127.0.0.1:11434`; a path in it is kept. */
  readonly url: string;
  /** The key that the host, or a proxy in front of it, wants, if it wants one; asked for before each call where it may be replaced. */
  readonly apiKey?: string | (() => string | undefined);
  /** A connection pool of the caller's, who also closes it. It must have `headersTimeout` and `bodyTimeout` 0. */
  readonly dispatcher?: Dispatcher;
}

/** Where a host is, and how it is spoken to. */
export interface Place {
  readonly origin: string;
  /** What stands in front of a host's own paths, without a slash at the end. */
  readonly prefix: string;
  /** Name and port, for people. */
  readonly host: string;
  readonly dispatcher: Dispatcher;
  /** As they are now: a key may have been replaced. */
  readonly headers: () => Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** @throws TypeError when `url` is no URL. */
export function placeOf({ url, apiKey, dispatcher: given, connectMs }: Pick<HostSettings, 'url' | 'apiKey' | 'dispatcher' | 'connectMs'>): Place {
  const { origin, pathname, host } = new URL(url);
  const forbid = allowOutbound(new URL(url));
  // undici's own time limits are off: a model may load for minutes, and each call sees to silence itself.
  const dispatcher = given ?? new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: connectMs } });
  return {
    origin,
    prefix: pathname.replace(/\/+$/, ''),
    host,
    dispatcher,
    headers() {
      const key = typeof apiKey === 'function' ? apiKey() : apiKey;
      return key === undefined ? {} : { authorization: `Bearer ${key}` };
    },
    async close() {
      forbid();
      if (given === undefined) await dispatcher.destroy();
    },
  };
}

/** One thing that is asked of a host. */
export interface Asked {
  readonly place: Place;
  /** The host's own, such as `/api/tags`. */
  readonly path: string;
  /** Which model it is for, if it is for one. */
  readonly at?: Pick<HostCallOptions, 'model' | 'traceparent'> | undefined;
  /** What a status other than 200 means, from the beginning of its text. */
  readonly refusal: (status: number, text: string, detail: string) => BalieError;
}

/** Names the model and the host in a fault. */
export function detailOf({ place, at }: Pick<Asked, 'place' | 'at'>): string {
  return at === undefined ? place.host : `${at.model} op ${place.host}`;
}

const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** With W3C `traceparent`, unless it is not well-formed, and the host's key. */
export function headersOf({ place, at }: Asked, own: Readonly<Record<string, string>>): Record<string, string> {
  const traceparent = at?.traceparent;
  return { ...own, ...place.headers(), ...(traceparent !== undefined && TRACEPARENT.test(traceparent) && { traceparent }) };
}
