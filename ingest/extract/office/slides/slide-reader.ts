import { readsAsHeader, tableRows } from '../../structure/table-rows.ts';
import type { HiddenReason } from '../../types.ts';
import { unseenReason, type Background } from '../looks.ts';
import { drawingFill } from '../word/shape-fill.ts';
import { attr, child, childElements, descendants, type XmlElement } from '../xml.ts';
import { boxOf, intoGroup, overlaps, type Box, type ToSlide } from './place.ts';
import type { SlideTheme } from './theme.ts';

/** One stretch of a slide, in the order in which it is drawn. */
export interface SlideText {
  readonly kind: 'title' | 'paragraph' | 'line';
  readonly text: string;
}

export interface SlideContent {
  readonly texts: readonly SlideText[];
  readonly hidden: readonly { readonly reason: HiddenReason; readonly text: string }[];
  /** Relation ids of diagrams (SmartArt), whose words are in parts of their own. */
  readonly diagrams: readonly string[];
}

/** Placeholders that repeat on every slide: date, footer and number. */
const furniture = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg']);

/** Reads the shapes of one slide: what is shown, and what is there without being shown. */
export class SlideReader {
  readonly #texts: SlideText[] = [];
  readonly #hidden: { reason: HiddenReason; text: string }[] = [];
  readonly #diagrams: string[] = [];
  readonly #theme: SlideTheme;
  readonly #slide: Box;
  /** Pictures and filled shapes so far: text over them has them for its background. */
  readonly #below: Box[] = [];

  constructor(theme: SlideTheme, slide: Box) {
    this.#theme = theme;
    this.#slide = slide;
  }

  read(slide: XmlElement, background: Background): SlideContent {
    this.#shapes(child(child(slide, 'cSld'), 'spTree'), background, (box) => box);
    return { texts: this.#texts, hidden: this.#hidden, diagrams: this.#diagrams };
  }

  #shapes(parent: XmlElement | undefined, background: Background, toSlide: ToSlide): void {
    for (const shape of childElements(parent)) {
      if (shape.localName === 'AlternateContent') {
        this.#shapes(child(shape, 'Choice') ?? child(shape, 'Fallback') ?? shape, background, toSlide);
        continue;
      }
      const properties = descendantProperties(shape);
      if (properties !== undefined && isOn(attr(properties, 'hidden'))) this.#hide('marked', wordsOf(shape));
      else if (shape.localName === 'grpSp')
        this.#shapes(shape, background, intoGroup(child(child(shape, 'grpSpPr'), 'xfrm'), toSlide));
      else if (shape.localName === 'sp') this.#shape(shape, background, toSlide);
      else if (shape.localName === 'graphicFrame') this.#frame(shape, boxOf(child(shape, 'xfrm'), toSlide));
      else if (shape.localName === 'pic') this.#cover(boxOf(child(child(shape, 'spPr'), 'xfrm'), toSlide));
    }
  }

  #shape(shape: XmlElement, background: Background, toSlide: ToSlide): void {
    const box = boxOf(child(child(shape, 'spPr'), 'xfrm'), toSlide);
    const placeholder = child(child(child(shape, 'nvSpPr'), 'nvPr'), 'ph');
    const type = attr(placeholder, 'type') ?? 'body';
    const body = child(shape, 'txBody');
    const covered = box !== undefined && this.#below.some((other) => overlaps(box, other));
    // A placeholder may have its place and fill from its layout, which is not looked up.
    const behind = drawingFill(shape, covered ? 'any' : background);
    const fill = this.#theme.colour(child(child(shape, 'spPr'), 'solidFill'));
    if (behind !== background) this.#cover(box);
    if (body === undefined || (placeholder !== undefined && furniture.has(type))) return;
    if (box !== undefined && !overlaps(box, this.#slide)) this.#hide('off-page', wordsOf(body));
    else if (placeholder !== undefined && /^(?:title|ctrTitle)$/.test(type)) {
      const title = childElements(body, 'p').map((p) => this.#paragraph(p, fill === undefined ? behind : [fill]));
      this.#texts.push({ kind: 'title', text: title.join(' ') });
    } else {
      const bulleted = placeholder !== undefined && (type === 'body' || type === 'obj');
      this.#body(body, fill === undefined ? behind : [fill], bulleted);
    }
  }

  #body(body: XmlElement, background: Background, bulleted: boolean): void {
    const paragraphs = childElements(body, 'p');
    const counts: number[] = [];
    let inList = false;
    for (const paragraph of paragraphs) {
      const text = this.#paragraph(paragraph, background).trim();
      if (text === '') continue;
      const properties = child(paragraph, 'pPr');
      const level = Number(attr(properties, 'lvl') ?? 0) || 0;
      const numbered = child(properties, 'buAutoNum');
      const marked = child(properties, 'buChar') !== undefined || (bulleted && paragraphs.length > 1);
      const isItem = numbered !== undefined || (marked && child(properties, 'buNone') === undefined);
      counts.length = Math.min(counts.length, numbered === undefined ? level : level + 1);
      if (numbered !== undefined) counts[level] = (counts[level] ?? (Number(attr(numbered, 'startAt') ?? 1) || 1) - 1) + 1;
      const marker = numbered === undefined ? '- ' : `${counts[level]}. `;
      this.#texts.push({ kind: isItem && inList ? 'line' : 'paragraph', text: isItem ? marker + text : text });
      inList = isItem;
    }
  }

  #frame(frame: XmlElement, box: Box | undefined): void {
    const outside = box !== undefined && !overlaps(box, this.#slide);
    const table = descendants(frame, 'tbl')[0];
    if (table !== undefined && outside) this.#hide('off-page', wordsOf(table));
    else if (table !== undefined) this.#table(table);
    for (const diagram of descendants(frame, 'relIds')) {
      const id = attr(diagram, 'dm');
      if (id !== undefined && !outside) this.#diagrams.push(id);
    }
  }

  #table(table: XmlElement): void {
    const above: string[] = [];
    const rows = childElements(table, 'tr').map((row) =>
      childElements(row, 'tc').map((cell, column) => {
        // A cell that reaches down is said again in each row; one that reaches sideways only in its first column.
        if (isOn(attr(cell, 'vMerge'))) return above[column] ?? '';
        const text = isOn(attr(cell, 'hMerge')) ? '' : this.#cell(cell);
        above[column] = text;
        return text;
      }),
    );
    const headed = (isOn(attr(child(table, 'tblPr'), 'firstRow')) && rows.length > 1) || readsAsHeader(rows);
    for (const [index, text] of tableRows(headed ? rows[0] : undefined, headed ? rows.slice(1) : rows).entries())
      this.#texts.push({ kind: index === 0 ? 'paragraph' : 'line', text });
  }

  /** What is behind a cell comes from a table style; only a fill of its own is judged. */
  #cell(cell: XmlElement): string {
    const colour = this.#theme.colour(child(child(cell, 'tcPr'), 'solidFill'));
    const paragraphs = childElements(child(cell, 'txBody'), 'p');
    return paragraphs.map((p) => this.#paragraph(p, colour === undefined ? 'any' : [colour])).join(' ');
  }

  #paragraph(paragraph: XmlElement, background: Background): string {
    let text = '';
    for (const run of childElements(paragraph, 'r', 'br', 'fld')) {
      if (run.localName === 'br') text += '\n';
      else if (run.localName === 'fld' && /^slidenum|^datetime/.test(attr(run, 'type') ?? '')) continue;
      else {
        const words = child(run, 't')?.textContent ?? '';
        const reason = words.trim() === '' ? undefined : this.#reason(child(run, 'rPr'), background);
        if (reason === undefined) text += words;
        else this.#hide(reason, words);
      }
    }
    return text;
  }

  #reason(format: XmlElement | undefined, background: Background): HiddenReason | undefined {
    const fill = child(format, 'solidFill');
    const reason = unseenReason({ colour: this.#theme.colour(fill), size: Number(attr(format, 'sz') ?? 1800) / 100 }, background);
    if (reason === 'size') return reason;
    const isClear = child(format, 'noFill') !== undefined || descendants(fill, 'alpha').some((alpha) => attr(alpha, 'val') === '0');
    return isClear ? 'invisible' : reason;
  }

  #cover(box: Box | undefined): void {
    if (box !== undefined && this.#below.length < 500) this.#below.push(box);
  }

  #hide(reason: HiddenReason, text: string): void {
    if (text.trim() !== '') this.#hidden.push({ reason, text });
  }
}

/** All words in a shape, a paragraph on each line. */
export function wordsOf(shape: XmlElement): string {
  return descendants(shape, 'p')
    .map((paragraph) => descendants(paragraph, 't').map((text) => text.textContent ?? '').join(''))
    .filter((text) => text.trim() !== '')
    .join('\n');
}

function descendantProperties(shape: XmlElement): XmlElement | undefined {
  const holder = childElements(shape).find((element) => /^nv.*Pr$/.test(element.localName ?? ''));
  return child(holder, 'cNvPr');
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';
