import type { Dispatcher } from 'undici';
import { BalieError } from '../../errors.ts';
import { ChunkQueue } from './chunk-queue.ts';
import type { HostRequest, StreamReader } from './host-request.ts';
import { BrokenStream } from './lines.ts';
import { detailOf, headersOf } from './place.ts';
import { MAX_REFUSAL_BYTES } from './refused.ts';

/** After the last chunk the host only closes the response. Waiting for that keeps the connection for the next call. */
const DRAIN_MS = 1_000;
/** A reader that is so many chunks behind, or so many of the host's bytes, has the host wait. */
const MAX_UNREAD = 256;
const MAX_UNREAD_BYTES = 256 * 1024;

/**
 * One streamed call to a model host, for one reader. Nothing is sent before the first `next()`. Aborting the signal, or `return()` (so
 * also `break`), closes the host's connection at once: while connecting, waiting or streaming. No retries.
 *
 * Written on undici's own handler rather than on streams and generators, which together cost more than reading the answer; one timer
 * serves a whole call.
 */
export class HostStream<Chunk> implements AsyncIterableIterator<Chunk> {
  readonly #request: HostRequest<Chunk>;
  readonly #signal: AbortSignal;
  readonly #queue = new ChunkQueue<Chunk>();
  readonly #reader: StreamReader;
  #controller: Dispatcher.DispatchController | undefined;
  #state: 'new' | 'running' | 'draining' | 'over' = 'new';
  #status = 0;
  #refusal: Buffer[] = [];
  #refusalBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #patienceMs = 0;
  #heardAt = 0;
  #hasBytes = false;
  #bytes = 0;
  /** What came in since the reader had read all. */
  #unreadBytes = 0;

  /** @param signal the caller's. */
  constructor(request: HostRequest<Chunk>, signal: AbortSignal) {
    this.#request = request;
    this.#signal = signal;
    this.#reader = request.open((chunk) => this.#queue.push(chunk), detailOf(request));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Chunk>> {
    if (this.#state === 'new') this.#start();
    // The host was done before the caller aborted, who has not read it all.
    else if (this.#signal.aborted && this.#queue.size > 0) this.#queue.drop({ error: this.#signal.reason });
    const next = this.#queue.next();
    if (this.#controller?.paused === true && this.#queue.size === 0) {
      this.#heardAt = performance.now();
      this.#unreadBytes = 0;
      this.#controller.resume();
    }
    return next;
  }

  return(): Promise<IteratorResult<Chunk>> {
    this.#queue.drop();
    if (this.#state === 'new') this.#state = 'over';
    else if (this.#state === 'running') this.#cut('the reader left');
    return Promise.resolve({ done: true, value: undefined });
  }

  #start(): void {
    if (this.#signal.aborted) {
      this.#state = 'over';
      return this.#queue.close({ error: this.#signal.reason });
    }
    const { place, path, body, accept, limits } = this.#request;
    const headers = headersOf(this.#request, { 'content-type': 'application/json', accept });
    this.#state = 'running';
    this.#signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#arm(limits.firstByteMs);
    place.dispatcher.dispatch({ origin: place.origin, path: place.prefix + path, method: 'POST', headers, body: JSON.stringify(body()), headersTimeout: 0, bodyTimeout: 0 }, this.#handler);
  }

  readonly #onAbort = (): void => {
    this.#queue.drop({ error: this.#signal.reason });
    this.#cut('the caller left');
  };

  readonly #handler: Dispatcher.DispatchHandler = {
    onRequestStart: (controller) => {
      this.#controller = controller;
      // Cut while it waited for a connection.
      if (this.#state === 'over') controller.abort(new Error('cut'));
    },
    onResponseStart: (_controller, status) => {
      this.#status = status;
    },
    onResponseData: (controller, bytes) => {
      if (this.#state === 'over') return;
      this.#heardAt = performance.now();
      if (!this.#hasBytes) {
        this.#hasBytes = true;
        this.#arm(this.#request.limits.silenceMs);
      }
      if (this.#status !== 200) return this.#refused(bytes);
      if (this.#state === 'draining') return;
      this.#read(bytes);
      this.#unreadBytes = this.#queue.size === 0 ? 0 : this.#unreadBytes + bytes.length;
      if (this.#state === 'running' && (this.#queue.size > MAX_UNREAD || this.#unreadBytes > MAX_UNREAD_BYTES)) controller.pause();
    },
    onResponseEnd: () => {
      if (this.#state === 'running' && this.#status === 200) this.#read();
      // A refusal, or a stream that ended too soon.
      if (this.#state === 'running') this.#fail(new Error('stream stopped before its end'));
      this.#close();
    },
    onResponseError: (_controller, error) => {
      if (this.#state === 'running') this.#fail(error);
      this.#close();
    },
  };

  /** @param bytes absent: the host ended the response. */
  #read(bytes?: Buffer): void {
    this.#bytes += bytes?.length ?? 0;
    try {
      if (this.#bytes > (this.#request.maxBytes ?? Infinity)) throw new BrokenStream('stream without an end');
      if (bytes === undefined) this.#reader.end();
      else this.#reader.read(bytes);
    } catch (error) {
      return this.#cut('not what a host sends', error);
    }
    if (!this.#reader.isComplete) return;
    this.#queue.close();
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#state = 'draining';
    this.#arm(DRAIN_MS);
  }

  #refused(bytes: Buffer): void {
    this.#refusal.push(bytes);
    this.#refusalBytes += bytes.length;
    if (this.#refusalBytes > MAX_REFUSAL_BYTES) this.#cut('enough of a refusal', new Error('refused'));
  }

  /** Ends the call for its reader: with what the host refused, or why it broke. */
  #fail(cause: unknown): void {
    this.#queue.close({ error: cause instanceof BalieError ? cause : this.#faultOf(cause) });
  }

  #faultOf(cause: unknown): BalieError {
    const { refusal, broken = 'model-broken-stream' } = this.#request;
    const detail = detailOf(this.#request);
    if (this.#status === 200) return new BalieError(broken, { detail, cause });
    if (this.#status === 0) return new BalieError('model-unavailable', { detail, cause });
    return refusal(this.#status, Buffer.concat(this.#refusal).toString('utf8', 0, MAX_REFUSAL_BYTES), detail);
  }

  /** Ends the call at the host. */
  #cut(why: string, error?: unknown): void {
    if (error !== undefined) this.#fail(error);
    this.#close();
    this.#controller?.abort(new Error(why));
  }

  #close(): void {
    this.#state = 'over';
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  /** From now on the host may be silent for so long. A reader that has it wait is not the host's silence. */
  #arm(ms: number): void {
    this.#patienceMs = Math.min(ms, this.#request.patienceMs ?? ms);
    this.#heardAt = performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#check, this.#patienceMs);
  }

  readonly #check = (): void => {
    const silentMs = this.#controller?.paused === true ? 0 : performance.now() - this.#heardAt;
    const leftMs = Math.ceil(this.#patienceMs - silentMs);
    if (leftMs > 0) this.#timer = setTimeout(this.#check, leftMs);
    else if (this.#state === 'draining') this.#cut('the response was not closed');
    else this.#cut('silent', new BalieError('model-silent', { detail: detailOf(this.#request) }));
  };
}
