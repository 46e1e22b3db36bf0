import type { HostModel, ModelHost } from '../../call.ts';
import type { BalieError } from '../../../errors.ts';
import { sameModel } from '../../ollama/model-name.ts';
import { Breaker, type BreakerSettings } from './breaker.ts';

/** What is known of a model at a host; one that does not tell what is in memory is taken to have all of it there. */
type Presence = 'missing' | 'stored' | 'loaded';

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
  lastFault: BalieError | undefined;
  #models: readonly HostModel[] | undefined;
  readonly #presence = new Map<string, Presence>();

  constructor(host: ModelHost, slots: number, settings: BreakerSettings) {
    this.host = host;
    this.slots = slots;
    this.breaker = new Breaker(settings);
  }

  get isFree(): boolean {
    if (this.isDraining || this.inUse >= this.slots) return false;
    const { state } = this.breaker;
    return state === 'closed' || (state === 'half-open' && this.trial === undefined);
  }

  /** Whether it may come free for a call: now, or when what runs there ends. */
  get hasHope(): boolean {
    return !this.isDraining && this.breaker.state !== 'open';
  }

  /**
   * Whether it may be tried before it has rested, when there is no other: a host that refuses is known to in no time, one that is
   * silent would keep whoever tries it.
   */
  get isWorthTrying(): boolean {
    return !this.isDraining && this.inUse < this.slots && this.breaker.state === 'open' && this.lastFault?.code !== 'model-silent';
  }

  /** Until a host has told what it has, it is taken to have all. */
  has(model: string): boolean {
    return this.#presenceOf(model) !== 'missing';
  }

  hasLoaded(model: string): boolean {
    return this.#presenceOf(model) === 'loaded';
  }

  /** The host told its models. */
  learn(models: readonly HostModel[]): void {
    this.#models = models;
    this.#presence.clear();
  }

  /** A call showed what no list had told yet. */
  note(model: string, presence: 'missing' | 'loaded'): void {
    this.#presence.set(model, presence);
  }

  #presenceOf(model: string): Presence {
    const known = this.#presence.get(model);
    if (known !== undefined) return known;
    if (this.#models === undefined) return 'loaded';
    const found = this.#models.find(({ name }) => sameModel(name, model));
    const presence = found === undefined ? 'missing' : found.isLoaded === false ? 'stored' : 'loaded';
    this.#presence.set(model, presence);
    return presence;
  }
}

/**
 * The host that a call goes to: one that has the model in memory before one that must load it, then the least loaded.
 * @param tried hosts that failed this call.
 * @returns undefined when none is free now.
 */
export function choose(hosts: readonly PoolHost[], model: string, tried: ReadonlySet<PoolHost> | undefined): PoolHost | undefined {
  let best: PoolHost | undefined;
  for (const host of hosts) {
    if (!host.isFree || !host.has(model) || tried?.has(host) === true) continue;
    if (best === undefined || isBetter(host, best, model)) best = host;
  }
  return best;
}

function isBetter(one: PoolHost, other: PoolHost, model: string): boolean {
  const isLoaded = one.hasLoaded(model);
  if (isLoaded !== other.hasLoaded(model)) return isLoaded;
  const difference = one.inUse / one.slots - other.inUse / other.slots;
  return difference === 0 ? one.lastUsed < other.lastUsed : difference < 0;
}
