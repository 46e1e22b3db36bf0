import { readFileSync } from 'node:fs';
import { plainLetters } from './plain.ts';
import { stemOf } from './stem.ts';

/** "Daarvoor", "ernaar", "hierbij". */
const POINTING = /^(?:daar|er|hier|waar)(?:aan|achter|af|bij|binnen|boven|door|heen|in|langs|mee|na|naar|naast|om|onder|op|over|tegen|toe|tussen|uit|van|voor)$/;

const groups = new Map<string, number[]>();
for (const [number, line] of linesOf('same-words').entries()) {
  for (const stem of new Set(line.map((word) => stemOf(word).whole))) groups.set(stem, [...(groups.get(stem) ?? []), number]);
}
const light = new Set(linesOf('light-words').flat());

/** The groups that a stem is in: two stems of one group say the same. */
export function groupsOf(stem: string): readonly number[] {
  return groups.get(stem) ?? [];
}

/** @param word in lower case without accents. */
export function isLight(word: string): boolean {
  return light.has(word) || word.length === 1 || POINTING.test(word);
}

function linesOf(name: string): string[][] {
  const lines = plainLetters(readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8')).trimEnd().split('\n');
  return lines.filter((line) => !line.startsWith('#')).map((line) => line.split(/\s+/));
}
