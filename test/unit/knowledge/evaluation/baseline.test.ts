import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertComparable, type Baseline, baselineOf, compareBaselines, readBaseline } from '../../../../src/knowledge/evaluation/baseline.ts';
import { writeBaseline } from '../../../../src/knowledge/evaluation/baseline-file.ts';
import { measure } from '../../../../src/knowledge/evaluation/measure.ts';
import type { QuestionSet } from '../../../../src/knowledge/evaluation/questions.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'baseline-'))));
afterEach(() => rm(folder, { recursive: true }));

const grades = new Map([['a', 1]]);
const set: QuestionSet = { questions: [{ id: 'q', text: 'Vraag?', grades }], outOfScope: [{ text: 'Weer?' }], keyOf: () => '', load: async () => undefined };
const report = measure([{ set: 's', ms: 3, ranking: ['a'], grades, confidence: 0.8 }], [0.1], 0.24);
const baseline = baselineOf({ ...report, variants: { woorden: report } }, set, '2026-11-25');
/** The baseline with other figures of `woorden`. */
const baselineWith = (more: Partial<NonNullable<Baseline['variants']['woorden']>>): Baseline => ({ ...baseline, variants: { woorden: { ...baseline.variants.woorden!, ...more } } });

describe('a baseline', () => {
  it('keeps quality and confidence, no times, and is read back as it was', async () => {
    const one = { 'ndcg@10': 1, 'mrr@10': 1, 'hit@10': 1 };
    expect(baseline).toMatchObject({ on: '2026-11-25', variants: { woorden: { ...one, sets: { s: one }, confidence: { area: 1, answered: 1, stopped: 1 } } } });
    const path = join(folder, 'b.json');
    await writeBaseline(path, baseline);
    expect(await readBaseline(path)).toEqual(baseline);
    expect(JSON.stringify(baseline)).not.toContain('ms');
  });

  it.each([
    ['niet json', '{', 'geen geldige JSON'],
    ['een andere vorm', '{"on":"2026-11-25"}', 'questions'],
    ['een cijfer boven 1', JSON.stringify(baselineWith({ 'hit@10': 1.5 })), 'moet van 0 tot en met 1 zijn'],
    ['een onbekende variant', JSON.stringify({ ...baseline, variants: { raar: baseline.variants.woorden } }), 'variants'],
    ['een dag die er niet is', JSON.stringify({ ...baseline, on: '2026-02-30' }), 'JJJJ-MM-DD'],
    ['te veel', ' '.repeat(1_000_001), 'te groot'],
  ])('says what is wrong with a file: %s', async (_, text, detail) => {
    const path = join(folder, 'b.json');
    await writeFile(path, text);
    await expect(readBaseline(path)).rejects.toMatchObject({ code: 'input-invalid', detail: expect.stringContaining(detail) as string });
  });

  it('names a file that cannot be read or written', async () => {
    await expect(readBaseline(join(folder, 'weg'))).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect(readBaseline(folder)).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect(writeBaseline(join(folder, 'weg', 'b.json'), baseline)).rejects.toMatchObject({ code: 'path-unreadable' });
  });
});

describe('compareBaselines', () => {
  it('lets .01 pass, and what rose', () => {
    expect(compareBaselines(baselineWith({ 'hit@10': 0.91 }), baselineWith({ 'hit@10': 0.9 }))).toEqual([]);
    expect(compareBaselines(baselineWith({ 'hit@10': 0.1 }), baselineWith({ 'hit@10': 0.9 }))).toEqual([]);
    expect(compareBaselines(baseline, baseline)).toEqual([]);
  });

  it('names each figure that fell further, also of a set and of confidence', () => {
    const now = baselineWith({ 'mrr@10': 0.9899, sets: { s: { 'ndcg@10': 1, 'mrr@10': 0.5, 'hit@10': 1 } }, confidence: { area: 0.5, answered: 1, stopped: 1 } });
    expect(compareBaselines(baseline, now)).toEqual([
      { figure: 'woorden, mrr@10', was: 1, is: 0.9899 },
      { figure: 'woorden, sets, s, mrr@10', was: 1, is: 0.5 },
      { figure: 'woorden, confidence, area', was: 1, is: 0.5 },
    ]);
  });

  it('takes a set that went missing for 0, and a new one for nothing', () => {
    const figures = compareBaselines(baseline, baselineWith({ sets: { t: { 'ndcg@10': 0, 'mrr@10': 0, 'hit@10': 0 } } })).map(({ figure }) => figure);
    expect(figures).toEqual(['woorden, sets, s, ndcg@10', 'woorden, sets, s, mrr@10', 'woorden, sets, s, hit@10']);
  });
});

describe('assertComparable', () => {
  it('refuses other questions, other right answers and variants that are not there', () => {
    expect(() => assertComparable(baseline, set, ['tikfouten', 'woorden'])).not.toThrow();
    const invalid = expect.objectContaining({ code: 'input-invalid' }) as Error;
    expect(() => assertComparable(baseline, set, ['tikfouten'])).toThrow(invalid);
    expect(() => assertComparable(baseline, { ...set, outOfScope: [] }, ['woorden'])).toThrow(invalid);
    expect(() => assertComparable(baseline, { ...set, questions: set.questions.map((one) => ({ ...one, history: [{ question: 'Eerst?', answer: '' }] })) }, ['woorden'])).toThrow(invalid);
    expect(() => assertComparable(baseline, { ...set, outOfScope: [{ text: 'Weer?', history: [{ question: 'Eerst?', answer: '' }] }] }, ['woorden'])).toThrow(invalid);
    expect(() => assertComparable(baseline, { ...set, questions: [{ id: 'q', text: 'Vraag?', grades: new Map([['b', 1]]) }] }, ['woorden'])).toThrow(invalid);
  });
});
