import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withTypingErrors } from '../../../../src/knowledge/evaluation/typing-errors.ts';

const lines = readFileSync(new URL('../../../fixtures/sample-questions.jsonl', import.meta.url), 'utf8').trim().split('\n');
const questions = lines.map((line) => (JSON.parse(line) as { question: string }).question);
const wordsOf = (text: string) => text.match(/\p{L}+/gu) ?? [];

/** Insertions, deletions and replacements; neighbours that change places count as one (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, y) => Array.from({ length: b.length + 1 }, (_, x) => (y === 0 ? x : x === 0 ? y : 0)));
  const at = (y: number, x: number) => rows[y]?.[x] ?? Infinity;
  for (let y = 1; y <= a.length; y += 1) {
    for (let x = 1; x <= b.length; x += 1) {
      const isSwap = y > 1 && x > 1 && a[y - 1] === b[x - 2] && a[y - 2] === b[x - 1];
      rows[y]![x] = Math.min(at(y - 1, x) + 1, at(y, x - 1) + 1, at(y - 1, x - 1) + (a[y - 1] === b[x - 1] ? 0 : 1), isSwap ? at(y - 2, x - 2) + 1 : Infinity);
    }
  }
  return at(a.length, b.length);
}

describe('withTypingErrors', () => {
  it.each(questions)('puts one error in two longer words: %s', (question) => {
    const [before, after] = [wordsOf(question), wordsOf(withTypingErrors(question, question))];
    expect(after).toHaveLength(before.length);
    const changed = before.map((word, index) => [word, after[index] ?? ''] as const).filter(([word, other]) => word !== other);
    expect(changed).toHaveLength(2);
    for (const [word, other] of changed) {
      expect(word.length).toBeGreaterThanOrEqual(4);
      expect(other[0]).toBe(word[0]);
      expect(distance(word, other)).toBe(1);
    }
  });

  it('leaves all between the words as it is', () => {
    const between = (text: string) => text.split(/\p{L}+/u);
    for (const question of questions) expect(between(withTypingErrors(question, 'a'))).toEqual(between(question));
  });

  it('gives the same errors with the same seed, others with another', () => {
    const [question = ''] = questions;
    expect(withTypingErrors(question, 'een')).toBe(withTypingErrors(question, 'een'));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => withTypingErrors(question, `${seed}`))).size).toBeGreaterThan(15);
  });

  it('makes each kind of error', () => {
    const made = new Set(Array.from({ length: 300 }, (_, seed) => withTypingErrors('rijbewijs paspoort', `${seed}`).split(' ')[0]));
    for (const kind of ['rjibewijs', 'ribewijs', 'rijjbewijs', 'rijnewijs']) expect(made).toContain(kind);
    for (const word of made) expect(word).toMatch(/^r/);
  });

  it('puts both in the only word that is long enough, which is not itself again', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const word = withTypingErrors('aaaa of zo', `${seed}`);
      expect(word).toMatch(/ of zo$/);
      expect(word).not.toBe('aaaa of zo');
      const other = withTypingErrors('de auto', `${seed}`).slice(3);
      expect(distance('auto', other)).toBeGreaterThanOrEqual(1);
      // Three: two swaps that overlap.
      expect(distance('auto', other)).toBeLessThanOrEqual(3);
    }
  });

  it.each(['', 'wat is er', '112?', '🚲🚲🚲🚲🚲'])('leaves a question without longer words alone: %j', (question) => {
    expect(withTypingErrors(question, 'een')).toBe(question);
  });

  it('keeps capitals, and takes letters that have no key beside them', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(withTypingErrors('PASPOORT', `${seed}`)).toMatch(/^P[A-Z]+$/);
      expect(withTypingErrors('éééé 𝒜𝒜𝒜𝒜', `${seed}`).isWellFormed()).toBe(true);
    }
  });
});
