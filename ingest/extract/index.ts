import { BalieError } from '../../src/errors.ts';
import { detectType, type DocumentType } from './detect.ts';
import { extractDocx } from './docx.ts';
import { extractHtml } from './html/html.ts';
import { extractMarkdown } from './plain/markdown.ts';
import { extractPdf } from './pdf/pdf.ts';
import { extractText } from './plain/text.ts';
import type { ExtractContext, ExtractedDocument, Extractor } from './types.ts';

/** Which function reads which type. A new format is one row here and one in `detect.ts`. */
const extractors: Readonly<Record<DocumentType, Extractor>> = {
  pdf: extractPdf,
  docx: extractDocx,
  html: extractHtml,
  markdown: extractMarkdown,
  text: extractText,
};

/**
 * Reads a document of any known type, decided by its content.
 * @throws BalieError with a `document-*` code when it cannot be read or holds no text.
 */
export async function extract(bytes: Uint8Array, context: ExtractContext): Promise<ExtractedDocument> {
  const document = await extractors[detectType(bytes, context.name)](bytes, context).catch((error: unknown) => {
    // What a library stumbles over is a fault of the file, as far as anyone can tell from here.
    throw error instanceof BalieError ? error : new BalieError('document-corrupt', { cause: error });
  });
  if (!document.sections.some((section) => /[\p{L}\p{N}]/u.test(section.text))) throw new BalieError('document-empty');
  return document;
}
