import { describe, expect, test } from 'vitest';
import { articleFirst, lacksArticle } from '../../../src/answer/subject/article.ts';
import { passage } from '../../support/passages.ts';

const of = (documentId: string, heading: string, score: number, text = 'Regels.') => ({ ...passage({ title: documentId, headings: ['Hoofdstuk 1', heading], text }), documentId, score });
const FOUND = [
  of('Parkeerverordening', 'Artikel 4 Bedrijven', 20, 'Een bedrijf krijgt er 2.'),
  of('Parkeerverordening', 'Artikel 20 Straf', 19.5),
  of('Parkeerverordening', 'Artikel 2:10a. Zones en tijden', 19),
  of('Legesverordening', 'Artikel 2:10a Wie betaalt', 12),
  of('Legesverordening', 'Artikel 2 Wie betaalt', 11),
];
const first = (question: string) => articleFirst(FOUND, question)[0]?.headings.at(-1);

describe('a question that names an article', () => {
  test.each(['Wat staat er in artikel 2:10a van de parkeerverordening?', 'parkeerverordening art. 2.10a', 'wat zegt ARTIKEL 2.10A over parkeren'])('is answered from it: %s', (question) =>
    expect(first(question)).toBe('Artikel 2:10a. Zones en tijden'));

  test('is not answered from the same article of a document that is about something else', () => {
    expect(articleFirst(FOUND, 'artikel 2:10a parkeerverordening').map(({ score }) => score)).toEqual([38, 20, 19.5, 12, 11]);
  });

  test.each(['Wat kost parkeren?', 'Wat staat er in artikel 99?', 'Ik heb 2 artikelen gekocht'])('or none that was found, leaves the order as it is: %s', (question) => expect(articleFirst(FOUND, question)).toEqual(FOUND));
});

test.each([
  ['Wat staat er in artikel 99 van de parkeerverordening?', true],
  ['Wat staat er in artikel 2 van de parkeerverordening?', false],
  ['Wat staat er in artikel 10a?', true],
  ['Wat kost parkeren?', false],
  ['Hoe dien ik een Woo-verzoek in op grond van artikel 4.1 van de Woo?', false],
  ['Wat is het tarief volgens artikel 99?', false],
  ['Wat regelt artikel 99?', true],
  ['Wat staat er precies in artikel 99?', true],
  ['Wat zegt de verordening in artikel 99?', true],
  ['Artikel 99 parkeerverordening', true],
  ['art. 99 parkeerverordening', true],
])('what is asked of an article that was not found is not known: %s', (question, lacks) => expect(lacksArticle(FOUND, question)).toBe(lacks));

test.each([
  ['De artikelen 2:10, 2:11 en 2:12 gelden niet.', false],
  ['De artikelen 2:1 tot en met 2:28 gelden niet.', false],
  ['De artikelen 2:10 en 2:12 gelden niet.', true],
])('in a list each article counts, and of a range none is lacking: %s', (text, lacks) => expect(lacksArticle([passage({ title: 'APV', text })], 'Wat zegt artikel 2:11 van de APV?')).toBe(lacks));
