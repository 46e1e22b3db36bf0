/** The markup of an answer's text. */
import { parseAnswer } from '../answer-markup.ts';
import type { Block, Flow, Inline, Item } from '../answer-markup.ts';
import { withLinks } from './text-links.ts';
import { el } from './tree.ts';
import type { Child, Tree } from './tree.ts';
import { partsByLanguage } from './untranslated.ts';
import { dutchIn, wordsIn } from './words-in.ts';

/** Gives the id of a source in the page, or nothing when the answer refers to a source that is not there. */
type SourceAnchor = (number: number) => string | undefined;

/** @param language what the text is in: quotations in it are Dutch all the same. @param dutch of which it is a translation. */
export function answerTrees(text: string, anchor: SourceAnchor, language?: string, dutch?: string): Tree[] {
  return parseAnswer(text).map((block) => blockTree(block, { anchor, language, dutch }));
}

/** The text of a passage: extractors write lists as answers do, but what looks like a reference is the text's own. */
export function passageTrees(text: string, website: string): Tree[] {
  return answerTrees(text, () => undefined).map((tree) => withLinks(tree, { website }));
}

interface Around {
  readonly anchor: SourceAnchor;
  readonly language: string | undefined;
  readonly dutch?: string | undefined;
}

function blockTree(block: Block, around: Around): Tree {
  if (block.type !== 'quotation') return flowTree(block, around);
  return el('blockquote', { class: 'balie-quote', ...dutchIn(around.language) }, ...block.blocks.map((inner) => flowTree(inner, around)));
}

function flowTree(flow: Flow, around: Around): Tree {
  switch (flow.type) {
    case 'paragraph':
      return paragraph(inlineChildren(flow.inlines, around));
    case 'heading':
      // What is a heading in a document is none of this page.
      return paragraph([el('strong', {}, ...inlineChildren(flow.inlines, around))]);
    case 'table':
      return tableTree(flow, around);
    case 'bullets':
    case 'rows':
      return el('ul', `utrecht-unordered-list balie-list--${flow.type}`, ...flow.items.map((item) => itemTree(item, around)));
    case 'numbers':
    case 'letters':
      return el('ol', `utrecht-ordered-list balie-list--${flow.type}`, ...flow.items.map((item) => itemTree(item, around)));
  }
}

/** Wider than a phone it is scrolled, by keyboard too; for that it has a name: that of its columns. */
function tableTree({ headers, rows }: Flow & { readonly type: 'table' }, around: Around): Tree {
  const cells = (row: (typeof rows)[number]) => row.map((cell, index) => (index === 0 && headers.length > 0 ? el('th', { scope: 'row' }, ...inlineChildren(cell, around)) : el('td', {}, ...inlineChildren(cell, around))));
  const table = el(
    'table',
    'balie-tabular',
    headers.length > 0 && el('thead', {}, el('tr', {}, ...headers.map((header) => el('th', { scope: 'col' }, header)))),
    el('tbody', {}, ...rows.map((row) => el('tr', {}, ...cells(row)))),
  );
  return el('div', { class: 'balie-tabular__box', ...(headers.length > 0 && { role: 'group', 'aria-label': headers.join(', ') }), tabindex: '0' }, table);
}

function itemTree({ value, inlines }: Item, around: Around): Tree {
  return el('li', { class: 'balie-list__item', ...(value !== undefined && { value: String(value) }) }, ...inlineChildren(inlines, around));
}

function paragraph(children: readonly Child[]): Tree {
  return el('p', 'utrecht-paragraph balie-lines', ...children);
}

function inlineChildren(inlines: readonly Inline[], around: Around): Child[] {
  return inlines.flatMap((inline, index): Child[] => {
    // The last word and the number behind it stay together: with a stop after it, that would stand alone on a line else.
    if (inline.type === 'text') return textChildren(inlines[index + 1]?.type === 'reference' ? inline.text.replace(/ $/, '\u00A0') : inline.text, around);
    if (inline.type === 'bold') return [el('strong', {}, ...inlineChildren(inline.children, around))];
    const id = around.anchor(inline.number);
    if (id === undefined) return [`[${inline.number}]`];
    return [el('a', { class: 'balie-reference', href: `#${id}`, 'aria-label': `${wordsIn(around.language).source} ${inline.number}` }, String(inline.number))];
  });
}

function textChildren(text: string, { dutch, language }: Around): Child[] {
  if (dutch === undefined) return [text];
  return partsByLanguage(text, dutch).map((part) => (part.isDutch ? el('span', dutchIn(language), part.text) : part.text));
}
