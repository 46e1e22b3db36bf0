import { BalieError } from '../../src/errors.ts';
import { extractEml } from './containers/eml.ts';
import { extractZip } from './containers/zip.ts';
import { detectType } from './detect.ts';
import { extractDocx } from './office/word/docx.ts';
import { extractHtml } from './html/html.ts';
import { extractImage } from './ocr/image.ts';
import { extractCsv } from './office/sheets/csv.ts';
import { extractOdp } from './office/odf/odp.ts';
import { extractOds } from './office/odf/ods.ts';
import { extractOdt } from './office/odf/odt.ts';
import { extractPptx } from './office/slides/pptx.ts';
import { extractXls, extractXlsx } from './office/sheets/excel.ts';
import { extractMarkdown } from './plain/markdown.ts';
import { extractPdf } from './pdf/pdf.ts';
import { extractText } from './plain/text.ts';
import { emptyDocument } from './structure/empty.ts';
import type { DocumentType, ExtractContext, ExtractedDocument, Extractor } from './types.ts';

/**
 * Which function reads which type. A new format is one row here and one in `detect.ts`. Libraries are loaded by the
 * functions themselves, when a file of their type comes.
 */
const extractors: Readonly<Record<DocumentType, Extractor>> = {
  pdf: extractPdf,
  docx: extractDocx,
  xlsx: extractXlsx,
  xls: extractXls,
  pptx: extractPptx,
  odt: extractOdt,
  ods: extractOds,
  odp: extractOdp,
  html: extractHtml,
  markdown: extractMarkdown,
  text: extractText,
  csv: extractCsv,
  eml: extractEml,
  zip: extractZip,
  image: extractImage,
};

/**
 * Reads a document of any known type, decided by its content; see `detectType` for what name and declared type add.
 * @throws BalieError with a `document-*` code when it cannot be read or holds neither text nor other files.
 */
export async function extract(bytes: Uint8Array, context: ExtractContext): Promise<ExtractedDocument> {
  const type = await detectType(bytes, context.name, context.contentType);
  const document = await extractors[type](bytes, context).catch((error: unknown) => {
    // What a library stumbles over is a fault of the file, as far as anyone can tell from here.
    throw error instanceof BalieError ? error : new BalieError('document-corrupt', { cause: error });
  });
  const holdsText = document.sections.some((section) => /[\p{L}\p{N}]/u.test(section.text));
  if (!holdsText && (document.attachments ?? []).length === 0) throw emptyDocument(document.hidden);
  return document;
}
