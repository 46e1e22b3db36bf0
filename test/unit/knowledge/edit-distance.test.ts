import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/knowledge/words/edit-distance.ts';

describe('editDistance', () => {
  it.each([
    ['paspoort', 'paspoort', 0],
    ['pasport', 'paspoort', 1],
    ['paspooort', 'paspoort', 1],
    ['pasqoort', 'paspoort', 1],
    ['papsoort', 'paspoort', 1],
    ['pasoprt', 'paspoort', 2],
    ['vergning', 'vergunning', 2],
    ['', 'ab', 2],
    ['geïnd', 'geind', 1],
    ['😀a', 'a', 1],
  ])('%s and %s differ by %i', (one, other, distance) => {
    expect(editDistance(one, other, 2)).toBe(distance);
    expect(editDistance(other, one, 2)).toBe(distance);
  });

  it('is not told when it is more than asked for', () => {
    expect(editDistance('pasport', 'paspoort', 0)).toBeUndefined();
    expect(editDistance('hond', 'kat', 2)).toBeUndefined();
    expect(editDistance('a', 'abcd', 2)).toBeUndefined();
  });
});
