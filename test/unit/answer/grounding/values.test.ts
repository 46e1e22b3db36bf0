import { describe, expect, test } from 'vitest';
import { numberOf } from '../../../../src/answer/claims/numbers.ts';
import { sameKey } from '../../../../src/answer/claims/readings.ts';
import { tokensOf } from '../../../../src/answer/claims/tokens.ts';
import { valuesOf } from '../../../../src/answer/claims/values.ts';

const valuesIn = (text: string) => valuesOf(tokensOf(text));
const isSame = (one: string, other: string) => {
  const [first, second] = [valuesIn(one), valuesIn(other)];
  return first.length > 0 && first.every((value, at) => value.keys.some((key) => second[at]?.keys.some((same) => sameKey(key, same))));
};

describe('a claim in numbers', () => {
  test.each([
    ['€ 74,85', '74,85 euro'],
    ['€ 1.250,-', '1250 euro'],
    ['€ 1.250', '€ 1250,00'],
    ['6 weken', 'zes weken'],
    ['6 weken', '42 dagen'],
    ['anderhalf jaar', '18 maanden'],
    ['een half jaar', 'zes maanden'],
    ['1 januari 2026', '01-01-2026'],
    ['1 januari', '1 januari 2026'],
    ['half negen', '8.30 uur'],
    ['8.30', '8:30'],
    ['08.30 uur', '8.30 uur'],
    ['kwart over acht', '8.15 uur'],
    ['honderdvijfentwintig euro', '€ 125'],
    ['14 000', '14000'.replace('14', '14 ')],
    ['06-12345678', '06 12 34 56 78'],
    ['ma@lindewaarde.example', 'MA@lindewaarde.example.'],
    ['https://www.lindewaarde.example/pas', 'lindewaarde.example/pas'],
    ['20 procent', '20%'],
    ['artikel 2:10', 'art. 2:10'.replace('art.', 'artikel')],
    ['de eerste hond', 'de 1e hond'],
    ['maandag tot en met vrijdag', 'maandag t/m vrijdag'],
    ['2 kilometer', '2000 meter'],
    ['0000 AA', '0000 AA Lindewaarde'],
  ])('%s is %s', (one, other) => expect(isSame(one, other)).toBe(true));

  test.each([
    ['€ 74,85', '€ 74,58'],
    ['6 weken', '6 maanden'],
    ['5 werkdagen', '5 dagen'],
    ['1 januari 2026', '1 januari 2027'],
    ['8.30 uur', '8.45 uur'],
    ['half negen', '9.30 uur'],
    ['14 000', '14 010'],
    ['maandag tot en met vrijdag', 'maandag tot en met zaterdag'],
    ['10 jaar', '10 maanden'],
    ['€ 5 per maand', '€ 5 per jaar'],
    ['zone A', 'zone B'],
  ])('%s is not %s', (one, other) => expect(isSame(one, other)).toBe(false));

  test.each([
    ['tot 6 weken', 'most'],
    ['hoogstens 6 weken', 'most'],
    ['niet meer dan 6 weken', 'most'],
    ['binnen 6 weken', 'within'],
    ['vanaf 6 weken', 'least'],
    ['18 jaar of ouder', 'least'],
    ['niet ouder dan 6 maanden', 'most'],
    ['jonger dan 18 jaar', 'most'],
    ['ongeveer 6 weken', 'about'],
    ['6 weken', 'exact'],
  ])('%s binds it as %s', (text, bound) => expect(valuesIn(text)[0]?.bound).toBe(bound));

  test.each([
    ['eenentwintig', 21],
    ['honderd', 100],
    ['tweehonderdvijftig', 250],
    ['duizend', 1_000],
    ['drieduizendtweehonderd', 3_200],
    ['paspoort', undefined],
    ['een', undefined],
  ])('%s counts %s', (word, count) => expect(numberOf(word)).toBe(count));
});
