import { sentencesOf } from '../model-text/sentences.ts';

/** A stretch of a passage that is read as one claim. */
export interface UnitText {
  readonly text: string;
  /** Text before it without which it cannot be understood. */
  readonly before: string;
  /** What must be so for it to hold: the question before "Dan …". */
  readonly condition: string;
  /** The question or sentence right before "dan", as it stands there. */
  readonly lead?: string;
  readonly isItem?: boolean;
  /** All cells of its row, once a row: what is said of several may be one sentence. */
  readonly joint?: readonly string[];
  /** Of a cell of a table: which table, and the words that tell its row from the others. */
  readonly row?: { readonly table: number; readonly label: string; readonly isFirst: boolean };
}

const ITEM = /^\s*(?:[-*•]|(?:\d{1,2}|[a-z])[.)°]{1,2})\s+/;
const POINTS_BACK = /^(?:\S+ ){0,2}(?:dat|dit|die|deze|het|dan|daar\w*|hij|zij|ze|zolang|anders|er|daarbovenop|bijvoorbeeld|of|ook|de \d)\b/i;
const CODE = /^(?=\D{0,8}\d)[\d.:a-z]{1,8}$/i;
/** What these begin with holds as long as what stands before them does. */
const GOES_ON = /^(?:zolang|dan|anders|daarna)\b/i;
/** What these begin with means nothing without it. */
const HANGS_ON = /^(?:dan|anders)\b/i;
/** "Als u …, dan", "… tenzij de …"; not "als huurder". */
const CONDITION = /(?:^|[ ,(])(?:als|wanneer|indien|tenzij|mits|zolang|voor zover) ((?:u|je|uw|de|het|een|er|dit|dat|die|deze|ze|zij|hij|iemand|geen)\b[^,.;]*)/i;
const MAX_LABEL = 3;
const NEGATED = /\b(?:niet|geen)\b/i;

/** Reads a passage as sentences, list items with the line that announces them, and cells of tables with what their row is about. */
export function unitsOf(text: string, headings: readonly string[]): UnitText[] {
  const units: UnitText[] = [];
  const heading = headings.at(-1) ?? '';
  let intro = '';
  let table = 0;
  let wasRow = false;
  for (const line of text.split('\n')) {
    const cells = cellsOf(line);
    if (cells !== undefined) {
      if (!wasRow) table += 1;
      units.push(...rowUnits(cells, table, !wasRow));
      wasRow = true;
      continue;
    }
    wasRow = false;
    const item = line.replace(ITEM, '');
    const isItem = item !== line;
    if (line.trim() === '' && intro === '') continue;
    if (isItem) units.push(...sentenceUnits(item, intro === '' && NEGATED.test(heading) ? heading : intro).map((unit) => ({ ...unit, isItem: true })));
    else {
      if (line.trim() === '') continue;
      units.push(...sentenceUnits(line, ''));
      intro = line.trimEnd().endsWith(':') ? line.slice(line.lastIndexOf('. ') + 1).trim() : '';
    }
  }
  return units;
}

/** The cells of "Paspoort: 18 jaar of ouder; Prijs: € 86,20". */
function cellsOf(line: string): { readonly header: string; readonly value: string }[] | undefined {
  const cells = line.split('; ').map((cell) => {
    const at = cell.indexOf(': ');
    return at > 0 ? { header: cell.slice(0, at), value: cell.slice(at + 2) } : undefined;
  });
  const whole = cells.filter((cell) => cell !== undefined);
  return whole.length >= 2 && whole.length === cells.length ? whole : undefined;
}

function rowUnits(cells: readonly { readonly header: string; readonly value: string }[], table: number, isFirst: boolean): UnitText[] {
  const named = CODE.test(cells[0]?.value ?? '') && cells.length > 2 ? 2 : 1;
  const label = cells.slice(0, named).map(({ value }) => value).join(' ');
  const about = cells.slice(0, named).map(({ header, value }) => `${header} ${value}`).join(' ');
  const joint = cells.slice(named).map(({ header, value }) => `${label}: ${header} ${value}`);
  return cells.slice(named).map(({ header, value }, at) => ({ ...(at === 1 && { joint }), text: `${label}: ${header} ${value}`, before: about, condition: '', row: { table, label, isFirst } }));
}

function sentenceUnits(line: string, intro: string): UnitText[] {
  const sentences = sentencesOf(line);
  return sentences.map((sentence, index) => {
    const question = sentence.lastIndexOf('?', sentence.length - 2);
    const previous = index > 0 && POINTS_BACK.test(sentence) ? sentences.slice(Math.max(0, index - 2), index).join(' ') : label(sentences, index);
    const lead = /^\s*((?:voor|bij) [^:,]{2,60}):/i.exec(sentence)?.[1] ?? '';
    const before = question > 0 ? sentence.slice(0, question + 1) : HANGS_ON.test(sentence) ? sentences[index - 1] : undefined;
    return { ...(before !== undefined && { lead: before }), text: intro === '' ? sentence : `${intro} ${sentence}`, before: previous, condition: question > 0 ? sentence.slice(0, question) : GOES_ON.test(sentence) ? previous : lead || (CONDITION.exec(sentence)?.[1] ?? '') };
  });
}

/** "Melden. Bel 14 000.": what an item begins with says what the rest is about. */
function label(sentences: readonly string[], index: number): string {
  const first = sentences[0] ?? '';
  return index > 0 && first.split(' ').length <= MAX_LABEL ? first : '';
}
