import { decodeText } from './decode.ts';
import { readsAsLegalHeading } from '../structure/legal.ts';
import { smuggledText } from '../structure/smuggled.ts';
import { Outline } from '../structure/outline.ts';
import { tidy } from '../structure/tidy.ts';
import type { Extractor } from '../types.ts';

/** Plain text: blank lines part paragraphs, lines stay lines, `Artikel 3` or `KOSTEN` on its own is a heading. */
export const extractText: Extractor = async (bytes) => {
  const { text, warnings } = decodeText(bytes);
  const outline = new Outline();
  addPlainText(outline, text);
  const title = /^\s*([^\n]{3,120}[^\n.,:;])\n\s*\n/.exec(tidy(text))?.[1];
  const hidden = smuggledText(text);
  return {
    ...(title !== undefined && { title }),
    mediaType: 'text/plain',
    metadata: {},
    sections: outline.finish(),
    warnings,
    ...(hidden.length > 0 && { hidden }),
  };
};

/** Adds text without mark-up to an outline. */
export function addPlainText(outline: Outline, text: string): void {
  for (const block of tidy(text).split(/\n{2,}/)) {
    let first = true;
    const lines = block.split('\n');
    for (const line of lines) {
      if (first && (readsAsLegalHeading(line) || (lines.length === 1 && isShouted(line)))) {
        outline.heading(line, 1);
      } else {
        if (first) outline.paragraph(line);
        else outline.line(line);
        first = false;
      }
    }
  }
}

/** Capitals are how a heading looks where there is nothing else to make it one. */
function isShouted(line: string): boolean {
  return line.length <= 80 && /\p{Lu}{3}/u.test(line) && line === line.toUpperCase() && !/[.:;,]$/.test(line);
}
