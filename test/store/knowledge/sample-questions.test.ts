import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { evaluateIn } from '../../../src/cli/commands/evaluate.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import { onServer, openTestDatabase } from '../../support/database.ts';
import { isWhole } from '../../support/whole.ts';

/**
 * Holds search against the quality that is committed: a change that loses it is noticed here, not by residents. A change
 * that is worth it writes the baseline anew, with the command of the test's own and `--write-baseline` for `--baseline`.
 */
const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const outOfScope = at('test/bench/retrieval-out-of-scope.txt');
const governmentTexts = at('../shared/data/retrieval-nl');

/** With the documents of the sample municipality, once they were read: what is measured second finds them unchanged. */
let sample: Promise<Database> | undefined;
afterAll(async () => (await sample)?.close());
async function openSample(): Promise<Database> {
  return { ...(await (sample ??= openTestDatabase())), close: async () => undefined };
}

/** `balie evaluate retrieval PATH …` */
async function measured(path: string, values: Readonly<Record<string, string | string[]>>, open = openSample) {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await evaluateIn(open).run({
    values,
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
  const { code, notes, report } = await measured(at('test/fixtures/sample-questions.jsonl'), {
    'out-of-scope': outOfScope,
    baseline: at('test/bench/baseline-sample.json'),
    ...(!isWhole && { variant: ['woorden'] }),
  });
  expect([report['falls'], code]).toEqual([[], 0]);
  expect(report).toMatchObject({ queries: 70, variants: { woorden: { queries: 70 }, ...(isWhole && { tikfouten: { queries: 70 } }) } });
  expect(notes).toContain('70 vragen, en 50 die nergens beantwoord worden');
  expect(notes).not.toContain('Geen document heet');
}, 300_000);

const FOLLOW_UPS = at('test/fixtures/follow-ups.jsonl');
const FOLLOW_UPS_BASELINE = at('test/bench/baseline-follow-ups.json');

it.skipIf(isWhole)('of follow-ups a sample, those that refer back, is found as well as in their baseline', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balie-follow-ups-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const sample = join(folder, 'sample.jsonl');
  await writeFile(sample, (await readFile(FOLLOW_UPS, 'utf8')).replaceAll(/^(?!.*"set": "verwijst terug").*\n/gm, ''));
  const { report } = await measured(sample, { variant: ['gesprek'] });
  const { variants } = JSON.parse(await readFile(FOLLOW_UPS_BASELINE, 'utf8')) as { variants: { gesprek: { sets: Record<string, Record<string, number>> } } };
  const found = (report as typeof report & { variants: { gesprek: Record<string, number> } }).variants.gesprek;
  for (const [figure, value] of Object.entries(variants.gesprek.sets['verwijst terug'] ?? {})) expect(found[figure], figure).toBeGreaterThanOrEqual(value - 0.01);
  expect(report).toMatchObject({ queries: 12 });
}, 300_000);

it.runIf(isWhole)('follow-ups to the sample municipality are found as well as their baseline', async () => {
  const { code, notes, report } = await measured(FOLLOW_UPS, { baseline: FOLLOW_UPS_BASELINE });
  expect([report['falls'], code]).toEqual([[], 0]);
  expect(report).toMatchObject({ queries: 84, variants: { gesprek: { sets: { 'verwijst terug': { queries: 12 } } } } });
  expect(notes).toContain('84 vragen, en 14 die nergens beantwoord worden');
  expect(notes).not.toContain('Geen document heet');
}, 300_000);

const why = !isWhole ? ' (skipped: for `npm run figures`)' : existsSync(governmentTexts) ? (onServer ? ' (skipped: measured on the embedded database)' : '') : ' (skipped: ../shared/data/retrieval-nl is not on this machine)';
it.skipIf(why !== '')(`search of government texts is as good as its baseline${why}`, async () => {
  const { code, report } = await measured(governmentTexts, { 'out-of-scope': outOfScope, baseline: at('test/bench/baseline-retrieval-nl.json') }, openTestDatabase);
  expect([report['falls'], code]).toEqual([[], 0]);
  expect(report).toMatchObject({ queries: 116 });
}, 600_000);
