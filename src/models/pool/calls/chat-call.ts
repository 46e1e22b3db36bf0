import { BalieError } from '../../../errors.ts';
import type { Caller, CallReport, HostChunk, ModelCall, ModelChunk, ModelFacts, Usage } from '../../call.ts';
import type { CallPorts } from './call-ports.ts';
import { withinCapabilities } from './capable.ts';
import { fitContext } from './fit-context.ts';
import { PooledCall } from './pooled-call.ts';
import type { PoolHost } from '../hosts/pool-host.ts';
import { chatProbe, type Probe } from '../hosts/probe.ts';

type Read = Promise<IteratorResult<ModelChunk, undefined>>;

const DONE: IteratorResult<ModelChunk, undefined> = { done: true, value: undefined };

/**
 * One streamed answer, for one reader. Nothing happens before the first `next()`. Chunks of the host are passed on as they are: per chunk
 * there is nothing but a look at its kind.
 */
export class ChatCall extends PooledCall implements AsyncIterableIterator<ModelChunk, undefined> {
  protected readonly kind: CallReport['kind'] = 'chat';
  #call: ModelCall;
  #promptTokens = 0;
  #hasBegun = false;
  #hasEnded = false;
  #pieces = 0;
  #source: AsyncIterableIterator<HostChunk> | undefined;
  /** Read from a host that was granted while nobody looked. */
  #ahead: Read | undefined;
  #told: ModelChunk | undefined;
  #fault: BalieError | undefined;
  /** Why it leaves the host that it waits at. */
  #leaving: BalieError | undefined;
  #reader: PromiseWithResolvers<IteratorResult<ModelChunk, undefined>> | undefined;

  constructor(ports: CallPorts, facts: ModelFacts, call: ModelCall, caller: Caller, signal: AbortSignal) {
    super(ports, facts, caller, signal, call.limitMs);
    this.#call = call;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Read {
    if (this.#told !== undefined) return this.#tell(this.#told);
    const ahead = this.#ahead;
    if (ahead !== undefined) {
      this.#ahead = undefined;
      return ahead;
    }
    if (this.#source !== undefined) return this.#read();
    if (!this.#hasBegun) return this.#start();
    if (this.isSettled) return this.#afterEnd();
    this.#reader = Promise.withResolvers();
    return this.#reader.promise;
  }

  async return(): Read {
    const left = this.#source?.return?.();
    this.settle('cancelled');
    this.#hasBegun = true;
    this.#source = undefined;
    this.#ahead = undefined;
    this.#told = undefined;
    this.#reader?.resolve(DONE);
    await left;
    return DONE;
  }

  handleEvent(): void {
    this.#source?.return?.().catch(() => undefined);
    this.settle('cancelled');
    this.#told = undefined;
    this.#reader?.reject(this.signal.reason);
    this.#reader = undefined;
  }

  probe(): Probe {
    return chatProbe(this.at);
  }

  moveOn(fault: BalieError): void {
    if (this.#source === undefined || this.#pieces > 0 || this.#hasEnded) return;
    this.#leaving = fault;
    this.#source.return?.().catch(() => undefined);
  }

  moved(position: number, expectedMs: number): void {
    this.#show({ type: 'waiting', position, expectedMs });
  }

  protected run(host: PoolHost): void {
    // Nobody may be reading now; the host need not wait for that.
    this.#ahead = this.#ask(host);
    this.#ahead.catch(() => undefined);
    this.#show({ type: 'waiting', position: 0, expectedMs: 0 });
  }

  protected failed(fault: BalieError): void {
    if (this.#reader === undefined) this.#fault = fault;
    else this.#reader.reject(fault);
    this.#reader = undefined;
  }

  protected estimate(): Usage {
    return { promptTokens: this.#promptTokens, answerTokens: this.#pieces };
  }

  #start(): Read {
    this.#hasBegun = true;
    try {
      this.begin();
      const fitted = fitContext(withinCapabilities(this.#call, this.facts), this.facts.contextTokens);
      this.#call = fitted.call;
      this.#promptTokens = fitted.promptTokens;
      return this.#began(this.enter());
    } catch (error) {
      if (error instanceof BalieError && error.code === 'model-missing') return this.#startAgain();
      return Promise.reject(this.ended(error));
    }
  }

  async #startAgain(): Read {
    try {
      await this.lookAgain();
      return this.isSettled ? DONE : await this.#began(this.enter());
    } catch (error) {
      throw this.ended(error);
    }
  }

  #began(host: PoolHost | undefined): Read {
    return host === undefined ? this.next() : this.#ask(host);
  }

  #ask(host: PoolHost): Read {
    try {
      this.#source = host.host.chat(this.#call, this.at, this.signalAt(host));
    } catch (error) {
      return Promise.reject(error as Error).catch(this.#onFault);
    }
    return this.#read();
  }

  #read(): Read {
    return (this.#source as AsyncIterableIterator<HostChunk>).next().then(this.#passOn, this.#onFault);
  }

  readonly #passOn = (result: IteratorResult<HostChunk>): IteratorResult<ModelChunk, undefined> | Read => {
    // Every call comes here once: a fault, with its stack, is made only for one that broke.
    if (result.done === true) return this.#hasEnded ? DONE : this.#onFault(this.#leaving ?? new BalieError('model-broken-stream', { detail: this.model }));
    const chunk = result.value;
    if (this.#pieces === 0 && !this.#hasEnded) this.answered();
    if (chunk.type !== 'end') this.#pieces += 1;
    else {
      this.#hasEnded = true;
      this.settle('done', chunk.usage);
    }
    return result;
  };

  readonly #onFault = (error: unknown): IteratorResult<ModelChunk, undefined> | Read => {
    // The answer was whole, or its reader left: what the connection does afterwards is no news.
    if (this.#hasEnded || (this.isSettled && !this.signal.aborted)) return DONE;
    this.#source = undefined;
    this.#leaving = undefined;
    return this.#began(this.elsewhere(error));
  };

  #show(chunk: ModelChunk): void {
    if (this.#reader === undefined) this.#told = chunk;
    else this.#reader.resolve({ done: false, value: chunk });
    this.#reader = undefined;
  }

  #tell(value: ModelChunk): Read {
    this.#told = undefined;
    return Promise.resolve({ done: false, value });
  }

  #afterEnd(): Read {
    if (this.signal.aborted && !this.#hasEnded) return Promise.reject(this.signal.reason as Error);
    const fault = this.#fault;
    this.#fault = undefined;
    return fault === undefined ? Promise.resolve(DONE) : Promise.reject(fault);
  }
}
