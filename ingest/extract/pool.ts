import { Worker } from 'node:worker_threads';
import { BalieError, type ErrorCode } from '../../src/errors.ts';
import type { ExtractContext, ExtractedDocument } from './types.ts';

export interface ExtractRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly context: ExtractContext;
}

export type ExtractReply =
  | { readonly id: number; readonly document: ExtractedDocument }
  | { readonly id: number; readonly code: ErrorCode; readonly detail: string | undefined; readonly cause: string | undefined };

export interface ExtractLimits {
  /** Milliseconds that one document may take. */
  readonly timeout: number;
  /** Megabytes of JavaScript heap for the reading thread. */
  readonly memory: number;
}

export interface ExtractPool {
  /**
   * Reads a document in the thread; one at a time, others wait.
   * @throws BalieError a `document-*` code; `document-too-slow` and `document-too-large` when it broke the limits. The
   *   signal's reason when that was aborted.
   */
  extract(bytes: Uint8Array, context: ExtractContext, signal?: AbortSignal): Promise<ExtractedDocument>;
  /** Ends the thread, and with it what it is reading. */
  close(): Promise<void>;
}

const defaults: ExtractLimits = { timeout: 60_000, memory: 1024 };

/** One long-lived thread that reads documents, started when first needed and replaced when it hangs or dies. */
export function createExtractPool(limits: Partial<ExtractLimits> = {}, script = new URL('./worker.ts', import.meta.url)): ExtractPool {
  const { timeout, memory } = { ...defaults, ...limits };
  let worker: Worker | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  let requests = 0;

  const start = (): Worker => {
    const started = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: memory }, stdout: true, stderr: true });
    // Libraries print what they think of a file; a person gets the catalogue's words.
    started.stdout.resume();
    started.stderr.resume();
    started.unref();
    return started;
  };

  const discard = async (): Promise<void> => {
    const old = worker;
    worker = undefined;
    old?.removeAllListeners();
    // A thread that dies while it is told to stop is dead as well.
    old?.on('error', () => undefined);
    await old?.terminate();
  };

  const run = async (bytes: Uint8Array, context: ExtractContext, signal: AbortSignal | undefined): Promise<ExtractedDocument> => {
    signal?.throwIfAborted();
    if (closed) throw new Error('this pool is closed');
    worker ??= start();
    const current = worker;
    const id = (requests += 1);
    const outcome = Promise.withResolvers<ExtractReply>();
    const onAbort = (): void => outcome.reject(signal?.reason);
    const timer = setTimeout(() => {
      outcome.reject(new BalieError('document-too-slow', { detail: `langer dan ${Math.round(timeout / 1000)} seconden` }));
    }, timeout);
    current.on('message', (reply: ExtractReply) => reply.id === id && outcome.resolve(reply));
    current.on('error', (error) => outcome.reject(crash(error)));
    current.on('exit', () => outcome.reject(new BalieError('document-corrupt', { detail: 'het lezen is afgebroken' })));
    signal?.addEventListener('abort', onAbort, { once: true });
    current.ref();
    try {
      const reply = await post(current, { id, bytes, context }, outcome.promise);
      if ('document' in reply) return reply.document;
      const { code, detail, cause } = reply;
      throw new ReportedFault(code, { ...(detail !== undefined && { detail }), cause });
    } catch (error) {
      // Whatever did not come as a reply leaves a thread in an unknown state.
      if (!(error instanceof ReportedFault)) await discard();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      current.removeAllListeners();
      current.unref();
    }
  };

  return {
    extract(bytes, context, signal) {
      const result = turn.then(() => run(bytes, context, signal));
      turn = result.catch(() => undefined);
      return result;
    },
    async close() {
      closed = true;
      await discard();
    },
  };
}

/** A fault that the thread itself found and told; the thread is fine. */
class ReportedFault extends BalieError {}

function post(worker: Worker, request: ExtractRequest, reply: Promise<ExtractReply>): Promise<ExtractReply> {
  worker.postMessage(request);
  return reply;
}

function crash(error: unknown): BalieError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new BalieError('document-too-large', { detail: 'te veel geheugen nodig', cause: error });
  return new BalieError('document-corrupt', { cause: error });
}
