import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../ingest/extract/plain/decode.ts';
import { tidy } from '../../../ingest/extract/structure/tidy.ts';
import { extract } from '../../../ingest/extract/index.ts';
import { latin1, outlineOf, read, utf8 } from './bytes.ts';

describe('decodeText', () => {
  it('reads UTF-8 without a word about it', () => {
    expect(decodeText(utf8('Oekraïne € 5'))).toEqual({ text: 'Oekraïne € 5', warnings: [] });
  });

  it('reads what a byte order mark announces', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from('één', 'utf16le')]);
    expect(decodeText(utf16).text).toBe('één');
    expect(decodeText(utf8('\ufeffabc')).text).toBe('abc');
  });

  it('falls back on windows-1252 and says so', () => {
    const { text, warnings } = decodeText(latin1('Tarief \u0080 5, \u0093be\u00ebindigd\u0094'));
    expect(text).toBe('Tarief € 5, “beëindigd”');
    expect(warnings).toEqual([expect.stringContaining('windows-1252')]);
  });

  it('believes valid UTF-8 over a charset that says otherwise, and the charset over a guess', () => {
    expect(decodeText(utf8('één'), 'iso-8859-1').text).toBe('één');
    expect(decodeText(latin1('\u00bf'), 'iso-8859-15').text).toBe('¿');
    expect(decodeText(latin1('\u00a4'), 'iso-8859-15').text).toBe('€');
    expect(decodeText(latin1('\u00e9'), 'no-such-charset').text).toBe('é');
  });
});

describe('tidy', () => {
  it('takes out what is not text and keeps the words and lines', () => {
    expect(tidy('a\u0000b\u00a0 c\u200bd\ud800\r\ne\ufb01n \u00ad\t f\u2028g \uf0b7 h')).toBe('ab cd\nefin f\ng • h');
  });
});

describe('plain text', () => {
  it('keeps paragraphs and lines, and takes capitals and articles for headings', async () => {
    const { title, sections } = await read(
      'Klacht indienen\n\nU mag klagen over:\n- gedrag\n- wachttijd\n\nKOSTEN\n\nGratis.\n\nArtikel 3 Termijn\nZes weken.',
      'klacht.txt',
    );
    expect(title).toBe('Klacht indienen');
    expect(outlineOf(sections)).toEqual([
      ' | Klacht indienen\n\nU mag klagen over:\n- gedrag\n- wachttijd',
      'KOSTEN | Gratis.',
      'Artikel 3 Termijn | Zes weken.',
    ]);
  });

  it('warns about the encoding', async () => {
    const { warnings } = await extract(latin1('Caf\u00e9'), { name: 'a.txt' });
    expect(warnings).toEqual([expect.stringContaining('geen UTF-8')]);
  });
});
