/**
 * Fits the numbers of `src/knowledge/confidence.ts`: `node test/bench/confidence-fit.ts QUESTIONS OUT-OF-SCOPE`. Logistic regression (Newton's
 * method) of "a right document is among the first three" on the logarithm of evidence, over the even questions; prints what the odd ones make of it.
 */
import { openQuestionSet } from '../../src/cli/evaluation/question-set.ts';
import { readSynonyms } from '../../src/cli/desk/synonyms.ts';
import { readConfig } from '../../src/config/config.ts';
import { READABLE } from '../../src/knowledge/readers.ts';
import { EVEN, STEEPNESS } from '../../src/knowledge/search/confidence.ts';
import { dutchDay } from '../../src/dutch-time.ts';
import { hit, mean } from '../../src/knowledge/evaluation/metrics.ts';
import { createSearch } from '../../src/knowledge/search/search.ts';
import { syncSynonyms } from '../../src/knowledge/words/synonyms.ts';
import { openScratchDatabase } from '../../src/store/open.ts';

const [questions, outOfScope] = process.argv.slice(2);
if (questions === undefined || outOfScope === undefined) {
  console.error('usage: node test/bench/confidence-fit.ts QUESTIONS OUT-OF-SCOPE');
  process.exit(2);
}

/** Logarithm of evidence, and whether a right document was found. */
interface Case {
  readonly x: number;
  readonly found: number;
}

const config = readConfig(process.env);
const db = await openScratchDatabase(process.env['DATABASE_URL']);
const cases: Case[][] = [[], []];
try {
  await syncSynonyms(db, await readSynonyms(config));
  const set = await openQuestionSet(questions, outOfScope, config);
  await set.load(db, () => undefined, new AbortController().signal);
  await db.query('ANALYZE');
  const search = createSearch(db);
  const ask = (question: string) => search.search({ question, readers: READABLE.employee, on: dutchDay(new Date()), limit: 10, perDocument: 1 });
  for (const [index, { text, grades }] of set.questions.entries()) {
    const { passages, confidence } = await ask(text);
    cases[index % 2]?.push({ x: evidenceOf(confidence), found: hit([...new Set(passages.map(set.keyOf))], grades, 3) });
  }
  for (const [index, { text }] of set.outOfScope.entries()) cases[index % 2]?.push({ x: evidenceOf((await ask(text)).confidence), found: 0 });
} finally {
  await db.close();
}

const [tune = [], other = []] = cases;
const [offset, slope] = fit(tune);
console.log(`EVEN ${Math.exp(-offset / slope).toFixed(3)}, STEEPNESS ${slope.toFixed(2)} (${tune.length} cases; now ${EVEN}, ${STEEPNESS})`);
for (const [name, half] of [['tune', tune], ['other', other]] as const) {
  const sorted = half.toSorted((a, b) => a.x - b.x);
  for (let fifth = 0; fifth < 5; fifth += 1) {
    const part = sorted.slice(Math.floor((fifth * sorted.length) / 5), Math.floor(((fifth + 1) * sorted.length) / 5));
    console.log(`${name}: expected ${mean(part.map(({ x }) => chance(offset + slope * x))).toFixed(2)}, happened ${mean(part.map(({ found }) => found)).toFixed(2)} (${part.length})`);
  }
}

/** The inverse of `confidenceOf`. */
function evidenceOf(confidence: number): number {
  const bounded = Math.min(1 - 1e-9, Math.max(1e-9, confidence));
  return Math.log(EVEN) + Math.log(bounded / (1 - bounded)) / STEEPNESS;
}

function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function fit(half: readonly Case[]): [number, number] {
  let [offset, slope] = [0, 0];
  for (let round = 0; round < 100; round += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { x, found } of half) {
      const p = chance(offset + slope * x);
      g0 += found - p;
      g1 += (found - p) * x;
      h00 += p * (1 - p);
      h01 += p * (1 - p) * x;
      h11 += p * (1 - p) * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    offset += (h11 * g0 - h01 * g1) / determinant;
    slope += (h00 * g1 - h01 * g0) / determinant;
  }
  return [offset, slope];
}
