import { BalieError } from '../../../src/errors.ts';
import type { ExtractContext, ExtractedDocument, OcrPage, Section } from '../types.ts';
import { maxOcrPages, ocrWarnings } from '../ocr/warnings.ts';
import { assemble } from './text/assemble.ts';
import { readExtras, type PdfExtras } from './extras.ts';
import { openPdf, type PageContext, type Pdf } from './open.ts';
import { checkLayers, type LayerCheck } from './layer.ts';
import { readPage, type ReadPage } from './page.ts';
import { PageRecogniser } from './recognition.ts';
import { emptyDocument } from '../structure/empty.ts';
import { tidy } from '../structure/tidy.ts';
import { usefulTitle } from './text/style.ts';

/**
 * PDF by unpdf (pdf.js), page by page; a page that shows text without holding it is read by recognition. Runs in its
 * caller's thread and cannot be interrupted: call it in the process for reading.
 * @param ocrPages how many pages at most are read by recognition.
 * @throws BalieError `document-corrupt`, `document-encrypted`, `document-too-large` (pages), `document-empty`.
 */
export async function extractPdf(bytes: Uint8Array, { onProgress }: Partial<ExtractContext>, ocrPages = maxOcrPages): Promise<ExtractedDocument> {
  const pdf = await openPdf(bytes);
  try {
    return await read(pdf, new PageRecogniser(pdf, ocrPages, onProgress), ocrPages);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

interface Pages {
  readonly pages: ReadPage[];
  readonly ocr: OcrPage[];
  readonly broken: number[];
}

async function read(pdf: Pdf, recogniser: PageRecogniser, ocrPages: number): Promise<ExtractedDocument> {
  const { OPS } = await (await import('unpdf')).getResolvedPDFJS();
  const context: PageContext = { ops: OPS, layers: await pdf.getOptionalContentConfig() };
  let result = await readPages(pdf, context, recogniser);
  const layers = await checkLayers(result.pages, recogniser);
  if (layers.differs) result = await readPages(pdf, { ...context, scansOnly: true }, recogniser);
  const { pages, ocr, broken } = result;
  if (broken.length === pdf.numPages) throw new BalieError('document-corrupt', { detail: 'geen pagina is te lezen' });
  const { attachments, fields, warnings } = await readExtras(pdf);
  const silentPages = pages.filter((page) => page.fragments.length === 0).map((page) => page.number);
  // A document may consist of attachments only, or of a form's values.
  if (silentPages.length === pages.length && attachments.length + fields.length === 0) {
    throw emptyDocument(pages.flatMap((page) => page.hidden), `${pages.length} pagina's zonder tekst`);
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
      ...layerWarnings(layers),
      ...broken.map((number) => `Pagina ${number} is beschadigd en niet gelezen.`),
      ...ocrWarnings(silentPages, recogniser.tooMany, ocrPages),
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
  const pages = [...Map.groupBy(fields, ({ page }) => page)].toSorted(([a], [b]) => a - b);
  return pages.map(([page, own]) => ({ page, headings: [], text: own.map(({ line }) => tidy(line)).join('\n') }));
}

async function readPages(pdf: Pdf, context: PageContext, recogniser: PageRecogniser): Promise<Pages> {
  const result: Pages = { pages: [], ocr: [], broken: [] };
  for (let number = 1; number <= pdf.numPages; number += 1) {
    let read: ReadPage = { number, height: 842, fragments: [], hidden: [], unread: false, garbled: false, layer: '' };
    try {
      const page = await pdf.getPage(number);
      read = await readPage(page, number, context);
      page.cleanup();
      if (read.unread) read = await recogniser.replace(read, result.ocr);
    } catch {
      // One broken page does not take the others with it; pdf.js can say no more than that it is broken.
      result.broken.push(number);
    }
    result.pages.push(read);
    recogniser.goesOn(number);
  }
  return result;
}

function layerWarnings({ differs, unsure }: LayerCheck): string[] {
  if (differs) return ['De onzichtbare tekst bij de scan zegt iets anders dan de scan zelf. Balie leest daarom de scan.'];
  return unsure.map((page) => `Balie kan de scan op pagina ${page} niet lezen. De tekst ervan komt uit het bestand: kijk of die klopt.`);
}
