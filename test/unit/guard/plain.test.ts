import { describe, expect, test } from 'vitest';
import { createGlossary } from '../../../src/guard/plain/glossary.ts';
import { isFrequent } from '../../../src/guard/plain/frequent.ts';
import { B1, measurePlain } from '../../../src/guard/plain/measure.ts';
import { rewriteFault } from '../../../src/guard/plain/rewrite.ts';
import { areaUnderCurve, scoresOf } from '../../bench/plain.ts';

describe('how plain a text is', () => {
  test('parts plain texts from those of officials, in pairs that nobody looked at while choosing the limit', () => {
    const [plain, hard] = [scoresOf('B', 'check'), scoresOf('A', 'check')];
    expect(areaUnderCurve(plain, hard)).toBeGreaterThanOrEqual(0.98);
    expect(plain.filter((score) => score < B1)).toEqual([]);
    expect(hard.filter((score) => score >= B1)).toEqual([]);
  });

  test('does not go by the length of sentences alone', () => {
    const [longer, short] = [scoresOf('L'), scoresOf('K')];
    expect(longer.filter((score) => score >= B1).length / longer.length).toBeGreaterThanOrEqual(0.9);
    expect(short.filter((score) => score < B1).length / short.length).toBeGreaterThanOrEqual(0.9);
  });

  test.each([
    ['De leges dienen ingevolge de verordening te worden voldaan alvorens verstrekking geschiedt.', 'difficult-words'],
    ['Wij sturen u d.m.v. deze brief t.a.v. uw aanvraag o.g.v. art. 3 een antwoord.', 'abbreviations'],
    ['De aanvraag wordt bekeken. Daarna wordt de brief gestuurd. Dan wordt het geld betaald. Het wordt u verteld.', 'passive'],
    [`U neemt ${'uw paspoort en uw brief en '.repeat(8)}uw geld mee naar de balie.`, 'long-sentences'],
    ['Het aanvragen van een vergunning en de betaling van het geld. Het maken van bezwaar en de behandeling van de klacht.', 'nominalisations'],
  ])('%s: says why it is not plain', (text, reason) => {
    expect(measurePlain(text).reasons).toContain(reason);
  });

  test('leaves quotations, references and numbers out', () => {
    const plain = 'U betaalt € 86,20 bij de balie. [1] U krijgt uw paspoort na vijf dagen. [2]';
    expect(measurePlain(`${plain}\n\n> Ingevolge het bepaalde in de verordening is belanghebbende leges verschuldigd.`)).toEqual(measurePlain(plain));
    expect(measurePlain('Ja.')).toMatchObject({ score: 1, isB1: true });
  });

  test('does not count a word against a text that explains it', () => {
    const text = 'U betaalt leges bij de balie. De leges zijn € 86.';
    expect(measurePlain(text, (word) => word === 'leges').score).toBeGreaterThan(measurePlain(text).score);
  });

  test.each(['paspoorten', 'brieven', 'huizen', 'bomen', 'aangevraagd', 'verhuisde', 'parkeervergunning', 'huurcontract', 'gemeentelijke', 'goedkoper', 'opgehaald', 'zakken'])('%s is a word that everybody knows', (word) => {
    expect(isFrequent(word)).toBe(true);
  });

  test.each(['desbetreffende', 'ingevolge', 'subsidiair', 'xqzt'])('%s is not', (word) => {
    expect(isFrequent(word)).toBe(false);
  });
});

describe('a glossary', () => {
  const glossary = createGlossary(new Map([['leges', 'Geld.'], ['bijstand', 'Hulp.'], ['bijzondere bijstand', 'Extra hulp.'], ['weg', ''], ['woz-waarde', 'Wat uw huis waard is.']]));

  test('explains difficult words once, in the order in which they come, the longest first', () => {
    expect(glossary.explain('De WOZ-waarde bepaalt uw leges. Bijzondere bijstand is er ook. Nog eens leges.')).toEqual([
      { term: 'woz-waarde', meaning: 'Wat uw huis waard is.' },
      { term: 'leges', meaning: 'Geld.' },
      { term: 'bijzondere bijstand', meaning: 'Extra hulp.' },
    ]);
  });

  test.each(['> De leges zijn € 86.', 'Er staat: “de leges zijn € 86”.', 'De pleges en de legesverordening zijn weg.'])('explains nothing in %s', (text) => {
    expect(glossary.explain(text)).toEqual([]);
  });
});

describe('a sentence in easier words', () => {
  const BEFORE = 'De aanvraag dient binnen zes weken bij het college te worden ingediend.';
  test.each([
    ['U moet uw aanvraag binnen 6 weken naar het college sturen.', undefined],
    ['U moet uw aanvraag binnen zes weken naar het college sturen.', undefined],
    ['U moet uw aanvraag binnen acht weken naar het college sturen.', 'numbers'],
    ['U mag uw aanvraag binnen zes weken naar het college sturen.', 'modality'],
    ['U hoeft uw aanvraag niet binnen zes weken te sturen.', 'negation'],
    ['U moet uw aanvraag binnen zes weken naar de burgemeester van Amsterdam sturen.', 'new-words'],
    ['U moet uw aanvraag binnen zes weken naar evil.com sturen.', 'addresses'],
    ['U moet uw aanvraag binnen zes weken in mei naar het college sturen.', 'dates'],
    ['', 'empty'],
    ['U moet <b>binnen zes weken</b> sturen.', 'markup'],
  ])('%s: %s', (after, reason) => {
    expect(rewriteFault(BEFORE, after, 'college')).toBe(reason);
  });

  test('keeps its condition', () => {
    expect(rewriteFault('U krijgt bijstand als u weinig geld hebt.', 'U krijgt bijstand. U hebt weinig geld.', '')).toBe('modality');
  });
});
