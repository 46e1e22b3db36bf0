import { describe, expect, it } from 'vitest';
import { beginningOf, restOf, runsOn } from '../../../src/knowledge/search/sentences.ts';

describe('runsOn', () => {
  it.each([
    ['in een zin', 'De kosten zijn', 'hoger dan vorig jaar.'],
    ['after a comma', 'Een zin. Bedoeld in artikel 21b, eerste lid,', 'van de wet.'],
    ['after an earlier line', 'Kop:\nDe raad besluit over', 'de heffing.\nNog een regel.'],
    ['with a quotation', 'Hij zei', '‘nee’ en ging.'],
  ])('sees a sentence that goes on: %s', (_, text, next) => expect(runsOn(text, next)).toBe(true));

  it.each([
    ['a sentence that ended', 'De kosten zijn hoog.', 'hoger dan vorig jaar.'],
    ['one that ended in a quotation', 'Zij zei: “Nee.”', 'en toen.'],
    ['a new sentence', 'De kosten zijn', 'De leges ook.'],
    ['a line that announces', 'U neemt mee:', 'een pasfoto'],
    ['an item of a list', 'een pasfoto', 'b. uw oude paspoort'],
    ['an item with a dash', 'een pasfoto', '- uw oude paspoort'],
    ['rows of a table', 'man | 7 | 13', 'vrouw | 6 | 13'],
    ['rows written out', 'soort: man; aantal: 7', 'soort: vrouw; aantal: 6'],
    ['nothing before', '', 'hoger dan vorig jaar.'],
    ['nothing after', 'De kosten zijn', ''],
  ])('leaves alone: %s', (_, text, next) => expect(runsOn(text, next)).toBe(false));
});

describe('the rest and the beginning of a sentence', () => {
  it('ends with the sentence, not with a point inside it', () => {
    expect(restOf('van art. 5 en dhr. J. Jansen, om 9.00 uur. Daarna niet. En nooit.', 400)).toBe('van art. 5 en dhr. J. Jansen, om 9.00 uur.');
    expect(restOf('tot het einde', 400)).toBe('tot het einde');
    expect(restOf('tot de regel eindigt\nEen andere regel.', 400)).toBe('tot de regel eindigt');
    expect(restOf('echt waar?” Ja.', 400)).toBe('echt waar?”');
  });

  it('begins after the last sentence that ended', () => {
    expect(beginningOf('Eerst dit. Dan dat! Volgens art. 5 is', 400)).toBe('Volgens art. 5 is');
    expect(beginningOf('Een regel.\nnog een begin van', 400)).toBe('nog een begin van');
    expect(beginningOf('zonder einde', 400)).toBe('zonder einde');
  });

  it('gives nothing when there is more than may be added', () => {
    expect(restOf(`${'woord '.repeat(80)}. Einde`, 400)).toBeUndefined();
    expect(restOf('woord.', 6)).toBe('woord.');
    expect(restOf('woord.', 5)).toBeUndefined();
    expect(beginningOf('Dit. Woord', 5)).toBe('Woord');
    expect(beginningOf('woord', 4)).toBeUndefined();
  });

  it('is found in any text, whatever is in it', () => {
    for (const part of ['. ', '."', ')', 'a.', '?!', '…" ', 'a: ', 'a; ', ' ']) {
      const text = part.repeat(50_000);
      runsOn(text, text);
      expect(restOf(text, 10)?.length ?? 0).toBeLessThanOrEqual(10);
      expect(beginningOf(text, 10)?.length ?? 0).toBeLessThanOrEqual(10);
    }
  });
});
