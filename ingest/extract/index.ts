import { BalieError } from '../../src/errors.ts';
import { detectType } from './detect.ts';
import { emptyDocument } from './structure/empty.ts';
import type { DocumentType, ExtractContext, ExtractedDocument, Extractor } from './types.ts';

/**
 * Which function reads which type. A new format is one row here and one in `detect.ts`. A function and its
 * libraries are loaded when a file of its type comes: a process that reads one kind starts in half the time.
 */
const extractors: Readonly<Record<DocumentType, () => Promise<Extractor>>> = {
  pdf: async () => (await import('./pdf/pdf.ts')).extractPdf,
  docx: async () => (await import('./office/word/docx.ts')).extractDocx,
  xlsx: async () => (await import('./office/sheets/excel.ts')).extractXlsx,
  xls: async () => (await import('./office/sheets/excel.ts')).extractXls,
  pptx: async () => (await import('./office/slides/pptx.ts')).extractPptx,
  odt: async () => (await import('./office/odf/odt.ts')).extractOdt,
  ods: async () => (await import('./office/odf/ods.ts')).extractOds,
  odp: async () => (await import('./office/odf/odp.ts')).extractOdp,
  html: async () => (await import('./html/html.ts')).extractHtml,
  markdown: async () => (await import('./plain/markdown.ts')).extractMarkdown,
  text: async () => (await import('./plain/text.ts')).extractText,
  csv: async () => (await import('./office/sheets/csv.ts')).extractCsv,
  eml: async () => (await import('./containers/eml.ts')).extractEml,
  zip: async () => (await import('./containers/zip.ts')).extractZip,
  image: async () => (await import('./ocr/image.ts')).extractImage,
};

/**
 * Reads a document of any known type, decided by its content; see `detectType` for what name and declared type add.
 * @throws BalieError with a `document-*` code when it cannot be read or holds neither text nor other files.
 */
export async function extract(bytes: Uint8Array, context: ExtractContext): Promise<ExtractedDocument> {
  const read = await extractors[await detectType(bytes, context.name, context.contentType)]();
  const document = await read(bytes, context).catch((error: unknown) => {
    // What a library stumbles over is a fault of the file, as far as anyone can tell from here.
    throw error instanceof BalieError ? error : new BalieError('document-corrupt', { cause: error });
  });
  const holdsText = document.sections.some((section) => /[\p{L}\p{N}]/u.test(section.text));
  if (!holdsText && (document.attachments ?? []).length === 0) throw emptyDocument(document.hidden);
  return document;
}
