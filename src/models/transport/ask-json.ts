import { request } from 'undici';
import { BalieError } from '../../errors.ts';
import type { HostModel } from '../call.ts';
import { fieldsOf, parsed } from './json.ts';
import { type Asked, detailOf, headersOf } from './place.ts';
import { readSome } from './refused.ts';

export interface JsonQuestion extends Asked {
  /** Sent as JSON by POST; absent: a GET. */
  readonly body?: object;
  /** Longest time for the whole answer. */
  readonly limitMs: number;
  readonly maxBytes?: number;
}

/** A batch of long vectors has some megabytes. */
const MAX_BYTES = 64 * 1024 * 1024;
/** A sha-256 in hexadecimal, perhaps with its name in front. */
const MAX_DIGEST = 100;
/** What a host says of a model is shown to people. */
const MAX_DETAIL = 50;

/**
 * Asks a host for one JSON value. Redirects are not followed: what is asked goes to the configured host and no other.
 * @returns undefined for an answer that is not JSON.
 * @throws BalieError `model-unavailable`, `model-silent`, those of `refusal`; the signal's reason when aborted.
 */
export async function askJson(question: JsonQuestion, caller: AbortSignal): Promise<unknown> {
  caller.throwIfAborted();
  const { place, path, body, limitMs, maxBytes = MAX_BYTES, refusal } = question;
  const detail = detailOf(question);
  const limit = AbortSignal.timeout(limitMs);
  try {
    const response = await request(`${place.origin}${place.prefix}${path}`, {
      dispatcher: place.dispatcher,
      method: body === undefined ? 'GET' : 'POST',
      headers: headersOf(question, { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) }),
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.any([caller, limit]),
    });
    if (response.statusCode !== 200) throw refusal(response.statusCode, await readSome(response.body), detail);
    return parsed(await whole(response.body, maxBytes));
  } catch (error) {
    if (caller.aborted) throw caller.reason;
    if (limit.aborted) throw new BalieError('model-silent', { detail, cause: error });
    throw error instanceof BalieError ? error : new BalieError('model-unavailable', { detail, cause: error });
  }
}

async function whole(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > maxBytes) throw new Error(`answer larger than ${maxBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/**
 * Asks for the models in `{"LIST": [{"NAME": "…", "digest": "…"}]}`.
 * @throws as `askJson`; BalieError `model-unavailable` for another answer too.
 */
export async function askModels(question: JsonQuestion, list: 'models' | 'data', name: 'name' | 'id', caller: AbortSignal): Promise<HostModel[]> {
  const { [list]: found } = fieldsOf(await askJson({ ...question, refusal: (...refused) => ownFault(question.refusal(...refused), refused[0]) }, caller));
  if (!Array.isArray(found)) throw new BalieError('model-unavailable', { detail: `${detailOf(question)}: geen lijst van modellen` });
  return found.flatMap((model: unknown) => {
    const { [name]: called, digest, details } = fieldsOf(model);
    return typeof called === 'string' ? [{ name: called, ...(typeof digest === 'string' && { digest: digest.slice(0, MAX_DIGEST) }), ...told(details) }] : [];
  });
}

/** There is nothing in the question that could be wrong: what refuses it is ill, or no such host. */
function ownFault(fault: BalieError, status: number): BalieError {
  return OF_CALLS.has(fault.code) ? new BalieError('model-unavailable', { detail: `${fault.detail ?? ''} (HTTP ${status})`.trim(), cause: fault.cause }) : fault;
}

const OF_CALLS: ReadonlySet<string> = new Set(['model-refused-call', 'body-too-large', 'context-overflow', 'model-incapable']);

/** Of an entry of Ollama's list. */
function told(details: unknown): Pick<HostModel, 'quantisation' | 'parameters'> {
  const { quantization_level: quantisation, parameter_size: parameters } = fieldsOf(details);
  return { ...(isDetail(quantisation) && { quantisation: quantisation.slice(0, MAX_DETAIL) }), ...(isDetail(parameters) && { parameters: parameters.slice(0, MAX_DETAIL) }) };
}

function isDetail(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value !== 'unknown';
}
