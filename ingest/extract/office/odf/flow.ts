import { joinHeaders, readsAsHeader, tableRow, tableRows } from '../../structure/table-rows.ts';
import type { Outline } from '../../structure/outline.ts';
import type { Background } from '../looks.ts';
import { attr, child, childElements, type XmlElement } from '../xml.ts';
import type { OdfStyles } from './styles.ts';
import { behindFill, count, OdfWords, tableRowsOf, type Asides } from './words.ts';

const maxSpan = 50;

interface List {
  readonly style: string | undefined;
  readonly depth: number;
}

/** Writes flowing text (the body of a letter, a text box on a slide) to an outline. */
export class OdfFlow {
  readonly words: OdfWords;
  readonly #outline: Outline;
  readonly #styles: OdfStyles;
  title: string | undefined;
  /** Whether the line before this one is an item of the same list. */
  #inList = false;

  constructor(outline: Outline, styles: OdfStyles) {
    this.#outline = outline;
    this.#styles = styles;
    this.words = new OdfWords(styles);
  }

  /** Writes all that is in an element, in order. */
  write(parent: XmlElement, background: Background): void {
    for (const element of childElements(parent)) this.#block(element, background);
    this.#inList = false;
  }

  #block(element: XmlElement, background: Background): void {
    const name = element.localName;
    if (name === 'h' || name === 'p') this.#paragraph(element, background, '');
    else if (name === 'list') this.#list(element, background, { style: attr(element, 'style-name'), depth: 1 });
    else if (name === 'table') this.#table(element, background);
    else if (name === 'section') {
      const isHidden = attr(element, 'display') === 'none' || attr(element, 'is-hidden') === 'true';
      if (isHidden) this.words.hide(element);
      else this.write(element, background);
    } else if (name === 'frame' || name === 'text-box' || name === 'custom-shape' || name === 'g')
      this.write(element, behindFill(this.#styles.format('graphic', attr(element, 'style-name')).fill, background));
    else if (/^(?:numbered-paragraph|soft-page-break|index-body|.*-index|index-title)$/.test(name ?? ''))
      this.write(element, background);
  }

  #paragraph(element: XmlElement, background: Background, marker: string): void {
    const asides: Asides = { boxes: [], notes: [] };
    const style = attr(element, 'style-name');
    const text = this.words.read(element, background, asides);
    const isTitle = this.#styles.isA('paragraph', style, 'Title');
    if (text !== '' && (isTitle || element.localName === 'h')) {
      if (isTitle) this.title ??= text.replace(/\s+/g, ' ');
      this.#outline.heading(text, isTitle ? 0 : count(element, 'outline-level', 10));
      this.#inList = false;
    } else if (text !== '') {
      const isItem = marker !== '';
      if (isItem && this.#inList) this.#outline.line(marker + text);
      else this.#outline.paragraph(marker + text);
      this.#inList = isItem;
    }
    for (const box of asides.boxes) this.#block(box, behindBox(this.#styles, box, background));
    for (const note of asides.notes) this.#note(note, background);
  }

  #note(note: XmlElement, background: Background): void {
    const words = childElements(child(note, 'note-body'), 'p').map((p) => this.words.read(p, background));
    if (words.join('') !== '') this.#outline.paragraph(`Noot ${child(note, 'note-citation')?.textContent ?? ''}: ${words.join(' ')}`);
    this.#inList = false;
  }

  #list(list: XmlElement, background: Background, { style, depth }: List): void {
    const isNumbered = this.#styles.isNumbered(style, depth);
    let number = 0;
    for (const item of childElements(list, 'list-header', 'list-item')) {
      const isItem = item.localName === 'list-item';
      if (isItem) number = Number(attr(item, 'start-value')) || number + 1;
      let marker = isItem ? (isNumbered ? `${number}. ` : '- ') : '';
      for (const element of childElements(item)) {
        if (element.localName === 'list')
          this.#list(element, background, { style: attr(element, 'style-name') ?? style, depth: depth + 1 });
        else if (element.localName === 'p' || element.localName === 'h') {
          this.#paragraph(element, background, marker);
          marker = '';
        } else this.#block(element, background);
      }
    }
    if (depth === 1) this.#inList = false;
  }

  #table(table: XmlElement, background: Background): void {
    const header: string[][] = [];
    const rows: string[][] = [];
    const hanging: { text: string; rows: number }[] = [];
    for (const { row, isHeader } of tableRowsOf(table)) {
      if (isRowHidden(row)) this.words.hide(row);
      else (isHeader ? header : rows).push(this.#row(row, background, isHeader, hanging));
    }
    const first = header.length === 0 && readsAsHeader(rows) ? rows.shift() : undefined;
    const names = first ?? (header.length === 0 ? undefined : joinHeaders(header));
    this.#outline.lines(tableRows(names, rows));
    this.#inList = false;
  }

  /** A cell that reaches down is said again in each row; one that reaches sideways names each of its columns. */
  #row(row: XmlElement, background: Background, isHeader: boolean, hanging: { text: string; rows: number }[]): string[] {
    const cells: string[] = [];
    let wide = '';
    for (const cell of childElements(row, 'table-cell', 'covered-table-cell')) {
      const isCovered = cell.localName === 'covered-table-cell';
      const text = isCovered ? '' : this.#cell(cell, background);
      const down = count(cell, 'number-rows-spanned', 1000) - 1;
      for (let i = 0; i < count(cell, 'number-columns-repeated', maxSpan); i += 1) {
        const column = cells.length;
        const above = hanging[column];
        if (isCovered && above !== undefined && above.rows > 0) {
          above.rows -= 1;
          cells.push(above.text);
        } else {
          if (!isCovered) wide = count(cell, 'number-columns-spanned', maxSpan) > 1 ? text : '';
          hanging[column] = { text, rows: down };
          cells.push(isCovered && isHeader ? wide : text);
        }
      }
    }
    return cells;
  }

  #cell(cell: XmlElement, background: Background): string {
    const behind = behindFill(this.#styles.format('table-cell', attr(cell, 'style-name')).fill, background);
    return this.#cellWords(cell, behind).join(' ');
  }

  #cellWords(parent: XmlElement, background: Background): string[] {
    return childElements(parent).flatMap((element) => {
      if (element.localName === 'p' || element.localName === 'h') return [this.words.read(element, background)];
      if (element.localName === 'table')
        return tableRowsOf(element).map(({ row }) =>
          tableRow(childElements(row, 'table-cell').map((cell) => this.#cell(cell, background)), undefined),
        );
      return /^(?:list|list-item|list-header|section)$/.test(element.localName ?? '') ? this.#cellWords(element, background) : [];
    });
  }
}

function behindBox(styles: OdfStyles, box: XmlElement, background: Background): Background {
  const frame = box.localName === 'text-box' ? (box.parentNode as XmlElement) : box;
  return behindFill(styles.format('graphic', attr(frame, 'style-name')).fill, background);
}

/** Whether a row or column is collapsed or filtered away. */
export const isRowHidden = (row: XmlElement): boolean => /^(?:collapse|filter)$/.test(attr(row, 'visibility') ?? '');
