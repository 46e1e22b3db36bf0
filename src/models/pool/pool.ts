import { BalieError } from '../../errors.ts';
import type { HostModel } from '../call.ts';
import { choose } from './hosts/choose.ts';
import { isHostsFault } from './hosts/faults.ts';
import type { PoolHost, Running } from './hosts/pool-host.ts';
import { type Probe, tryHost } from './hosts/probe.ts';
import { HostRests, type OnState } from './hosts/rests.ts';
import type { Asker, Waiting } from './queue/waiting.ts';
import { WaitingRoom } from './queue/waiting-room.ts';
import type { PoolSettings } from './settings.ts';

/** Hosts that serve the same models, and the queue before them. Whoever can be served at once waits for nothing. */
export class Pool {
  readonly #settings: PoolSettings;
  readonly #room: WaitingRoom;
  readonly #rests: HostRests;
  #hosts: readonly PoolHost[] = [];
  #handed = 0;

  /** @param clock milliseconds, from any start. */
  constructor(settings: PoolSettings, clock: () => number, onState: OnState = () => undefined) {
    this.#settings = settings;
    this.#rests = new HostRests(onState, (host) => this.#rested(host));
    this.#room = new WaitingRoom(settings, () => this.#hosts, clock);
  }

  get hosts(): readonly PoolHost[] {
    return this.#hosts;
  }

  /** How many wait. */
  get size(): number {
    return this.#room.size;
  }

  /** From now on these are its hosts. Calls at those that go are not touched. */
  replace(hosts: readonly PoolHost[]): void {
    this.#hosts = hosts;
    for (const host of hosts) host.peers = hosts;
    this.#refuseHopeless();
    for (const host of hosts) this.#fill(host);
  }

  /**
   * @returns a host at once where one is free, with a slot taken: `finish` must follow; else a place in the queue.
   * @throws BalieError `model-missing`, `model-unavailable` when no host may come free; `queue-full`.
   */
  enter(asker: Asker): PoolHost | Waiting {
    const host = choose(this.#hosts, asker.model, asker.tried) ?? this.#lastResort(asker);
    if (host !== undefined) {
      this.#room.charge(asker);
      return this.#take(host, asker);
    }
    if (!this.#hasHope(asker)) throw this.#hopeless(asker.model);
    return asker.tried === undefined ? this.#room.wait(asker) : this.#room.waitFirst(asker);
  }

  /** Leaves the queue; nothing for one that is not in it any more. */
  leave(waiting: Waiting): void {
    this.#room.leave(waiting);
  }

  /** The host sent its first chunk, or the whole of what was asked: it works, and has the model in memory. */
  answered(host: PoolHost, running: Running): void {
    const takesMore = host.answered(running);
    this.#rests.answered(host);
    // A call was answered: nothing is left to find out.
    host.probing?.abort();
    if (takesMore) this.#fill(host);
  }

  /**
   * Gives a slot back.
   * @param end how long the call ran, and what ended it: a fault, or that it was done; neither when it was left.
   */
  finish(host: PoolHost, asker: Asker, end: { readonly ranMs: number; readonly isDone?: boolean; readonly fault?: BalieError | undefined }): void {
    host.leave(asker);
    this.#room.ended(asker, end.ranMs, end.isDone === true);
    if (end.fault !== undefined) this.#failed(host, end.fault, asker);
    this.#fill(host);
  }

  /** Whether a call that runs at a host might have gone to another that it has not tried; `free`: now. */
  hasOther(host: PoolHost, { model, tried }: Asker, how: 'free' | 'some' = 'some'): boolean {
    return this.#hosts.some((other) => other !== host && (how === 'free' ? other.isFree : other.hasHope) && other.has(model) && tried?.has(other) !== true);
  }

  /** A check failed at a host. One that is too busy to say which models it has is no host to send people to; one that is late may be. */
  unchecked(host: PoolHost, fault: BalieError): void {
    const isLate = fault.code === 'model-silent' && !host.isSilent;
    if (isLate && host.late()) this.#fillAll();
    else if (!isLate && (isHostsFault(fault) || fault.code === 'model-busy')) this.#ill(host, fault);
  }

  /** A host told which models it has: it answers again. */
  learned(host: PoolHost, models: readonly HostModel[]): void {
    host.learn(models);
    // One that hangs may go on listing: only a call tells that it is back.
    if (!host.isSilent) this.#rests.end(host);
    this.#refuseHopeless();
    // Which models the others are taken to have goes by what all list.
    this.#fillAll();
  }

  /** No new calls for a host that goes. @returns when none of its calls runs any more. */
  async drain(host: PoolHost): Promise<void> {
    host.isDraining = true;
    host.probing?.abort();
    this.#refuseHopeless();
    this.#fillAll();
    if (host.inUse > 0) await (host.idle ??= Promise.withResolvers<void>()).promise;
  }

  /** Refuses all that wait and stops its timers. */
  close(fault: BalieError): void {
    this.#room.refuse(() => fault);
    this.#rests.close();
    for (const { probing } of this.#hosts) probing?.abort();
  }

  #fill(host: PoolHost): void {
    const before = this.#room.size;
    if (before === 0 || !this.#hosts.includes(host)) return;
    while (host.isFree) {
      const asker = this.#room.nextFor(host);
      if (asker === undefined) break;
      asker.granted(this.#take(host, asker));
    }
    if (this.#room.size !== before) this.#room.changed();
  }

  #take(host: PoolHost, asker: Asker): PoolHost {
    host.take(asker);
    host.lastUsed = this.#handed += 1;
    return host;
  }

  #failed(host: PoolHost, fault: BalieError, asker: Asker): void {
    if (fault.code === 'model-silent') host.probe = asker.probe();
    if (isHostsFault(fault)) return this.#ill(host, fault);
    if (fault.code !== 'model-missing') return;
    host.note(asker.model, 'missing');
    this.#refuseHopeless();
    this.#fillAll();
  }

  #ill(host: PoolHost, fault: BalieError): void {
    if (!this.#rests.failed(host, fault)) return;
    this.#refuseHopeless();
    if (host.isSilent) for (const one of host.stuck()) one.moveOn(fault);
    this.#fillAll();
  }

  /** Hosts that were passed over may be wanted now. */
  #fillAll(): void {
    for (const host of this.#hosts) this.#fill(host);
  }

  async #try(host: PoolHost, probe: Probe): Promise<void> {
    const { running, fault, isLeft } = await tryHost(host, probe);
    if (!isLeft) {
      if (fault === undefined) this.answered(host, running);
      else this.#ill(host, fault);
    }
    this.#fill(host);
  }

  #rested(host: PoolHost): void {
    // One that runs says at its end what is next.
    if (host.probing !== undefined) return;
    const { probe } = host;
    // Nobody's own call is left waiting at a host that was silent, as long as another answers.
    if (probe !== undefined && !host.isDraining && host.isSilent && host.hasBetter(probe.model)) void this.#try(host, probe);
    else this.#fill(host);
  }

  /** When every host is left alone, one of them is tried all the same: nobody is sent away who could have been answered. */
  #lastResort(asker: Asker): PoolHost | undefined {
    if (this.#hasHope(asker)) return undefined;
    const host = this.#hosts.find((one) => one.isWorthTrying && one.has(asker.model) && asker.tried?.has(one) !== true);
    if (host !== undefined) this.#rests.end(host);
    return host;
  }

  #hasHope({ model, tried }: Asker): boolean {
    return this.#hosts.some((host) => host.hasHope && host.has(model) && tried?.has(host) !== true);
  }

  #refuseHopeless(): void {
    this.#room.refuse((asker) => (this.#hasHope(asker) ? undefined : this.#hopeless(asker.model)));
  }

  #hopeless(model: string): BalieError {
    const isMissing = this.#hosts.length > 0 && this.#hosts.every((host) => !host.has(model));
    if (isMissing) return new BalieError('model-missing', { detail: `ollama pull ${model}` });
    return new BalieError('model-unavailable', { detail: model, retryAfterMs: this.#settings.breaker.restMs });
  }
}
