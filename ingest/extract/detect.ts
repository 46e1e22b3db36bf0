import { BalieError } from '../../src/errors.ts';
import { oleNames } from './office/ole.ts';
import { zipType } from './office/zip-type.ts';
import { decodeText } from './plain/decode.ts';
import type { DocumentType } from './types.ts';

const textNames: Readonly<Record<string, DocumentType>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  csv: 'csv',
  tsv: 'csv',
};

/** Kinds of text by their declared media type. */
const declaredTypes: Readonly<Record<string, DocumentType>> = {
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/plain': 'text',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'message/rfc822': 'eml',
};

/** Types that programs send when they do not know: they say nothing. */
const emptyTypes = new Set(['', 'text/plain', 'application/octet-stream', 'binary/octet-stream', 'application/x-www-form-urlencoded']);

/** Names whose files are never bare text: one that is, is broken. */
const binaryNames = new Set(
  ['pdf', 'docx', 'docm', 'xlsx', 'xlsm', 'xlsb', 'xls', 'pptx', 'pptm', 'odt', 'ods', 'odp', 'zip', 'eml'].concat(
    ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp', 'gif', 'bmp'],
  ),
);

/** PNG, JPEG, GIF and TIFF. */
const imageStarts = ['\u0089PNG\r\n\u001a\n', '\u00ff\u00d8\u00ff', 'GIF87a', 'GIF89a', 'II*\0', 'MM\0*', 'II+\0', 'MM\0+'];

/** A web page or drawing may start with a declaration and comments. */
const beforeRoot = String.raw`^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*`;
const htmlStart = new RegExp(String.raw`${beforeRoot}<(?:!doctype\s+html|html)\b`, 'i');
const svgStart = new RegExp(String.raw`${beforeRoot}(?:<!doctype\s+svg\b|<svg\b|<svg:svg\b)`, 'i');

/** A key of front matter under a line of `---`, or a heading. */
const markdownStart = /^---[ \t]*\r?\n\s*[\w-]+:/;
const markdownHeading = /^ {0,3}#{1,6}[ \t]+\S/m;
/** A part of a page, as systems store it: no whole page around it. */
const fragmentStart = /^\s*<(?:p|div|h[1-6]|ul|ol|dl|table|section|article|main|header|body|span|strong|a)[\s>]/i;
const otherMarkup = /^\s*<[?!a-z]/i;

const mailHeader =
  /^(?:from|to|cc|date|subject|sender|reply-to|message-id|received|return-path|delivered-to|mime-version|content-type|dkim-signature|x-[\w-]+|arc-[\w-]+|authentication-results):/i;
/** Headers that programs write and people do not paste into a text. */
const transportHeader = /^(?:message-id|received|return-path|delivered-to|mime-version|dkim-signature):/im;

/**
 * Decides what a file is by its bytes; only kinds of text, which bytes do not tell apart, are told by its name, and by the
 * type that was declared when the name tells nothing. A name goes first: servers and programs declare `text/plain` of much. Where
 * neither tells, what decodes as text is read as such: the same bytes are the same document with and without `text/plain`.
 * @throws BalieError `document-empty`, `document-encrypted`, `document-too-large`, `document-corrupt` or
 * `document-type-unknown`.
 */
export async function detectType(bytes: Uint8Array, name: string, contentType = ''): Promise<DocumentType> {
  if (bytes.length === 0) throw new BalieError('document-empty');
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const extension = endingOf(name);
  // Readers allow some bytes before the header; a text that names it further on is still a text.
  if (/^[^a-z<]{0,64}%PDF-/i.test(start)) return 'pdf';
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return zipType(bytes, extension);
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return oleType(bytes);
  // Also under the name of a text or an old Word file: programs long wrote it as `.doc`.
  if (/^(?:\u00ef\u00bb\u00bf)?\s*\{\\rtf\d/.test(start)) throw unknown('RTF: sla het op als .docx');
  if (isImage(start, bytes)) return 'image';
  const declared = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const type = textType(start, extension, Object.hasOwn(declaredTypes, declared) ? declaredTypes[declared] : undefined);
  if (type !== undefined) return type;
  const kind = extension === '' && emptyTypes.has(declared) ? plainKind(bytes) : undefined;
  if (kind !== undefined) return kind;
  if (declared === 'text/plain') return 'text';
  throw new BalieError('document-type-unknown', extension === '' ? {} : { detail: `.${extension}` });
}

/** `md` of `lees mij.MD`; '' for a name that only has a dot in it: `zaken/v1.2`, `Brief van 3 jan. over afval`. */
function endingOf(name: string): string {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return /^(?=.*[a-z])[a-z0-9]{1,8}$/.test(ending) ? ending : '';
}

/** Undefined when neither the first bytes nor name and type tell; `text/plain` tells too little. */
function textType(start: string, extension: string, declared: DocumentType | undefined): DocumentType | undefined {
  const named = textNames[extension];
  if (named === 'markdown') return named;
  if (htmlStart.test(start)) return 'html';
  // A drawing may hold scripts and pull in files: nothing here opens one.
  if (extension === 'svg' || svgStart.test(start)) throw new BalieError('document-type-unknown', { detail: 'SVG' });
  if (isMail(start, extension === 'eml' || (named === undefined && declared === 'eml'))) return 'eml';
  if (named !== undefined) return named;
  if (binaryNames.has(extension)) throw new BalieError('document-corrupt', { detail: `geen ${extension} van binnen` });
  if (declared === 'eml') throw new BalieError('document-corrupt', { detail: 'geen e-mail van binnen' });
  return declared === 'text' ? undefined : declared;
}

/**
 * What kind of text bytes are when neither a name nor a type says so; undefined when they do not decode cleanly, hold control
 * characters, or are mark-up of another kind. A table is no kind of its own here: any text may hold commas.
 */
function plainKind(bytes: Uint8Array): 'markdown' | 'html' | 'text' | undefined {
  const text = cleanText(bytes);
  if (text === undefined) return undefined;
  if (fragmentStart.test(text)) return 'html';
  if (otherMarkup.test(text)) return undefined;
  return markdownStart.test(text) || markdownHeading.test(text) ? 'markdown' : 'text';
}

function cleanText(bytes: Uint8Array): string | undefined {
  try {
    const { text, warnings } = decodeText(bytes);
    return warnings.length === 0 && !/[^\P{Cc}\t\n\r\f]|\ufffd/u.test(text) ? text.replace(/^\ufeff/, '') : undefined;
  } catch (error) {
    if (error instanceof BalieError) return undefined;
    throw error;
  }
}

/** Whether a text starts with the headers of a message; a copy of a message that a person pasted is a text. */
function isMail(start: string, isSaidToBe: boolean): boolean {
  const text = start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (!mailHeader.test(text)) return false;
  const headers = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return isSaidToBe || transportHeader.test(headers);
}

function isImage(start: string, bytes: Uint8Array): boolean {
  if (imageStarts.some((mark) => start.startsWith(mark))) return true;
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return true;
  // `BM` may start a text; the size of the header that follows does not.
  return start.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0) && bytes[15] === 0;
}

/** Old Office files, Outlook messages and password-protected new Office files share a container. */
function oleType(bytes: Uint8Array): DocumentType {
  const names = oleNames(bytes);
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (stream: string): boolean => (names.length > 0 ? names.includes(stream) : raw.includes(Buffer.from(stream, 'utf16le')));
  if (holds('EncryptedPackage')) throw new BalieError('document-encrypted');
  if (holds('WordDocument')) throw unknown('Word van voor 2007 (.doc): sla het op als .docx');
  if (holds('PowerPoint Document')) throw unknown('PowerPoint van voor 2007 (.ppt): sla het op als .pptx');
  if (holds('__properties_version1.0')) throw unknown('Outlook-bericht (.msg): sla het op als .eml');
  if (holds('Workbook') || holds('Book')) return 'xls';
  throw unknown('Office van voor 2007');
}

const unknown = (detail: string): BalieError => new BalieError('document-type-unknown', { detail });
