import { describe, expect, it } from 'vitest';
import { foldDuplicates } from '../../../src/knowledge/search/fold.ts';
import type { FoundPassage } from '../../../src/knowledge/types.ts';
import { seeded } from '../../store/knowledge/support.ts';
import { found } from './support.ts';

const text = 'Een parkeervergunning kost € 86,20 per jaar. U vraagt haar aan bij de balie, met uw kenteken.';
const of = (documentId: string, more: Partial<FoundPassage> = {}) => found({ documentId, title: `Titel ${documentId}`, text, ...more });
const shown = (passages: readonly FoundPassage[]) => passages.map(({ documentId, alsoIn }) => [documentId, ...alsoIn.map((place) => place.documentId)].join(' '));

describe('foldDuplicates', () => {
  it('gives the same text one place, the best, and names the other documents once each', () => {
    const passages = [of('a'), of('b', { ordinal: 3, url: 'https://gemeente.example/b' }), found({ documentId: 'c', text: 'Iets anders.' }), of('d'), of('b', { ordinal: 4 })];
    const folded = foldDuplicates(passages);
    expect(shown(folded)).toEqual(['a b d', 'c']);
    expect(folded[0]).toEqual({
      ...passages[0],
      alsoIn: [{ documentId: 'b', title: 'Titel b', url: 'https://gemeente.example/b' }, { documentId: 'd', title: 'Titel d', url: null }],
    });
  });

  it.each([
    ['marks of a list, bold and another cut of lines', '- Een **parkeervergunning** kost € 86,20\n  per jaar.\n- U vraagt haar aan bij de balie, met uw kenteken'],
    ['capitals', text.toUpperCase()],
  ])('looks past %s', (_, other) => {
    expect(shown(foldDuplicates([of('a'), of('b', { text: other })]))).toEqual(['a b']);
    expect(shown(foldDuplicates([of('b', { text: other }), of('a')]))).toEqual(['b a']);
  });

  it.each([
    ['another amount', text.replace('86,20', '86,30')],
    ['an amount less', text.replace('€ 86,20 ', '')],
    ['a date more', `${text} Vanaf 2027.`],
    ['another word', text.replace('jaar', 'maand')],
    ['a word more inside', text.replace('U vraagt haar', 'U vraagt haar niet')],
    ['a number in words', text.replace('U vraagt haar', 'U vraagt er twee')],
    ['a few words less at the beginning', text.slice('Een '.length)],
    ['much more text', `${text} ${'Daar is nog veel meer over te zeggen. '.repeat(2)}`],
  ])('takes for another text: %s', (_, other) => {
    expect(shown(foldDuplicates([of('a'), of('b', { text: other })]))).toEqual(['a', 'b']);
    expect(shown(foldDuplicates([of('b', { text: other }), of('a')]))).toEqual(['b', 'a']);
  });

  it('keeps an exception that only one of two long texts makes, wherever it stands', () => {
    const long = `${text} Neem ook een bewijs van uw woonadres mee, en betaal met uw pas: contant geld nemen wij bij de balie niet aan.`;
    const excepted = `${long} Dit geldt niet in de binnenstad.`;
    expect(foldDuplicates([of('a', { text: long }), of('b', { text: excepted })]).map((passage) => passage.text)).toEqual([long, excepted]);
    expect(foldDuplicates([of('b', { text: excepted }), of('a', { text: long })]).map((passage) => passage.text)).toEqual([excepted, long]);
  });

  it('leaves the same text under another heading, what is short, and what one document says twice', () => {
    expect(shown(foldDuplicates([of('a', { headings: ['Artikel 76'] }), of('b', { headings: ['Artikel 2.6.8'] })]))).toEqual(['a', 'b']);
    expect(shown(foldDuplicates([of('a', { headings: ['Wet', 'Kosten'] }), of('b', { headings: ['KOSTEN:'] })]))).toEqual(['a b']);
    expect(shown(foldDuplicates([of('a', { text: 'Inschrijven is gratis.' }), of('b', { text: 'Inschrijven is gratis.' })]))).toEqual(['a', 'b']);
    expect(shown(foldDuplicates([of('a'), of('a', { ordinal: 2 })]))).toEqual(['a', 'a']);
  });

  it('loses no document and no text, and keeps the order, whatever is found', () => {
    const random = seeded(7);
    const texts = Array.from({ length: 6 }, (_, n) => `${text} Dit is een stuk over onderwerp ${n % 3} en ${'abcdef'[n]}.`);
    for (let round = 0; round < 50; round += 1) {
      const passages = Array.from({ length: 30 }, (_, n) => of(`d${Math.floor(random() * 12)}`, { ordinal: n, text: texts[Math.floor(random() * 6)] ?? '' }));
      const folded = foldDuplicates(passages);
      expect(passages.filter((one) => folded.some(({ ordinal }) => ordinal === one.ordinal)).map(({ ordinal }) => ordinal)).toEqual(folded.map(({ ordinal }) => ordinal));
      for (const passage of passages) {
        const homes = folded.filter((one) => one.text === passage.text);
        expect(homes.some((one) => one.documentId === passage.documentId || one.alsoIn.some((place) => place.documentId === passage.documentId))).toBe(true);
      }
    }
  });
});
