import { asBalieError, BalieError } from '../../../errors.ts';
import type { Caller, CallReport, HostCallOptions, ModelFacts, RanOn, Usage } from '../../call.ts';
import { mayGoElsewhere } from '../hosts/faults.ts';
import type { HostLoads } from '../hosts/loads.ts';
import type { Pool } from '../pool.ts';
import { PoolHost } from '../hosts/pool-host.ts';
import type { Charge } from '../queue/spent.ts';
import type { Asker, Waiting } from '../queue/waiting.ts';
import { Patience } from './patience.ts';

export interface CallPorts {
  readonly pool: Pool;
  /** Asks the pool's hosts anew what models they have. */
  readonly lookAgain: () => Promise<void>;
  readonly loads: Pick<HostLoads, 'left'>;
  readonly onEnd: (report: CallReport) => void;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
}

const NOTHING: Usage = { promptTokens: 0, answerTokens: 0 };

/** One call on its way through a pool: to a host, to another when that fails, and out again, told once. */
export abstract class PooledCall implements Asker {
  readonly caller: Caller;
  tried: Set<PoolHost> | undefined;
  charge: Charge | undefined;
  protected readonly signal: AbortSignal;
  protected readonly facts: ModelFacts;
  protected readonly at: HostCallOptions;
  protected isSettled = false;
  protected abstract readonly kind: CallReport['kind'];
  readonly #ports: CallPorts;
  readonly #patience: Patience | undefined;
  #host: PoolHost | undefined;
  #waiting: Waiting | undefined;
  #lastHost: PoolHost | undefined;
  #began: number | undefined;
  #enteredAt = 0;
  #askedAt = 0;
  #waitedMs = 0;
  #firstChunkMs: number | undefined;

  /** @param limitMs how long whoever called waits in all, where that is known: the signal ends it then. */
  constructor(ports: CallPorts, facts: ModelFacts, caller: Caller, signal: AbortSignal, limitMs: number | undefined) {
    this.#ports = ports;
    this.facts = facts;
    this.caller = caller;
    this.signal = signal;
    this.#patience = limitMs === undefined ? undefined : new Patience(limitMs, { pool: ports.pool, call: this, isCounted: () => this.kind === 'embed' });
    const at = { model: facts.model, contextTokens: facts.contextTokens, canThink: facts.capabilities.includes('thinking') };
    this.at = caller.traceparent === undefined ? at : { ...at, traceparent: caller.traceparent };
  }

  get model(): string {
    return this.facts.model;
  }

  /** Where it runs, or ran last; undefined when it never came to a host. */
  get ranOn(): RanOn | undefined {
    if (this.#lastHost === undefined) return undefined;
    const digest = this.#lastHost.digestOf(this.model);
    return { host: this.#lastHost.host.id, model: this.model, contextTokens: this.at.contextTokens, ...(digest !== undefined && { digest }) };
  }

  /** The signal's listener: whoever called does not wait any more. A host is cut off before its slot goes to another. */
  abstract handleEvent(): void;

  granted(host: PoolHost): void {
    this.#waiting = undefined;
    this.#arrived(host);
    this.run(host);
  }

  refused(fault: BalieError): void {
    this.settle(fault.code);
    this.failed(fault);
  }

  abstract probe(): ReturnType<Asker['probe']>;
  abstract moveOn(fault: BalieError): void;
  abstract moved(position: number, expectedMs: number): void;
  /** A host was granted after a wait. */
  protected abstract run(host: PoolHost): void;
  /** The wait ended in a fault. */
  protected abstract failed(fault: BalieError): void;
  /** What was used, where no host said so. */
  protected abstract estimate(): Usage;

  /** For a host that is asked now. */
  protected signalAt(host: PoolHost): AbortSignal {
    return this.#patience?.signalAt(host, this.signal) ?? this.signal;
  }

  protected get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** The call begins: from now on its end is told. @throws the signal's reason. */
  protected begin(): void {
    this.#began = this.#ports.clock();
    this.signal.throwIfAborted();
    this.signal.addEventListener('abort', this);
  }

  /** @returns undefined when the call waits: `run` or `failed` follows. @throws BalieError as `Pool.enter`. */
  protected enter(): PoolHost | undefined {
    this.#enteredAt = this.#ports.clock();
    const entered = this.#ports.pool.enter(this);
    if (entered instanceof PoolHost) return this.#arrived(entered, this.#enteredAt);
    this.#waiting = entered;
    return undefined;
  }

  /** Asks the hosts what models they have: one may have been fetched since. @throws the signal's reason. */
  protected async lookAgain(): Promise<void> {
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(this.signal.reason);
    this.signal.addEventListener('abort', leave);
    try {
      // A host may be silent for longer than a caller waits.
      await Promise.race([this.#ports.lookAgain(), left.promise]);
      this.signal.throwIfAborted();
    } finally {
      this.signal.removeEventListener('abort', leave);
    }
  }

  /** The host sent its first chunk, or all of its answer. */
  protected answered(): void {
    this.#patience?.end();
    this.#firstChunkMs = this.#ports.clock() - this.#askedAt;
    if (this.#host !== undefined) this.#ports.pool.answered(this.#host, this);
  }

  /**
   * Goes to another host where that makes sense: only before the first chunk, and not with a fault of the call's own.
   * @returns undefined when the call waits for one.
   * @throws the fault otherwise; the call is settled then.
   */
  protected elsewhere(error: unknown): PoolHost | undefined {
    if (this.signal.aborted) throw this.signal.reason;
    this.#patience?.end();
    const fault = asBalieError(error);
    const host = this.#host;
    if (this.isSettled || host === undefined || this.#firstChunkMs !== undefined || !mayGoElsewhere(fault)) throw this.#settledWith(fault);
    (this.tried ??= new Set()).add(host);
    this.#host = undefined;
    this.#ports.pool.finish(host, this, { ranMs: this.#ports.clock() - this.#askedAt, fault: this.#patience === undefined ? fault : this.#patience.counted(fault) });
    if (fault.code === 'model-silent') this.#ports.loads.left(host, this.kind, this.at);
    try {
      return this.enter();
    } catch (none) {
      // That no host has the model says more than what the last one said of it.
      throw this.#settledWith(none instanceof BalieError && none.code === 'model-missing' ? none : fault);
    }
  }

  /** The call ends: leaves the queue or its host, and is told of. Once; what comes later changes nothing. */
  protected settle(outcome: CallReport['outcome'], usage?: Usage, fault?: BalieError): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.signal.removeEventListener('abort', this);
    this.#patience?.end();
    const { pool, loads, clock, onEnd } = this.#ports;
    const now = clock();
    const ranMs = now - this.#askedAt;
    const host = this.#host;
    if (this.#waiting !== undefined) {
      this.#waitedMs += now - this.#enteredAt;
      pool.leave(this.#waiting);
    }
    this.#host = undefined;
    this.#waiting = undefined;
    if (host !== undefined) {
      const isLeft = outcome === 'cancelled' && this.#firstChunkMs === undefined;
      pool.finish(host, this, { ranMs, isDone: outcome === 'done', fault: isLeft ? this.#patience?.silenceAt(host, ranMs) : fault });
      if (isLeft) loads.left(host, this.kind, this.at);
    }
    if (this.#began === undefined) return;
    // What a host may have done for a call that failed before its first chunk is not on whoever called.
    const isUsed = outcome === 'done' || this.#firstChunkMs !== undefined || (outcome === 'cancelled' && host !== undefined);
    onEnd({
      model: this.facts.name,
      audience: this.caller.audience,
      caller: this.caller.id,
      kind: this.kind,
      host: this.#lastHost?.host.id,
      waitedMs: this.#waitedMs,
      firstChunkMs: this.#firstChunkMs,
      durationMs: now - this.#began,
      usage: usage ?? (isUsed ? this.estimate() : NOTHING),
      outcome,
    });
  }

  /** The call ends without an answer. @returns what is to be thrown. */
  protected ended(error: unknown): unknown {
    if (this.signal.aborted) {
      this.settle('cancelled');
      return this.signal.reason;
    }
    const fault = asBalieError(error);
    this.settle(fault.code);
    return fault;
  }

  #settledWith(fault: BalieError): BalieError {
    this.settle(fault.code, undefined, fault);
    return fault;
  }

  #arrived(host: PoolHost, now = this.#ports.clock()): PoolHost {
    this.#waitedMs += now - this.#enteredAt;
    this.#askedAt = now;
    this.#host = host;
    this.#lastHost = host;
    return host;
  }
}
