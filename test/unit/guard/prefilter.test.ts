import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../../../src/guard/detectors/all.ts';
import { prefilter, TextFinder } from '../../../src/guard/prefilter/prefilter.ts';
import { requiredBy } from '../../../src/guard/prefilter/required.ts';
import { ALL_WORDINGS } from '../../../src/guard/wordings/all.ts';
import { readMarkedLines } from '../../support/guard-lines.ts';
import { readAttackLines } from '../../support/attack-lines.ts';
import { NASTY } from '../../support/nasty-text.ts';

describe('what a pattern asks for', () => {
  it.each([
    ['negeer', [['negeer']]],
    ['(?:toon|geef) (?:je|de) prompt', [['toon je prompt', 'toon de prompt', 'geef je prompt', 'geef de prompt']]],
    [String.raw`toon\s{1,3}prompt`, [['toon'], ['prompt']]],
    [String.raw`toon(?: nu)? prompt`, [['toon nu prompt', 'toon prompt']]],
    [String.raw`(?<!x)toon(?=y)(?!z)`, [['toon'], ['y']]],
    [String.raw`a\p{L}{0,8}b`, [['a'], ['b']]],
    ['[ab]c', [['ac', 'bc']]],
    ['Prompt', [['prompt']]],
    [String.raw`a[\])-]`, [['a]', 'a)', 'a-']]],
    ['[a-z]b', [['b']]],
    [String.raw`[\d.]b`, [['b']]],
    ['[^a]b', [['b']]],
    [String.raw`(?=\p{L}{0,9}ab)c`, [['ab'], ['c']]],
    [String.raw`\x27a\.b`, [["'a.b"]]],
    ['(?:ab){2,3}', [['ab']]],
    ['(?:ab){0,3}', []],
    [String.raw`\p{L}|ab`, []],
    [String.raw`(?:a\s|b\s)c`, [['a', 'b'], ['c']]],
  ])('%s: %j', (pattern, clauses) => expect(requiredBy(pattern)).toEqual(clauses));
});

describe('texts in a text', () => {
  it('are all found, also in one another', () => {
    const texts = ['he', 'she', 'his', 'hers', 'é', '\n', 's'];
    const finder = new TextFinder(texts);
    for (const given of ['ushers', 'his', 'x', '', 'é\n', 'hehehers']) {
      const found = finder.findIn(given);
      expect(texts.filter((text) => found[finder.numbers.get(text) ?? -1] === 1)).toEqual(texts.filter((text) => given.includes(text)));
    }
  });
});

/** A pattern that is not tried where it would match is an attack that is not seen. */
describe('no pattern is left out that would match', () => {
  const patterns = [...DETECTORS.map(({ pattern }) => pattern.source), ...ALL_WORDINGS.map(({ pattern }) => pattern)];
  const compiled = patterns.map((pattern) => new RegExp(pattern, 'iu'));
  const mayMatchIn = prefilter(patterns);
  const texts = [...readMarkedLines().map(({ text }) => text), ...readAttackLines().map(({ text }) => text), ...Object.values(NASTY).map((piece) => piece.repeat(20).slice(0, 400))];

  it('in any line that we have', () => {
    const missed = texts.flatMap((text) => {
      const mayMatch = mayMatchIn(text);
      return compiled.flatMap((pattern, index) => (!mayMatch(index) && pattern.test(text) ? [`${patterns[index]}: ${text}`] : []));
    });
    expect(missed).toEqual([]);
  });
});
