import { BalieError } from '../../errors.ts';
import type { ModelHost } from '../call.ts';
import type { CatalogueHost } from './catalogue.ts';
import { HostChecks } from './hosts/checks.ts';
import { HostLoads } from './hosts/loads.ts';
import type { OnState } from './hosts/rests.ts';
import { Pool } from './pool.ts';
import { PoolHost } from './hosts/pool-host.ts';
import type { CallPorts } from './calls/call-ports.ts';
import type { PoolSettings } from './settings.ts';

/** A host as it is now: for metrics, and for whoever runs the desk. */
export interface HostState {
  readonly id: string;
  readonly pool: string;
  readonly slots: number;
  readonly inUse: number;
  readonly state: 'closed' | 'open' | 'half-open' | 'draining';
}

interface Member {
  readonly pooled: PoolHost;
  readonly pool: string;
}

/** One that is unsure is as one that is tried: it may answer. */
function stateOf({ isDraining, isUnsure, breaker: { state } }: PoolHost): HostState['state'] {
  if (isDraining) return 'draining';
  return isUnsure && state === 'closed' ? 'half-open' : state;
}

interface PoolsPorts extends Pick<CallPorts, 'onEnd' | 'clock'> {
  readonly onState?: OnHostState | undefined;
}

/** As `OnState`, with the pool: of a host that is in more, each of them tells. */
export type OnHostState = (host: string, pool: string, ...state: Tail<Parameters<OnState>>) => void;
type Tail<All extends readonly unknown[]> = All extends readonly [unknown, ...infer Rest] ? Rest : never;

/** All pools and the hosts in them, which may be others while calls run. */
export class Pools {
  readonly #settings: PoolSettings;
  readonly #ports: PoolsPorts;
  readonly #checks: HostChecks;
  readonly #loads = new HostLoads();
  readonly #pools = new Map<string, CallPorts>();
  /** One for each pool that a host is in. */
  #members: readonly Member[] = [];
  readonly #draining = new Set<PoolHost>();
  readonly #leaving = new Set<Promise<void>>();

  constructor(settings: PoolSettings, ports: PoolsPorts) {
    this.#settings = settings;
    this.#ports = ports;
    this.#checks = new HostChecks(settings);
  }

  /** What a call needs of its pool. */
  portsOf(name: string): CallPorts {
    const known = this.#pools.get(name);
    if (known !== undefined) return known;
    const { onState, ...calls } = this.#ports;
    const { clock } = calls;
    const pool = new Pool(this.#settings, clock, onState && ((host, state, fault) => onState(host, name, state, fault)));
    const ports: CallPorts = { pool, lookAgain: () => this.#checks.now(pool), loads: this.#loads, ...calls };
    this.#pools.set(name, ports);
    return ports;
  }

  replace(hosts: readonly CatalogueHost[]): void {
    const members = hosts.map((entry): Member => ({ pooled: this.#pooled(entry), pool: entry.pool }));
    const staying = new Set(members.map(({ pooled }) => pooled));
    const going = this.#members.filter(({ pooled }) => !staying.has(pooled));
    this.#members = members;
    for (const name of new Set([...this.#pools.keys(), ...hosts.map(({ pool }) => pool)])) {
      this.portsOf(name).pool.replace(members.filter(({ pool }) => pool === name).map(({ pooled }) => pooled));
    }
    for (const { pooled, pool } of going) this.#leave(pooled, this.portsOf(pool).pool);
    for (const { pooled, pool } of members) this.#checks.watch(pooled, this.portsOf(pool).pool);
  }

  hosts(): readonly HostState[] {
    return this.#members.map(({ pooled, pool }) => ({
      id: pooled.host.id,
      pool,
      slots: pooled.slots,
      inUse: pooled.inUse,
      state: stateOf(pooled),
    }));
  }

  /** Whether a host of a pool that takes calls has a model in memory. */
  isLoaded(pool: string, model: string): boolean {
    return this.portsOf(pool).pool.hosts.some((host) => host.hasHope && host.hasLoaded(model));
  }

  waiting(): ReadonlyMap<string, number> {
    return new Map([...this.#pools].map(([name, { pool }]) => [name, pool.size]));
  }

  async close(): Promise<void> {
    await Promise.all([this.#checks.close(), this.#loads.close()]);
    for (const { pool } of this.#pools.values()) pool.close(new BalieError('desk-stopping'));
    await Promise.all([...new Set(this.#members.map(({ pooled }) => pooled.host))].map((host) => host.close()));
    await Promise.all(this.#leaving);
  }

  #pooled({ host, slots, pool, isDraining = false }: CatalogueHost): PoolHost {
    const known = this.#members.find((member) => member.pooled.host === host && member.pool === pool);
    const pooled = known?.pooled ?? new PoolHost(host, slots, this.#settings.breaker);
    pooled.slots = slots;
    pooled.isDraining = isDraining;
    return pooled;
  }

  /** Its calls end first. */
  #leave(host: PoolHost, pool: Pool): void {
    this.#checks.unwatch(host);
    this.#draining.add(host);
    const left = pool
      .drain(host)
      .then(() => {
        this.#draining.delete(host);
        return this.#isUsed(host.host) ? undefined : host.host.close();
      })
      .finally(() => this.#leaving.delete(left));
    this.#leaving.add(left);
  }

  #isUsed(host: ModelHost): boolean {
    return this.#members.some(({ pooled }) => pooled.host === host) || [...this.#draining].some((draining) => draining.host === host);
  }
}
