/** The markup of an answer's text. */
import { parseAnswer } from '../answer-markup.ts';
import type { Block, Inline } from '../answer-markup.ts';
import { el } from './tree.ts';
import type { Child, Tree } from './tree.ts';

/** Gives the id of a source in the page, or nothing when the answer refers to a source that is not there. */
type SourceAnchor = (number: number) => string | undefined;

export function answerTrees(text: string, anchor: SourceAnchor): Tree[] {
  return parseAnswer(text).map((block) => blockTree(block, anchor));
}

/** The text of a passage: extractors write lists as answers do, but what looks like a reference is the text's own. */
export function passageTrees(text: string): Tree[] {
  return answerTrees(text, () => undefined);
}

function blockTree(block: Block, anchor: SourceAnchor): Tree {
  if (block.type === 'paragraph') return paragraph(block.inlines, anchor);
  if (block.type === 'quotation') {
    return el('blockquote', 'balie-quote', ...block.paragraphs.map((inlines) => paragraph(inlines, anchor)));
  }
  return el(
    'ul',
    'utrecht-unordered-list',
    ...block.items.map((inlines) => el('li', 'utrecht-unordered-list__item', ...inlineChildren(inlines, anchor))),
  );
}

function paragraph(inlines: readonly Inline[], anchor: SourceAnchor): Tree {
  return el('p', 'utrecht-paragraph balie-lines', ...inlineChildren(inlines, anchor));
}

function inlineChildren(inlines: readonly Inline[], anchor: SourceAnchor): Child[] {
  return inlines.map((inline): Child => {
    if (inline.type === 'text') return inline.text;
    if (inline.type === 'bold') return el('strong', {}, ...inlineChildren(inline.children, anchor));
    const id = anchor(inline.number);
    if (id === undefined) return `[${inline.number}]`;
    return el('a', { class: 'balie-reference', href: `#${id}`, 'aria-label': `Bron ${inline.number}` }, String(inline.number));
  });
}
