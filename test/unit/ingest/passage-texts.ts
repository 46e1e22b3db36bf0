import type { Section } from '../../../ingest/extract/types.ts';

export const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
export const section = (text: string, more: Partial<Section> = {}): Section => ({ headings: [], text, ...more });
export const sentence = (n: number): string => `Zin nummer ${n} van deze tekst is er om te tellen.`;
export const paragraph = (from: number, count: number): string => Array.from({ length: count }, (_, i) => sentence(from + i)).join(' ');

/** Repeatable "random" numbers, so that a failure can be seen again. */
export function dice(seed: number) {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
