import { describe, expect, it } from 'vitest';
import { area, confidenceReport } from '../../../../src/knowledge/evaluation/confidence.ts';

const grades = new Map([['a', 1]]);
const known = (confidence: number, ranking = ['a']) => ({ set: undefined, ms: 1, ranking, grades, confidence });

describe('area', () => {
  it('is the share of pairs that are told apart, a tie for half', () => {
    expect(area([0.9, 0.5], [0.1])).toBe(1);
    expect(area([0.1], [0.9, 0.5])).toBe(0);
    expect(area([0.5, 0.9], [0.5])).toBe(0.75);
  });
});

describe('confidenceReport', () => {
  it('says what is answered and stopped at the threshold, which is answered itself', () => {
    const report = confidenceReport([known(0.24), known(0.5), known(0.1)], [0.23, 0.24], 0.24);
    expect(report).toMatchObject({ threshold: 0.24, answered: 0.6667, stopped: 0.5, area: 0.5833 });
  });

  it('says the same of each half by place, for other thresholds', () => {
    const { thresholds } = confidenceReport([known(0.3), known(0.15)], [0.2, 0.45], 0.24);
    expect(thresholds).toHaveLength(21);
    expect([thresholds[0]?.at, thresholds.at(-1)?.at]).toEqual([0.1, 0.5]);
    expect(thresholds.find(({ at }) => at === 0.24)).toEqual({ at: 0.24, tune: { answered: 1, stopped: 1 }, other: { answered: 0, stopped: 0 } });
  });

  it('counts by tenths, the last with its upper end, what was expected and how often a right one was among three', () => {
    const { bins } = confidenceReport([known(0.05), known(1), known(0.95, ['x', 'y', 'z', 'a']), known(0.1)], [0.15, 1], 0.24);
    expect(bins).toHaveLength(10);
    expect(bins[0]).toEqual({ from: 0, questions: 1, expected: 0.05, found: 1, outOfScope: 0 });
    expect(bins[1]).toEqual({ from: 0.1, questions: 2, expected: 0.125, found: 0.5, outOfScope: 1 });
    expect(bins[5]).toEqual({ from: 0.5, questions: 0, expected: 0, found: 0, outOfScope: 0 });
    expect(bins[9]).toEqual({ from: 0.9, questions: 3, expected: 0.9833, found: 0.3333, outOfScope: 1 });
  });

  it('says how far confidence is from what happens, for each half', () => {
    // Even: .8 found, .2 not. Odd: .9 not found.
    const { calibrationError } = confidenceReport([known(0.8), known(0.9, ['x'])], [0.2], 0.24);
    expect(calibrationError).toEqual({ tune: 0.2, other: 0.9 });
  });
});
