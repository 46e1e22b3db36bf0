import { Agent, request } from 'undici';
import { BalieError, foreignCode } from '../../../errors.ts';
import { allowOutbound } from '../../../outbound/allow.ts';
import { boundedText } from '../../../outbound/bounded-text.ts';

/** One request to the register or to where it has tokens from; redirects are not followed. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  /** Undefined: no JSON. */
  readonly body: unknown;
  readonly retryAfter: string | undefined;
  /** Seconds that the clock at the other side is ahead of ours; undefined: it tells no time. */
  readonly ahead: number | undefined;
}

export type Wire = (asked: Asked, signal: AbortSignal) => Promise<Answered>;

/** A record is some 30 kB; a list of all of an organisation may be long. */
const MAX_BYTES = 4 * 1024 * 1024;

/** @param limitMs for one request. */
export function createWire(limitMs: number): Wire {
  const agent = new Agent({ connections: 2, connect: { minVersion: 'TLSv1.2', timeout: limitMs }, headersTimeout: limitMs, bodyTimeout: limitMs });
  return async ({ method, url, headers, body }, signal) => {
    const deadline = AbortSignal.timeout(limitMs);
    const forbid = allowOutbound(new URL(url));
    try {
      const answer = await request(url, { method, headers: { ...headers, Accept: 'application/json', 'Accept-Encoding': 'identity' }, body: body ?? null, dispatcher: agent, signal: AbortSignal.any([signal, deadline]) });
      const text = await boundedText(answer.body as AsyncIterable<Buffer>, MAX_BYTES);
      if (text === undefined) throw new BalieError('register-fault', { detail: 'antwoord te groot' });
      const date = Date.parse(String(answer.headers['date'] ?? ''));
      return {
        status: answer.statusCode,
        body: jsonOf(text),
        retryAfter: [answer.headers['retry-after']].flat()[0],
        ahead: Number.isNaN(date) ? undefined : Math.round((date - Date.now()) / 1_000),
      };
    } catch (error) {
      if (error instanceof BalieError) throw error;
      const code = foreignCode(error);
      if (deadline.aborted || signal.aborted || /TIMEOUT/.test(code)) throw new BalieError('register-slow', { detail: `${limitMs / 1_000} s` });
      throw new BalieError('register-unreachable', { detail: code || 'geen verbinding' });
    } finally {
      forbid();
    }
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
