import type { RecognisedPage } from '../ocr/fragments.ts';
import type { ReadPage } from './page.ts';
import type { PageRecogniser } from './recognition.ts';

/** Scans of a document that are compared with their text layers: each takes a second or two. */
const maxSamples = 3;
/** Of the words, so many must be the same; recognition misreads some, and so did who made the layer. */
const leastAgreement = 0.5;
/** Of what is recognised with less confidence, too many words are wrong to hold them against a layer. */
const leastConfidence = 0.75;

/** How the text layers of a document's scans compare with the scans. */
export interface LayerCheck {
  /** Whether a layer says something else than its scan. */
  readonly differs: boolean;
  /** Pages whose scan could not be read, so that nothing can be said of their layers. */
  readonly unsure: readonly number[];
}

/**
 * Reads a few scans that have a text layer and compares: who sees the page sees the scan, and search would go by the layer.
 * Pages over the whole document are taken, as far as the recogniser's limit allows.
 */
export async function checkLayers(pages: readonly ReadPage[], recogniser: PageRecogniser): Promise<LayerCheck> {
  const unsure: number[] = [];
  for (const page of spread(pages.filter(({ layer }) => wordsOf(layer).length > 0))) {
    const picture = await recogniser.picture(page).catch(() => undefined);
    if (picture === undefined || isUnreadable(page.layer, picture)) unsure.push(page.number);
    else if (agreement(page.layer, textOf(picture)) < leastAgreement) return { differs: true, unsure: [] };
  }
  return { differs: false, unsure };
}

/** A share of the words that both texts have, of the longer one's words. */
export function agreement(one: string, other: string): number {
  const [first, second] = [wordsOf(one), wordsOf(other)];
  const counts = new Map<string, number>();
  for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
  let same = 0;
  for (const word of second) {
    const left = counts.get(word) ?? 0;
    if (left > 0) same += 1;
    counts.set(word, left - 1);
  }
  return same / Math.max(1, first.length, second.length);
}

/** Handwriting and worn print: something is written there, about as much as the layer says, but what? */
function isUnreadable(layer: string, { fragments, confidence, found }: RecognisedPage): boolean {
  return (fragments.length === 0 || confidence < leastConfidence) && found >= leastAgreement * wordsOf(layer).length;
}

/** The first, the last and one halfway. */
function spread(pages: readonly ReadPage[]): ReadPage[] {
  if (pages.length <= maxSamples) return [...pages];
  const step = (pages.length - 1) / (maxSamples - 1);
  return Array.from({ length: maxSamples }, (_, i) => pages[Math.round(i * step)]).filter((page) => page !== undefined);
}

const textOf = ({ fragments }: RecognisedPage): string => fragments.map(({ text }) => text).join(' ');

const wordsOf = (text: string): readonly string[] => text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
