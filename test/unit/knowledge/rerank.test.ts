import { describe, expect, it } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { JUDGEMENT, mixed, RERANKED, reranked } from '../../../src/knowledge/search/rerank.ts';
import type { FoundPassage } from '../../../src/knowledge/types.ts';
import { found } from './support.ts';

const signal = new AbortController().signal;
const scored = (...scores: number[]) =>
  scores.map((score, index) => found({ documentId: `d${index}`, text: `tekst ${index}`, headings: ['Kop'], score, why: [{ part: 'woord', score }] }));
const order = (passages: readonly FoundPassage[]) => passages.map(({ documentId }) => documentId).join(' ');
const never = (fault: BalieError) => { throw fault; };

describe('mixed', () => {
  it('adds the model’s judgement on the scale of search, and says so', () => {
    const passages = mixed(scored(10, 8, 4), [-2, 1, 4]);
    expect(passages.map(({ documentId, score }) => [documentId, score])).toEqual([['d2', 14], ['d1', 13], ['d0', 10]]);
    for (const { why, score } of passages) expect(why.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(score, 10);
    expect(passages[0]?.why).toEqual([{ part: JUDGEMENT, score: 10 }, { part: 'woord', score: 4 }]);
  });

  it('is the same for logits and for shares: only their distances count', () => {
    expect(mixed(scored(10, 8, 4), [-2, 1, 4])).toEqual(mixed(scored(10, 8, 4), [0, 0.5, 1]));
  });

  it('never puts what the model read below what it did not', () => {
    const passages = mixed(scored(10, 9, 8, 7), [0, 1]);
    expect(order(passages)).toBe('d1 d0 d2 d3');
    expect(passages.map(({ score }) => score)).toEqual([19, 10, 8, 7]);
  });

  it('changes nothing when the model makes no difference', () => {
    expect(mixed(scored(10, 8), [3, 3])).toEqual(scored(10, 8));
    expect(mixed(scored(10), [3])).toEqual(scored(10));
    expect(mixed([], [])).toEqual([]);
  });
});

describe('reranked', () => {
  it('shows the model the first passages, each with its title and headings', async () => {
    const asked: unknown[] = [];
    const many = scored(...Array.from({ length: RERANKED + 5 }, (_, index) => 100 - index));
    const reranker = {
      rerank: async (question: string, passages: readonly string[]) => {
        asked.push(question, passages);
        return passages.map((_, index) => index);
      },
    };
    const result = await reranked('vraag', many, { reranker, onFault: never }, signal);
    expect(asked).toEqual(['vraag', many.slice(0, RERANKED).map(({ text }) => `Titel\nKop\n${text}`)]);
    expect(order(result.slice(0, 2))).toBe('d19 d18');
    expect(order(result.slice(RERANKED))).toBe('d20 d21 d22 d23 d24');
  });

  it('keeps the order with any fault of the model, and says why', async () => {
    const faults: string[] = [];
    const onFault = ({ code }: BalieError) => void faults.push(code);
    const failing = (error: Error) => ({ reranker: { rerank: async () => { throw error; } }, onFault });
    expect(await reranked('vraag', scored(2, 1), failing(new BalieError('model-busy')), signal)).toEqual(scored(2, 1));
    expect(await reranked('vraag', scored(2, 1), failing(new TypeError('x')), signal)).toEqual(scored(2, 1));
    expect(faults).toEqual(['model-busy', 'internal']);
  });

  it('ends when its caller has left, and asks nothing for one passage', async () => {
    const caller = AbortSignal.abort(new Error('weg'));
    const reranker = { rerank: () => Promise.reject(new Error('afgebroken')) };
    await expect(reranked('vraag', scored(2, 1), { reranker, onFault: never }, caller)).rejects.toThrow('weg');
    expect(await reranked('vraag', scored(2), { reranker, onFault: never }, signal)).toEqual(scored(2));
  });
});
