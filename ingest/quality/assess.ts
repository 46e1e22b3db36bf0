import type { PassageInput } from '../../src/knowledge/types.ts';
import type { ExtractedDocument } from '../extract/types.ts';
import { garbledShare } from './garbled.ts';
import { languageOf } from './language.ts';
import { nearKeys } from './near.ts';
import type { QualityReport } from './report.ts';
import { screenPassages } from './screening.ts';
import { qualityWarnings } from './warnings.ts';


/**
 * Says how well a document came through. Never refuses one: what is wrong with it is for an editor to weigh.
 * Linear in the text. It reads the language statistics the first time, and lets others come in between.
 */
export async function assessQuality(
  document: Pick<ExtractedDocument, 'pages' | 'silentPages' | 'ocr' | 'hidden'>,
  passages: readonly PassageInput[],
): Promise<QualityReport> {
  const { pages, silentPages = [], ocr = [], hidden = [] } = document;
  const texts = passages.map(({ text }) => text);
  const garbled = garbledShare(texts);
  const language = languageOf(texts);
  const near = nearKeys(passages);
  const screening = await screenPassages(passages);
  const figures = {
    ...(pages !== undefined && { pages }),
    silentPages,
    ...(ocr.length > 0 && {
      ocr: {
        pages: ocr.length,
        confidence: round(ocr.reduce((sum, { confidence }) => sum + confidence, 0) / ocr.length),
        lowest: round(ocr.reduce((least, { confidence }) => Math.min(least, confidence), 1)),
      },
    }),
    garbled: { share: round(garbled.share), examples: garbled.examples },
    ...(language !== undefined && { language }),
    hidden: {
      count: hidden.length,
      characters: hidden.reduce((sum, { text }) => sum + text.length, 0),
      reasons: [...new Set(hidden.map(({ reason }) => reason))],
    },
    screening,
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    passages: passages.length,
    ...(near !== undefined && { near }),
  };
  return { ...figures, warnings: qualityWarnings(figures, ocr, garbled) };
}

function round(share: number): number {
  return Math.round(share * 1_000) / 1_000;
}
