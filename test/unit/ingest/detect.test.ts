import { describe, expect, it } from 'vitest';
import { detectType } from '../../../ingest/extract/detect.ts';
import { extract } from '../../../ingest/extract/index.ts';
import { makePdf } from '../../support/pdf.ts';
import { fixture, latin1, utf8 } from './bytes.ts';

const docx = fixture('thuiswerken.docx');

/** The Word file with a directory that tells of gigabytes. */
function bomb(): Uint8Array {
  const zip = Buffer.from(docx);
  zip.writeUInt32LE(0xff_ff_ff_00, zip.indexOf('PK\u0001\u0002', 0, 'latin1') + 24);
  return zip;
}

describe('detectType', () => {
  it.each([
    ['a PDF under another name', makePdf([['Tekst']]), 'notitie.txt', 'pdf'],
    ['a Word file under another name', docx, 'notitie.pdf', 'docx'],
    ['a web page under another name', utf8('\ufeff<!-- x -->\n<!DOCTYPE html><p>Hoi'), 'pagina.txt', 'html'],
    ['XHTML', utf8('<?xml version="1.0"?>\n<html xmlns="x"><body>Hoi</body></html>'), 'pagina', 'html'],
    ['Markdown by its name', utf8('# Kop'), 'README.MD', 'markdown'],
    ['a text by its name', utf8('Het begin van een PDF is %PDF-1.7.'), 'uitleg.txt', 'text'],
    ['a fragment of a page by its name', utf8('<p>Hoi</p>'), 'stuk.htm', 'html'],
  ] as const)('knows %s', (_, bytes, name, type) => {
    expect(detectType(bytes, name)).toBe(type);
  });

  it.each([
    ['an empty file', new Uint8Array(), 'leeg.pdf', 'document-empty'],
    ['text that calls itself a PDF', utf8('Dit is geen PDF.'), 'nep.pdf', 'document-corrupt'],
    ['text that calls itself Word', utf8('Dit is geen Word.'), 'nep.docx', 'document-corrupt'],
    ['half a Word file', docx.subarray(0, docx.length - 300), 'half.docx', 'document-corrupt'],
    ['a Word file that unpacks to gigabytes', bomb(), 'bom.docx', 'document-too-large'],
    [
      'a zip without a document',
      latin1('PK\u0003\u0004 iets anders PK\u0005\u0006'),
      'foto.zip',
      'document-type-unknown',
    ],
    [
      'a zip that calls itself Word',
      latin1('PK\u0003\u0004 iets anders PK\u0005\u0006'),
      'nep.docx',
      'document-corrupt',
    ],
    ['an old Word file', latin1('\u00d0\u00cf\u0011\u00e0 oud'), 'oud.doc', 'document-type-unknown'],
    [
      'an encrypted Word file',
      latin1(`\u00d0\u00cf\u0011\u00e0${'EncryptedPackage'.split('').join('\0')}\0`),
      'dicht.docx',
      'document-encrypted',
    ],
    ['an unknown extension', utf8('{}'), 'gegevens.json', 'document-type-unknown'],
  ] as const)('names the fault of %s', (_, bytes, name, code) => {
    expect(() => detectType(bytes, name)).toThrow(expect.objectContaining({ code }));
  });
});

describe('extract', () => {
  it('refuses bytes that are not text under the name of a text', async () => {
    const binary = Uint8Array.from({ length: 2000 }, (_, i) => (i * 7) % 256);
    await expect(extract(binary, { name: 'foto.md' })).rejects.toMatchObject({ code: 'document-type-unknown' });
  });

  it('refuses a file without words', async () => {
    await expect(extract(utf8('\n  \n---\n'), { name: 'leeg.md' })).rejects.toMatchObject({ code: 'document-empty' });
  });
});
