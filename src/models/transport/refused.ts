import { BalieError, errorCatalogue } from '../../errors.ts';
import { fieldsOf, parsed } from './json.ts';

/** Enough for any error that a host writes; the rest of a stray web page is not worth reading. */
export const MAX_REFUSAL_BYTES = 16 * 1024;

/** The beginning of a refusal's text. */
export async function readSome(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      size += piece.length;
      if (size > MAX_REFUSAL_BYTES) break;
    }
  } catch {
    // The status says enough when the connection fails before the text is complete.
  }
  return Buffer.concat(pieces).toString('utf8', 0, MAX_REFUSAL_BYTES);
}

/** What a host says went wrong, as it wrote it: for telling faults apart and for logs, never for a person. */
export interface HostWords {
  /** Whether it is JSON in a shape that model hosts use; anything else comes from something in between. */
  readonly isFromHost: boolean;
  readonly message: string;
  /** Such as llama.cpp's `exceed_context_size_error`; empty when there is none. */
  readonly type: string;
  /** The HTTP status that it names: all that tells one in a stream that began well. */
  readonly code?: unknown;
}

/** Reads `{"error": "…"}` (Ollama), `{"error": {"message", "type"}}` (OpenAI) and `{"object": "error", "message", "type"}` (older vLLM). */
export function wordsOf(text: string): HostWords {
  const value = fieldsOf(parsed(text));
  const error = value['error'] === undefined && value['object'] === 'error' ? value : value['error'];
  if (typeof error === 'string') return { isFromHost: true, message: error, type: '' };
  const { message, type, code } = fieldsOf(error);
  return message === undefined ? { isFromHost: false, message: text, type: '' } : { isFromHost: true, message: told(message), type: told(type), code };
}

/** With which hosts tell what is wrong with a request, and quote it. */
const QUOTING = new Set([400, 422]);
const MAX_LOGGED = 200;

/** What of it may stand in a log: a person's words do not, and hosts quote what they were sent and what a model made of it. */
export function loggable({ message, type }: HostWords, status?: number): string {
  if (status !== undefined && QUOTING.has(status)) return type.slice(0, MAX_LOGGED) || 'no type';
  return message.split(/["`{[]|(?<=\W)'/, 1)[0]?.slice(0, MAX_LOGGED) ?? '';
}

function told(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A 503 that no host wrote is a proxy's, for a host that is not there: who is sent away by that may go elsewhere, and the host is ill. */
export function isBusy(status: number, { isFromHost }: HostWords): boolean {
  return status === 429 || (status === 503 && isFromHost);
}

/**
 * With which a host, or what stands in front of it, says that a request is wrong, whoever is asked: it is the fault of no host. What a
 * host lets nobody do (401, 403, 407) is its own, or of its key.
 */
const WRONG_CALL = new Set<unknown>([400, 413, 414, 422, 431]);
const MAX_TOLD = 300;

/**
 * The fault of a call that is wrong itself, if a status says that. The host's own words are told to who made the call and needs them to
 * mend it: they may quote it, and are in no log.
 */
export function wrongCall(status: unknown, { isFromHost, message }: HostWords, detail: string, cause: Error): BalieError | undefined {
  if (!WRONG_CALL.has(status)) return undefined;
  if (status === 413) return new BalieError('body-too-large', { detail, cause });
  const words = isFromHost ? message.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_TOLD).toWellFormed() : '';
  const { message: refused, action } = errorCatalogue['model-refused-call'];
  return new BalieError('model-refused-call', { detail, cause, ...(words !== '' && { said: { message: `${refused} De modelserver zegt: “${words}”.`, action } }) });
}

const LACK = /(?<tools>tool)|(?<vision>image|vision|multimodal)|(?<thinking>think)|(?<embeddings>embed)|(?<chat>\bchat)/i;
/** Where it stands what is lacking, and no name of a model: "nomic-embed-text does not support chat". */
const LACKING = [/(?:does ?n[o']t support|unsupported|is not an?)\b(.*)/is, /^(.*?)\bnot supported/is];

/** A model that cannot do what was asked, with what that is. Not where it runs: who asked is told. */
export function incapable({ message }: HostWords, cause: Error): BalieError {
  const said = LACKING.flatMap((words) => words.exec(message)?.[1] ?? [])[0] ?? message;
  const lack = Object.entries(LACK.exec(said)?.groups ?? {}).find(([, found]) => found !== undefined)?.[0];
  return new BalieError('model-incapable', { ...(lack && { detail: `de modelserver weigert ${lack}` }), cause });
}
