import { covers } from '../claims/word.ts';
import { tokensOf } from '../claims/tokens.ts';
import { holdsValue } from './agreement.ts';
import { clauseOf } from './clause.ts';
import { type Evidence, literalOf, type Unit, wordsIn } from './evidence.ts';
import type { SentenceContext } from './carried.ts';

/** What begins so holds only if what stands before it does. */
const HANGS_ON = /^[\s\p{P}\p{S}]*(?:dan|anders)\b/iu;

/**
 * "Dan kunt u bijstand krijgen" says nothing of whom it holds for: without what stands before it, it is a promise. Where the asker has not
 * read that, it is put back in the words of the source.
 * @param before the sentence that the asker read just before this one; undefined when there is none, or when it was dropped.
 * @returns what may be said; undefined where nobody can tell what it hangs on.
 */
export function withAntecedent(text: string, { carriedBy, before }: { readonly carriedBy: Evidence | undefined; readonly before: string | undefined }): string | undefined {
  if (!HANGS_ON.test(text)) return text;
  const units = unitsThatSay(text, carriedBy);
  if (before !== undefined && (units.length === 0 || units.some((unit) => isNamedIn(before, unit)))) return text;
  const leads = new Set(units.map(({ lead }) => lead));
  const [lead] = leads;
  return leads.size === 1 && lead !== undefined ? `${lead} ${text}` : undefined;
}

/** Claims with something before "dan" that say this: word for word, or else with its numbers and in its words. */
function unitsThatSay(text: string, evidence: Evidence | undefined): Unit[] {
  const hanging = evidence?.units.filter(({ lead }) => lead !== undefined) ?? [];
  const literal = literalOf(text);
  const same = hanging.filter((unit) => unit.literal.endsWith(literal));
  if (same.length > 0) return same;
  const { content, values } = clauseOf(tokensOf(text));
  return hanging.filter(({ own, values: held }) => content.every((word) => covers(own, word)) && values.every((value) => holdsValue(held, value)));
}

function isNamedIn(text: string, { condition }: Unit): boolean {
  return condition !== undefined && clauseOf(tokensOf(text)).content.some((word) => covers(condition, word));
}

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
