import { wordsOf } from '../carry.ts';
import type { Passage } from '../ports.ts';
import { addressesIn } from './links.ts';
import type { Guard } from './port.ts';

/** What the model was given, against which its sentences are held. */
interface Given {
  readonly passages: readonly Passage[];
  /** Fixed text of the prompts, which is meant for the model alone. */
  readonly prompt: string;
}

/** Why a sentence of the model may not be shown; undefined: nothing against it. */
type OutputCheck = (sentence: string, given: Given) => string | undefined;

/** The word that never comes out: whoever says it repeats the instructions. The turn ends. */
export const CANARY = 'canary';

/** So many words in a row are not the same by chance. */
const RUN = 5;
/** From this share of such runs on a sentence is the prompt's, with some other words. */
const LEAKED = 0.5;
/** A sentence of so many words of the prompt in a row is the prompt's, whatever else it says. */
const LONG_RUN = 8;
/** Markup that an answer has no use for: pictures, links, tags, frames of code. */
const MARKUP = /!\[|\]\s?\(|<\/?[a-z!][^>\n]{0,200}>|&(?:#x?[\da-f]{2,6}|lt|gt);|\b(?:javascript|vbscript|data):|\x60{3}/iu;

/** What is looked at in each sentence of a model, beside whether its sources carry it. Each is linear in the length of the sentence. */
export function outputChecks(guard: Guard): readonly OutputCheck[] {
  const canary = folded(guard.canary);
  return [
    (sentence) => (folded(sentence).includes(canary) ? CANARY : undefined),
    (sentence) => (MARKUP.test(sentence) ? 'markup' : undefined),
    (sentence) => (guard.isMachineTalk(sentence) ? 'tool-syntax' : undefined),
    foreignAddress,
    (sentence, { passages }) => (saysUnknownPerson(sentence, passages, guard) ? 'personal-data' : undefined),
    (sentence, { passages, prompt }) => (isOfPrompt(sentence, prompt, passages) ? 'leaked-prompt' : undefined),
  ];
}

/** An address on the internet that stands in no source. The same place without `https://` or `www.`, or the site of a page, is no other. */
function foreignAddress(sentence: string, { passages }: Given): string | undefined {
  const said = [...addressesIn(sentence)].map(({ address }) => plainAddress(address));
  if (said.length === 0) return undefined;
  const known = passages.flatMap(({ text, title, url }) => [...addressesIn(`${title}\n${text}\n${url ?? ''}`)].map(({ address }) => plainAddress(address)));
  return said.every((address) => known.some((one) => one === address || one.startsWith(`${address}/`))) ? undefined : 'foreign-link';
}

function plainAddress(address: string): string {
  return address.toLowerCase().replace(/^(?:https?:)?\/\//, '').replace(/^www\./, '').replace(/\/$/, '');
}

/** Data of a person that the municipality's documents do not hold: made up, or from elsewhere. */
function saysUnknownPerson(sentence: string, passages: readonly Passage[], guard: Guard): boolean {
  const said = guard.personalIn(sentence);
  if (said.length === 0) return false;
  const known = folded(passages.map(({ title, headings, text }) => [title, ...headings, text].join(' ')).join(' '));
  return said.some((value) => !known.includes(folded(value)));
}

/** Parts of the prompt, in other words here and there. What the documents say too is theirs. */
function isOfPrompt(sentence: string, prompt: string, passages: readonly Passage[]): boolean {
  const words = wordsOf(sentence);
  if (words.length < RUN) return false;
  const inPrompt = ` ${wordsOf(prompt).join(' ')} `;
  const has = (text: string, length: number, at: number) => text.includes(` ${words.slice(at, at + length).join(' ')} `);
  const runs = Array.from({ length: words.length - RUN + 1 }, (_, at) => at);
  const leaked = runs.filter((at) => has(inPrompt, RUN, at));
  if (leaked.length === 0) return false;
  const isLong = leaked.some((at) => words.length - at >= LONG_RUN && has(inPrompt, LONG_RUN, at));
  if (!isLong && leaked.length / runs.length < LEAKED) return false;
  const inSources = ` ${passages.flatMap(({ text }) => wordsOf(text)).join(' ')} `;
  return !leaked.every((at) => has(inSources, RUN, at));
}

/** Letters and digits alone: a word that is spelled with signs between is the same word. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}@]/gu, '');
}
