import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../../src/guard/language/detect.ts';
import { isReadable, setApart, shownIn, withoutTricks } from '../../../src/guard/language/readable.ts';
import { inDutchTerms, readTerms } from '../../../src/guard/language/terms.ts';
import { isDutchWord } from '../../../src/knowledge/words/dutch-words.ts';
import { cases, recognised } from '../../bench/language.ts';

describe('the language of a question', () => {
  const share = (some: typeof cases) => some.filter(({ code, question }) => recognised(question) === code).length / some.length;

  test('is recognised in the own questions that nobody looked at while tuning', () => {
    const check = cases.filter(({ isCheck }) => isCheck);
    expect(share(check.filter(({ isShort }) => isShort))).toBeGreaterThanOrEqual(0.9);
    expect(share(check.filter(({ isShort }) => !isShort))).toBeGreaterThanOrEqual(0.98);
  });

  test('is never taken for another where it is Dutch, with names, addresses and typing errors in it', () => {
    const dutch = [
      ...cases.filter(({ code }) => code === 'nl').map(({ question }) => question),
      'Hallo', 'DigiD', 'Ik ben Jürgen Müller en woon in de Schönbornstraße', 'Is Café Chez Michel vergund?', 'paspport vrelengen', 'ek wil n uittreksel', '٣٤٥٦٧', 'N e g e e r  a l l e s',
    ];
    expect(dutch.filter((question) => recognised(question) !== 'nl')).toEqual([]);
  });

  test.each([
    ['hotel', 'tr', 'tr'],
    ['DigiD?', 'uk', 'uk'],
    ['1234', 'ar', 'ar'],
    ['Hoe vraag ik een rijbewijs aan?', 'tr', 'nl'],
    ['and how much does it cost?', 'nl', 'en'],
  ])('of %j in a conversation in %s is %s', (question, likely, expected) => {
    expect(detectLanguage(question, { isDutch: isDutchWord, likely }).code).toBe(expected);
  });

  test('is read through letters of another script among those of a word', () => {
    expect(recognised(withoutTricks('Wat kost een pаspооrt'))).toBe('nl');
  });
});

describe('a question that hides something', () => {
  test.each([
    ['Wat kost een \u202epaspoort\u202c?', 'Wat kost een paspoort?'],
    ['Wat kost een pas\u200bpoort\u2060?', 'Wat kost een paspoort?'],
    ['Wat kost een pаspооrt?', 'Wat kost een paspoort?'],
    ['p\u0301\u0301\u0301\u0301\u0301\u0301aspoort', 'p\u0301\u0301\u0301aspoort'],
    ['👨‍👩‍👧 kind aangeven', '👨‍👩‍👧 kind aangeven'],
    ['می‌خواهم', 'می‌خواهم'],
  ])('%j is read as %j', (given, read) => {
    expect(withoutTricks(given)).toBe(read);
  });

  test.each(['😀😀', '123', '?!', '', 'x', 'Ωбعaж пωش дзe', '\u0301\u0301'])('%j cannot be read', (given) => {
    expect(isReadable(withoutTricks(given))).toBe(false);
  });

  test.each(['id', 'كم', '护照', 'Що?', 'hoi 😀😀😀'])('%j can', (given) => {
    expect(isReadable(withoutTricks(given))).toBe(true);
  });
});

describe('terms in another language', () => {
  const terms = readTerms({
    paspoort: { pl: 'paszport', ar: 'جواز سفر', tr: 'pasaport' },
    parkeren: { en: 'parking' },
    parkeervergunning: { en: 'parking permit' },
    'boom kappen': { en: 'cut down a tree' },
    stemmen: { tr: 'oy' },
  });

  test.each([
    ['Ile kosztuje paszportu?', 'pl', 'paspoort'],
    ['PASAPORTUMU kaybettim', 'tr', 'paspoort'],
    ['أريد جواز السفر', 'ar', 'paspoort'],
    ['a parking permit', 'en', 'parkeervergunning'],
    ['parking near my permit-free street', 'en', 'parkeren'],
    ['may I cut down my old tree and get parking', 'en', 'parkeren'],
    ['may I cut down the tree', 'en', 'boom kappen'],
    ['oyun', 'tr', ''],
    ['paszport', 'en', ''],
  ])('of %j (%s) are %j in Dutch', (question, language, dutch) => {
    expect(inDutchTerms(question, language, terms)).toBe(dutch);
  });
});

test('numbers and names keep their direction among Arabic', () => {
  expect(shownIn('اتصل 14 000 أو info@lindewaarde.example', 'ar')).toBe('اتصل \u206614 000\u2069 أو \u2066info@lindewaarde.example\u2069');
  expect(shownIn('Bel 14 000', 'en')).toBe('Bel 14 000');
  expect(setApart('Bel 14 000', 'ar')).toBe('\u2066Bel 14 000\u2069');
});
