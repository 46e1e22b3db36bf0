import { bearingOf, isContent, isForm } from './asking-words.ts';
import { wordsOf } from '../words.ts';
import type { Asker, Exchange, Passage } from '../ports.ts';

/** A question, and what was asked and answered before it, oldest first. */
export interface Asked {
  readonly question: string;
  readonly history: readonly Exchange[];
  readonly asker?: Asker;
}

/** The best documents for what was asked before: what they are about is what the conversation is about. */
const ABOUT = 3;
/** Of so many questions, from the last one back, the documents are asked whether they stand alone: each takes two searches, and somebody waits. */
const LOOKED_UP = 2;

type Search = (text: string) => Promise<{ readonly passages: readonly Passage[] }>;

/**
 * What is searched for a question in its conversation: the question, and those that it continues, newest first. Only questions are
 * carried: an earlier answer that quotes a document would find that document again, whatever is asked.
 * @param search by words.
 * @param left questions that may still be looked up; an earlier one that only the documents could tell of then counts as one by itself.
 */
export async function carryContext({ question, history }: Asked, search: Search, left = LOOKED_UP): Promise<string[]> {
  const last = history.at(-1);
  if (last === undefined) return [question];
  const bearing = bearingOf(question);
  if (bearing === 'own' || (bearing === 'perhaps' && (left === 0 || (await isTitle(question, search))))) return [question];
  const context = await carryContext({ question: last.question, history: history.slice(0, -1) }, search, bearing === 'perhaps' ? left - 1 : left);
  const continues = bearing === 'back' || (await isAboutTheSame(question, context, search));
  return continues ? [question, ...context] : [question];
}

/** Whether a question that may be either finds a document by its title: it has a subject of its own ("en een rijbewijs?"). */
async function isTitle(question: string, search: Search): Promise<boolean> {
  const [best] = (await search(question)).passages;
  return best !== undefined && haveAll(wordsOf(best.title), question);
}

/**
 * Whether a question that may be either asks on about what was asked before: all its words stand in the documents on that
 * ("wanneer krijg ik antwoord?"). One of which they do not is searched alone: the context would find something for whatever is asked.
 */
async function isAboutTheSame(question: string, context: readonly string[], search: Search): Promise<boolean> {
  const { passages } = await search(context.join(' '));
  const about = [...new Set(passages.map(({ documentId }) => documentId))].slice(0, ABOUT);
  const same = passages.filter(({ documentId }) => about.includes(documentId));
  return haveAll(same.flatMap((passage) => wordsOf([passage.title, ...passage.headings, passage.text].join(' '))), question);
}

function haveAll(said: readonly string[], question: string): boolean {
  return wordsOf(question).filter(isContent).every((word) => said.some((other) => isForm(word, other)));
}
