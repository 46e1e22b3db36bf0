import { BalieError } from '../../src/errors.ts';
import type { ExtractReply } from './pool/messages.ts';
import { startReader, type Reader, type ReaderLimits } from './pool/reader.ts';
import type { ExtractContext, ExtractedDocument } from './types.ts';

export interface ExtractLimits extends ReaderLimits {
  /** How many processes read at the same time. */
  readonly size: number;
  /** Documents after which a process is replaced, so that what libraries leak does not grow. */
  readonly documents: number;
}

export interface ExtractPool {
  /**
   * Reads a document in a process of its own kind; first come, first served. The caller keeps its bytes.
   * @throws BalieError a `document-*` code: what the extractor found, or `document-too-slow`, `document-too-large` or
   *   `document-corrupt` when the document broke a limit or the process, `document-interrupted` when the system did. The signal's reason when that was aborted.
   */
  extract(bytes: Uint8Array, context: ExtractContext, signal?: AbortSignal): Promise<ExtractedDocument>;
  /** Ends the processes, and with them what they are reading; what waits is rejected. */
  close(): Promise<void>;
}

const defaults: ExtractLimits = { timeout: 60_000, total: 15 * 60_000, memory: 1536, size: 1, documents: 200 };

interface Job {
  readonly bytes: Uint8Array;
  readonly context: ExtractContext;
  readonly signal: AbortSignal | undefined;
  readonly outcome: PromiseWithResolvers<ExtractedDocument>;
}

/**
 * Processes that read documents, started when first needed and replaced when they hang, die or are worn: a hostile file
 * can exhaust or crash one without harm to the desk. They do not keep the desk alive while they have nothing to do.
 * @param script - What such a process runs; tests have scripts of their own.
 */
export function createExtractPool(
  limits: Partial<ExtractLimits> = {},
  script = new URL('./worker.ts', import.meta.url),
): ExtractPool {
  const { size, documents, ...each } = { ...defaults, ...limits };
  const readers = new Set<Reader>();
  const idle: Reader[] = [];
  const queue: Job[] = [];
  let running = 0;
  let closed = false;
  let requests = 0;

  const takeOut = (reader: Reader): void => {
    const at = idle.indexOf(reader);
    if (at !== -1) idle.splice(at, 1);
  };

  const start = (): Reader => {
    const reader = startReader(script, each, () => {
      readers.delete(reader);
      takeOut(reader);
    });
    readers.add(reader);
    return reader;
  };

  const run = async ({ bytes, context, signal }: Job): Promise<ExtractedDocument> => {
    const reader = idle.findLast((candidate) => !candidate.ended) ?? start();
    takeOut(reader);
    const reply = await reader.read({ id: (requests += 1), bytes, context }, signal);
    if (reader.served >= documents) await reader.kill();
    else if (!reader.ended) idle.push(reader);
    return unpack(reply);
  };

  const next = (): void => {
    while (running < size) {
      const job = queue.shift();
      if (job === undefined) return;
      running += 1;
      const done = run(job).finally(() => {
        running -= 1;
        next();
      });
      done.then(job.outcome.resolve, job.outcome.reject);
    }
  };

  return {
    async extract(bytes, context, signal) {
      signal?.throwIfAborted();
      if (closed) throw closedError();
      const job: Job = { bytes, context, signal, outcome: Promise.withResolvers() };
      const leave = (): void => {
        const at = queue.indexOf(job);
        if (at === -1) return;
        queue.splice(at, 1);
        job.outcome.reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(job);
      next();
      return job.outcome.promise.finally(() => signal?.removeEventListener('abort', leave));
    },
    async close() {
      closed = true;
      for (const job of queue.splice(0)) job.outcome.reject(closedError());
      await Promise.all(Array.from(readers, (reader) => reader.kill(closedError())));
    },
  };
}

function unpack(reply: ExtractReply): ExtractedDocument {
  if ('document' in reply) return reply.document;
  throw new BalieError(reply.code, {
    ...(reply.detail !== undefined && { detail: reply.detail }),
    cause: reply.cause,
  });
}

function closedError(): Error {
  return new Error('this pool is closed');
}
