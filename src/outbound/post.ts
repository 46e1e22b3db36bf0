import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { BalieError, type ErrorCode, foreignCode } from '../errors.ts';
import { allowOutbound } from './allow.ts';
import { boundedText } from './bounded-text.ts';
import { waitIn } from './retry-after.ts';

export interface PostSettings {
  readonly url: string;
  /** Whether http and an address inside the building will do. */
  readonly allowPrivate: boolean;
  /** What an address is good for; of what is `never` good for anything, none is called. */
  readonly addressKind: (address: string) => 'public' | 'own' | 'never';
  /** What it is called, where the other side is not there or may not be called. */
  readonly unreachable: ErrorCode;
  /** Of the answer's body no more is read; 0: nothing. */
  readonly maxAnswerBytes?: number;
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly status: number;
  /** Of `Retry-After`. */
  readonly waitMs?: number;
  readonly text: string;
}

const TIMEOUT_MS = 10_000;

/** Sends JSON to an address that may be called. @throws BalieError `unreachable` when it is not there, or may not be called. */
export async function postJson({ body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> }, settings: PostSettings): Promise<Answer> {
  const { url, allowPrivate, addressKind, unreachable, maxAnswerBytes = 0, timeoutMs = TIMEOUT_MS } = settings;
  const isGood = (address: string) => ['public', ...(allowPrivate ? ['own'] : [])].includes(addressKind(address));
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, '');
  if ((protocol !== 'https:' && !allowPrivate) || (isIP(literal) !== 0 && !isGood(literal))) throw new BalieError(unreachable, { detail: 'adres niet toegestaan' });
  const forbid = allowOutbound(new URL(url));
  const agent = new Agent({ connect: { lookup: guarded(isGood), timeout: timeoutMs }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  try {
    // Redirects are not followed: what is sent goes to who was named.
    const answer = await request(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body, dispatcher: agent, signal: AbortSignal.timeout(timeoutMs) });
    // To give a body up is an error event, which would end the process if nobody heard it.
    answer.body.on('error', () => undefined);
    const text = maxAnswerBytes === 0 ? '' : ((await boundedText(answer.body as AsyncIterable<Buffer>, maxAnswerBytes)) ?? '');
    answer.body.destroy();
    return { status: answer.statusCode, text, ...waitIn(answer.headers['retry-after']) };
  } catch (error) {
    throw new BalieError(unreachable, { detail: foreignCode(error) || (error instanceof Error && error.name === 'TimeoutError' ? 'geen antwoord' : 'geen verbinding'), cause: error });
  } finally {
    await agent.destroy();
    forbid();
  }
}

/** Looks a name up, and refuses addresses that may not be called: at the moment of the call, for a name may change its address. */
function guarded(isGood: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const good = error ? [] : addresses.filter(({ address }) => isGood(address));
      const [first] = good;
      if (error || first === undefined) return done(error ?? Object.assign(new Error('address not allowed'), { code: 'EADDRESS' }), '', 4);
      return options.all ? done(null, good) : done(null, first.address, first.family);
    });
  };
}
