/** The markup of an answer's text. */
import { parseAnswer } from '../answer-markup.ts';
import type { Block, Inline } from '../answer-markup.ts';
import { phoneHref } from '../links.ts';
import { el } from './tree.ts';
import type { Child, Tree } from './tree.ts';
import { dutchIn, wordsIn } from './words-in.ts';

/** Gives the id of a source in the page, or nothing when the answer refers to a source that is not there. */
type SourceAnchor = (number: number) => string | undefined;

/** @param language what the text is in: quotations in it are Dutch all the same. */
export function answerTrees(text: string, anchor: SourceAnchor, language?: string): Tree[] {
  return parseAnswer(text).map((block) => blockTree(block, { anchor, language }));
}

/** A fixed text of the desk, of which telephone numbers can be called with one press. */
export function fixedTrees(text: string, anchor: SourceAnchor, language?: string): Tree[] {
  return answerTrees(text, anchor, language).map(withPhoneLinks);
}

/** Dutch numbers as the fixed texts write them. */
const PHONE = /(?<![\d-])(?:11[23]|0[89]00-\d{4}|14 ?\d{3}|0\d{2}[- ]\d{3} ?\d{2} ?\d{2})(?![\d-])/g;

function withPhoneLinks(tree: Tree): Tree {
  return { ...tree, children: tree.children.flatMap((child): Child[] => (typeof child === 'string' ? phoneLinks(child) : [child.tag === 'a' ? child : withPhoneLinks(child)])) };
}

function phoneLinks(text: string): Child[] {
  const parts: Child[] = [];
  let end = 0;
  for (const { 0: phone, index } of text.matchAll(PHONE)) {
    const href = phoneHref(phone);
    if (href === undefined) continue;
    parts.push(text.slice(end, index), el('a', { class: 'utrecht-link utrecht-link--html-a', href }, phone));
    end = index + phone.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

/** The text of a passage: extractors write lists as answers do, but what looks like a reference is the text's own. */
export function passageTrees(text: string): Tree[] {
  return answerTrees(text, () => undefined);
}

interface Around {
  readonly anchor: SourceAnchor;
  readonly language: string | undefined;
}

function blockTree(block: Block, around: Around): Tree {
  if (block.type === 'paragraph') return paragraph(block.inlines, around);
  if (block.type === 'quotation') {
    return el('blockquote', { class: 'balie-quote', ...dutchIn(around.language) }, ...block.paragraphs.map((inlines) => paragraph(inlines, around)));
  }
  return el(
    'ul',
    'utrecht-unordered-list',
    ...block.items.map((inlines) => el('li', 'utrecht-unordered-list__item', ...inlineChildren(inlines, around))),
  );
}

function paragraph(inlines: readonly Inline[], around: Around): Tree {
  return el('p', 'utrecht-paragraph balie-lines', ...inlineChildren(inlines, around));
}

function inlineChildren(inlines: readonly Inline[], around: Around): Child[] {
  return inlines.map((inline): Child => {
    if (inline.type === 'text') return inline.text;
    if (inline.type === 'bold') return el('strong', {}, ...inlineChildren(inline.children, around));
    const id = around.anchor(inline.number);
    if (id === undefined) return `[${inline.number}]`;
    return el('a', { class: 'balie-reference', href: `#${id}`, 'aria-label': `${wordsIn(around.language).source} ${inline.number}` }, String(inline.number));
  });
}
