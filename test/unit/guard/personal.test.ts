import { describe, expect, it } from 'vitest';
import { allow } from '../../../src/guard/personal/allowed.ts';
import { PII_TYPES } from '../../../src/guard/personal/detector.ts';
import { findPersonalData } from '../../../src/guard/personal/find.ts';
import { maskPersonalData } from '../../../src/guard/personal/mask.ts';
import { faultsIn, ratesOf, readMarkedLines } from '../../support/guard-lines.ts';

const lines = readMarkedLines();
const found = (text: string) => findPersonalData(text).map(({ type, start, end }) => `${type}: ${text.slice(start, end)}`);

describe('personal data in own lines', () => {
  it('has at least 300 lines, of every type and without any', () => {
    expect(lines.length).toBeGreaterThanOrEqual(300);
    for (const type of PII_TYPES) expect(lines.filter(({ spans }) => spans.some((span) => span.type === type)).length, type).toBeGreaterThanOrEqual(20);
    expect(lines.filter(({ spans }) => spans.length === 0).length).toBeGreaterThanOrEqual(100);
  });

  it.each([['tune', 0.98], ['check', 0.98], ['later', 0.98], ['locked', 0.95]] as const)('is found, half %s, with F1 of %f at least', (half, least) => {
    const part = lines.filter((line) => line.half === half);
    expect(ratesOf(part).all.f1, part.flatMap(faultsIn).join('\n')).toBeGreaterThanOrEqual(least);
  });

  it.each(PII_TYPES)('is found with F1 of .97 at least, type %s', (type) => {
    expect(ratesOf(lines)[type].f1).toBeGreaterThanOrEqual(0.97);
  });
});

it('is not made of words in another paragraph', () => {
  expect(found("Rutte was premier\n\nMw Van 't Veer")).toEqual(["name: Van 't Veer"]);
});

it.each([
  ['Mijn bsn is 123456782.', 'Mijn bsn is [burgerservicenummer].'],
  ['Stort het op NL91 ABNA 0417 1643 00.', 'Stort het op [rekeningnummer].'],
  ['Mijn paspoortnummer is NW2B3C4D5.', 'Mijn paspoortnummer is [documentnummer].'],
  ['Bel 06-12345678.', 'Bel 06-12345678.'],
])('is masked by no policy at all where it is somebody’s for life or opens their money: %s', (text, masked) => {
  expect(maskPersonalData(text, { actionOf: () => 'allow' }).text).toBe(masked);
});

describe('places of personal data', () => {
  it('are counted in UTF-16 units of the text as given, around characters that fold away or fold into more', () => {
    const text = '😀 ½ é bsn 1\u200b2\u00ad3\u206045\uff1678\uff12 ﷺ einde';
    const [span] = findPersonalData(text);
    expect(span).toEqual({ type: 'bsn', start: text.indexOf('1\u200b'), end: text.indexOf(' ﷺ') });
  });

  it('take an accent along that is typed apart', () => {
    const text = 'Mijn naam is Rene\u0301 Bakker.';
    expect(found(text)).toEqual(['name: Rene\u0301 Bakker']);
  });

  it('never overlap and stand in order', () => {
    for (const { text } of lines) {
      const spans = findPersonalData(text);
      for (const [index, { start, end }] of spans.entries()) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(spans[index + 1]?.start ?? text.length);
      }
    }
  });

  it.each(['', ' ', '\u200b', '\u202e', '😀😀', '\ud800', '\u0000', '«»', '\u0301'])('are none in %j', (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });
});

describe('numbers that look like a BSN', () => {
  it.each(['KvK-nummer 123456782', 'ordernummer: 123456782', '€ 123456782', '123.456.782 euro', 'bsn 123456789', 'NL123456782B01', 'https://voorbeeld.nl/?id=123456782'])('are none in %s', (text) => {
    expect(found(text).filter((one) => one.startsWith('bsn'))).toEqual([]);
  });

  it.each(['bsn 123456782', 'BSN: 123.456.782', 'burgerservicenummer 1234 56 782', 'sofinummer 123-456-782', 'Mijn bsn is 1 2 3 4 5 6 7 8 2', '123456782 is mijn bsn'])('are one in %s', (text) => {
    expect(found(text)).toHaveLength(1);
    expect(found(text)[0]).toMatch(/^bsn: /);
  });
});

describe('people in office and places', () => {
  it.each(['burgemeester Jansen', 'Wethouder mr. A.B. de Vries', 'mevrouw Smit, wethouder van Wonen', 'de heer De Groot (CDA)', 'Jan Pietersz Coenstraat', 'het Willem de Zwijgerplein', 'Postbus 12, 1234 AB', 'bel 14 030, 0800-1234, 112 of 0900 8844'])('%s is nobody’s secret', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('the municipality’s own', () => {
  const allowed = allow(['Stadsplateau 1, 3521 AZ', '030-286 00 00', 'j.jansen@gemeente.example', 'NL91 ABNA 0417 1643 00'], ['utrecht.example']);

  it('stays, in whichever way it is written', () => {
    const text = 'Kom naar Stadsplateau 1, 3521AZ Utrecht of 3521 az, nr 1; bel +31 30 2860000 of mail J.Jansen@Gemeente.example, piet.smit@utrecht.example; IBAN nl91abna0417164300';
    expect(findPersonalData(text, allowed)).toEqual([]);
    expect(findPersonalData(text)).not.toEqual([]);
  });

  it('does not let others through', () => {
    const text = '3521 AZ 2, 030-2860001, x.jansen@gemeente.example, a@eigenutrecht.example';
    expect(findPersonalData(text, allowed).map(({ type }) => type)).toEqual(['address', 'phone', 'email', 'email']);
  });
});
