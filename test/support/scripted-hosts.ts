import { BalieError } from '../../src/errors.ts';
import type { Embeddings, HostCallOptions, HostChunk, HostModel, ModelCall, ModelHost, PullProgress } from '../../src/models/call.ts';

export const END: HostChunk = { type: 'end', reason: 'stop', usage: { promptTokens: 10, answerTokens: 3 } };
export const text = (value: string): HostChunk => ({ type: 'text', text: value });

/** One call at a scripted host, played by the test. */
export class ScriptedCall implements AsyncIterableIterator<HostChunk> {
  readonly call: ModelCall;
  readonly at: HostCallOptions;
  /** How it ended, when it has. */
  ended: 'done' | 'failed' | 'aborted' | 'left' | undefined;
  readonly #host: ScriptedHost;
  readonly #signal: AbortSignal;
  readonly #chunks: HostChunk[] = [];
  #error: unknown;
  #reader: PromiseWithResolvers<IteratorResult<HostChunk>> | undefined;
  #hasBegun = false;

  constructor(host: ScriptedHost, call: ModelCall, at: HostCallOptions, signal: AbortSignal) {
    this.#host = host;
    this.call = call;
    this.at = at;
    this.#signal = signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The host sends this. */
  send(...chunks: readonly HostChunk[]): void {
    this.#chunks.push(...chunks);
    this.#serve();
  }

  /** The host sends a whole answer. */
  answer(words = 'Ja.'): void {
    this.send(text(words), END);
  }

  fail(error: BalieError): void {
    this.#error = error;
    this.#over('failed');
    this.#serve();
  }

  next(): Promise<IteratorResult<HostChunk>> {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#signal.addEventListener('abort', this.#onAbort);
      this.#host.begun(this);
    }
    this.#reader = Promise.withResolvers();
    const { promise } = this.#reader;
    this.#serve();
    return promise;
  }

  async return(): Promise<IteratorResult<HostChunk>> {
    this.#over('left');
    this.#reader?.resolve({ done: true, value: undefined });
    return { done: true, value: undefined };
  }

  readonly #onAbort = (): void => {
    this.#error = this.#signal.reason;
    this.#over('aborted');
    this.#serve();
  };

  #serve(): void {
    const reader = this.#reader;
    if (reader === undefined) return;
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) reader.resolve({ done: false, value: chunk });
    else if (this.#error !== undefined) reader.reject(this.#error);
    else if (this.ended !== undefined) reader.resolve({ done: true, value: undefined });
    else return;
    this.#reader = undefined;
    if (chunk?.type === 'end') this.#over('done');
  }

  #over(how: NonNullable<ScriptedCall['ended']>): void {
    if (this.ended !== undefined) return;
    this.ended = how;
    this.#signal.removeEventListener('abort', this.#onAbort);
    if (this.#hasBegun) this.#host.over();
  }
}

interface Options {
  readonly models?: readonly HostModel[];
  /** What it does with each call; absent: the test plays them. */
  readonly script?: (call: ScriptedCall) => void;
}

/** A host in this process, whose every call and answer is the test's to play. */
export class ScriptedHost implements ModelHost {
  readonly id: string;
  readonly url: string;
  readonly calls: ScriptedCall[] = [];
  /** Now, and at most so far. */
  running = 0;
  most = 0;
  /** How often it was asked what models it has. */
  checks = 0;
  isClosed = false;
  script: ((call: ScriptedCall) => void) | undefined;
  /** What it throws at whatever is asked of it. */
  fault: BalieError | undefined;
  stored: readonly HostModel[];
  readonly #unseen: ScriptedCall[] = [];
  readonly #waiting: ((call: ScriptedCall) => void)[] = [];

  constructor(id: string, { models = [{ name: 'groot' }, { name: 'klein' }, { name: 'vector' }], script }: Options = {}) {
    this.id = id;
    this.url = `http://${id}.example`;
    this.stored = models;
    this.script = script;
  }

  chat(call: ModelCall, at: HostCallOptions, signal: AbortSignal): ScriptedCall {
    return new ScriptedCall(this, call, at, signal);
  }

  async embed(texts: readonly string[], at: HostCallOptions, signal: AbortSignal): Promise<Embeddings> {
    const call = this.chat({ model: at.model, messages: [] }, at, signal);
    for await (const chunk of call) if (chunk.type === 'end') break;
    return { vectors: texts.map(() => [1, 0]), promptTokens: texts.length };
  }

  async models(): Promise<readonly HostModel[]> {
    this.checks += 1;
    if (this.fault !== undefined) throw this.fault;
    return this.stored;
  }

  // oxlint-disable-next-line require-yield -- nothing to bring
  async *pull(): AsyncGenerator<PullProgress> {
    throw new BalieError('model-missing');
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  /** The next call that this method has not given yet; waits for it. */
  nextCall(): Promise<ScriptedCall> {
    const call = this.#unseen.shift();
    return call === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(call);
  }

  /** Dies: all that runs breaks, and whatever comes is refused. */
  kill(): void {
    this.fault = new BalieError('model-unavailable', { detail: this.id });
    for (const call of this.calls) if (call.ended === undefined) call.fail(new BalieError('model-broken-stream', { detail: this.id }));
  }

  begun(call: ScriptedCall): void {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    this.calls.push(call);
    if (this.fault !== undefined) return call.fail(this.fault);
    if (this.script !== undefined) return this.script(call);
    (this.#waiting.shift() ?? ((seen) => this.#unseen.push(seen)))(call);
  }

  over(): void {
    this.running -= 1;
  }
}
