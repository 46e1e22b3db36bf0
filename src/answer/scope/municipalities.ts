import type { Scope } from '../ports.ts';
import { Phrases } from '../phrases/phrases.ts';
import { plainOf, STOP, tokensOf } from '../phrases/tokens.ts';

/** Who comes from, goes to, was born or married in another municipality asks something of this one. */
const OURS = new Phrases([
  'verhuis*', 'verhuiz*', 'kom* uit', 'kom* van', 'woon*', 'woont', 'wonen', 'geboren', 'geboorteakte', 'getrouwd', 'trouwakte', 'huwelijksakte', 'overleden', 'ingeschreven', 'uitgeschreven',
  'bij jullie', 'bij u', 'hier', 'deze gemeente', 'werk*', 'studeer*', 'van .. naar', 'moving', 'moved', 'move', 'born', 'lived', 'living', 'live',
]);
/** Before a name that is also a word ("in Houten", "in houten huizen") one of these, and a capital. */
const BEFORE = ['in', 'te', 'gemeente', 'stad'];
const GENERIC = 'gemeente';

interface Name {
  readonly name: string;
  readonly words: readonly string[];
  readonly isWord: boolean;
}

const known = new WeakMap<readonly string[], ReadonlyMap<string, readonly Name[]>>();

/**
 * The other municipality that a question is about; undefined when it is about none, names its own too, or is one that this
 * municipality answers for who comes from elsewhere.
 */
export function otherMunicipality(question: string, { names, own }: Scope['others']): string | undefined {
  const tokens = tokensOf(question);
  const byFirst = known.get(names) ?? index(names);
  known.set(names, byFirst);
  const home = tokensOf(own).join(' ');
  if (home !== '' && ` ${tokens.join(' ')} `.includes(` ${home} `)) return undefined;
  if (OURS.isIn(tokens)) return undefined;
  for (const [at, token] of tokens.entries()) {
    const found = byFirst.get(token)?.find(({ words, isWord }) => words.every((word, offset) => tokens[at + offset] === word) && (!isWord || isNamed(question, tokens, at)));
    if (found !== undefined && found.words.join(' ') !== home) return found.name;
  }
  return undefined;
}

/** A name that is a word too, used as a name: "gemeente Best", "in Houten" but not "in houten". */
function isNamed(question: string, tokens: readonly string[], at: number): boolean {
  const before = tokens[at - 1] ?? STOP;
  if (before === GENERIC) return true;
  if (!BEFORE.includes(before)) return false;
  const capital = new RegExp(String.raw`(?:^|[^\p{L}])\p{Lu}\p{L}*`, 'gu');
  return (question.match(capital) ?? []).some((word) => plainOf(word).replaceAll(/[^\p{L}]/gu, '') === tokens[at]);
}

/** A name with a mark before it (`~Houten`) is an ordinary word as well. Longer names first: "Bergen op Zoom" before "Bergen". */
function index(names: readonly string[]): ReadonlyMap<string, readonly Name[]> {
  const read = names.map((line) => ({ name: line.replace(/^~/, ''), words: tokensOf(line.replace(/^~/, '')), isWord: line.startsWith('~') }));
  return Map.groupBy(read.toSorted((a, b) => b.words.length - a.words.length), ({ words }) => words[0] ?? '');
}
