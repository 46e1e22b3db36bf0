import type { Registry } from './registry.ts';

/** Tells of each assistant whether it is turned off. */
export function watchOff(registry: Pick<Registry, 'gauge'>, assistants: Iterable<string>, isOff: (assistant: string) => boolean): void {
  const names = [...assistants];
  registry.gauge({ name: 'balie_desk_off', help: '1 while an admin has turned this assistant off, by itself or with all.', labels: ['assistant'] }, () => names.map((name) => [[name], isOff(name) ? 1 : 0] as const));
}
