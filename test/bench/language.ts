/**
 * How often the language of a question is recognised, on the own questions of test/fixtures/languages: `node test/bench/language.ts`. The
 * first 30 of a file are short, the rest long. Lines with an even number may be looked at while tuning; those with an odd one are the check.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectLanguage } from '../../src/guard/language/detect.ts';
import { isDutchWord } from '../../src/knowledge/words/dutch-words.ts';

const folder = join(import.meta.dirname, '../fixtures/languages');
const SHORT = 30;
/** As Balie comes. */
const OFFERED = ['nl', 'en', 'de', 'fr', 'es', 'tr', 'ar', 'pl', 'uk'];
const LEAST_CERTAIN = 0.35;

interface Case {
  readonly code: string;
  readonly question: string;
  readonly isShort: boolean;
  readonly isCheck: boolean;
}

function linesOf(name: string): string[] {
  return readFileSync(join(folder, `${name}.txt`), 'utf8').trim().split('\n');
}

export const cases: readonly Case[] = [
  ...['nl', 'en', 'de', 'fr', 'es', 'tr', 'ar', 'pl', 'uk'].flatMap((code) => linesOf(code).map((question, index) => ({ code, question, isShort: index < SHORT, isCheck: index % 2 === 1 }))),
  ...linesOf('others').map((line, index) => ({ code: line.slice(0, 2), question: line.slice(3), isShort: false, isCheck: index % 2 === 1 })),
];

/** As the desk takes it: in doubt it is Dutch. */
export function recognised(question: string): string {
  const { code, certainty } = detectLanguage(question, { isDutch: isDutchWord, offered: OFFERED });
  return certainty >= LEAST_CERTAIN ? code : 'nl';
}

function tell(what: string, some: readonly Case[]): void {
  const wrong = some.filter(({ code, question }) => recognised(question) !== code);
  process.stdout.write(`${what}: ${some.length - wrong.length} of ${some.length}\n`);
  if (process.argv.includes('--wrong')) for (const { code, question, isCheck } of wrong) process.stdout.write(`  ${isCheck ? 'check' : 'tune '} ${code} as ${recognised(question)}: ${question}\n`);
}

if (import.meta.main) {
  for (const code of new Set(cases.map((one) => one.code))) {
    const own = cases.filter((one) => one.code === code);
    tell(`${code} check`, own.filter(({ isCheck }) => isCheck));
    tell(`${code} other`, own.filter(({ isCheck }) => !isCheck));
  }
  for (const isCheck of [true, false]) {
    tell(`short, ${isCheck ? 'check' : 'other'}`, cases.filter((one) => one.isShort && one.isCheck === isCheck));
    tell(`long, ${isCheck ? 'check' : 'other'}`, cases.filter((one) => !one.isShort && one.isCheck === isCheck));
  }
  const began = performance.now();
  for (const { question } of cases) recognised(question);
  process.stdout.write(`mean ms: ${((performance.now() - began) / cases.length).toFixed(2)}\n`);
}
