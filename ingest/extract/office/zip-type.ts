import { BalieError } from '../../../src/errors.ts';
import type { DocumentType } from '../types.ts';
import { maxUnpacked, openPackage, type Zip } from './package.ts';

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
 * @throws BalieError as `openPackage` does; `document-corrupt`, `document-too-large` or `document-type-unknown`.
 */
export async function zipType(bytes: Uint8Array, extension: string): Promise<DocumentType> {
  const zip = await openPackage(bytes, { anyName: true });
  const type = await officeType(zip);
  if (type === undefined) {
    if (officeNames.test(extension))
      throw new BalieError('document-corrupt', { detail: `geen ${extension} van binnen` });
    if (zip.has('[Content_Types].xml'))
      throw new BalieError('document-type-unknown', extension === '' ? {} : { detail: `.${extension}` });
    return 'zip';
  }
  const size = zip.entries.values().reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (size > maxUnpacked)
    throw new BalieError('document-too-large', { detail: `uitgepakt ${Math.round(size / 1024 / 1024)} MB; het maximum is ${maxUnpacked / 1024 / 1024} MB` });
  return type;
}

async function officeType(zip: Zip): Promise<DocumentType | undefined> {
  if (zip.has('[Content_Types].xml')) return parts.find(([part]) => zip.names.some((name) => part.test(name)))?.[1];
  const named = zip.entries.get('mimetype');
  // It holds a few words; what is larger or broken is something else.
  if (named === undefined || named.uncompressedSize > 200 || !zip.has('content.xml')) return undefined;
  const mimetype = await zip.read('mimetype').then((word) => Buffer.from(word).toString('latin1'), () => '');
  return mimetypes.find(([pattern]) => pattern.test(mimetype))?.[1];
}
