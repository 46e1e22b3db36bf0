import type { KeptTurn } from '../../audit/kept-turn.ts';
import type { CarriedTurn } from '../../http/work-deps.ts';
import { READABLE } from '../../knowledge/readers.ts';
import { dutchDay } from '../../dutch-time.ts';
import { readableIds } from '../../knowledge/documents/read-document.ts';
import type { Queryable } from '../../store/database.ts';
import { CLOSED } from '../../web/closed-words.ts';

/** Files that somebody added to a conversation: nobody else opens them. */
const OWN_FILES = '/werk/';

interface Cited {
  readonly url: string;
}

/** The document of the collections that a source is in; undefined for a file of a conversation. */
export const documentIn = ({ url }: Cited) => /^\/bronnen\/([0-9a-f]{20})(?:#|$)/.exec(url)?.[1];

/** Which of the sources that were cited may not be read today: a group was left, a document was taken out or does not hold any more. */
async function closedAmong<Source extends Cited>(db: Queryable, sources: readonly Source[], readers: readonly string[], isOther = false): Promise<(source: Source) => boolean> {
  const ids = [...new Set(sources.flatMap((source) => documentIn(source) ?? []))];
  const open = ids.length === 0 ? new Set<string>() : await readableIds(db, { ids, readers, on: dutchDay(new Date()) });
  return (source) => {
    const { url } = source;
    const id = documentIn(source);
    return id === undefined ? isOther && url.startsWith(OWN_FILES) : !open.has(id);
  };
}

/**
 * Kept turns as somebody may read them today: of a source that is closed to them no word is quoted, neither under the answer nor in it. What the
 * answer itself said they were told before.
 * @param isOther whether it is somebody else's: what stands in files of the conversation is closed too.
 */
export async function withoutClosed<Turn extends Pick<KeptTurn, 'end'>>(db: Queryable, turns: readonly Turn[], readers: readonly string[] = READABLE.resident, isOther = false): Promise<Turn[]> {
  const isClosed = await closedAmong(db, turns.flatMap(({ end }) => end?.sources ?? []), readers, isOther);
  return turns.map((turn) => {
    const { end } = turn;
    if (end === undefined || !end.sources.some(isClosed)) return turn;
    return { ...turn, end: { ...end, ...closedIn(end, isClosed) } };
  });
}

/** The same for turns of a confidential conversation, that their own page brings back: what was closed meanwhile goes no further with it. */
export async function carriedWithoutClosed(db: Queryable, turns: readonly CarriedTurn[], readers: readonly string[]): Promise<CarriedTurn[]> {
  const isClosed = await closedAmong(db, turns.flatMap(({ sources }) => sources), readers);
  return turns.map((turn) => {
    if (!turn.sources.some(isClosed)) return turn;
    const { dutch } = turn;
    return { ...turn, ...closedIn(turn, isClosed), ...(dutch !== undefined && { dutch: closedIn({ ...turn, answer: dutch }, isClosed).answer }) };
  });
}

/** An answer without the words of sources that are closed. */
function closedIn<Source extends { readonly number: number; readonly url: string }>({ answer, sources }: { readonly answer: string; readonly sources: readonly Source[] }, isClosed: (source: Source) => boolean) {
  const closed = new Set(sources.filter(isClosed).map(({ number }) => number));
  return { answer: withoutQuotes(answer, closed), sources: sources.map((source) => (closed.has(source.number) ? { ...source, quote: '', isClosed: true } : source)) };
}

/** Earlier turns for the model that answers the next one: what an answer took from a source that is closed now is not put before it again. */
export async function historyWithoutClosed<Exchange extends { readonly answer: string; readonly sources: readonly Cited[]; readonly details?: unknown }>(db: Queryable, exchanges: readonly Exchange[], readers: readonly string[]): Promise<Exchange[]> {
  const isClosed = await closedAmong(db, exchanges.flatMap(({ sources }) => sources), readers);
  return exchanges.map((exchange) => {
    if (!exchange.sources.some(isClosed)) return exchange;
    const { details: _, ...rest } = exchange;
    return { ...rest, answer: CLOSED } as Exchange;
  });
}

/** Quotations are blocks of their own, which end with the number of their source. */
function withoutQuotes(answer: string, closed: ReadonlySet<number>): string {
  return answer
    .split('\n\n')
    .map((block) => {
      const number = /^> [^]*\[(\d+)\]$/.exec(block)?.[1];
      return number !== undefined && closed.has(Number(number)) ? `> ${CLOSED} [${number}]` : block;
    })
    .join('\n\n');
}
