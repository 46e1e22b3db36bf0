import type { Registry } from './registry.ts';

/** What the gateway tells of now. */
interface GatewayState {
  hosts(): readonly { readonly id: string; readonly pool: string; readonly slots: number; readonly inUse: number; readonly state: string }[];
  /** How many wait, by pool. */
  waiting(): ReadonlyMap<string, number>;
}

/** Queues and hosts, as they are when they are asked for. */
export function watchGateway(registry: Registry, gateway: GatewayState): void {
  registry.gauge({ name: 'balie_queue_length', help: 'Calls that wait for a host, by pool.', labels: ['pool'] }, () => [...gateway.waiting()].map(([pool, count]) => [[pool], count] as const));
  const each = (value: (host: ReturnType<GatewayState['hosts']>[number]) => number) => () => gateway.hosts().map((host) => [[host.id, host.pool], value(host)] as const);
  const labels = ['host', 'pool'];
  registry.gauge({ name: 'balie_host_calls', help: 'Calls that a host is at work on.', labels }, each(({ inUse }) => inUse));
  registry.gauge({ name: 'balie_host_slots', help: 'Calls that a host takes at once.', labels }, each(({ slots }) => slots));
  registry.gauge({ name: 'balie_host_up', help: 'Whether a host takes calls: 0 when it failed and is left alone, or is being drained.', labels }, each(({ state }) => (state === 'closed' ? 1 : 0)));
}
