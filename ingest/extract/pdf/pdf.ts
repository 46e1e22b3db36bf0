import { BalieError } from '../../../src/errors.ts';
import type { ExtractContext, ExtractedDocument, Extractor, OcrPage, Section } from '../types.ts';
import { maxOcrPages, ocrWarnings } from '../ocr/warnings.ts';
import { assemble } from './assemble.ts';
import { readExtras, type PdfExtras } from './extras.ts';
import { openPdf, type Pdf } from './open.ts';
import { readPage, type PageContext, type PdfPageProxy, type ReadPage } from './page.ts';
import { tidy } from '../structure/tidy.ts';
import { usefulTitle } from './style.ts';

/**
 * PDF by unpdf (pdf.js), page by page; a page that shows text without holding it is read by recognition. Runs in its
 * caller's thread and cannot be interrupted: call it in the process for reading.
 * @throws BalieError `document-corrupt`, `document-encrypted`, `document-too-large` (pages), `document-empty`.
 */
export const extractPdf: Extractor = async (bytes, { onProgress }) => {
  const pdf = await openPdf(bytes);
  try {
    return await read(pdf, onProgress);
  } finally {
    await pdf.loadingTask.destroy();
  }
};

interface Pages {
  readonly pages: ReadPage[];
  readonly ocr: OcrPage[];
  readonly broken: number[];
  /** Whether there were more pages to recognise than is allowed. */
  tooMany: boolean;
}

async function read(pdf: Pdf, onProgress: ExtractContext['onProgress']): Promise<ExtractedDocument> {
  const { OPS } = await (await import('unpdf')).getResolvedPDFJS();
  const context: PageContext = { ops: OPS, layers: await pdf.getOptionalContentConfig() };
  const result: Pages = { pages: [], ocr: [], broken: [], tooMany: false };
  for (let number = 1; number <= pdf.numPages; number += 1) {
    await addPage(pdf, number, context, result);
    // Recognition takes seconds a page; the rest takes none.
    if (result.ocr.at(-1)?.page === number) onProgress?.(number, pdf.numPages);
  }
  const { pages, ocr, broken } = result;
  if (broken.length === pdf.numPages) throw new BalieError('document-corrupt', { detail: 'geen pagina is te lezen' });
  const { attachments, fields, warnings } = await readExtras(pdf);
  const silentPages = pages.filter((page) => page.fragments.length === 0).map((page) => page.number);
  // A document may consist of attachments only, or of a form's values.
  if (silentPages.length === pages.length && attachments.length + fields.length === 0) {
    throw new BalieError('document-empty', { detail: `${pages.length} pagina's zonder tekst` });
  }
  const { info } = await pdf.getMetadata();
  const title = usefulTitle('Title' in info ? info.Title : undefined);
  const hidden = pages.flatMap((page) => page.hidden);
  const { sections, ...read } = assemble(pages);
  return {
    ...read,
    sections: [...sections, ...fieldSections(fields)],
    ...(title !== undefined && { title }),
    mediaType: 'application/pdf',
    metadata: {},
    warnings: [
      ...warnings,
      ...broken.map((number) => `Pagina ${number} is beschadigd en niet gelezen.`),
      ...ocrWarnings(ocr, silentPages, result.tooMany),
    ],
    pages: pdf.numPages,
    ...(silentPages.length > 0 && { silentPages }),
    ...(ocr.length > 0 && { ocr }),
    ...(hidden.length > 0 && { hidden }),
    ...(attachments.length > 0 && { attachments }),
  };
}

/** What is filled in on a form, page by page, after the text. */
function fieldSections(fields: PdfExtras['fields']): Section[] {
  const pages = [...new Set(fields.map(({ page }) => page))].toSorted((a, b) => a - b);
  return pages.map((page) => {
    const lines = fields.filter((field) => field.page === page).map((field) => tidy(field.line));
    return { page, headings: [], text: lines.join('\n') };
  });
}

async function addPage(pdf: Pdf, number: number, context: PageContext, result: Pages): Promise<void> {
  let read: ReadPage = { number, height: 842, fragments: [], hidden: [], unread: false };
  try {
    const page = await pdf.getPage(number);
    read = await readPage(page, number, context);
    if (read.unread && result.ocr.length < maxOcrPages) read = await recognisePage(page, read, result);
    else if (read.unread) result.tooMany = true;
    page.cleanup();
  } catch {
    // One broken page does not take the others with it; pdf.js can say no more than that it is broken.
    result.broken.push(number);
  }
  result.pages.push(read);
}

/** The page by recognition; what the page itself says stays when that gives nothing, unless that is unreadable. */
async function recognisePage(page: PdfPageProxy, read: ReadPage, result: Pages): Promise<ReadPage> {
  const { renderPage } = await import('./render.ts');
  const { readPicture } = await import('../ocr/picture.ts');
  const { width } = page.getViewport({ scale: 1 });
  const { fragments, confidence } = await readPicture(await renderPage(page, read.density), { width });
  if (fragments.length === 0) return read;
  result.ocr.push({ page: read.number, confidence });
  return { ...read, fragments };
}
