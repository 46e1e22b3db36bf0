import { Outline } from '../../structure/outline.ts';
import type { Section } from '../../types.ts';
import { readBlocks } from './blocks.ts';
import { removeFurniture, type PdfPage } from './furniture.ts';
import { findStyle, largestText } from './style.ts';
import { PdfOutline } from './writer.ts';

/** The font of recognised text, which does not tell one. */
export const ocrFont = 'ocr';

/**
 * Puts the runs of all pages together to sections, without running heads and page numbers; the title is the largest text
 * on the first page, when it is larger than the rest.
 */
export function assemble(read: readonly PdfPage[]): { title?: string; sections: Section[] } {
  const found = findStyle(read.map((page) => page.fragments));
  // Recognised text beside other text is no heading for being in another font.
  const pages = read.map((page) => ({
    ...page,
    fragments: page.fragments.map((run) => (run.font === ocrFont ? { ...run, font: found.bodyFont } : run)),
  }));
  const text = removeFurniture(pages);
  const style = findStyle(text.map((page) => page.fragments));
  const outline = new Outline();
  const writer = new PdfOutline(outline, style);
  for (const page of text) writer.page(page.number, readBlocks(page.fragments, style));
  const title = largestText(text[0]?.fragments ?? [], style);
  return { ...(title !== undefined && { title }), sections: outline.finish() };
}
