import { BorderStyle, Document, ExternalHyperlink, Footer, Header, HeadingLevel, LevelFormat, Packer, PageNumber, Paragraph, type ParagraphChild, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { type Block, type Flow, type Inline, parseAnswer } from '../../web/answer-markup.ts';
import { type ExportDocument, type ExportPart, MARK, SOURCE_TYPE, sourceWords } from './document.ts';

const NUMBERS = 'nummers';
const LETTERS = 'letters';
const FONT = 'Calibri';

/** As a document of Word, with real headings, lists and tables, so that a screen reader and a table of contents find them. */
export async function docxOf(document: ExportDocument): Promise<Uint8Array> {
  const { title, publisher, made, asked, parts } = document;
  // Each list counts for itself.
  let lists = 0;
  const nextList = () => (lists += 1);
  const note = (text: string) => new Paragraph({ children: [new TextRun({ text, bold: true })], border: { left: { style: BorderStyle.SINGLE, size: 24, space: 8, color: '8A5A00' } }, spacing: { after: 200 } });
  const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat]) => [{ level: 0, format, text: '%1.', style: { paragraph: { indent: { left: 480, hanging: 360 } } } }];
  const file = new Document({
    title,
    creator: publisher,
    lastModifiedBy: publisher,
    description: MARK,
    subject: MARK,
    keywords: 'AI, concept',
    customProperties: [{ name: 'digitalSourceType', value: SOURCE_TYPE }],
    numbering: { config: [{ reference: NUMBERS, levels: level(LevelFormat.DECIMAL) }, { reference: LETTERS, levels: level(LevelFormat.LOWER_LETTER) }] },
    styles: {
      default: {
        document: { run: { font: FONT, size: 22, language: { value: 'nl-NL' } }, paragraph: { spacing: { after: 140, line: 276 } } },
        heading1: { run: { font: FONT, size: 34, bold: true, color: '1F1F1F' }, paragraph: { spacing: { after: 200 } } },
        heading2: { run: { font: FONT, size: 26, bold: true, color: '1F1F1F' }, paragraph: { spacing: { before: 280, after: 120 } } },
        heading3: { run: { font: FONT, size: 23, bold: true, color: '1F1F1F' }, paragraph: { spacing: { before: 200, after: 100 } } },
      },
    },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph({ children: [new TextRun({ text: MARK, size: 18 })] })] }) },
        footers: { default: new Footer({ children: [new Paragraph({ children: [new TextRun({ children: ['Bladzijde ', PageNumber.CURRENT, ' van ', PageNumber.TOTAL_PAGES], size: 18 })] })] }) },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
          note(MARK),
          new Paragraph({ text: `${publisher}, ${made.words}` }),
          ...parts.flatMap((part) => partOf(part, asked, nextList)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

type Child = Paragraph | Table;

function partOf({ question, answer, sources }: ExportPart, asked: string, nextList: () => number): Child[] {
  return [
    new Paragraph({ text: asked, heading: HeadingLevel.HEADING_2 }),
    ...question.split('\n').filter((line) => line.trim() !== '').map((line) => new Paragraph({ text: line })),
    new Paragraph({ text: 'Antwoord', heading: HeadingLevel.HEADING_2 }),
    ...parseAnswer(answer).flatMap((block) => blockOf(block, nextList)),
    ...(sources.length === 0 ? [] : [new Paragraph({ text: 'Bronnen', heading: HeadingLevel.HEADING_3 })]),
    ...sources.map((source) => new Paragraph({ children: [new TextRun(`[${source.number}] `), new ExternalHyperlink({ link: source.url, children: [new TextRun({ text: sourceWords(source), style: 'Hyperlink' })] })] })),
  ];
}

function blockOf(block: Block, nextList: () => number): Child[] {
  if (block.type !== 'quotation') return flowOf(block, nextList, 0);
  return block.blocks.flatMap((flow) => flowOf(flow, nextList, 400));
}

/** @param left how far in, of quotations. */
function flowOf(flow: Flow, nextList: () => number, left: number): Child[] {
  const indent = left === 0 ? {} : { indent: { left } };
  switch (flow.type) {
    case 'paragraph':
      return [new Paragraph({ children: runs(flow.inlines), ...indent })];
    case 'heading':
      return [new Paragraph({ children: runs(flow.inlines), heading: HeadingLevel.HEADING_3 })];
    case 'table':
      return [tableOf(flow), new Paragraph({ text: '' })];
    case 'numbers':
    case 'letters': {
      const instance = nextList();
      return flow.items.map(({ inlines }) => new Paragraph({ children: runs(inlines), numbering: { reference: flow.type === 'numbers' ? NUMBERS : LETTERS, level: 0, instance } }));
    }
    default:
      return flow.items.map(({ inlines }) => new Paragraph({ children: runs(inlines), bullet: { level: 0 } }));
  }
}

function tableOf({ headers, rows }: Flow & { readonly type: 'table' }): Table {
  const cell = (children: ParagraphChild[]) => new TableCell({ children: [new Paragraph({ children })], margins: { top: 60, bottom: 60, left: 100, right: 100 } });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      ...(headers.length === 0 ? [] : [new TableRow({ tableHeader: true, children: headers.map((header) => cell([new TextRun({ text: header, bold: true })])) })]),
      ...rows.map((row) => new TableRow({ children: row.map((inlines) => cell(runs(inlines))) })),
    ],
  });
}

function runs(inlines: readonly Inline[], bold = false): ParagraphChild[] {
  return inlines.flatMap((inline): ParagraphChild[] => {
    if (inline.type === 'bold') return runs(inline.children, true);
    if (inline.type === 'reference') return [new TextRun({ text: `[${inline.number}]`, bold })];
    // A line end within a paragraph stays one.
    return inline.text.split('\n').map((text, index) => new TextRun({ text, bold, ...(index > 0 && { break: 1 }) }));
  });
}
