import type { Registry } from './registry.ts';

interface Way {
  readonly kind: string;
  readonly to?: string;
  readonly waiting: number;
  readonly refused: number;
  readonly fault: string | null;
  readonly acknowledgedAt: Date | null;
}

/** Tells of each way out of the audit log how far behind it is. @param read as it was at the last look. */
export function watchOutlets(registry: Pick<Registry, 'gauge'>, read: () => readonly Way[]): void {
  const of = (value: (way: Way) => number) => () => read().map((way) => [[way.kind, way.to ?? ''], value(way)] as const);
  const labels = ['kind', 'to'];
  registry.gauge({ name: 'balie_outlet_waiting', help: 'Entries of the audit log, or records of the logbook, that are still to be recorded (kind records) or sent (receiver, siem).', labels }, of(({ waiting }) => waiting));
  registry.gauge({ name: 'balie_outlet_refused', help: 'Records that the receiver will not have; they are offered again.', labels }, of(({ refused }) => refused));
  registry.gauge({ name: 'balie_outlet_failing', help: '1 while the last try failed.', labels }, of(({ fault }) => (fault === null ? 0 : 1)));
  registry.gauge({ name: 'balie_outlet_acknowledged_seconds', help: 'When something last went through, in seconds since 1970; 0: never.', labels }, of(({ acknowledgedAt }) => Math.floor((acknowledgedAt?.getTime() ?? 0) / 1_000)));
}
