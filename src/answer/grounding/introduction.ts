import { covers } from '../claims/cover.ts';
import { tokensOf } from '../claims/tokens.ts';
import { clauseOf } from './clause.ts';
import type { SentenceContext } from './check.ts';
import { wordsIn } from './evidence.ts';

const COUNTED = new Set('manieren dingen stappen mogelijkheden soorten voorwaarden punten zaken regels documenten spullen opties'.split(' '));
const MAX_WORDS = 14;

/** Whether a line only announces what comes: it ends with a colon or is a heading, and says nothing that could be true or not. */
export function isIntroduction(text: string, { question, evidence }: SentenceContext): boolean {
  const bare = text.trim();
  const isHeading = /^\*\*[^*]+\*\*:?$/.test(bare);
  if (!/:(?:\*\*)?$/.test(bare) && !isHeading) return false;
  const tokens = tokensOf(bare);
  const { content, values, signs } = clauseOf(tokens);
  if (wordsIn(bare).length > MAX_WORDS || signs.isNegated || values.some(({ counted }) => counted === undefined || !COUNTED.has(counted))) return false;
  const asked = new Set(wordsIn(question));
  return content.every((word) => COUNTED.has(word.text) || asked.has(word.text) || evidence.some(({ title }) => covers(title, word)));
}
