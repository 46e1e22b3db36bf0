import type { FilePassage } from '../files/file.ts';
import type { Words } from '../files/rank.ts';
import { placeOf, type WholeFile } from './pieces.ts';

/** A line that a model wrote, with the places that it is from. */
export interface CitedLine {
  readonly text: string;
  /** Pages, or numbers of passages; never none. */
  readonly places: readonly number[];
}

/** What lines may be taken from: the passages that the model was given. */
export interface Given {
  readonly file: WholeFile;
  readonly passages: readonly FilePassage[];
  readonly words: Words;
}

/** `[p. 12]`, `(blz. 3-5)`, `[stuk 7, 8]`, `[12]`. */
const CITATION = /[[(]\s*(?:(?:p|pp|pag|pagina|blz|bladzijde|stuk)\b\.?)?\s*(?<numbers>\d{1,6}(?:\s*(?:[-–,;]|en)\s*(?:(?:p|blz|stuk)\b\.?\s*)?\d{1,6})*)\s*[\])]/giu;
const BRACKETED_YEAR = /^\(\s*\d/;
const NUMBER = /\d+(?:[.,:]\d+)*/g;
/** "p. 3-90" is no citation of ninety pages. */
const MAX_RANGE = 5;
/** A line without a page is from the one that has most of its words, when that are so many of them. */
const SHARE = 0.6;
const MIN_LETTERS = 12;

/**
 * The lines of a model's text that stand up: each cites a place that it was given, and each number in it stands there. A line that names no
 * place gets the one where its words stand. @returns with how many did not.
 */
export function checkedLines(text: string, given: Given): { lines: CitedLine[]; dropped: number } {
  const lines: CitedLine[] = [];
  let dropped = 0;
  for (const line of text.split('\n').map(bare)) {
    if (!isSaying(line)) continue;
    const checked = check(line, given);
    if (checked === undefined) dropped += 1;
    else lines.push(checked);
  }
  return { lines, dropped };
}

/** Without the marks of a list, a heading or a quotation. */
function bare(line: string): string {
  return line.trim().replace(/^(?:[-*•>#]+|\d{1,3}[.)])\s+/, '').replaceAll('**', '').trim();
}

/** Not an announcement ("Samenvatting:"), nor a rule. */
function isSaying(line: string): boolean {
  return (line.match(/\p{L}/gu) ?? []).length >= MIN_LETTERS && !line.endsWith(':');
}

function check(line: string, given: Given): CitedLine | undefined {
  const { text, cited } = takeCitations(line);
  if (text === '') return undefined;
  const known = cited.filter((place) => given.passages.some((passage) => placeOf(given.file, passage) === place));
  const found = cited.length === 0 ? likeliest(text, given) : undefined;
  const places = found === undefined ? [...new Set(known)] : [found];
  return places.length > 0 && numbersStand(text, places, given) ? { text, places } : undefined;
}

/** Takes the citations out of a line. */
export function takeCitations(line: string): { text: string; cited: number[] } {
  const cited: number[] = [];
  const text = line.replaceAll(CITATION, (all: string, ...rest: unknown[]) => {
    const { numbers = '' } = rest.at(-1) as { numbers?: string };
    // "(2024)" is a year; a page in round brackets says that it is one.
    if (BRACKETED_YEAR.test(all)) return all;
    cited.push(...placesIn(numbers));
    return '';
  });
  return { text: text.replaceAll(/\s+(?=[.,;:!?])/g, '').replaceAll(/\s{2,}/g, ' ').trim(), cited };
}

function placesIn(numbers: string): number[] {
  return numbers.split(/[,;]|\ben\b/).flatMap((part) => {
    const [from, to] = (part.match(/\d+/g) ?? []).map(Number);
    if (from === undefined) return [];
    if (to === undefined || to < from || to - from >= MAX_RANGE) return to === undefined ? [from] : [from, to];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

function likeliest(text: string, { file, passages, words }: Given): number | undefined {
  const own = contentOf(text, words);
  const best = passages.reduce<{ share: number; place: number } | undefined>((first, passage) => {
    const share = shareIn(own, passage, words);
    return share > (first?.share ?? 0) ? { share, place: placeOf(file, passage) } : first;
  }, undefined);
  return best !== undefined && best.share >= SHARE ? best.place : undefined;
}

/** Each number must stand on a page that is cited; a number of a list item is no claim. */
function numbersStand(text: string, places: readonly number[], { file, passages }: Given): boolean {
  const there = passages.filter((passage) => places.includes(placeOf(file, passage)));
  const known = new Set(there.flatMap((passage) => numbersIn([...passage.headings, passage.text].join('\n'))));
  return numbersIn(text).every((number) => known.has(number));
}

export function numbersIn(text: string): string[] {
  return text.match(NUMBER) ?? [];
}

/** The passage on a place that has most of the words of a line. */
export function passageFor(line: string, place: number, { file, passages, words }: Given): FilePassage | undefined {
  const own = contentOf(line, words);
  const there = passages.filter((passage) => placeOf(file, passage) === place);
  return there.map((passage) => ({ passage, share: shareIn(own, passage, words) })).toSorted((a, b) => b.share - a.share)[0]?.passage;
}

function contentOf(text: string, words: Words): Set<string> {
  return new Set(words.of(text).filter(words.isContent).map(words.stem));
}

function shareIn(own: ReadonlySet<string>, { headings, text }: FilePassage, words: Words): number {
  if (own.size === 0) return 0;
  const there = new Set(words.of([...headings, text].join('\n')).map(words.stem));
  return [...own].filter((word) => there.has(word)).length / own.size;
}
