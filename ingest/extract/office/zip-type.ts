import { inflateRawSync } from 'node:zlib';
import { BalieError } from '../../../src/errors.ts';
import type { DocumentType } from '../detect.ts';
import { maxUnpacked } from './package.ts';

interface Listed {
  readonly name: string;
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  readonly offset: number;
}

const parts: readonly (readonly [RegExp, DocumentType])[] = [
  [/^word\/document\d*\.xml$/, 'docx'],
  [/^xl\/workbook\d*\.(?:xml|bin)$/, 'xlsx'],
  [/^ppt\/presentation\d*\.xml$/, 'pptx'],
];

const mimetypes: readonly (readonly [RegExp, DocumentType])[] = [
  [/^application\/vnd\.oasis\.opendocument\.text/, 'odt'],
  [/^application\/vnd\.oasis\.opendocument\.spreadsheet/, 'ods'],
  [/^application\/vnd\.oasis\.opendocument\.(?:presentation|graphics)/, 'odp'],
];

const officeNames = /^(?:do[ct][xm]|xl[st][xmb]|pp[ts][xm]|pot[xm]|od[tspg]|ot[tsp])$/;

/**
 * Which kind of document a zip is, by its directory: an office format's main part, ODF's `mimetype`, or an archive.
 * It unpacks nothing; what the directory claims is only believed where that refuses the file.
 * @throws BalieError `document-corrupt`, `document-too-large` or `document-type-unknown`.
 */
export function zipType(bytes: Uint8Array, extension: string): DocumentType {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = listEntries(zip);
  if (entries === undefined) throw new BalieError('document-corrupt', { detail: 'het einde van het bestand ontbreekt' });
  const type = officeType(zip, entries);
  if (type === undefined) {
    if (officeNames.test(extension))
      throw new BalieError('document-corrupt', { detail: `geen ${extension} van binnen` });
    if (entries.some(({ name }) => name === '[Content_Types].xml'))
      throw new BalieError('document-type-unknown', extension === '' ? {} : { detail: `.${extension}` });
    return 'zip';
  }
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > maxUnpacked)
    throw new BalieError('document-too-large', { detail: `uitgepakt ${Math.round(size / 1024 / 1024)} MB; het maximum is ${maxUnpacked / 1024 / 1024} MB` });
  return type;
}

function officeType(zip: Buffer, entries: readonly Listed[]): DocumentType | undefined {
  if (entries.some(({ name }) => name === '[Content_Types].xml')) {
    return parts.find(([part]) => entries.some(({ name }) => part.test(name)))?.[1];
  }
  const named = entries.find(({ name }) => name === 'mimetype');
  if (named === undefined || !entries.some(({ name }) => name === 'content.xml')) return undefined;
  const mimetype = smallFile(zip, named);
  return mimetypes.find(([pattern]) => pattern.test(mimetype))?.[1];
}

/** What the directory at the end of a zip lists; undefined when there is none. */
function listEntries(zip: Buffer): Listed[] | undefined {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + 22 > zip.length) return undefined;
  const entries: Listed[] = [];
  for (let at = zip.readUInt32LE(end + 16); at + 46 <= end && zip.readUInt32LE(at) === 0x02_01_4b_50; ) {
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      size: zip.readUInt32LE(at + 24),
      packed: zip.readUInt32LE(at + 20),
      method: zip.readUInt16LE(at + 10),
      offset: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** A file of a few words; nothing when it is larger or broken. */
function smallFile(zip: Buffer, { offset, packed, method }: Listed): string {
  if (packed > 200 || offset + 30 > zip.length) return '';
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const data = zip.subarray(start, start + packed);
  if (method === 0) return data.toString('latin1');
  try {
    return inflateRawSync(data, { maxOutputLength: 200 }).toString('latin1');
  } catch {
    return '';
  }
}
