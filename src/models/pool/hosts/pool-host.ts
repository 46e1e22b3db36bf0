import type { HostModel, ModelHost } from '../../call.ts';
import type { BalieError } from '../../../errors.ts';
import { sameModel } from '../../ollama/model-name.ts';
import { Breaker, type BreakerSettings } from './breaker.ts';

/**
 * What is known of a model at a host: it refused a call for it, does not list it, has it, has it in memory. One that does not tell what
 * is in memory is taken to have all of it there.
 */
type Presence = 'missing' | 'unlisted' | 'stored' | 'loaded';

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
  /** Kept a call waiting in vain, and has not answered since. */
  isSilent = false;
  lastFault: BalieError | undefined;
  /** The hosts of its pool, itself too. */
  peers: readonly PoolHost[] = [this];
  #models: readonly HostModel[] | undefined;
  readonly #presence = new Map<string, Presence>();
  /** Models that were in memory at a call since its last list. */
  readonly #shown = new Set<string>();
  /** Models that it refused calls for, until it lists them. */
  readonly #refused = new Set<string>();

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

  /**
   * Whether it may be asked for a model. Until it has told what it has, it is taken to have all. A model that no host of the pool lists
   * may be there all the same, behind a proxy that lists less: the host itself says so when it is not.
   */
  has(model: string): boolean {
    const presence = this.#presenceOf(model);
    return presence === 'unlisted' ? !this.peers.some((peer) => peer.#isListed(model)) : presence !== 'missing';
  }

  hasLoaded(model: string): boolean {
    return this.#presenceOf(model) === 'loaded';
  }

  /** As `hasLoaded`, but of what was told or shown alone. */
  isKnownLoaded(model: string): boolean {
    return this.#shown.has(model) || this.#listed(model)?.isLoaded === true;
  }

  /** As the host told it last; undefined when it did not. */
  digestOf(model: string): string | undefined {
    return this.#listed(model)?.digest;
  }

  /** The host told its models. */
  learn(models: readonly HostModel[]): void {
    this.#models = models;
    this.#presence.clear();
    this.#shown.clear();
    for (const model of this.#refused) if (this.#listed(model) !== undefined) this.#refused.delete(model);
  }

  /** A call showed what no list had told yet. */
  note(model: string, presence: 'missing' | 'loaded'): void {
    this.#presence.set(model, presence);
    if (presence === 'missing') {
      this.#refused.add(model);
      this.#shown.delete(model);
    } else {
      this.#refused.delete(model);
      this.#shown.add(model);
    }
  }

  #isListed(model: string): boolean {
    const presence = this.#presenceOf(model);
    return presence === 'stored' || presence === 'loaded';
  }

  #listed(model: string): HostModel | undefined {
    return this.#models?.find(({ name }) => sameModel(name, model));
  }

  #presenceOf(model: string): Presence {
    const known = this.#presence.get(model);
    if (known !== undefined) return known;
    if (this.#refused.has(model)) return 'missing';
    if (this.#models === undefined) return 'loaded';
    const found = this.#listed(model);
    const presence = found === undefined ? 'unlisted' : found.isLoaded === false ? 'stored' : 'loaded';
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
