import { unseenReason, type Background, type HiddenPieces } from '../looks.ts';
import { ancestors, attr, child, childElements, descendants, type XmlElement } from '../xml.ts';
import type { HiddenReason } from '../../types.ts';
import { shapeFill } from './shape-fill.ts';
import { runFormat, shade, type RunFormat, type WordStyles } from './styles.ts';

interface Place {
  readonly background: Background;
  /** What holds for runs in this paragraph. */
  readonly format: RunFormat;
}

/** Finds text that Word does not show, takes it out of a part and keeps it for the editor. */
export class HiddenRuns {
  readonly pieces: HiddenPieces;
  readonly #styles: WordStyles;
  /** Whether a piece of this paragraph was the last one that was found. */
  #inParagraph = false;

  constructor(styles: WordStyles, pieces: HiddenPieces) {
    this.#styles = styles;
    this.pieces = pieces;
  }

  /** Takes hidden text out of all that is below an element. */
  take(root: XmlElement, background: Background): void {
    this.#walk(root, { background, format: this.#styles.paragraph(undefined) });
  }

  #walk(parent: XmlElement, place: Place): void {
    for (const element of childElements(parent)) {
      // Deleted and moved-away text is not hidden: it is gone, and the library leaves it out.
      if (element.localName === 'del' || element.localName === 'moveFrom') continue;
      if (element.localName === 'r') this.#run(element, place);
      else if (element.localName === 'p') this.#paragraph(element, place);
      else if (element.localName === 'tbl') this.#table(element, place);
      else if (element.localName === 'txbxContent')
        this.#walk(element, { ...place, background: shapeFill(element, place.background) });
      else if (isHiddenDrawing(element)) this.#remove(element, 'marked');
      else this.#walk(element, place);
    }
  }

  #paragraph(paragraph: XmlElement, place: Place): void {
    const properties = child(paragraph, 'pPr');
    const style = attr(child(properties, 'pStyle'), 'val');
    const fill = shade(child(properties, 'shd')) ?? this.#styles.paragraphFill(style);
    this.#inParagraph = false;
    this.#walk(paragraph, {
      background: fill === undefined ? place.background : [fill],
      format: this.#styles.paragraph(style),
    });
    this.#inParagraph = false;
  }

  #table(table: XmlElement, place: Place): void {
    const properties = child(table, 'tblPr');
    const style = attr(child(properties, 'tblStyle'), 'val');
    const own = shade(child(properties, 'shd'));
    const behind = own === undefined ? place.background : [own];
    const rows = descendants(table, 'tr').filter((row) => isAround(table, row));
    for (const [index, row] of rows.entries()) {
      const cells = descendants(row, 'tc').filter((cell) => isAround(row, cell));
      for (const [column, cell] of cells.entries()) {
        const fill = shade(child(child(cell, 'tcPr'), 'shd'));
        const parts = ['wholeTable', 'band1Horz', 'band2Horz', 'band1Vert', 'band2Vert'];
        if (index === 0) parts.push('firstRow');
        if (index === rows.length - 1) parts.push('lastRow');
        if (column === 0) parts.push('firstCol');
        if (column === cells.length - 1) parts.push('lastCol');
        const styled = behind === 'any' ? behind : [...behind, ...this.#styles.tableFills(style, parts)];
        this.#walk(cell, { ...place, background: fill === undefined ? styled : [fill] });
      }
    }
  }

  #run(run: XmlElement, place: Place): void {
    const properties = child(run, 'rPr');
    const format: RunFormat = {
      ...place.format,
      ...this.#styles.character(attr(child(properties, 'rStyle'), 'val')),
      ...runFormat(properties),
    };
    if (format.vanish === true) {
      this.#remove(run, 'marked');
      return;
    }
    const reason = reasonOf(format, place.background);
    if (reason !== undefined) {
      for (const text of childElements(run, 't', 'sym')) this.#remove(text, reason);
    }
    this.#walk(run, place);
  }

  #remove(element: XmlElement, reason: HiddenReason): void {
    const text = element.localName === 't' ? (element.textContent ?? '') : textOf(element);
    // A white blank hides nothing, and without it words would run together.
    if (text.trim() === '' && element.localName === 't') return;
    this.pieces.add({ reason, text }, this.#inParagraph ? '' : '\n');
    if (text.trim() !== '') this.#inParagraph = true;
    // Emptied where that will do: taking one of many elements out makes the parser count the others again.
    for (const words of element.localName === 't' ? [element] : descendants(element, 't')) words.textContent = '';
    const drawn = ['sym', 'drawing', 'pict', 'object'];
    const gone = drawn.includes(element.localName ?? '') ? [element] : descendants(element, ...drawn);
    for (const one of gone) one.parentNode?.removeChild(one);
  }
}

function reasonOf(format: RunFormat, background: Background): HiddenReason | undefined {
  if (format.unpainted === true) return 'invisible';
  return unseenReason(format, format.fill === undefined ? background : [format.fill]);
}

function textOf(element: XmlElement): string {
  return descendants(element, 't')
    .map((text) => text.textContent ?? '')
    .join('');
}

/** A drawing or an old-style shape that is switched off. */
function isHiddenDrawing(element: XmlElement): boolean {
  if (element.localName === 'inline' || element.localName === 'anchor')
    return /^(?:1|true|on)$/.test(attr(child(element, 'docPr'), 'hidden') ?? '') || attr(element, 'hidden') === '1';
  return /visibility\s*:\s*hidden/i.test(attr(element, 'style') ?? '');
}

/** Whether an element is the nearest of its name around another. */
const isAround = (outer: XmlElement, inner: XmlElement): boolean => ancestors(inner).find(({ localName }) => localName === outer.localName) === outer;
