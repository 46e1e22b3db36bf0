import { BalieError } from '../../src/errors.ts';

export type DocumentType = 'pdf' | 'docx' | 'html' | 'markdown' | 'text';

/** A file that unpacks to more than this is no letter: it is there to fill the memory. */
const maxUnpacked = 200 * 1024 * 1024;

const textNames: Readonly<Record<string, DocumentType>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
};

/**
 * Decides what a file is by its bytes; its name only tells kinds of text apart.
 * @throws BalieError `document-empty`, `document-encrypted`, `document-corrupt` or `document-type-unknown`.
 */
export function detectType(bytes: Uint8Array, name: string): DocumentType {
  if (bytes.length === 0) throw new BalieError('document-empty', { detail: '0 bytes' });
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  // Readers allow some bytes before the header; a text that names it further on is still a text.
  if (/^[^a-z<]{0,64}%PDF-/i.test(start)) return 'pdf';
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return zipType(bytes, extension);
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) throw oldOffice(bytes);
  const type = textNames[extension];
  if (type === 'markdown') return type;
  if (/^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b/i.test(start))
    return 'html';
  if (extension === 'pdf' || extension === 'docx')
    throw new BalieError('document-corrupt', { detail: `geen ${extension} van binnen` });
  if (type !== undefined) return type;
  throw new BalieError('document-type-unknown', extension === '' ? {} : { detail: `.${extension}` });
}

/** The names of the files in a zip stand unpacked in it, so they can be found without opening it. */
function zipType(bytes: Uint8Array, extension: string): DocumentType {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!zip.includes('word/document.xml')) {
    if (extension === 'docx') throw new BalieError('document-corrupt', { detail: 'geen Word-document van binnen' });
    throw new BalieError('document-type-unknown', { detail: extension === '' ? 'zip' : `.${extension}` });
  }
  const size = unpackedSize(zip);
  if (size === undefined) throw new BalieError('document-corrupt', { detail: 'het einde van het bestand ontbreekt' });
  if (size > maxUnpacked)
    throw new BalieError('document-too-large', { detail: `uitgepakt ${Math.round(size / 1024 / 1024)} MB` });
  return 'docx';
}

/** What a zip's directory, at its end, says that its files take when unpacked; undefined when it has none. */
function unpackedSize(zip: Buffer): number | undefined {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + 22 > zip.length) return undefined;
  let size = 0;
  for (let at = zip.readUInt32LE(end + 16); at + 46 <= end && zip.readUInt32LE(at) === 0x02_01_4b_50;) {
    size += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return size;
}

/** Old Office files and password-protected new ones share a container. */
function oldOffice(bytes: Uint8Array): BalieError {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  return encrypted
    ? new BalieError('document-encrypted')
    : new BalieError('document-type-unknown', { detail: 'Office van voor 2007' });
}
