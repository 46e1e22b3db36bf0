import type { eld } from 'eld/small';

/** A language by its ISO 639-1 code. */
export interface Language {
  readonly code: string;
  /** 0 to 1, the recogniser's own score for it. */
  readonly confidence: number;
}

/**
 * Languages in which municipalities publish or receive texts, among those that the recogniser knows: Dutch and its neighbours, and those
 * of large groups of residents. Frisian and Papiamento it does not know; Frisian comes out as Dutch.
 */
const expected = ['nl', 'en', 'de', 'fr', 'es', 'pt', 'it', 'pl', 'ro', 'bg', 'hu', 'tr', 'ar', 'fa', 'ku', 'ru', 'uk', 'am', 'zh'];

const minLetters = 150;
const maxSample = 6_000;

let detector: Promise<typeof eld> | undefined;

/**
 * The language of a text, from a sample spread over it.
 * @returns undefined for a text under 150 letters, and where the recogniser is not sure.
 */
export async function languageOf(texts: readonly string[]): Promise<Language | undefined> {
  const sample = spread(texts);
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < minLetters) return undefined;
  detector ??= load();
  const result = (await detector).detect(sample);
  if (result.language === '' || !result.isReliable()) return undefined;
  return { code: result.language, confidence: Math.round((result.getScores()[result.language] ?? 0) * 100) / 100 };
}

/** Stretches from all over the texts: the first pages of a report may be another language than the rest. */
function spread(texts: readonly string[]): string {
  const step = Math.max(1, Math.floor(texts.length / 12));
  const chosen = texts.filter((_, index) => index % step === 0).slice(0, 12);
  const each = Math.floor(maxSample / Math.max(1, chosen.length));
  return chosen.map((text) => text.slice(0, each)).join('\n');
}

/** Its letter statistics are 1.6 MB of source: read only when a text needs them. */
async function load(): Promise<typeof eld> {
  const { eld } = await import('eld/small');
  const own = eld.newInstance();
  own.setLanguageSubset(expected);
  return own;
}
