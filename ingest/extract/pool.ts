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
  | {
      readonly id: number;
      readonly code: ErrorCode;
      readonly detail: string | undefined;
      readonly cause: string | undefined;
    };

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

interface Thread {
  readonly worker: Worker;
  /** Who waits for the thread's next reply. */
  waiting: { readonly id: number; readonly outcome: PromiseWithResolvers<ExtractReply> } | undefined;
}

/** One long-lived thread that reads documents, started when first needed and replaced when it hangs or dies. */
export function createExtractPool(
  limits: Partial<ExtractLimits> = {},
  script = new URL('./worker.ts', import.meta.url),
): ExtractPool {
  const { timeout, memory } = { ...defaults, ...limits };
  let thread: Thread | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  let requests = 0;

  const start = (): Thread => {
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: memory },
      stdout: true,
      stderr: true,
    });
    const started: Thread = { worker, waiting: undefined };
    // Libraries print what they think of a file; a person gets the catalogue's words.
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
    worker.on('message', (reply: ExtractReply) => {
      if (reply.id === started.waiting?.id) started.waiting.outcome.resolve(reply);
    });
    // These stay on an idle thread too: an error that nobody hears would end the desk.
    const onEnd = (fault: BalieError): void => {
      if (thread === started) thread = undefined;
      started.waiting?.outcome.reject(fault);
    };
    worker.on('error', (error) => onEnd(crash(error)));
    worker.on('exit', () => onEnd(new BalieError('document-corrupt', { detail: 'het lezen is afgebroken' })));
    return started;
  };

  const discard = async (): Promise<void> => {
    const old = thread;
    thread = undefined;
    await old?.worker.terminate();
  };

  const run = async (
    bytes: Uint8Array,
    context: ExtractContext,
    signal: AbortSignal | undefined,
  ): Promise<ExtractedDocument> => {
    signal?.throwIfAborted();
    if (closed) throw new Error('this pool is closed');
    thread ??= start();
    const current = thread;
    const id = (requests += 1);
    const outcome = Promise.withResolvers<ExtractReply>();
    current.waiting = { id, outcome };
    const onAbort = (): void => outcome.reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(() => {
      outcome.reject(
        new BalieError('document-too-slow', { detail: `langer dan ${Math.round(timeout / 1000)} seconden` }),
      );
    }, timeout);
    current.worker.ref();
    try {
      current.worker.postMessage({ id, bytes, context } satisfies ExtractRequest);
      return unpack(await outcome.promise);
    } catch (error) {
      // Whatever did not come as a reply leaves the thread in an unknown state.
      if (!(error instanceof ReportedFault)) await discard();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      current.waiting = undefined;
      current.worker.unref();
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

function unpack(reply: ExtractReply): ExtractedDocument {
  if ('document' in reply) return reply.document;
  throw new ReportedFault(reply.code, {
    ...(reply.detail !== undefined && { detail: reply.detail }),
    cause: reply.cause,
  });
}

function crash(error: unknown): BalieError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new BalieError('document-too-large', { detail: 'te veel geheugen nodig', cause: error });
  return new BalieError('document-corrupt', { cause: error });
}
