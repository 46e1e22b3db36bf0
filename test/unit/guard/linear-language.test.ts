import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/guard/language/detect.ts';
import { isReadable, shownIn, withoutTricks } from '../../../src/guard/language/readable.ts';
import { inDutchTerms, readTerms } from '../../../src/guard/language/terms.ts';
import { createGlossary } from '../../../src/guard/plain/glossary.ts';
import { measurePlain } from '../../../src/guard/plain/measure.ts';
import { rewriteFault } from '../../../src/guard/plain/rewrite.ts';
import { translationFault } from '../../../src/guard/translation/check.ts';
import { isDutchWord } from '../../../src/knowledge/words/dutch-words.ts';
import { NASTY } from '../../support/nasty-text.ts';

const MORE = { ...NASTY, joiners: '\u200b\u200c', marks: 'a\u0301', mixed: 'pа', stops: '. ', abbreviations: 'm.b.t. ', 'long compound': 'vergunning', tongs: 'heeft ', quotes: '"', brackets: '[1]', amounts: '1.000', nominal: 'het lopen ', links: 'a.nl/', capitals: 'DigiD ', rtl: 'ا ', hyphens: 'a-' };
const terms = readTerms({ 'boom kappen': { en: 'cut down a tree' } });
const glossary = createGlossary(new Map([['bijzondere bijstand', 'Hulp.'], ['leges', 'Geld.']]));

/** A test's limit of time is no measurement: what explodes does not end at all. */
describe('5,000 characters, more than an answer has, of', () => {
  it.each(Object.entries(MORE))('%s come to an end', (_, repeated) => {
    const text = repeated.repeat(Math.ceil(5_000 / repeated.length));
    const detect = (given: string) => detectLanguage(given, { isDutch: isDutchWord });
    expect(detect(text).certainty).toBeLessThanOrEqual(1);
    expect(isReadable(withoutTricks(text))).toBeTypeOf('boolean');
    expect(shownIn(text, 'ar').length).toBeGreaterThanOrEqual(text.length);
    expect(inDutchTerms(text, 'en', terms)).toBe('');
    expect(glossary.explain(text)).toEqual([]);
    expect(measurePlain(text).score).toBeLessThanOrEqual(1);
    expect(() => translationFault(text, text, 'en', detect)).not.toThrow();
    expect(() => rewriteFault(text, text, text)).not.toThrow();
  });
});
