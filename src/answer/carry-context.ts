import { isContent, isForm } from './asking-words.ts';
import { wordsOf } from './carry.ts';
import { bearingOf } from './points-back.ts';
import type { Exchange, Passage } from './ports.ts';

/** A question, and what was asked and answered before it, oldest first. */
export interface Asked {
  readonly question: string;
  readonly history: readonly Exchange[];
}

/** The best documents for what was asked before: what they are about is what the conversation is about. */
const ABOUT = 3;

type Search = (text: string) => Promise<{ readonly passages: readonly Passage[] }>;

/**
 * What is searched for a question in its conversation: the question, and those that it continues, newest first. Only questions are
 * carried: an earlier answer that quotes a document would find that document again, whatever is asked.
 */
export async function carryContext({ question, history }: Asked, search: Search): Promise<string[]> {
  const last = history.at(-1);
  if (last === undefined) return [question];
  const bearing = bearingOf(question, history.map((exchange) => `${exchange.question} ${exchange.answer}`).join(' '));
  if (bearing === 'own') return [question];
  const context = await carryContext({ question: last.question, history: history.slice(0, -1) }, search);
  const continues = bearing === 'back' || (await isAboutTheSame(question, context, search));
  return continues ? [question, ...context] : [question];
}

/**
 * Where the words leave it open, the documents tell. A question that finds a document by its title has a subject of its own
 * ("en een rijbewijs?"); one whose words all stand in the documents that the context is about asks on about that
 * ("wanneer krijg ik antwoord?"). Any other is searched alone: the context would find something for whatever is asked.
 */
async function isAboutTheSame(question: string, context: readonly string[], search: Search): Promise<boolean> {
  const content = wordsOf(question).filter(isContent);
  const [own] = (await search(question)).passages;
  if (own !== undefined && haveAll(wordsOf(own.title), content)) return false;
  const { passages } = await search(context.join(' '));
  const about = [...new Set(passages.map(({ documentId }) => documentId))].slice(0, ABOUT);
  const same = passages.filter(({ documentId }) => about.includes(documentId));
  return haveAll(same.flatMap((passage) => wordsOf([passage.title, ...passage.headings, passage.text].join(' '))), content);
}

function haveAll(said: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => said.some((other) => isForm(word, other)));
}
