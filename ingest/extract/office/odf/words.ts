import { HiddenPieces, unseenReason, type Background } from '../looks.ts';
import type { HiddenReason } from '../../types.ts';
import { attr, childElements, descendants, isXmlElement, isXmlText, type XmlElement } from '../xml.ts';
import type { OdfFormat, OdfStyles } from './styles.ts';

const maxSpaces = 20;

/** What is in a paragraph and is no part of what it says: remarks, deleted text, pronunciation, titles of pictures. */
const unread = new Set(['annotation', 'annotation-end', 'tracked-changes', 'ruby-text', 'title', 'desc', 'script', 'event-listeners']);

/** What stands in a paragraph besides its words, to be read after it. */
export interface Asides {
  readonly boxes: XmlElement[];
  readonly notes: XmlElement[];
}

/** Reads the words of paragraphs and keeps apart those that are not shown. */
export class OdfWords {
  readonly hidden = new HiddenPieces();
  readonly #styles: OdfStyles;
  page: number | undefined;

  constructor(styles: OdfStyles) {
    this.#styles = styles;
  }

  /** The words that a paragraph or heading shows; text boxes and notes in it are put in `asides`. */
  read(paragraph: XmlElement, background: Background, asides: Asides = { boxes: [], notes: [] }): string {
    const format = this.#styles.format('paragraph', attr(paragraph, 'style-name'));
    // The background of a paragraph comes along as `fill`.
    const behind = format.fill === undefined ? background : behindFill(format.fill, background);
    return this.#inline(paragraph, format, behind, asides).trim();
  }

  /** Keeps all words below an element as hidden in the format's own way. */
  hide(element: XmlElement): void {
    const lines = descendants(element, 'p', 'h').map((p) => p.textContent ?? '');
    this.#add('marked', lines.filter((line) => line.trim() !== '').join('\n'));
  }

  /** Keeps words as lying outside the page. */
  outside(element: XmlElement): void {
    this.#add('off-page', descendants(element, 'p', 'h').map((p) => p.textContent ?? '').join('\n'));
  }

  #inline(parent: XmlElement, format: OdfFormat, background: Background, asides: Asides): string {
    let text = '';
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
      if (isXmlText(node)) text += this.#shown((node.nodeValue ?? '').replace(/\s+/g, ' '), format, background);
      else if (isXmlElement(node)) text += this.#element(node, format, background, asides);
    }
    return text;
  }

  #element(element: XmlElement, format: OdfFormat, background: Background, asides: Asides): string {
    const name = element.localName ?? '';
    if (unread.has(name)) return '';
    if (name === 's') return ' '.repeat(Math.min(Math.max(Number(attr(element, 'c') ?? 1) || 1, 1), maxSpaces));
    if (name === 'tab') return ' ';
    if (name === 'line-break') return '\n';
    if (name === 'note') {
      asides.notes.push(element);
      return '';
    }
    if (name === 'hidden-text' || name === 'hidden-paragraph') {
      this.#add('marked', attr(element, 'string-value') ?? element.textContent ?? '');
      return '';
    }
    if (name === 'text-box' || name === 'custom-shape' || name === 'table') {
      asides.boxes.push(element);
      return '';
    }
    if (name !== 'span') return this.#inline(element, format, background, asides);
    const own = this.#styles.format('text', attr(element, 'style-name'));
    const { fill, ...rest } = own;
    const behind = fill === undefined ? background : behindFill(fill, background);
    return this.#inline(element, { ...format, ...rest }, behind, asides);
  }

  #shown(text: string, format: OdfFormat, background: Background): string {
    if (text.trim() === '') return text;
    const reason = format.isHidden === true ? 'marked' : unseenReason(format, background);
    if (reason === undefined) return text;
    this.#add(reason, text);
    return '';
  }

  #add(reason: HiddenReason, text: string): void {
    this.hidden.add({ reason, text, ...(this.page !== undefined && { page: this.page }) });
  }
}

/** What is behind a thing whose style says this of its fill. */
export function behindFill(fill: string | undefined, background: Background): Background {
  if (fill === undefined || fill === 'none') return background;
  return /^[0-9a-f]{6}$/i.test(fill) ? [fill] : 'any';
}

/** A number that says how often something is repeated or how far it reaches, within reason. */
export function count(element: XmlElement, name: string, most = Infinity): number {
  return Math.min(Math.max(Number(attr(element, name) ?? 1) || 1, 1), most);
}

/** The rows of a table, wherever it groups them, each with whether it is in the part that names the columns. */
export function tableRowsOf(table: XmlElement): { row: XmlElement; isHeader: boolean }[] {
  const collect = (parent: XmlElement, isHeader: boolean): { row: XmlElement; isHeader: boolean }[] =>
    childElements(parent, 'table-row', 'table-rows', 'table-row-group', 'table-header-rows').flatMap((element) =>
      element.localName === 'table-row'
        ? [{ row: element, isHeader }]
        : collect(element, isHeader || element.localName === 'table-header-rows'),
    );
  return collect(table, false);
}
