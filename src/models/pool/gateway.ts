import { BalieError } from '../../errors.ts';
import type { Caller, CallReport, Embeddings, ModelCall, ModelFacts, ModelGateway } from '../call.ts';
import type { Catalogue, CatalogueHost, CatalogueModel } from './catalogue.ts';
import { ChatCall } from './calls/chat-call.ts';
import { EmbedCall } from './calls/embed-call.ts';
import { fits } from './calls/fit-context.ts';
import { type HostState, type OnHostState, Pools } from './pools.ts';
import { DEFAULTS, type PoolSettings } from './settings.ts';

export interface GatewayOptions {
  readonly settings?: Partial<PoolSettings>;
  /** Hears of each call once it has ended. Must not throw. */
  readonly onEnd?: (report: CallReport) => void;
  /** Hears of a host that is left alone, with what it said, and of one that answers again. Must not throw. */
  readonly onState?: OnHostState;
  /** Milliseconds, from any start. */
  readonly clock?: () => number;
}

export interface PooledGateway extends ModelGateway {
  /** As any gateway's; it also tells where it ran. */
  chat(call: ModelCall, caller: Caller, signal: AbortSignal): ReturnType<ModelGateway['chat']> & Pick<ChatCall, 'ranOn'>;
  /** Whether a call fits its model's context with nothing left out, by estimate. A model that is unknown is refused by `chat`, not here. */
  fits(call: ModelCall): boolean;
  /** As `embed`, by a model that need not be in the catalogue: one that made the vectors which are searched. */
  embedBy(model: CatalogueModel, texts: readonly string[], caller: Caller, signal: AbortSignal, limitMs?: number): Promise<Embeddings>;
  /**
   * From now on this is what may run. Hosts that go or are drained end their calls and get no new ones; those that go are closed then.
   * Those that stay, as the same object, keep their calls.
   */
  replace(catalogue: Catalogue): void;
  hosts(): readonly HostState[];
  /** How many wait, by pool. */
  waiting(): ReadonlyMap<string, number>;
  /** Refuses those that wait with `desk-stopping`, and closes the hosts. */
  close(): Promise<void>;
}

/** The gateway over the hosts of a catalogue, which it closes when they go. */
export function createGateway(catalogue: Catalogue, options: GatewayOptions = {}): PooledGateway {
  const { settings, onState, onEnd = () => undefined, clock = () => performance.now() } = options;
  const pools = new Pools({ ...DEFAULTS, ...settings }, { onEnd, clock, onState });
  let models = new Map<string, CatalogueModel>();

  function replace(next: Catalogue): void {
    models = new Map(next.models.map((model) => [model.name, model]));
    pools.replace(withEmbedding(next));
  }

  function factsOf(name: string): CatalogueModel {
    const facts = models.get(name);
    if (facts === undefined) throw new BalieError('model-unknown', { detail: name.slice(0, 100) });
    return facts;
  }

  async function embedBy(facts: CatalogueModel, texts: readonly string[], caller: Caller, signal: AbortSignal, limitMs?: number): Promise<Embeddings> {
    return new EmbedCall(pools.portsOf(embeddingIn(facts.pool)), facts, texts, caller, signal, limitMs).vectors();
  }

  replace(catalogue);
  return {
    chat(call: ModelCall, caller: Caller, signal: AbortSignal) {
      const facts = factsOf(call.model);
      return new ChatCall(pools.portsOf(facts.pool), facts, call, caller, signal);
    },
    async embed(model: string, texts: readonly string[], caller: Caller, signal: AbortSignal, limitMs?: number): Promise<Embeddings> {
      return embedBy(factsOf(model), texts, caller, signal, limitMs);
    },
    embedBy,
    models: (): readonly ModelFacts[] => [...models.values()],
    loaded: (): readonly ModelFacts[] => [...models.values()].filter((facts) => pools.isLoaded(facts.capabilities.includes('chat') ? facts.pool : embeddingIn(facts.pool), facts.model)),
    fits(call) {
      const facts = models.get(call.model);
      return facts === undefined || fits(call, facts.contextTokens);
    },
    replace,
    hosts: () => pools.hosts(),
    waiting: () => pools.waiting(),
    close: () => pools.close(),
  };
}

/**
 * The pool in which vectors of a pool's hosts are asked for. It has a queue and slots of its own: hosts run embedding models beside those
 * that chat, and a vector that takes a blink must not wait until an answer has been written. What fails there does not close a host for
 * answers either.
 */
function embeddingIn(pool: string): string {
  return `${pool}/embeddings`;
}

function withEmbedding({ models, hosts }: Catalogue): CatalogueHost[] {
  const pools = new Set(models.filter(({ capabilities }) => capabilities.includes('embeddings')).map(({ pool }) => pool));
  const embedding = hosts.filter(({ pool }) => pools.has(pool)).map((host) => ({ ...host, pool: embeddingIn(host.pool), slots: host.embedSlots ?? host.slots }));
  return [...hosts, ...embedding];
}
