import { type Dispatcher, request } from 'undici';
import { BalieError } from '../../errors.ts';
import { readSome } from './refused.ts';

export interface JsonQuestion {
  readonly dispatcher: Dispatcher;
  /** The whole address. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; absent: a GET. */
  readonly body?: unknown;
  /** Longest time for the whole answer. */
  readonly limitMs: number;
  readonly refusal: (status: number, text: string) => BalieError;
  /** Names the model and the host in a fault. */
  readonly detail: string;
}

/** A batch of long vectors has some megabytes. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Asks a host for one JSON value. Redirects are not followed: what is asked goes to the configured host and no other.
 * @returns undefined for an answer that is not JSON.
 * @throws BalieError `model-unavailable`, `model-silent`, those of `refusal`; the signal's reason when aborted.
 */
export async function askJson({ dispatcher, url, headers, body, limitMs, refusal, detail }: JsonQuestion, caller: AbortSignal): Promise<unknown> {
  caller.throwIfAborted();
  const limit = AbortSignal.timeout(limitMs);
  try {
    const response = await request(url, {
      dispatcher,
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.any([caller, limit]),
    });
    if (response.statusCode !== 200) throw refusal(response.statusCode, await readSome(response.body));
    return parse(await whole(response.body));
  } catch (error) {
    if (caller.aborted) throw caller.reason;
    if (limit.aborted) throw new BalieError('model-silent', { detail, cause: error });
    throw error instanceof BalieError ? error : new BalieError('model-unavailable', { detail, cause: error });
  }
}

async function whole(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > MAX_BYTES) throw new Error(`answer larger than ${MAX_BYTES} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
