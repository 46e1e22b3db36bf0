import type { Registry } from './registry.ts';

/** Tells whether erasing by age went wrong the last time; nothing before it was tried. @returns what hears how it went. */
export function watchRetention(registry: Pick<Registry, 'gauge'>): (isFailing: boolean) => void {
  let last: boolean | undefined;
  registry.gauge({ name: 'balie_retention_failing', help: 'Whether what is past its retention could not be erased, or not all of it, the last time.', labels: [] }, () => (last === undefined ? [] : [[[], last ? 1 : 0] as const]));
  return (isFailing) => {
    last = isFailing;
  };
}
