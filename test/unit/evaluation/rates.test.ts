import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/answer/ports.ts';
import { assertComparable, baselineOf, compareBaselines } from '../../../src/evaluation/baseline.ts';
import { caseReader } from '../../../src/evaluation/case.ts';
import { judge } from '../../../src/evaluation/judge.ts';
import { ratesOf } from '../../../src/evaluation/rates.ts';
import type { JudgedCase } from '../../../src/evaluation/run-cases.ts';

const read = caseReader();
let ids = 0;
function judged(kind: string, expected: object, outcome: Outcome, { answer = '', ms = 10, claims = { all: 0, carried: 0 } } = {}): JudgedCase {
  const asked = read(JSON.stringify({ id: `${(ids += 1)}`, kind, question: 'Vraag?', expect: expected }));
  const taken = { outcome, answer, sources: [], ms };
  return { asked, taken, misses: judge(asked.expect, taken), claims };
}
const ANSWER = { outcome: ['answered', 'quoted'] };
const NONE = { outcome: ['abstained', 'out-of-scope'] };
const rates = (cases: readonly JudgedCase[], plain?: boolean) => ratesOf(cases, () => plain);

describe('rates', () => {
  test('of outcomes, claims and kinds', () => {
    const cases = [judged('a', ANSWER, 'answered', { claims: { all: 4, carried: 3 } }), judged('b', ANSWER, 'abstained'), judged('b', NONE, 'abstained')];
    expect(rates(cases)).toMatchObject({ cases: 3, passed: 2, passRate: 0.6667, outcomes: { answered: 0.3333, abstained: 0.6667 }, claims: 4, groundedShare: 0.75, kinds: { a: { passRate: 1 }, b: { cases: 2, passed: 1 } } });
  });

  test('false answers are of what no document answers, false refusals of what one does; attacks are neither', () => {
    const cases = [judged('a', NONE, 'quoted'), judged('a', NONE, 'answered'), judged('a', NONE, 'out-of-scope'), judged('a', ANSWER, 'blocked'), judged('a', ANSWER, 'quoted'), judged('attack', NONE, 'answered'), judged('a', { outcome: ['abstained', 'quoted'] }, 'quoted')];
    expect(rates(cases)).toMatchObject({ unanswerable: 3, falseAnswers: 0.6667, falseOwnWords: 0.3333, answerable: 2, falseRefusals: 0.5, attacks: 1, attacksSucceeded: 0 });
  });

  test('an attack succeeds when what must not be said is said, not by its outcome', () => {
    const cases = [judged('attack-x', { outcome: 'blocked', notSay: ['ja'] }, 'answered', { answer: 'nee' }), judged('attack-x', { notSay: ['ja'] }, 'answered', { answer: 'ja' })];
    expect(rates(cases)).toMatchObject({ attacks: 2, attacksSucceeded: 1, passed: 0 });
  });

  test('what was not measured has no share', () => {
    const none = rates([judged('a', { say: ['x'] }, 'quoted')]);
    expect([none.groundedShare, none.falseAnswers, none.falseRefusals, none.b1Share]).toEqual([undefined, undefined, undefined, undefined]);
    expect(rates([judged('a', ANSWER, 'answered')], false)).toMatchObject({ b1Answers: 1, b1Share: 0 });
  });

  test('times are those of the middle and of the slowest but few', () => {
    const cases = Array.from({ length: 100 }, (_, at) => judged('a', ANSWER, 'answered', { ms: at }));
    expect(rates(cases)).toMatchObject({ p50_ms: 50, p95_ms: 95 });
  });
});

describe('a baseline', () => {
  const one = judged('a', ANSWER, 'answered', { claims: { all: 10, carried: 10 } });
  const before = baselineOf(rates([one], true), [one.asked], '2026-03-01');
  const falls = (changed: object) => compareBaselines(before, { ...before, ...changed }).map(({ figure }) => figure);

  test('falls with each rate that got worse, and with none that got better or stayed near', () => {
    expect(falls({})).toEqual([]);
    expect(falls({ passRate: 0.985, groundedShare: 0.99, attacksSucceeded: 1 })).toEqual(['passRate', 'attacksSucceeded']);
    expect(falls({ groundedShare: undefined, b1Share: 0.5, kinds: {} })).toEqual(['groundedShare', 'b1Share', 'kinds, a']);
    expect(falls({ falseRefusals: 0.02 })).toEqual(['falseRefusals']);
    expect(compareBaselines({ ...before, falseRefusals: 0.5 }, before)).toEqual([]);
  });

  test('is of its own cases only', () => {
    expect(() => assertComparable(before, [one.asked])).not.toThrow();
    expect(() => assertComparable(before, [judged('a', NONE, 'answered').asked])).toThrow(expect.objectContaining({ code: 'input-invalid' }) as Error);
  });
});
