import { diffArrays } from 'diff';
import type { FilePassage } from '../../files/file.ts';
import type { WholeFile } from '../pieces.ts';

/** A paragraph of a file, with the passage that it stands in. */
export interface Paragraph {
  readonly text: string;
  readonly heading: string;
  readonly passage: FilePassage;
}

/** A place where two versions differ; without `before` it is new, without `after` it has gone. */
export interface Change {
  readonly heading: string;
  readonly before: readonly Paragraph[];
  readonly after: readonly Paragraph[];
}

/** More than this are two documents, not two versions: they are held against each other heading by heading. Its time grows with the square: half a second. */
const MOST_EDITS = 1_000;
const MOST_EDITS_UNDER_HEADING = 200;
/** How much of a change goes to a model at once. */
const MOST_TEXT = 3_000;

/** Of a file that has more of them than any document, such as a list of numbers, whole passages are compared. */
const MOST_PARAGRAPHS = 40_000;

/**
 * What differs between two versions, in the order of the new one: what is the same but for spaces, capitals and line ends does not.
 * Paragraphs are compared, not passages: one sentence more moves the ends of all passages behind it.
 */
export function changesBetween(before: WholeFile, after: WholeFile): { changes: Change[]; unchanged: number } {
  const isByLine = ![before, after].some((file) => hasMore(MOST_PARAGRAPHS, file));
  const [old, now] = [paragraphsOf(before, isByLine), paragraphsOf(after, isByLine)];
  const whole = diffOf(old, now, MOST_EDITS);
  if (whole !== undefined) return whole;
  const changes: Change[] = [];
  let unchanged = 0;
  const [oldBy, nowBy] = [old, now].map((all) => Map.groupBy(all, (paragraph) => paragraph.heading));
  for (const heading of new Set([...now, ...old].map((paragraph) => paragraph.heading))) {
    const [was, is] = [oldBy?.get(heading) ?? [], nowBy?.get(heading) ?? []];
    const part = diffOf(was, is, MOST_EDITS_UNDER_HEADING) ?? { changes: [{ heading, before: was, after: is }], unchanged: 0 };
    changes.push(...part.changes);
    unchanged += part.unchanged;
  }
  return { changes: changes.flatMap(cut), unchanged };
}

function paragraphsOf({ passages }: WholeFile, isByLine: boolean): Paragraph[] {
  return passages.flatMap((passage) => {
    const lines = isByLine ? passage.text.split('\n') : [passage.text];
    return lines.filter((line) => line.trim() !== '').map((text) => ({ text: text.trim(), heading: passage.headings.join(' › '), passage }));
  });
}

function hasMore(than: number, { passages }: WholeFile): boolean {
  let lines = 0;
  for (const { text } of passages) {
    for (let at = 0; at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
    if (lines > than) return true;
  }
  return false;
}

function sameText(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ');
}

/** Undefined for more differences than versions of one document have. */
function diffOf(old: readonly Paragraph[], now: readonly Paragraph[], most: number): { changes: Change[]; unchanged: number } | undefined {
  const [before, after] = [old, now].map((all) => all.map(({ text }) => sameText(text)));
  if (before === undefined || after === undefined || leastEdits(before, after) > most) return undefined;
  const parts = diffArrays(before, after, { maxEditLength: most });
  if (parts === undefined) return undefined;
  const changes: { before: Paragraph[]; after: Paragraph[] }[] = [];
  let [atOld, atNow, unchanged] = [0, 0, 0];
  let isOpen = false;
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      [atOld, atNow, unchanged, isOpen] = [atOld + value.length, atNow + value.length, unchanged + value.length, false];
      continue;
    }
    if (!isOpen) changes.push({ before: [], after: [] });
    isOpen = true;
    const change = changes.at(-1);
    if (removed) change?.before.push(...old.slice(atOld, (atOld += value.length)));
    else change?.after.push(...now.slice(atNow, (atNow += value.length)));
  }
  return { changes: changes.flatMap(byHeading).flatMap(cut), unchanged };
}

/** What is in one of them alone has to come or go, in whatever order: known before anything is compared. */
function leastEdits(before: readonly string[], after: readonly string[]): number {
  const left = new Map<string, number>();
  for (const text of before) left.set(text, (left.get(text) ?? 0) + 1);
  let edits = before.length;
  for (const text of after) {
    const more = left.get(text) ?? 0;
    edits += more > 0 ? -1 : 1;
    if (more > 0) left.set(text, more - 1);
  }
  return edits;
}

/** A change that goes over headings is one under each of them. */
function byHeading({ before, after }: Omit<Change, 'heading'>): Change[] {
  const headings = new Set([...after, ...before].map(({ heading }) => heading));
  const under = (all: readonly Paragraph[], heading: string) => all.filter((paragraph) => paragraph.heading === heading);
  return [...headings].map((heading) => ({ heading, before: under(before, heading), after: under(after, heading) }));
}

/** In parts that a model can read: the paragraphs of both in the same proportion. */
function cut(change: Change): Change[] {
  const { heading, before, after } = change;
  const parts = Math.ceil(Math.max(lengthOf(before), lengthOf(after)) / MOST_TEXT);
  if (parts <= 1) return [change];
  const part = (all: readonly Paragraph[], at: number) => all.slice(Math.floor((all.length * at) / parts), Math.floor((all.length * (at + 1)) / parts));
  return Array.from({ length: parts }, (_, at) => ({ heading, before: part(before, at), after: part(after, at) })).filter((one) => one.before.length + one.after.length > 0);
}

function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}
