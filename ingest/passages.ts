import type { PassageInput } from '../src/knowledge/types.ts';
import { legalHeading } from './extract/structure/legal.ts';
import { tidy } from './extract/structure/tidy.ts';
import type { Section } from './extract/types.ts';
import { splitSentences, splitWords } from './sentences.ts';

export interface SplitOptions {
  /** The most UTF-16 units in a passage; what is longer is cut at the highest structure that makes it fit. */
  readonly maxCharacters?: number;
}

/** A piece that fits in a passage, and what parts it from the piece before it when both come in one passage. */
interface Unit {
  readonly text: string;
  readonly separator: '\n\n' | '\n' | ' ' | '';
  readonly page: number | undefined;
}

/**
 * Splits sections into passages: at headings, then paragraphs, list items and table rows, sentences, words; a word is cut
 * only when it alone is too long. Neighbours under one heading are joined as far as they fit. No passage is empty, no
 * word is lost, and the time is linear in the length of the text.
 */
export function splitIntoPassages(sections: readonly Section[], options: SplitOptions = {}): PassageInput[] {
  const max = options.maxCharacters ?? 900;
  if (!Number.isInteger(max) || max < 20)
    throw new RangeError(`maxCharacters must be a whole number of at least 20: ${max}`);
  return groupSections(sections).flatMap((group) => pack(group, max));
}

/** Sections to be read as one: under the same headings, on one page or flowing over to the next. */
function groupSections(sections: readonly Section[]): Section[][] {
  const groups: Section[][] = [];
  for (const section of sections) {
    const text = tidy(section.text).trim();
    if (text === '') continue;
    const clean = {
      ...section,
      headings: section.headings.map((words) => tidy(words).replace(/\s+/g, ' ').trim()),
      text,
    };
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && goesOn(last, clean)) groups.at(-1)?.push(clean);
    else groups.push([clean]);
  }
  return groups;
}

/** Whether the later section may share a passage with the earlier: pages part text unless it plainly runs on. */
function goesOn(earlier: Section, later: Section): boolean {
  const same =
    earlier.headings.length === later.headings.length &&
    earlier.headings.every((text, i) => text === later.headings[i]);
  if (!same || earlier.page === later.page) return same;
  const inArticle = legalHeading(earlier.headings.at(-1) ?? '')?.kind.startsWith('art') === true;
  return inArticle || !/[.!?:;"”’)]$/.test(earlier.text);
}

function pack(group: readonly Section[], max: number): PassageInput[] {
  const headings = group[0]?.headings ?? [];
  const passages: PassageInput[] = [];
  let text = '';
  let page: number | undefined;
  const flush = (): void => {
    if (text !== '') passages.push({ ...(page !== undefined && { page }), headings, text });
    text = '';
  };
  for (const unit of unitsOf(group, max)) {
    if (text !== '' && text.length + unit.separator.length + unit.text.length > max) flush();
    if (text === '') {
      text = unit.text;
      page = unit.page;
    } else text += unit.separator + unit.text;
  }
  flush();
  return passages;
}

function* unitsOf(group: readonly Section[], max: number): Generator<Unit> {
  let before = '';
  for (const section of group) {
    for (const [index, block] of blocksOf(section.text).entries()) {
      // A sentence that a page break cut in two goes on in the same paragraph.
      const runsOn = index === 0 && before !== '' && !/[.!?:;]$/.test(before) && /^\p{Ll}/u.test(block);
      yield* shrink(block, runsOn ? ' ' : '\n\n', section.page, max);
      before = block;
    }
  }
}

/** Paragraphs, lists and tables; a line that announces a list stays with it. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  for (const block of text.split(/\n{2,}/)) {
    const last = blocks.at(-1);
    const announced =
      last !== undefined && last.endsWith(':') && !last.includes('\n') && /^(?:[-•*]|\w{1,3}[.)])\s/.test(block);
    if (announced) blocks[blocks.length - 1] = `${last}\n${block}`;
    else blocks.push(block);
  }
  return blocks;
}

/** A block as it is when it fits, otherwise its lines, their sentences, their words. */
function* shrink(text: string, separator: Unit['separator'], page: number | undefined, max: number): Generator<Unit> {
  const levels = [
    { split: (part: string) => part.split('\n'), separator: '\n' },
    { split: splitSentences, separator: ' ' },
    { split: (part: string) => splitWords(part, max), separator: '' },
  ] as const;
  const visit = function* (part: string, lead: Unit['separator'], depth: number): Generator<Unit> {
    const level = levels[depth];
    if (part.length <= max || level === undefined) {
      if (part !== '') yield { text: part, separator: lead, page };
      return;
    }
    for (const [i, piece] of level.split(part).entries())
      yield* visit(piece, i === 0 ? lead : level.separator, depth + 1);
  };
  yield* visit(text, separator, 0);
}
