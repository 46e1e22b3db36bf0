import type { Need } from './recognise.ts';
import type { CrisisTexts, CrisisWords } from './words.ts';

/** What somebody in need is told, in their language: the numbers, and that a computer cannot help. */
export function helpFor(need: Need, words: CrisisWords): string {
  const texts = textsIn(need.language, words);
  const first = need.kinds[0];
  const said = (first && texts[first]) ?? texts.other;
  return [said, numbersFor(need, words, texts), texts.end].join('\n\n');
}

/** The numbers, for under an answer to a question that is about it. */
export function helpBelow(need: Need, words: CrisisWords): string {
  const texts = textsIn(need.language, words);
  return [texts.mention, numbersFor(need, words, texts)].join('\n\n');
}

function numbersFor({ kinds }: Need, { help }: CrisisWords, { lines }: CrisisTexts): string {
  const names = [...new Set(kinds.flatMap((kind) => help[kind]))];
  return names.map((name) => `- ${lines[name] ?? ''}`).join('\n');
}

function textsIn(language: string, { texts }: CrisisWords): CrisisTexts {
  const found = texts[language] ?? texts['nl'];
  if (found === undefined) throw new Error('no texts for somebody in need');
  return found;
}
