import { BalieError } from '../../errors.ts';
import type { OpenFile } from '../files/file.ts';
import { type Change, changesBetween } from './versions/align.ts';
import { isChanged } from './versions/compare.ts';
import { type PageRange, type Piece, placeOf, planPieces, spanOf, type WholeFile, within } from './pieces.ts';
import { filesOf, type WholeTask } from './request.ts';
import { mergesOf } from './summarise.ts';

/** Calls for one piece of work, those that put summaries together not counted: more takes hours, in which others wait. */
export const MAX_CALLS = 150;

/** What work on a file would be, before any of it is done. */
export interface Estimate {
  /** Calls to the model. */
  readonly calls: number;
  /** What is read of it, and what there is. Of a comparison: of the new version. */
  readonly read: PageRange;
  readonly all: PageRange;
  /** Whether `all` is read. */
  readonly isWhole: boolean;
  /** Whether places are pages. */
  readonly hasPages: boolean;
  /** Undefined as long as nobody knows how long a call takes. */
  readonly seconds: number | undefined;
}

export interface Plan {
  readonly files: readonly WholeFile[];
  readonly pieces: readonly Piece[];
  /** Of a comparison. */
  readonly compared?: { readonly changes: readonly Change[]; readonly unchanged: number };
  readonly estimate: Omit<Estimate, 'seconds'>;
}

/**
 * Divides the work. More than is done at once is not begun: the estimate says up to where it goes, and the rest can be asked for by its pages.
 * @param room characters of a piece. @throws BalieError `chat-file-waiting`, `document-work-empty`.
 */
export function planWork(task: WholeTask, open: readonly OpenFile[], room: number): Plan {
  const files = filesOf(task).map((id) => {
    const file = open.find((one) => one.id === id);
    if (file === undefined) throw new BalieError('chat-file-waiting');
    return wholeOf(file);
  });
  const last = files.at(-1);
  const wanted = last && within(last, task.kind === 'compare' ? undefined : task.pages);
  if (last === undefined || wanted === undefined || wanted.length === 0) throw new BalieError('document-work-empty');
  const all = spanOf(last, { passages: last.passages });
  if (task.kind === 'compare') {
    const [before = last, after = last] = files;
    const compared = changesBetween(before, after);
    const calls = Math.min(compared.changes.filter(isChanged).length, MAX_CALLS);
    return { files, pieces: [], compared, estimate: { calls, read: all, all, isWhole: true, hasPages: last.hasPages } };
  }
  const every = planPieces(wanted, room);
  const pieces = every.slice(0, MAX_CALLS);
  const read = { from: Math.min(...wanted.map((passage) => placeOf(last, passage))), to: spanOf(last, { passages: pieces.flatMap(({ passages }) => passages) }).to };
  const calls = pieces.length + (task.kind === 'summarise' ? mergesOf(pieces.length) : 0);
  return { files, pieces, estimate: { calls, read, all, isWhole: pieces.length === every.length && wanted.length === last.passages.length, hasPages: last.hasPages } };
}

function wholeOf({ id, name, read: { passages } }: OpenFile): WholeFile {
  return { id, name, passages, hasPages: passages.every(({ page }) => page !== undefined) };
}
