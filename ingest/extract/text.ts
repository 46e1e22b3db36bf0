import { decodeText } from './decode.ts';
import { readsAsLegalHeading } from './legal.ts';
import { Outline } from './outline.ts';
import { tidy } from './tidy.ts';
import type { Extractor } from './types.ts';

/** Plain text: blank lines part paragraphs, lines stay lines, and `Artikel 3` on its own opens an article. */
export const extractText: Extractor = async (bytes) => {
  const { text, warning } = decodeText(bytes);
  const outline = new Outline();
  addPlainText(outline, text);
  return {
    mediaType: 'text/plain',
    metadata: {},
    sections: outline.finish(),
    warnings: warning === undefined ? [] : [warning],
  };
};

/** Adds text without mark-up to an outline. */
export function addPlainText(outline: Outline, text: string): void {
  for (const block of tidy(text).split(/\n{2,}/)) {
    let first = true;
    for (const line of block.split('\n')) {
      if (first && readsAsLegalHeading(line)) {
        outline.heading(line, 1);
      } else {
        if (first) outline.paragraph(line);
        else outline.line(line);
        first = false;
      }
    }
  }
}
