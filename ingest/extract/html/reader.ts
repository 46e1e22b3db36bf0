import { isLayoutTable, readTable } from './table.ts';
import {
  attribute,
  children,
  findAll,
  inlineText,
  isBlock,
  isElement,
  isRead,
  isText,
  type Element,
  type Node,
} from './tree.ts';
import { Outline } from '../structure/outline.ts';
import type { Section } from '../types.ts';

const maxDepth = 400;

/** Walks through a page and collects its sections. Loose text between blocks becomes paragraphs of its own. */
export class HtmlReader {
  readonly #outline = new Outline();
  #words: string[] = [];
  /** What the next paragraph starts with: the marker of its list item. */
  #marker = '';
  /** Whether the next paragraph goes directly under what is before it. */
  #tight = false;
  readonly #boldHeadings: boolean;
  #depth = 0;

  /** @param boldHeadings whether a short paragraph that is bold throughout is a heading, as Word users make them. */
  constructor(boldHeadings = false) {
    this.#boldHeadings = boldHeadings;
  }

  /** Reads the contents of the given nodes, in order. */
  read(roots: readonly Node[]): Section[] {
    for (const root of roots) this.#contents(root);
    this.#flush();
    return this.#outline.finish();
  }

  #contents(node: Node): void {
    this.#depth += 1;
    for (const child of children(node)) {
      if (isText(child)) this.#words.push(child.value);
      else if (isElement(child) && isRead(child)) {
        // No page for readers nests this deep; one that does must not exhaust the stack.
        if (this.#depth > maxDepth) this.#words.push(' ', inlineText(child), ' ');
        else this.#element(child);
      }
    }
    this.#depth -= 1;
  }

  #element(element: Element): void {
    const heading = /^h([1-6])$/.exec(element.tagName)?.[1];
    if (heading !== undefined) {
      this.#flush();
      this.#outline.heading(inlineText(element), Number(heading));
    } else if (this.#boldHeadings && isBoldHeading(element)) {
      this.#flush();
      this.#outline.heading(inlineText(element), 6);
    } else if (element.tagName === 'table' && !isLayoutTable(element)) this.#table(element);
    else if (element.tagName === 'ul' || element.tagName === 'ol') this.#list(element);
    else if (element.tagName === 'pre') {
      this.#flush();
      this.#outline.paragraph(rawText(element));
    } else if (element.tagName === 'dl') this.#definitions(element);
    else if (element.tagName === 'img') this.#words.push(' ', attribute(element, 'alt') ?? '', ' ');
    else if (element.tagName === 'br') this.#words.push('\n');
    else if (isBlock(element)) {
      this.#flush();
      this.#contents(element);
      this.#flush();
    } else this.#contents(element);
  }

  #table(table: Element): void {
    this.#flush();
    const { caption, lines } = readTable(table);
    this.#outline.lines(caption === '' ? lines : [caption, ...lines]);
  }

  #list(list: Element): void {
    this.#flush();
    let number = Number.parseInt(attribute(list, 'start') ?? '1', 10) || 1;
    let first = true;
    for (const item of children(list)) {
      if (!isElement(item) || !isRead(item)) continue;
      if (item.tagName !== 'li') {
        this.#element(item);
        continue;
      }
      this.#marker = list.tagName === 'ol' ? `${number}. ` : '- ';
      // The first item starts a block, unless the list hangs under an item of an outer list.
      this.#tight = !first || this.#insideItem(list);
      this.#contents(item);
      this.#flush();
      this.#marker = '';
      number += 1;
      first = false;
    }
    this.#tight = false;
  }

  #insideItem(list: Element): boolean {
    return list.parentNode !== null && isElement(list.parentNode) && list.parentNode.tagName === 'li';
  }

  /** `dt` and `dd` as `term: explanation`. */
  #definitions(list: Element): void {
    this.#flush();
    let term = '';
    for (const part of children(list).flatMap((node) =>
      isElement(node) && node.tagName === 'div' ? children(node) : [node],
    )) {
      if (!isElement(part) || !isRead(part)) continue;
      if (part.tagName === 'dt') {
        if (term !== '') this.#outline.paragraph(term);
        term = inlineText(part);
      } else {
        this.#outline.paragraph([term.replace(/:$/, ''), inlineText(part)].filter((words) => words !== '').join(': '));
        term = '';
      }
    }
    if (term !== '') this.#outline.paragraph(term);
  }

  #flush(): void {
    // `br` keeps its place as a line break; source line breaks are spaces. The break is marked by a lone `\n` part.
    const text = this.#words
      .map((part) => (part === '\n' ? '\n' : part.replace(/\s+/g, ' ')))
      .join('')
      .replace(/ ?\n[\n ]*/g, '\n')
      .trim();
    this.#words = [];
    if (text === '') return;
    if (this.#tight) this.#outline.line(this.#marker + text);
    else this.#outline.paragraph(this.#marker + text);
    this.#marker = '';
    this.#tight = false;
  }
}

function isBoldHeading(element: Element): boolean {
  if (element.tagName !== 'p') return false;
  const text = inlineText(element);
  if (/^(?:figuur|tabel)\b/i.test(text)) return false;
  const bold = findAll(element, (e) => e.tagName === 'strong' || e.tagName === 'b')
    .map(inlineText)
    .join(' ');
  return (
    text.length > 2 &&
    text.length <= 100 &&
    bold.replace(/\s/g, '') === text.replace(/\s/g, '') &&
    !/[.:;,]$/.test(text)
  );
}

function rawText(node: Node): string {
  return children(node)
    .map((child) => (isText(child) ? child.value : rawText(child)))
    .join('');
}
