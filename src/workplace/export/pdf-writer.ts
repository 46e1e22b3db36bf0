/** Writes a tagged PDF (PDF/UA): with language, title, headings, lists, tables and links that a screen reader knows. */
import { join } from 'node:path';
import type PdfKit from 'pdfkit';
import type { Block, Flow, Inline } from '../../web/answer-markup.ts';

type Pdf = InstanceType<typeof PdfKit>;
type Part = ReturnType<Pdf['struct']>;

const FONTS = join(import.meta.dirname, 'fonts');
// Named by their files: of a file that it has under another name already, the library reads the whole font again each time it is set.
const REGULAR = join(FONTS, 'noto-sans-400.ttf');
const BOLD = join(FONTS, 'noto-sans-700.ttf');
const INK = '#1f1f1f';
const LINK = '#0b4f8a';
const SIZES = { H1: 20, H2: 14, H3: 12, P: 10.5, small: 9 } as const;
const MARGIN = 62;
const INDENT = 16;

interface PdfFacts {
  readonly title: string;
  readonly publisher: string;
  readonly subject: string;
  readonly keywords: string;
  readonly at: Date;
  /** More of what programs read, in XML. */
  readonly xmp?: string;
}

/** @param foot what stands at the foot of each page. All of it in the letters of the font: see letters.ts. */
export async function writePdf({ title, publisher, subject, keywords, at, xmp }: PdfFacts, foot: string, write: (writer: Writer) => void): Promise<Uint8Array> {
  // Loaded when somebody asks for paper: what reads its fonts is large.
  const { default: Kit } = await import('pdfkit');
  const pdf = new Kit({
    size: 'A4', margin: MARGIN, lang: 'nl-NL', pdfVersion: '1.7', tagged: true, displayTitle: true, bufferPages: true, font: REGULAR,
    // What the types do not know yet.
    ...({ subset: 'PDF/UA' } as object),
    info: { Title: plain(title), Author: plain(publisher), Subject: plain(subject), Keywords: keywords, Creator: 'Balie', CreationDate: at },
  });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.on('data', (chunk: Uint8Array) => void chunks.push(chunk));
  pdf.fillColor(INK);
  if (xmp !== undefined) pdf.appendXML(xmp);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  write(new Writer(pdf, root));
  root.end();
  numberPages(pdf, foot);
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** Writes down the page, and into the structure. */
export class Writer {
  private readonly pdf: Pdf;
  private parent: Part;
  private left = 0;

  constructor(pdf: Pdf, root: Part) {
    this.pdf = pdf;
    this.parent = root;
  }

  line(tag: 'H1' | 'H2' | 'H3' | 'P', text: string): void {
    this.inlines(tag, [{ type: 'text', text }]);
  }

  mark(text: string): void {
    const { pdf } = this;
    this.parent.add(pdf.struct('Note', {}, () => void pdf.font(BOLD).fontSize(SIZES.P).text(text)));
    pdf.moveDown(0.5);
  }

  link(text: string, url: string): void {
    const { pdf } = this;
    const item = pdf.struct('P');
    this.parent.add(item);
    item.add(pdf.struct('Link', { alt: text }, () => void pdf.font(REGULAR).fontSize(SIZES.P).fillColor(LINK).text(text, MARGIN, pdf.y, { link: encodeURI(url), underline: true })));
    item.end();
    pdf.fillColor(INK).moveDown(0.4);
  }

  block(block: Block): void {
    if (block.type !== 'quotation') return this.flow(block);
    this.within('BlockQuote', () => block.blocks.forEach((flow) => this.flow(flow)));
  }

  private flow(flow: Flow): void {
    switch (flow.type) {
      case 'paragraph':
        return this.inlines('P', flow.inlines);
      case 'heading':
        return this.inlines('H3', flow.inlines);
      case 'table':
        return this.table(flow);
      default: {
        const markOf = (index: number, value = index + 1) => (flow.type === 'numbers' ? `${value}. ` : flow.type === 'letters' ? `${String.fromCharCode(96 + value)}. ` : '• ');
        this.within('L', () => flow.items.forEach(({ inlines, value }, index) => this.item(markOf(index, value), inlines)));
      }
    }
  }

  private item(mark: string, inlines: readonly Inline[]): void {
    const { pdf } = this;
    const item = pdf.struct('LI');
    this.parent.add(item);
    const at = MARGIN + this.left;
    if (pdf.y > pdf.page.maxY() - pdf.heightOfString('x') * 2) pdf.addPage();
    const top = pdf.y;
    item.add(pdf.struct('Lbl', {}, () => void pdf.font(REGULAR).fontSize(SIZES.P).text(mark.trim(), at - INDENT, top, { lineBreak: false })));
    item.add(pdf.struct('LBody', {}, () => this.runs(inlines, at + 4, top)));
    item.end();
    pdf.moveDown(0.25);
  }

  private inlines(tag: 'H1' | 'H2' | 'H3' | 'P', inlines: readonly Inline[]): void {
    const { pdf } = this;
    const isHeading = tag !== 'P';
    pdf.fontSize(SIZES[tag]);
    // A heading is not left behind at the foot of a page.
    if (isHeading && pdf.y > pdf.page.maxY() - 60) pdf.addPage();
    if (isHeading && tag !== 'H1') pdf.moveDown(0.5);
    this.parent.add(pdf.struct(tag, {}, () => this.runs(inlines, MARGIN + this.left, pdf.y, isHeading)));
    pdf.moveDown(isHeading ? 0.35 : 0.55);
  }

  private runs(inlines: readonly Inline[], x: number, y: number, isBold = false): void {
    const pieces = piecesOf(inlines, isBold).filter(({ text }) => text !== '');
    for (const [index, { text, isBold: bold }] of pieces.entries()) {
      this.pdf.font(bold ? BOLD : REGULAR);
      const options = { continued: index < pieces.length - 1, lineGap: 2, width: this.pdf.page.width - MARGIN - x };
      if (index === 0) this.pdf.text(text, x, y, options);
      else this.pdf.text(text, options);
    }
  }

  private table({ headers, rows }: Flow & { readonly type: 'table' }): void {
    const { pdf } = this;
    const cell = (text: string, more = {}) => ({ text, padding: 4, ...more });
    pdf.font(REGULAR).fontSize(SIZES.P);
    pdf.table({
      position: { x: MARGIN, y: pdf.y },
      defaultStyle: { borderColor: '#8a8a8a' },
      data: [
        ...(headers.length === 0 ? [] : [headers.map((header) => cell(header, { type: 'TH', scope: 'Column', font: { src: BOLD, size: SIZES.P } }))]),
        ...rows.map((row) => row.map((inlines) => cell(piecesOf(inlines, false).map(({ text }) => text).join('')))),
      ],
      ...({ structParent: this.parent } as object),
    });
    pdf.x = MARGIN;
    pdf.moveDown(0.6);
  }

  private within(tag: 'L' | 'BlockQuote', write: () => void): void {
    const around = this.parent;
    this.parent = this.pdf.struct(tag);
    around.add(this.parent);
    this.left += INDENT;
    write();
    this.left -= INDENT;
    this.parent.end();
    this.parent = around;
    this.pdf.moveDown(0.3);
  }
}

function piecesOf(inlines: readonly Inline[], isBold: boolean): { readonly text: string; readonly isBold: boolean }[] {
  return inlines.flatMap((inline) => {
    if (inline.type === 'bold') return piecesOf(inline.children, true);
    return [{ text: inline.type === 'reference' ? `[${inline.number}]` : inline.text, isBold }];
  });
}

/** On each page, as no part of the text: what it is, and which page. */
function numberPages(pdf: Pdf, mark: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Under the margin, where a text would begin a page of its own.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font(REGULAR).fontSize(SIZES.small).fillColor(INK);
    pdf.text(mark, MARGIN, pdf.page.height - 44, { lineBreak: false });
    pdf.text(`Bladzijde ${page - start + 1} van ${count}`, MARGIN, pdf.page.height - 44, { align: 'right', width: pdf.page.width - 2 * MARGIN });
    pdf.endMarkedContent();
  }
}

/** In the metadata, which is XML that the library does not escape. */
function plain(text: string): string {
  return text.replaceAll('&', 'en').replaceAll('<', '‹').replaceAll('>', '›');
}
