import type { PoolHost } from '../hosts/pool-host.ts';
import type { Waiting } from './waiting.ts';

/** Looking at everybody costs about a microsecond each, so this is at most some hundredths of the time. */
const REST_MS_EACH = 0.05;
const MAX_REST_MS = 1_000;

export interface PositionPorts {
  /** All that wait, in the order in which they are handed out. */
  readonly inOrder: () => Iterable<Waiting>;
  readonly size: () => number;
  readonly hosts: () => readonly PoolHost[];
  /** How long a call to this model keeps a slot. */
  readonly serviceMs: (model: string) => number;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
}

/**
 * Tells those that wait where they stand whenever that changes. With few that is at once; with thousands at most once a second, for
 * each that is handed out moves all others.
 */
export class Positions {
  readonly #ports: PositionPorts;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(ports: PositionPorts) {
    this.#ports = ports;
  }

  changed(): void {
    const size = this.#ports.size();
    if (size === 0) return this.stop();
    if (this.#timer !== undefined) return;
    const now = this.#ports.clock();
    if (now >= this.#next) this.#tell();
    else this.#timer = setTimeout(() => this.#tell(), this.#next - now);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tell(): void {
    this.#timer = undefined;
    const { inOrder, hosts, serviceMs, clock, size } = this.#ports;
    const groups = new Groups(hosts());
    for (const waiting of inOrder()) {
      const { model } = waiting.asker;
      const group = groups.of(model);
      group.position += 1;
      group.expectedMs += serviceMs(model) / group.slots;
      if (waiting.position === group.position) continue;
      waiting.position = group.position;
      waiting.asker.moved(group.position, Math.round(group.expectedMs));
    }
    this.#next = clock() + Math.min(size() * REST_MS_EACH, MAX_REST_MS);
  }
}

interface Group {
  readonly hosts: ReadonlySet<PoolHost>;
  readonly slots: number;
  position: number;
  expectedMs: number;
}

/** Models that wait for the same hosts stand in one line; those that have no host in common do not hold each other up. */
class Groups {
  readonly #hosts: readonly PoolHost[];
  readonly #byModel = new Map<string, Group>();

  constructor(hosts: readonly PoolHost[]) {
    this.#hosts = hosts;
  }

  of(model: string): Group {
    const known = this.#byModel.get(model);
    if (known !== undefined) return known;
    const own = new Set(this.#hosts.filter((host) => host.hasHope && host.has(model)));
    const touched = [...this.#byModel].filter(([, { hosts }]) => !hosts.isDisjointFrom(own));
    const hosts = touched.reduce((all, [, group]) => all.union(group.hosts), own);
    const ahead = [...new Set(touched.map(([, group]) => group))];
    const sum = (numberOf: (group: Group) => number) => ahead.reduce((total, group) => total + numberOf(group), 0);
    const slots = [...hosts].reduce((total, host) => total + host.slots, 0);
    const group: Group = { hosts, slots: Math.max(1, slots), position: sum((one) => one.position), expectedMs: sum((one) => one.expectedMs) };
    for (const [other] of touched) this.#byModel.set(other, group);
    this.#byModel.set(model, group);
    return group;
  }
}
