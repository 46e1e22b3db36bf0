import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { evaluateIn } from '../../../src/cli/commands/evaluate.ts';
import { readConfig } from '../../../src/config/config.ts';
import { onServer, openTestDatabase } from '../../support/database.ts';

/**
 * Holds search against the quality that is committed: a change that loses it is noticed here, not by residents. A change
 * that is worth it writes the baseline anew, with the command of the test's own and `--write-baseline` for `--baseline`.
 */
const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const outOfScope = at('test/bench/retrieval-out-of-scope.txt');
const governmentTexts = at('../shared/data/retrieval-nl');

/** `balie evaluate retrieval PATH [--out-of-scope …] --baseline …` */
async function heldAgainst(path: string, baseline: string, isWithOthers = true) {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await evaluateIn(openTestDatabase).run({
    values: { ...(isWithOthers && { 'out-of-scope': outOfScope }), baseline: at(baseline) },
    positionals: ['retrieval', path],
    json: true,
    config: readConfig({ DATABASE_URL: process.env['DATABASE_URL'] }),
    database: () => Promise.reject(new Error('the own database is none of its business')),
    out: (line) => void out.push(line),
    note: (line) => void notes.push(line),
    signal: new AbortController().signal,
    onFailure: () => undefined,
  });
  return { code, notes: notes.join('\n'), report: JSON.parse(out.join('')) as Record<string, unknown> };
}

it('search of the sample municipality is as good as its baseline, with and without typing errors', async () => {
  const { code, notes, report } = await heldAgainst(at('test/fixtures/sample-questions.jsonl'), 'test/bench/baseline-sample.json');
  expect([report['falls'], code]).toEqual([[], 0]);
  expect(report).toMatchObject({ queries: 70, variants: { woorden: { queries: 70 }, tikfouten: { queries: 70 } } });
  expect(notes).toContain('70 vragen, en 50 die nergens beantwoord worden');
  expect(notes).not.toContain('Geen document heet');
}, 300_000);

it('follow-ups to the sample municipality are found as well as their baseline', async () => {
  const { code, notes, report } = await heldAgainst(at('test/fixtures/follow-ups.jsonl'), 'test/bench/baseline-follow-ups.json', false);
  expect([report['falls'], code]).toEqual([[], 0]);
  expect(report).toMatchObject({ queries: 84, variants: { gesprek: { sets: { 'verwijst terug': { queries: 12 } } } } });
  expect(notes).toContain('84 vragen, en 14 die nergens beantwoord worden');
  expect(notes).not.toContain('Geen document heet');
}, 300_000);

const why = existsSync(governmentTexts) ? (onServer ? ' (skipped: measured on the embedded database)' : '') : ' (skipped: ../shared/data/retrieval-nl is not on this machine)';
it.skipIf(why !== '')(`search of government texts is as good as its baseline${why}`, async () => {
  const { code, report } = await heldAgainst(governmentTexts, 'test/bench/baseline-retrieval-nl.json');
  expect([report['falls'], code]).toEqual([[], 0]);
  expect(report).toMatchObject({ queries: 116 });
}, 600_000);
