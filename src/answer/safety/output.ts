import { wordsOf } from '../words.ts';
import { endWith, type TurnContext, type TurnPorts } from '../context.ts';
import type { SentenceCheck } from '../grounding/carried.ts';
import type { Passage } from '../ports.ts';
import { reply } from '../replies.ts';
import { addressesIn } from './links.ts';
import type { Guard } from './port.ts';

/** The model repeats its instructions: the word that stands in them and never comes out came out. Nothing of the answer can be trusted. */
export const CANARY = 'canary';

/** So many words in a row are not the same by chance. */
const RUN = 5;
/** From this share of such runs on a sentence is the prompt's, with some other words. */
const LEAKED = 0.5;
/** A sentence of so many words of the prompt in a row is the prompt's, whatever else it says. */
const LONG_RUN = 8;
/** Markup that an answer has no use for: pictures, links, tags, frames of code. */
const MARKUP = /!\[|\]\s?\(|<\/?[a-z!][^>\n]{0,200}>|&(?:#x?[\da-f]{2,6}|lt|gt);|\b(?:javascript|vbscript|data):|\x60{3}/iu;

/**
 * What is looked at in each sentence of a model, beside whether its sources carry it. Each is linear in the length of the sentence; what
 * they stop is counted by kind.
 */
export function outputChecks(guard: Guard): readonly SentenceCheck[] {
  const canary = folded(guard.canary);
  const addressesOf = once(addressesInPassages);
  const wordsOfPrompt = once((prompt: string) => ` ${wordsOf(prompt).join(' ')} `);
  const checks: readonly SentenceCheck[] = [
    (sentence) => (folded(sentence).includes(canary) ? CANARY : undefined),
    (sentence) => (MARKUP.test(sentence) ? 'markup' : undefined),
    (sentence) => (guard.isMachineTalk(sentence) ? 'tool-syntax' : undefined),
    (sentence, { passages }) => (saysForeignAddress(sentence, () => addressesOf(passages)) ? 'foreign-link' : undefined),
    (sentence, { passages }) => (saysUnknownPerson(sentence, passages, guard) ? 'personal-data' : undefined),
    (sentence, { passages, prompt }) => (isOfPrompt(sentence, wordsOfPrompt(prompt), passages) ? 'leaked-prompt' : undefined),
  ];
  return checks.map((check): SentenceCheck => (sentence, given) => {
    const reason = check(sentence, given);
    if (reason !== undefined) guard.stopped(reason);
    return reason;
  });
}

/** Ends the turn as blocked; what was shown of the answer is taken back. */
export function takeBack(context: TurnContext, ports: Pick<TurnPorts, 'contact'>): void {
  endWith(context, 'blocked', reply(context.assistant.replies.blocked, ports, { reasons: '- Het antwoord ging over de opdracht aan de computer, en niet over uw vraag.' }), CANARY);
  context.details = { ...context.details, guard: { ...context.details.guard, hasLeaked: true } };
}

/** An address on the internet that stands in no source. The same place without `https://` or `www.`, or the site of a page, is no other. */
function saysForeignAddress(sentence: string, known: () => readonly string[]): boolean {
  const said = [...addressesIn(sentence)].map(({ address }) => plainAddress(address));
  return said.length > 0 && !said.every((address) => known().some((one) => one === address || one.startsWith(`${address}/`)));
}

function addressesInPassages(passages: readonly Passage[]): string[] {
  return passages.flatMap(({ text, title, url }) => [...addressesIn(`${title}\n${text}\n${url ?? ''}`)].map(({ address }) => plainAddress(address)));
}

function plainAddress(address: string): string {
  return address.toLowerCase().replace(/^(?:https?:)?\/\//, '').replace(/^www\./, '').replace(/\/$/, '');
}

/** Data of a person that the municipality's documents do not hold: made up, or from elsewhere. */
function saysUnknownPerson(sentence: string, passages: readonly Passage[], guard: Guard): boolean {
  const said = guard.personalIn(sentence);
  if (said.length === 0) return false;
  const known = folded(passages.map(({ title, headings, text }) => [title, ...headings, text].join(' ')).join(' '));
  return said.some((value) => !known.includes(sameHowever(folded(value))));
}

/** Of a number the end, which is the same with and without the code of a country. */
function sameHowever(value: string): string {
  return /^\d{9,}$/.test(value) ? value.slice(-8) : value;
}

/**
 * Parts of the prompt, in other words here and there. What the documents say too is theirs.
 * @param inPrompt words of the prompt, with a space between and around.
 */
function isOfPrompt(sentence: string, inPrompt: string, passages: readonly Passage[]): boolean {
  const words = wordsOf(sentence);
  if (words.length < RUN) return false;
  const has = (text: string, length: number, at: number) => text.includes(` ${words.slice(at, at + length).join(' ')} `);
  const runs = Array.from({ length: words.length - RUN + 1 }, (_, at) => at);
  const leaked = runs.filter((at) => has(inPrompt, RUN, at));
  if (leaked.length === 0) return false;
  const isLong = leaked.some((at) => words.length - at >= LONG_RUN && has(inPrompt, LONG_RUN, at));
  if (!isLong && leaked.length / runs.length < LEAKED) return false;
  const inSources = ` ${passages.flatMap(({ text }) => wordsOf(text)).join(' ')} `;
  return !leaked.every((at) => has(inSources, RUN, at));
}

/** Remembers the last answer: each sentence of a turn is held against the same prompt and passages. */
function once<From, To>(read: (from: From) => To): (from: From) => To {
  let last: { readonly from: From; readonly value: To } | undefined;
  return (from) => {
    if (last?.from !== from) last = { from, value: read(from) };
    return last.value;
  };
}

/** Letters and digits alone: a word that is spelled with signs between is the same word. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}@]/gu, '');
}
