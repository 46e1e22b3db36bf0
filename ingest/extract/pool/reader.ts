import { BalieError } from '../../../src/errors.ts';
import { launch } from './launch.ts';
import { watchMemory } from './memory.ts';
import type { ExtractProgress, ExtractReply, ExtractRequest } from './messages.ts';

export interface ReaderLimits {
  /** Milliseconds without a word about the document. */
  readonly timeout: number;
  /** Milliseconds for the document in all. */
  readonly total: number;
  /** Megabytes that the process may have in memory; two thirds of them are for the heap. */
  readonly memory: number;
}

/** One process that reads documents, one at a time. */
export interface Reader {
  /** How many documents it was given. */
  readonly served: number;
  readonly ended: boolean;
  /**
   * Has the process read a document. After a rejection the process is gone.
   * @throws BalieError `document-too-slow` or `document-too-large` when the document broke a limit, `document-corrupt`
   *   when the process died of it, `document-interrupted` when it was ended from elsewhere. The signal's reason when that was aborted.
   */
  read(request: ExtractRequest, signal?: AbortSignal): Promise<ExtractReply>;
  /** Ends the process, and with `reason` what it is reading; returns when it is gone. */
  kill(reason?: unknown): Promise<void>;
}

/** How much is kept of what a process writes on its end. */
const TAIL_CHARS = 4_000;

/**
 * Starts a process.
 * @param onEnd - Called when the process is gone, however that came.
 */
export function startReader(script: URL, { timeout, total, memory }: ReaderLimits, onEnd: () => void): Reader {
  const child = launch(script, Math.ceil((memory * 2) / 3));
  const gone = Promise.withResolvers<void>();
  let waiting: { readonly id: number; readonly outcome: PromiseWithResolvers<ExtractReply>; onNews(): void } | undefined;
  let tail = '';
  let ended = false;
  let served = 0;

  const end = (fault: unknown): void => {
    if (ended) return;
    ended = true;
    waiting?.outcome.reject(fault);
    gone.resolve();
    onEnd();
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-TAIL_CHARS)));
  child.on('message', (message: ExtractReply | ExtractProgress) => {
    if (message.id !== waiting?.id) return;
    if ('pages' in message) waiting.onNews();
    else waiting.outcome.resolve(message);
  });
  // A process that cannot be started is no fault of the document. One that cannot be written to is about to close.
  child.on('error', (error) => (child.pid === undefined ? end(error) : child.kill('SIGKILL')));
  child.on('close', (code, signal) => end(causeOfDeath(code, signal, tail)));

  const kill = async (reason?: unknown): Promise<void> => {
    if (reason !== undefined) waiting?.outcome.reject(reason);
    // The desk does not end before what it asked for is done.
    hold(true);
    child.kill('SIGKILL');
    await gone.promise;
  };
  const hold = (on: boolean): void => {
    child[on ? 'ref' : 'unref']();
    child.channel?.[on ? 'ref' : 'unref']();
  };

  return {
    get served() {
      return served;
    },
    get ended() {
      return ended || !child.connected;
    },
    kill,
    async read(request, signal) {
      const outcome = Promise.withResolvers<ExtractReply>();
      const tooSlow = (limit: number) => (): void =>
        outcome.reject(new BalieError('document-too-slow', { detail: `langer dan ${duration(limit)}` }));
      const silence = setTimeout(tooSlow(timeout), timeout);
      const whole = setTimeout(tooSlow(total), total);
      const onAbort = (): void => outcome.reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      const unwatch = watchMemory(child.pid ?? 0, memory, () => outcome.reject(tooMuchMemory()));
      waiting = { id: request.id, outcome, onNews: () => void silence.refresh() };
      served += 1;
      hold(true);
      try {
        child.send(request);
        const reply = await outcome.promise;
        hold(false);
        return reply;
      } catch (error) {
        // Whatever did not come as a reply leaves the process in an unknown state.
        await kill();
        throw error;
      } finally {
        waiting = undefined;
        clearTimeout(silence);
        clearTimeout(whole);
        unwatch();
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}

/** Signals that a process brings upon itself; others are sent to it. */
const OWN_SIGNALS: ReadonlySet<string> = new Set(['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGSYS', 'SIGTRAP']);
/** What Node and libraries say where the system has no thread, file or memory to give. */
const NOT_GIVEN = /uv_thread_create|pthread_create|ERR_WORKER_INIT_FAILED|\b(?:EAGAIN|EMFILE|ENFILE|ENOMEM)\b/;

function causeOfDeath(code: number | null, signal: NodeJS.Signals | null, tail: string): Error {
  const cause = new Error(`reading process ended with ${signal ?? code}: ${tail}`);
  // An installation that is not whole is no fault of the document: it may be tried again when that is mended.
  if (/ERR_MODULE_NOT_FOUND|ERR_ACCESS_DENIED/.test(tail)) return cause;
  // Readers go first when anything on the machine takes all memory: a kill that was not ours says nothing of the document.
  if (signal === 'SIGKILL') return interrupted('het systeem brak het lezen af; misschien had de machine te weinig geheugen', cause);
  if (signal !== null && !OWN_SIGNALS.has(signal)) return interrupted('het lezen is van buiten afgebroken', cause);
  // V8 says so before it aborts.
  if (/out of memory|Allocation failed/i.test(tail)) return tooMuchMemory(cause);
  if (NOT_GIVEN.test(tail)) return interrupted('het systeem gaf niet wat het lezen nodig heeft', cause);
  return new BalieError('document-corrupt', { detail: 'het lezen is afgebroken', cause });
}

/** Another time it may go well. */
function interrupted(detail: string, cause: Error): BalieError {
  return new BalieError('document-interrupted', { detail, cause });
}

function tooMuchMemory(cause?: unknown): BalieError {
  return new BalieError('document-too-large', { detail: 'te veel geheugen nodig', cause });
}

function duration(ms: number): string {
  return ms >= 120_000 ? `${Math.round(ms / 60_000)} minuten` : `${Math.round(ms / 1000)} seconden`;
}
