import type { PoolHost } from './pool-host.ts';

/**
 * The host that a call goes to: one that has the model in memory before one that must load it, then the least loaded.
 * @param tried hosts that failed this call.
 * @returns undefined when none is free now.
 */
export function choose(hosts: readonly PoolHost[], model: string, tried: ReadonlySet<PoolHost> | undefined): PoolHost | undefined {
  let best: PoolHost | undefined;
  for (const host of hosts) {
    if (!host.isFree || !host.serves(model, tried)) continue;
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
