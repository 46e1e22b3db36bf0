import type { Step } from '../context.ts';
import type { Passage } from '../ports.ts';
import type { Guard } from './port.ts';

/** A document with a title that is an order goes by this one. */
const UNTITLED = 'Document';
/** So much of a text is read on from what stands above it. */
const BEGINNING = 200;

/**
 * Takes out of the passages what they tell an assistant to do, and what no document should hold of a person, before a model reads them
 * and before anyone is shown a quotation. A passage of which nothing remains is not used.
 */
export const screen: Step = (context, { guard }) => {
  const removed: string[] = [];
  context.passages = context.passages.flatMap((passage) => {
    const clean = screened(passage, guard);
    if (clean === passage) return [passage];
    guard.stopped('document');
    removed.push(`${passage.documentId}#${passage.ordinal}`);
    return clean.text === '' ? [] : [clean];
  });
  if (removed.length > 0) context.details = { ...context.details, guard: { ...context.details.guard, screened: removed } };
};

/** A passage as it may be read and shown, with an empty text where nothing remains; the same one when there is nothing to take out. */
export function screened<Part extends Pick<Passage, 'title' | 'headings' | 'text'>>(passage: Part, { presentable }: Pick<Guard, 'presentable'>): Part {
  const text = presentable(passage.text);
  const title = presentable(passage.title);
  const headings = passage.headings.filter((heading) => presentable(heading) === heading);
  // An order may begin in the title and end in the text, where no part is one by itself.
  const together = [title, ...headings, text.slice(0, BEGINNING)].join(' ');
  if (presentable(together) !== together) return { ...passage, text, headings: [], title: UNTITLED };
  if (text === passage.text && title === passage.title && headings.length === passage.headings.length) return passage;
  return { ...passage, text, headings, title: title === passage.title ? title : UNTITLED };
}
