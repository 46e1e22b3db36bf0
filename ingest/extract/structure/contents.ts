import type { Section } from '../types.ts';

/** An entry of a table of contents: its words and the page it leads to. */
interface Entry {
  readonly words: string;
  readonly page: number;
  /** Whether dots or a line lead the eye to the page. */
  readonly hasLeader: boolean;
}

const label = /^(?:inhoud|inhouds?opgave|table of contents|contents)\s*:?$/i;
const withLeader = /^(.{2,200}?)\s?(?:\.{3,}|(?:\. ){3,}|…+|_{3,})[. …_]{0,200}(\d{1,4})$/;
const withPage = /^(.{2,200}?)\s(\d{1,4})$/;
/** A leader and its page; the class of signs is one, so that a row of them is gone through once. */
const ledPage = /(?<![.…_] ?)[.…_][.…_ ]{0,300}\d{1,4}(?=\s|$)/g;
/** Fewer lines may be anything. */
const fewest = 3;
/** Of the entries, so many must be headings further on. */
const enough = 0.6;

/**
 * Leaves tables of contents out: they hold the words of all headings and answer no question. One is a row of lines that end in page
 * numbers that do not fall, with dots before these, under the word for it, or with the words of headings that follow; or under the word
 * for it a row of such headings. A document that is nothing else stays as it is.
 */
export function withoutContents(sections: readonly Section[]): readonly Section[] {
  const headings = new Set(sections.flatMap((section) => section.headings.map(plain)));
  const kept = sections.flatMap((section) => {
    const text = textWithout(section, headings);
    return text === section.text ? [section] : text.trim() === '' ? [] : [{ ...section, text }];
  });
  return kept.length === 0 ? sections : kept;
}

function textWithout({ headings: path, text }: Section, headings: ReadonlySet<string>): string {
  const lines = parted(text).split('\n');
  const isGone = new Set<number>();
  let start = 0;
  while (start < lines.length) {
    const isLabelled = label.test((lines[start] ?? '').trim());
    const first = isLabelled ? start + 1 : start;
    const isNamed = isLabelled || (start === 0 && label.test(path.at(-1) ?? ''));
    const entries = rowOfEntries(lines, first, isNamed, headings);
    // Of labels in a row only the first: each would be looked under to its end.
    const isFirst = start === 0 || !label.test((lines[start - 1] ?? '').trim());
    const rows = [entries, ...(isNamed && isFirst ? [rowOfHeadings(lines, first, headings)] : [])];
    const end = Math.max(0, ...rows.flatMap((row) => (row.isContents ? [row.end] : [])));
    for (let i = start; i < end; i += 1) isGone.add(i);
    // What was looked at is not looked at again, so that each line counts once.
    start = Math.max(end, start + 1, entries.end);
  }
  return isGone.size === 0 ? text : lines.filter((_, i) => !isGone.has(i)).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** The text with entries on lines of their own that a PDF's layout took for one paragraph. */
function parted(text: string): string {
  let entries = 0;
  const lines = text.replace(ledPage, (end) => {
    if (!end.includes('…') && (end.match(/[._]/g) ?? []).length < 3) return end;
    entries += 1;
    return `${end}\n`;
  });
  return entries < fewest ? text : lines;
}

interface Row {
  /** The line after it. */
  readonly end: number;
  readonly isContents: boolean;
}

/** The row of entries with pages that begins at a line. */
function rowOfEntries(lines: readonly string[], from: number, isNamed: boolean, headings: ReadonlySet<string>): Row {
  const entries: Entry[] = [];
  let end = from;
  for (let i = from; i < lines.length; i += 1) {
    const line = (lines[i] ?? '').trim();
    if (line === '') continue;
    const entry = entryOf(line);
    if (entry === undefined || entry.page < (entries.at(-1)?.page ?? 0)) {
      // A long entry takes two lines, of which the first has no page.
      const next = entryOf((lines[i + 1] ?? '').trim());
      const isFirstHalf = entry === undefined && entries.length > 0 && line.length <= 150 && !/[.:;]$/.test(line) && next?.hasLeader === true;
      if (!isFirstHalf) break;
      continue;
    }
    entries.push(entry);
    end = i + 1;
  }
  const led = entries.filter(({ hasLeader }) => hasLeader).length;
  const known = entries.filter(({ words }) => headings.has(plain(words))).length;
  const isContents = isNamed || led >= entries.length * enough || known >= entries.length * enough;
  return { end, isContents: isContents && entries.length >= fewest };
}

/** The row of headings without pages, up to the next blank line. */
function rowOfHeadings(lines: readonly string[], from: number, headings: ReadonlySet<string>): Row {
  let start = from;
  while (start < lines.length && (lines[start] ?? '').trim() === '') start += 1;
  let end = start;
  while (end < lines.length && (lines[end] ?? '').trim() !== '') end += 1;
  const known = lines.slice(start, end).filter((line) => headings.has(plain(line))).length;
  return { end, isContents: end - start >= fewest && known >= (end - start) * enough };
}

function entryOf(line: string): Entry | undefined {
  // The cells of a row of a table have their names before them.
  if (line.length > 400 || line.includes(';') || line.includes('€')) return undefined;
  const led = withLeader.exec(line);
  const match = led ?? withPage.exec(line);
  return match === null ? undefined : { words: match[1] ?? '', page: Number(match[2]), hasLeader: led !== null };
}

/** Words alone: numbering and marks differ between a heading and its entry. */
function plain(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}]+/gu, ' ').trim();
}
