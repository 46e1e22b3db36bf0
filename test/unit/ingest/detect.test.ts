import { describe, expect, it } from 'vitest';
import { detectType } from '../../../ingest/extract/detect.ts';
import { extract } from '../../../ingest/extract/index.ts';
import { errorCatalogue } from '../../../src/errors.ts';
import { makeOdf, makeZip } from '../../support/office.ts';
import { makeOle } from '../../support/ole.ts';
import { makePdf } from '../../support/pdf.ts';
import { fixture, latin1, utf8 } from './bytes.ts';

const docx = fixture('thuiswerken.docx');

/** The Word file with a directory that tells of gigabytes. */
function bomb(): Uint8Array {
  const zip = Buffer.from(docx);
  const at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
  // Packed: what is stored cannot be larger than it is.
  zip.writeUInt16LE(8, at + 10);
  zip.writeUInt32LE(0xff_ff_ff_00, at + 24);
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
    ['a workbook under another name', makeZip({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }), 'a.docx', 'xlsx'],
    ['slides', makeZip({ '[Content_Types].xml': '', 'ppt/presentation.xml': '' }), 'a.bin', 'pptx'],
    ['a zip that holds a Word file', makeZip({ 'brief.docx': docx }), 'a.zip', 'zip'],
    ['an OpenDocument text', makeOdf('text', ''), 'a', 'odt'],
    ['an OpenDocument spreadsheet', makeOdf('spreadsheet', ''), 'a', 'ods'],
    ['an OpenDocument presentation', makeOdf('presentation', ''), 'a', 'odp'],
    ['a table by its name', utf8('a;b'), 'a.CSV', 'csv'],
    ['a message', utf8('Received: from x\r\nFrom: a@b.example\r\n\r\nHoi'), 'bericht', 'eml'],
    ['a message by its name', utf8('From: a@b.example\nSubject: x\n\nHoi'), 'a.eml', 'eml'],
    ['a text with a pasted message', utf8('From: a@b.example\nSubject: x\n\nHoi'), 'a.txt', 'text'],
    ['a PNG', latin1('\u0089PNG\r\n\u001a\n'), 'a', 'image'],
    ['a JPEG', latin1('\u00ff\u00d8\u00ff\u00e0'), 'scan.pdf', 'image'],
    ['a TIFF', latin1('II*\0'), 'a', 'image'],
    ['a WebP', latin1('RIFF\0\0\0\0WEBPVP8 '), 'a', 'image'],
    ['a BMP', latin1('BM' + '\0'.repeat(12) + '(\0\0\0'), 'a', 'image'],
    ['a text that starts with BM', utf8('BM is de afkorting van burgemeester.'), 'a.txt', 'text'],
    ['an old workbook', latin1(`\u00d0\u00cf\u0011\u00e0${'Workbook'.split('').join('\0')}\0`), 'a.xls', 'xls'],
    ['an old workbook with an embedded text', makeOle(['Workbook'], { embedded: ['WordDocument'] }), 'a.xls', 'xls'],
  ] as const)('knows %s', async (_, bytes, name, type) => {
    await expect(detectType(bytes, name)).resolves.toBe(type);
  });

  it.each([
    ['a number with text/markdown', '# Kop', '12345', 'Text/Markdown; charset=utf-8', 'markdown'],
    ['a number with text/plain', 'Tekst', '12345', 'text/plain', 'text'],
    ['a number with text/csv', 'a;b', '12345', 'text/csv;header=present', 'csv'],
    ['a fragment of a page under a version number', '<p>Hoi</p>', 'zaken/v1.2', 'text/html', 'html'],
    ['a page of a program', '<p>Hoi</p>', 'besluit.aspx', 'text/html', 'html'],
    ['a message without transport headers', 'From: a@b.example\nSubject: x\n\nHoi', 'bericht', 'message/rfc822', 'eml'],
    ['a whole page, whatever is declared', '<!doctype html><p>Hoi', '12345', 'text/csv', 'html'],
    ['Markdown by its name, whatever is declared', '# Kop', 'a.md', 'text/plain', 'markdown'],
    ['a text by its name with a pasted message', 'From: a@b.example\nSubject: x\n\nHoi', 'a.txt', 'message/rfc822', 'text'],
  ] as const)('knows %s by what is declared, where content and name do not tell', async (_, text, name, contentType, type) => {
    await expect(detectType(utf8(text), name, contentType)).resolves.toBe(type);
  });

  it.each([
    ['front matter', '---\ntitle: Leges\n---\nTekst', 'markdown'],
    ['a heading', 'Leges\n\n## Kosten\n\nTekst', 'markdown'],
    ['a number after a sign', 'Zaak #12 is klaar.', 'text'],
    ['a table with commas', 'naam,prijs\npaspoort,86', 'text'],
    ['words in UTF-8', 'Coördinatie: € 3', 'text'],
    ['a byte order mark', '\ufeff# Leges', 'markdown'],
    ['a fragment of a page', '<p>Een paspoort kost 86 euro.', 'html'],
  ] as const)('reads text without ending or type by what is in it: %s', async (_, text, type) => {
    for (const name of ['12345', 'zaken/v1.2', 'Brief van 3 jan. over afval', 'besluit'])
      for (const contentType of ['', 'text/plain; charset=utf-8', 'application/octet-stream', 'application/x-www-form-urlencoded'])
        await expect(detectType(utf8(text), name, contentType)).resolves.toBe(type);
  });

  it('reads other text than UTF-8 when it is said to be text, and says what to do about what it does not know', async () => {
    await expect(detectType(latin1('Co\u00f6rdinatie'), '12345', 'text/plain')).resolves.toBe('text');
    await expect(detectType(latin1('Co\u00f6rdinatie'), '12345')).rejects.toMatchObject({ code: 'document-type-unknown' });
    expect(errorCatalogue['document-type-unknown'].action).toMatch(/uitgang.*Content-Type/);
  });

  it.each([
    ['a PDF', makePdf([['Tekst']]), 'text/html', 'pdf'],
    ['a Word file', docx, 'text/plain', 'docx'],
    ['a picture', latin1('\u0089PNG\r\n\u001a\n'), 'application/pdf', 'image'],
  ] as const)('believes the bytes of %s, not what is declared', async (_, bytes, contentType, type) => {
    await expect(detectType(bytes, '12345', contentType)).resolves.toBe(type);
  });

  it.each([
    ['a number with a kind that is no text', 'Tekst', '12345', 'application/pdf', 'document-type-unknown'],
    ['text without a name that holds control characters', 'Te\u0001kst', '12345', '', 'document-type-unknown'],
    ['mark-up of another kind without a name', '<?xml version="1.0"?><rss/>', '12345', '', 'document-type-unknown'],
    ['what is a name of every object', 'Tekst', '12345', 'constructor', 'document-type-unknown'],
    ['a drawing that is declared a page', '<svg onload="x()"/>', '12345', 'text/html', 'document-type-unknown'],
    ['text that is declared a message', 'Gewone tekst.', '12345', 'message/rfc822', 'document-corrupt'],
    ['a broken PDF by its name that is declared text', 'Geen PDF.', 'nep.pdf', 'text/plain', 'document-corrupt'],
  ] as const)('names the fault of %s', async (_, text, name, contentType, code) => {
    await expect(detectType(utf8(text), name, contentType)).rejects.toMatchObject({ code });
  });

  it.each([
    ['an empty file', new Uint8Array(), 'leeg.pdf', 'document-empty'],
    ['text that calls itself a PDF', utf8('Dit is geen PDF.'), 'nep.pdf', 'document-corrupt'],
    ['text that calls itself Word', utf8('Dit is geen Word.'), 'nep.docx', 'document-corrupt'],
    ['half a Word file', docx.subarray(0, docx.length - 300), 'half.docx', 'document-corrupt'],
    ['a Word file that unpacks to gigabytes', bomb(), 'bom.docx', 'document-too-large'],
    [
      'half a zip',
      latin1('PK\u0003\u0004 iets anders PK\u0005\u0006'),
      'foto.zip',
      'document-corrupt',
    ],
    [
      'a zip that calls itself Word',
      latin1('PK\u0003\u0004 iets anders PK\u0005\u0006'),
      'nep.docx',
      'document-corrupt',
    ],
    ['an old Word file with an embedded workbook', makeOle(['WordDocument'], { embedded: ['Workbook'] }), 'oud.doc', 'document-type-unknown'],
    ['an old Word file', latin1('\u00d0\u00cf\u0011\u00e0 oud'), 'oud.doc', 'document-type-unknown'],
    [
      'an encrypted Word file',
      latin1(`\u00d0\u00cf\u0011\u00e0${'EncryptedPackage'.split('').join('\0')}\0`),
      'dicht.docx',
      'document-encrypted',
    ],
    ['a drawing', utf8('<?xml version="1.0"?><!-- x --><svg onload="x()"/>'), 'a.txt', 'document-type-unknown'],
    ['a zip that calls itself a workbook', makeZip({ a: 'b' }), 'nep.xlsx', 'document-corrupt'],
    ['another Office format', makeZip({ '[Content_Types].xml': '' }), 'a.vsdx', 'document-type-unknown'],
    ['text that calls itself a scan', utf8('Geen foto'), 'nep.png', 'document-corrupt'],
    ['an unknown extension', utf8('{}'), 'gegevens.json', 'document-type-unknown'],
  ] as const)('names the fault of %s', async (_, bytes, name, code) => {
    await expect(detectType(bytes, name)).rejects.toMatchObject({ code });
  });
});

describe('extract', () => {
  it('refuses bytes that are not text under the name of a text', async () => {
    const binary = Uint8Array.from({ length: 2000 }, (_, i) => (i * 7) % 256);
    await expect(extract(binary, { name: 'foto.md' })).rejects.toMatchObject({ code: 'document-type-unknown' });
  });

  it('reads a text by the type that was declared', async () => {
    const { title, mediaType } = await extract(utf8('# Besluit\n\nHet besluit.'), { name: '12345', contentType: 'text/markdown' });
    expect({ title, mediaType }).toEqual({ title: 'Besluit', mediaType: 'text/markdown' });
  });

  it('refuses a file without words', async () => {
    await expect(extract(utf8('\n  \n---\n'), { name: 'leeg.md' })).rejects.toMatchObject({ code: 'document-empty' });
  });
});
