import { describe, expect, it } from 'vitest';
import { hit, mean, median, ndcg, reciprocalRank } from '../../../src/knowledge/evaluation/metrics.ts';

const grades = new Map([
  ['a', 1],
  ['b', 1],
]);

describe('ndcg', () => {
  it('is 1 for the ideal ranking and 0 without any right document', () => {
    expect(ndcg(['b', 'a', 'x'], grades)).toBe(1);
    expect(ndcg(['x', 'y'], grades)).toBe(0);
    expect(ndcg([], grades)).toBe(0);
    expect(ndcg(['a'], new Map())).toBe(0);
  });

  it('discounts by the logarithm of the place', () => {
    // (1/log2(3) + 1/log2(5)) / (1/log2(2) + 1/log2(3)) = (0.630930 + 0.430677) / 1.630930
    expect(ndcg(['x', 'a', 'y', 'b'], grades)).toBeCloseTo(0.650921, 5);
  });

  it('takes grades as gains', () => {
    // (1 + 3/log2(3)) / (3 + 1/log2(3)) = 2.892789 / 3.630930
    expect(ndcg(['a', 'b'], new Map([['a', 1], ['b', 3]]))).toBeCloseTo(0.796708, 5);
  });

  it('looks no further than k, also in the ideal', () => {
    const many = new Map(Array.from({ length: 19 }, (_, index) => [`d${index}`, 1]));
    expect(ndcg([...many.keys()].slice(0, 10), many)).toBeCloseTo(1, 10);
    expect(ndcg(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'a'], grades)).toBe(0);
  });
});

describe('reciprocalRank and hit', () => {
  it('take the first right document within k', () => {
    expect(reciprocalRank(['x', 'y', 'b', 'a'], grades)).toBeCloseTo(1 / 3);
    expect(reciprocalRank(['x', 'a'], grades, 1)).toBe(0);
    expect(hit(['x', 'y', 'b'], grades)).toBe(1);
    expect(hit(['x', 'y', 'b'], grades, 2)).toBe(0);
  });
});

describe('mean and median', () => {
  it('hold for odd, even and no values', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(median([9, 1, 2])).toBe(2);
    expect(median([10, 1, 2, 4])).toBe(3);
    expect([mean([]), median([])]).toEqual([0, 0]);
  });
});
