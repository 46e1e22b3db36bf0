import type { Registry } from './registry.ts';

/** Tells when a backup was last made; nothing where none ever was. @returns what hears of it (ISO 8601). */
export function gaugeBackups(registry: Pick<Registry, 'gauge'>): (at: string | undefined) => void {
  let last: string | undefined;
  registry.gauge({ name: 'balie_backup_made_timestamp_seconds', help: 'When a backup was last made with balie backup, in seconds since 1970.', labels: [] }, () => (last === undefined ? [] : [[[], Date.parse(last) / 1_000] as const]));
  return (at) => {
    last = at;
  };
}
