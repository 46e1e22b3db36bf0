import type { HostModel, ModelHost } from '../../call.ts';
import type { BalieError } from '../../../errors.ts';
import { Breaker, type BreakerSettings } from './breaker.ts';
import { KnownModels } from './known-models.ts';
import type { Probe } from './probe.ts';

/** What runs at a host. */
export interface Running {
  readonly model: string;
  /** Hosts that failed it: it is not given to them again. */
  readonly tried: ReadonlySet<PoolHost> | undefined;
  /** It would wait in vain: it is to go to another host, unless its first chunk came. */
  moveOn(fault: BalieError): void;
}

/** A host as the pool sees it: its slots, its health, its models. */
export class PoolHost {
  readonly host: ModelHost;
  readonly breaker: Breaker;
  slots: number;
  inUse = 0;
  /** Takes no new calls. */
  isDraining = false;
  /** Whoever tries a half-open host. */
  trial: object | undefined;
  /** Order in which hosts were last handed out: of equals the longest unused goes first. */
  lastUsed = 0;
  /** Resolved when nothing runs here any more. */
  idle: PromiseWithResolvers<void> | undefined;
  /** Kept a call waiting in vain for as long as that could wait, and has not answered since: it may be slow. */
  keptWaiting = false;
  /** Since it last answered a call. */
  lastFault: BalieError | undefined;
  /** What runs here and has no first chunk yet. */
  readonly unanswered = new Set<Running>();
  /** How it is found out whether a call that it was silent for would be answered now, without anybody's own call. */
  probe: Probe | undefined;
  /** Ends the probe that runs. */
  probing: AbortController | undefined;
  #lateLists = 0;
  readonly #settings: BreakerSettings;
  /** The hosts of its pool, itself too. */
  peers: readonly PoolHost[] = [this];
  readonly #models = new KnownModels();

  constructor(host: ModelHost, slots: number, settings: BreakerSettings) {
    this.host = host;
    this.slots = slots;
    this.#settings = settings;
    this.breaker = new Breaker(settings);
  }

  /** A slot is taken. */
  take(running: Running): void {
    this.inUse += 1;
    this.unanswered.add(running);
    if (this.breaker.state === 'half-open') this.trial = running;
  }

  /** A slot comes back. */
  leave(running: Running): void {
    this.inUse -= 1;
    this.unanswered.delete(running);
    if (this.trial === running) this.trial = undefined;
    if (this.inUse > 0) return;
    this.idle?.resolve();
    this.idle = undefined;
  }

  /** Those without a first chunk for whom another host may do better. */
  stuck(): Running[] {
    return [...this.unanswered].filter(({ model, tried }) => this.hasBetter(model, tried));
  }

  get isFree(): boolean {
    if (this.isDraining || this.inUse >= this.slots) return false;
    // One call finds out whether it answers all the same.
    if (this.isUnsure && this.unanswered.size > 0) return false;
    const { state } = this.breaker;
    return state === 'closed' || (state === 'half-open' && this.trial === undefined);
  }

  /** Whether it may come free for a call: now, or when what runs there ends. */
  get hasHope(): boolean {
    return !this.isDraining && this.breaker.state !== 'open' && this.probing === undefined;
  }

  /**
   * Whether it may be tried before it has rested, when there is no other: a host that refuses is known to in no time, one that is
   * silent would keep whoever tries it.
   */
  get isWorthTrying(): boolean {
    return !this.isDraining && this.inUse < this.slots && this.breaker.state === 'open' && !this.isSilent;
  }

  /** Whether it left a call without an answer, and has answered none since. That it lists its models says nothing of that. */
  get isSilent(): boolean {
    return this.lastFault?.code === 'model-silent';
  }

  /** Whether its lists come too late each time: it may hang, or have too much to do to make one. */
  get isUnsure(): boolean {
    return this.#lateLists >= this.#settings.faults;
  }

  /** Whether calls get their chunks from it now. */
  get isWriting(): boolean {
    return this.inUse > this.unanswered.size;
  }

  /** Whether a call may go to it; where it is unsure, only one for which there is no better. */
  serves(model: string, tried?: ReadonlySet<PoolHost>): boolean {
    return this.has(model) && tried?.has(this) !== true && !(this.isUnsure && this.hasBetter(model, tried));
  }

  /** Whether another host of the pool answers, and may answer this. One that is only to be tried is not known to. */
  hasBetter(model: string, tried?: ReadonlySet<PoolHost>): boolean {
    return this.peers.some((peer) => peer !== this && !peer.isDraining && peer.breaker.state === 'closed' && !peer.isUnsure && peer.has(model) && tried?.has(peer) !== true);
  }

  /** A list did not come in time. @returns whether it is unsure only from now on. */
  late(): boolean {
    this.#lateLists += 1;
    return this.#lateLists === this.#settings.faults;
  }

  /** @returns whether it takes more calls than before. */
  answered(running: Running): boolean {
    const { model } = running;
    const wasUnsure = this.isUnsure;
    this.unanswered.delete(running);
    this.note(model, 'loaded');
    this.trial = undefined;
    this.lastFault = undefined;
    this.keptWaiting = false;
    this.#lateLists = 0;
    return this.breaker.succeeded() || wasUnsure;
  }

  /**
   * Whether it may be asked for a model. One that no host of the pool lists may be there all the same, behind a proxy that lists less: the
   * host itself says so when it is not.
   */
  has(model: string): boolean {
    const presence = this.#models.presenceOf(model);
    return presence === 'unlisted' ? !this.peers.some((peer) => peer.#models.isListed(model)) : presence !== 'missing';
  }

  hasLoaded(model: string): boolean {
    return this.#models.presenceOf(model) === 'loaded';
  }

  /** As `hasLoaded`, but of what was told or shown alone. */
  isKnownLoaded(model: string): boolean {
    return this.#models.isKnownLoaded(model);
  }

  /** As the host told it last; undefined when it did not. */
  digestOf(model: string): string | undefined {
    return this.#models.digestOf(model);
  }

  /** The host told its models. */
  learn(models: readonly HostModel[]): void {
    this.#lateLists = 0;
    this.#models.learn(models);
  }

  /** A call showed what no list had told yet. */
  note(model: string, presence: 'missing' | 'loaded'): void {
    this.#models.note(model, presence);
  }
}
