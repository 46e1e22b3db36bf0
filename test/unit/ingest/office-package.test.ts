import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openPackage } from '../../../ingest/extract/office/package.ts';
import { parseXml } from '../../../ingest/extract/office/xml.ts';
import { extract } from '../../../ingest/extract/index.ts';
import { makeDocx, makeOdf, makePptx, makeZip } from '../../support/office.ts';
import { utf8 } from './bytes.ts';

const central = 'PK\u0001\u0002';

/** Changes a field of the first entry, in its local header and in the directory. */
function patch(zip: Uint8Array, change: (entry: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(zip);
  // In the directory all fields stand two bytes further on.
  change(bytes.subarray(4));
  change(bytes.subarray(bytes.indexOf(central, 0, 'latin1') + 6));
  return bytes;
}

/** One entry of packed zeros that claims another size than it has. */
function bomb(size: number, claimed: number): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(size));
  return patch(makeZip({ a: packed }), (entry) => {
    entry.writeUInt16LE(8, 4);
    entry.writeUInt32LE(claimed, 18);
  });
}

describe('openPackage', () => {
  it('lists and reads files, not folders', async () => {
    const opened = await openPackage(makeZip({ 'map/': '', 'map/a.txt': 'één' }));
    expect(opened.names).toEqual(['map/a.txt']);
    expect(opened.has('map/a.txt')).toBe(true);
    expect(Buffer.from(await opened.read('map/a.txt')).toString()).toBe('één');
    await expect(opened.read('b')).rejects.toMatchObject({ code: 'document-corrupt' });
  });

  it.each(['../a', 'a/../../b', '/etc/passwd', 'C:/a', 'a\\b', 'a\u0000b', 'a\nb'])('refuses the name %j', async (name) => {
    await expect(openPackage(makeZip({ [name]: 'x' }))).rejects.toMatchObject({ code: 'document-unsafe' });
  });

  it('refuses a name that stands in it twice', async () => {
    const zip = Buffer.from(makeZip({ 'aa.txt': '1', 'bb.txt': '2' }));
    for (let at = zip.indexOf('bb.txt'); at >= 0; at = zip.indexOf('bb.txt')) zip.write('aa.txt', at);
    await expect(openPackage(zip)).rejects.toMatchObject({ code: 'document-unsafe' });
  });

  it('says that a file in it is encrypted', async () => {
    // Encryption adds twelve bytes.
    const zip = patch(makeZip({ a: 'x'.repeat(13) }), (entry) => {
      entry.writeUInt16LE(1, 2);
      entry.writeUInt32LE(1, 18);
    });
    await expect(openPackage(zip)).rejects.toMatchObject({ code: 'document-encrypted' });
  });

  it('refuses more files than a document has', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, '']));
    await expect(openPackage(makeZip(many))).rejects.toMatchObject({ code: 'document-too-large' });
  });

  it.each([
    ['that says what it unpacks to', bomb(30_000_000, 30_000_000), 'document-unsafe'],
    ['that claims more than fits', bomb(10, 0xf0_00_00_00), 'document-too-large'],
    ['that claims less than it unpacks to', bomb(30_000_000, 10), 'document-corrupt'],
  ] as const)('stops a bomb %s', async (_, zip, code) => {
    const opened = await openPackage(zip);
    await expect(opened.read('a')).rejects.toMatchObject({ code });
  });

  it('counts what all files unpack to together', async () => {
    const half = Buffer.alloc(120 * 1024 * 1024);
    const opened = await openPackage(makeZip({ a: half }));
    await opened.read('a');
    await expect(opened.read('a')).rejects.toMatchObject({ code: 'document-too-large' });
  });
});

describe('parseXml', () => {
  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'document-unsafe'],
    ['one in UTF-16', Buffer.from('\ufeff<!DOCTYPE a><a/>', 'utf16le'), 'document-unsafe'],
    ['one in UTF-16 without a mark', Buffer.from('<!DOCTYPE a><a/>', 'utf16le'), 'document-unsafe'],
    ['elements without end', '<a>'.repeat(100_000), 'document-unsafe'],
    ['an element of megabytes', `<a ${'b="" '.repeat(50_000)}/>`, 'document-unsafe'],
    ['an unknown entity', '<a>&b;</a>', 'document-corrupt'],
    ['half a tag', '<a><b c="', 'document-corrupt'],
    ['no XML', 'x', 'document-corrupt'],
    ['nothing', '', 'document-corrupt'],
    ['more than a document has', `<a>${'x'.repeat(13_000_000)}</a>`, 'document-too-large'],
  ] as const)('refuses %s', async (_, xml, code) => {
    await expect(parseXml(typeof xml === 'string' ? utf8(xml) : xml)).rejects.toMatchObject({ code });
  });
});

describe('every office format', () => {
  const evil = '<!DOCTYPE a [<!ENTITY b "c">]><a/>';
  it.each([
    ['docx', makeDocx('<w:p/>', { 'word/styles.xml': evil })],
    ['docx', makeDocx('<w:p/>', { 'word/numbering.xml': evil })],
    ['xlsx', makeZip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<a/>', 'xl/worksheets/sheet1.xml': evil })],
    ['pptx', makePptx([{ shapes: evil }])],
    ['odt', makeOdf('text', '', { files: { 'META-INF/manifest.xml': evil } })],
    ['ods', makeOdf('spreadsheet', evil)],
    ['odp', makeOdf('presentation', evil)],
  ])('refuses entities in %s', async (extension, bytes) => {
    await expect(extract(bytes, { name: `a.${extension}` })).rejects.toMatchObject({ code: 'document-unsafe' });
  });
});
