import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../../../src/guard/detectors/all.ts';
import { scoreInjection } from '../../../src/guard/injection/score.ts';
import { findPersonalData } from '../../../src/guard/personal/find.ts';
import { ALL_WORDINGS } from '../../../src/guard/wordings/all.ts';
import { NASTY } from '../../support/nasty-text.ts';

const wordings = ALL_WORDINGS.map(({ pattern }) => pattern);
const patterns = [...DETECTORS.map(({ pattern }) => pattern.source), ...wordings];

describe('patterns', () => {
  it.each(patterns)('%s repeats nothing without end', (pattern) => {
    const outsideClasses = pattern.replaceAll(/\\./g, 'x').replaceAll(/\[(?:[^\]])*\]/g, 'x');
    expect(outsideClasses).not.toMatch(/[*+]|\{\d+,\}/);
  });
});

/** A test's limit of time is no measurement: what explodes does not end at all. The figures are in test/bench/guard.md. */
describe('200,000 characters of', () => {
  it.each(Object.entries(NASTY))('%s come to an end', (_, repeated) => {
    const text = repeated.repeat(Math.ceil(200_000 / repeated.length));
    for (const { start, end } of findPersonalData(text)) expect(end - start).toBeLessThan(1_000);
    expect(scoreInjection(text).score).toBeLessThanOrEqual(1);
  });
});
