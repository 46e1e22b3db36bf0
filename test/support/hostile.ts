import { deflateRawSync, crc32 } from 'node:zlib';
import { makePdf } from './pdf.ts';

/** Files as an attacker or a broken program makes them, built by code so that a test shows what is wrong with each. */

export interface ZipEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** What the archive says of the size, when that is a lie. */
  readonly declared?: number;
  /** Unix mode. */
  readonly mode?: number;
  /** Bit 0 says that the entry is encrypted. */
  readonly flags?: number;
  /** Points to the bytes of the first entry instead of its own. */
  readonly shared?: boolean;
}

/** What the same bytes were packed to: a bomb is the same megabytes again and again. */
const packed = new WeakMap<Uint8Array, Uint8Array>();

/** An archive without checks: names and sizes are as told. */
export function makeZip(entries: readonly ZipEntry[]): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = 'Tekst.', declared, mode = 0o100_644, flags = 0, shared = false } of entries) {
    const raw = typeof content === 'string' ? Buffer.from(content) : content;
    const data = packed.get(raw) ?? deflateRawSync(raw);
    packed.set(raw, data);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags | 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(declared ?? raw.length, 18);
    common.writeUInt16LE(title.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(shared ? 0 : offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1'), common, rest, title);
    if (shared) continue;
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, title, data);
    offset += 30 + title.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...files, central, end]));
}

const office = 'application/vnd.openxmlformats-officedocument';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const plainWord = `${office}.wordprocessingml.document.main+xml`;

/** What makes an archive an Office file: which part is the document, and of what type. */
function officeParts(part: string, type: string): readonly ZipEntry[] {
  return [
    {
      name: '[Content_Types].xml',
      content:
        `<Types xmlns="${packages}/content-types"><Default Extension="rels" ` +
        `ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>` +
        `<Override PartName="/${part}" ContentType="${type}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content:
        `<Relationships xmlns="${packages}/relationships">` +
        `<Relationship Id="rId1" Type="${relations}/officeDocument" Target="${part}"/></Relationships>`,
    },
  ];
}

interface WordOptions {
  /** Stands before the document's root. */
  readonly doctype?: string;
  /** Entries beside the document. */
  readonly more?: readonly ZipEntry[];
  readonly type?: string;
}

/** A Word document of one paragraph, given as XML. */
export function makeDocx(text: string, { doctype = '', more = [], type = plainWord }: WordOptions = {}): Uint8Array {
  const body = `<w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body>`;
  const content = `<?xml version="1.0"?>${doctype}<w:document xmlns:w="${word}">${body}</w:document>`;
  return makeZip([...officeParts('word/document.xml', type), { name: 'word/document.xml', content }, ...more]);
}

/** A Word document whose text unpacks to `megabytes` of zeros, and may say that it is another number of bytes. */
export function makeBomb(megabytes: number, declared?: number): Uint8Array {
  const content = new Uint8Array(megabytes * 1024 * 1024);
  const zeros = { name: 'word/document.xml', content, ...(declared !== undefined && { declared }) };
  return makeZip([...officeParts('word/document.xml', plainWord), zeros]);
}

/** An Excel workbook with macros, of one cell. */
export function makeXlsm(): Uint8Array {
  const sheets = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return makeZip([
    ...officeParts('xl/workbook.xml', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${sheets}" xmlns:r="${relations}"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${sheets}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Leges</t></is></c></row></sheetData></worksheet>`,
    },
    { name: 'xl/vbaProject.bin', content: 'Sub AutoOpen()' },
  ]);
}

/** A Word document with macros. */
export function makeDocm(): Uint8Array {
  const type = 'application/vnd.ms-word.document.macroEnabled.main+xml';
  return makeDocx('Parkeren', { type, more: [{ name: 'word/vbaProject.bin', content: 'Sub AutoOpen()' }] });
}

/** Entities that multiply to some billion words. */
export const billionLaughs = `<!DOCTYPE lolz [<!ENTITY lol0 "lol">${Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`,
).join('')}]>`;

/** A PDF of as many pages, each with its number. */
export function manyPages(count: number): Uint8Array {
  return makePdf(Array.from({ length: count }, (_, i) => [`Blad ${i + 1} over afval`]));
}

/** A PDF that wants to run a script when it is opened. */
export function scriptedPdf(): Uint8Array {
  const pdf = Buffer.from(makePdf([['Aanvraag van een vergunning']])).toString('latin1');
  return new Uint8Array(
    Buffer.from(pdf.replace('/Type /Catalog', '/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'), 'latin1'),
  );
}

/** Points the cross-reference table of a PDF to nowhere. */
export function brokenXref(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1').replaceAll(/\d{10} 00000 n/g, '9999999999 00000 n').replace(/startxref\n\d+/, 'startxref\n7');
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** The start of a PNG that claims a size, with nothing of its picture. */
export function pngHeader(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(17);
  header.write('IHDR');
  header.writeUInt32BE(width, 4);
  header.writeUInt32BE(height, 8);
  header.set([8, 6, 0, 0, 0], 12);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(header));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  return new Uint8Array(Buffer.concat([start, header, check]));
}

/** A message whose parts hold one another, as deep as told. */
export function nestedMail(depth: number): string {
  let text = 'From: a@example.nl\r\nTo: b@example.nl\r\nSubject: Diep\r\nMessage-ID: <1@example.nl>\r\nMIME-Version: 1.0\r\n';
  for (let i = 0; i < depth; i += 1) text += `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`;
  return `${text}Content-Type: text/plain\r\n\r\nHallo\r\n`;
}
