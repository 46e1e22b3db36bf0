import { readFileSync } from 'node:fs';

/** The lines of a list of this folder, but for what it says of itself. */
export function linesOf(name: string): string[] {
  return readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8').trimEnd().split('\n').filter((line) => !line.startsWith('#'));
}

export function listOf(name: string): string[] {
  return linesOf(name).flatMap((line) => line.split(' '));
}
