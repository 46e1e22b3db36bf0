import { asBalieError, BalieError } from '../../../errors.ts';
import type { Caller, CallReport, HostCallOptions, ModelFacts, RanOn, Usage } from '../../call.ts';
import { mayGoElsewhere } from '../hosts/faults.ts';
import { PoolHost } from '../hosts/pool-host.ts';
import type { Charge } from '../queue/spent.ts';
import type { Asker, Waiting } from '../queue/waiting.ts';
import type { CallPorts } from './call-ports.ts';
import { CallTimes } from './call-times.ts';
import { Patience } from './patience.ts';

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
  readonly #times: CallTimes;
  #host: PoolHost | undefined;
  #waiting: Waiting | undefined;
  #lastHost: PoolHost | undefined;

  /** @param limitMs how long whoever called waits in all, where that is known: the signal ends it then. */
  constructor(ports: CallPorts, facts: ModelFacts, caller: Caller, signal: AbortSignal, limitMs: number | undefined) {
    this.#ports = ports;
    this.facts = facts;
    this.caller = caller;
    this.signal = signal;
    this.#times = new CallTimes(ports.clock);
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
    this.#arrived(host, false);
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
    this.#times.begin();
    this.signal.throwIfAborted();
    this.signal.addEventListener('abort', this);
  }

  /** @returns undefined when the call waits: `run` or `failed` follows. @throws BalieError as `Pool.enter`. */
  protected enter(): PoolHost | undefined {
    this.#times.enter();
    const entered = this.#ports.pool.enter(this);
    if (entered instanceof PoolHost) return this.#arrived(entered, true);
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
    this.#times.answer();
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
    if (this.isSettled || host === undefined || this.#times.isAnswered || !mayGoElsewhere(fault)) throw this.#settledWith(fault);
    (this.tried ??= new Set()).add(host);
    this.#host = undefined;
    this.#ports.pool.finish(host, this, { ranMs: this.#times.ranMs(), fault: this.#patience === undefined ? fault : this.#patience.counted(fault) });
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
    const times = this.#times.end(this.#waiting !== undefined);
    if (times === undefined) return;
    const { pool, loads, onEnd } = this.#ports;
    const { ranMs, ...told } = times;
    const { isAnswered } = this.#times;
    const host = this.#host;
    if (this.#waiting !== undefined) pool.leave(this.#waiting);
    this.#host = undefined;
    this.#waiting = undefined;
    if (host !== undefined) {
      const isLeft = outcome === 'cancelled' && !isAnswered;
      pool.finish(host, this, { ranMs, isDone: outcome === 'done', fault: isLeft ? this.#patience?.silenceAt(host, ranMs) : fault });
      if (isLeft) loads.left(host, this.kind, this.at);
    }
    // What a host may have done for a call that failed before its first chunk is not on whoever called.
    const isUsed = outcome === 'done' || isAnswered || (outcome === 'cancelled' && host !== undefined);
    onEnd({
      model: this.facts.name,
      audience: this.caller.audience,
      caller: this.caller.id,
      kind: this.kind,
      host: this.#lastHost?.host.id,
      ...told,
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

  #arrived(host: PoolHost, isAtOnce: boolean): PoolHost {
    this.#times.arrive(isAtOnce);
    this.#host = host;
    this.#lastHost = host;
    return host;
  }
}
