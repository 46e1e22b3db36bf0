import { BalieError } from '../../errors.ts';
import { ask, fits, forEach, type Asking } from './ask.ts';
import { checkedLines, type CitedLine, type Given } from './cite.ts';
import { type PageRange, type Piece, pieceText, placeName, placeOf, spanOf, type WholeFile } from './pieces.ts';
import { fill, type WholeMeans } from './means.ts';

/** What came of reading a file piece by piece. */
export interface Read<Item> {
  readonly items: readonly Item[];
  /** Pieces to which the model gave no answer. */
  readonly unread: readonly PageRange[];
  /** What the model wrote and its pages do not carry. */
  readonly dropped: number;
}

/** Partial summaries that are put together at once: fewer, when they do not fit. */
const MERGED_AT_ONCE = 12;

/**
 * Summarises: each piece by itself, then those summaries together, as often as is needed to come to one. What fits the model goes in one
 * call. Each line keeps the pages that it is from, and only lines that these carry are kept.
 */
export async function summarise(file: WholeFile, pieces: readonly Piece[], asking: Asking, means: WholeMeans): Promise<Read<CitedLine>> {
  let dropped = 0;
  const summaries = await forEach(pieces, asking.signal, async (piece) => {
    const text = await ask(asking, fill(means.prompts.piece.text, { title: means.readable(file.name), text: pieceText(file, piece, means.readable) }));
    const checked = checkedLines(text, { file, passages: piece.passages, words: means.words });
    dropped += checked.dropped;
    means.onStep();
    return checked.lines;
  });
  const unread = pieces.filter((_, at) => summaries[at] === undefined).map((piece) => spanOf(file, piece));
  const merged = await mergeAll(summaries.filter((lines) => lines !== undefined), {
    signal: asking.signal,
    onLeft: means.onLeft,
    isRoom: (lines) => fits(asking, mergePrompt(file, lines, means)),
    async merge(lines) {
      const result = await merge(file, lines, asking, means);
      dropped += result.dropped;
      return result.lines;
    },
  });
  return { items: merged, unread, dropped };
}

/** How many calls it takes to put so many summaries together, when all that are put together fit. */
export function mergesOf(pieces: number): number {
  let calls = 0;
  for (let left = pieces; left > 1; left = Math.ceil(left / MERGED_AT_ONCE)) calls += Math.ceil(left / MERGED_AT_ONCE);
  return calls;
}

interface Merging extends Pick<Asking, 'signal'>, Pick<WholeMeans, 'onLeft'> {
  merge(lines: readonly CitedLine[]): Promise<readonly CitedLine[]>;
  /** Whether so many lines fit the model together. */
  isRoom(lines: readonly CitedLine[]): boolean;
}

/** A tree: neighbours together, and what comes of that again, until there is one. What the model fails to put together stays as it was. */
async function mergeAll(parts: readonly (readonly CitedLine[])[], { merge, isRoom, signal, onLeft }: Merging): Promise<readonly CitedLine[]> {
  let level = parts.filter((lines) => lines.length > 0);
  while (level.length > 1) {
    const groups: (readonly CitedLine[])[][] = [];
    for (const lines of level) {
      const group = groups.at(-1);
      const isFull = group === undefined || group.length >= MERGED_AT_ONCE || !isRoom([...group.flat(), ...lines]);
      if (isFull) groups.push([lines]);
      else group.push(lines);
    }
    // Where no two fit together, they are given one after the other: nothing would come of merging them.
    if (groups.length === level.length) return level.flat();
    onLeft(groups.filter(({ length }) => length > 1).length + mergesOf(groups.length));
    let merged: readonly (readonly CitedLine[] | undefined)[];
    try {
      merged = await forEach(groups, signal, async (group) => (group.length === 1 ? group.flat() : merge(group.flat())));
    } catch (error) {
      signal.throwIfAborted();
      // What took an hour to read is not lost for the last step.
      if (error instanceof BalieError && error.code !== 'internal') return level.flat();
      throw error;
    }
    level = groups.map((group, at) => merged[at] ?? group.flat());
  }
  return level[0] ?? [];
}

async function merge(file: WholeFile, lines: readonly CitedLine[], asking: Asking, means: WholeMeans): Promise<{ lines: readonly CitedLine[]; dropped: number }> {
  const places = new Set(lines.flatMap((line) => line.places));
  const given: Given = { file, passages: file.passages.filter((passage) => places.has(placeOf(file, passage))), words: means.words };
  const checked = checkedLines(await ask(asking, mergePrompt(file, lines, means)), given);
  means.onStep();
  // Nothing that stands up: then all of it stays as it was.
  return checked.lines.length === 0 ? { lines, dropped: checked.dropped } : checked;
}

function mergePrompt(file: WholeFile, lines: readonly CitedLine[], means: WholeMeans): string {
  const text = lines.map((line) => `- ${line.text} ${line.places.map((place) => `[${placeName(file, place)}]`).join('')}`).join('\n');
  return fill(means.prompts.merge.text, { title: means.readable(file.name), text });
}
