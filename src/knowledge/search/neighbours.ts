import type { Queryable } from '../../store/database.ts';
import { beginningOf, restOf, runsOn } from './sentences.ts';
import type { FoundPassage, SearchRequest } from '../types.ts';
import { isValid, mayRead } from '../visible-sql.ts';

/** On either side at most so much is added to end a sentence. Measured on 2,674 passages of 24 official documents: 8 of 10 end within it. */
const MAX_ADDED = 400;
/** Found neighbours become one up to so much: three passages, or one and a half of the longest kind. */
const MAX_JOINED = 2_700;

/** A stretch of a document: one passage, or found neighbours that run on in each other. */
interface Stretch {
  readonly passage: FoundPassage;
  /** In the list of what was found. */
  readonly place: number;
  /** The passages at either end, as the database has them. */
  readonly first: Place;
  readonly last: Place;
}

type Place = Pick<FoundPassage, 'documentId' | 'ordinal' | 'text'>;
type Asker = Pick<SearchRequest, 'readers' | 'on' | 'limit'>;

/**
 * Makes passages readable by themselves where splitting cut through a sentence. Found neighbours that run on in each other become one
 * result, at the place of the best, with the ordinal of the first. Any other gets the rest of its sentence from the passage before
 * or after it: asked of the database under the same conditions as search has, and only of the document as it was found.
 * @param passages best first.
 * @returns at most `limit`.
 * @throws BalieError `database-unavailable`
 */
export async function joinNeighbours(db: Queryable, passages: readonly FoundPassage[], { readers, on, limit }: Asker): Promise<FoundPassage[]> {
  const stretches = merged(passages).slice(0, limit);
  const ends = stretches.flatMap(({ first, last }) => [...(isOpenBefore(first) ? [first] : []), ...(isOpenAfter(last) ? [last] : [])]);
  if (ends.length === 0) return stretches.map(({ passage }) => passage);
  const rows = await db.query<Place>(BESIDE, [
    ends.map(({ documentId }) => documentId),
    ends.map(({ ordinal }) => ordinal),
    ends.map(({ text }) => text),
    readers,
    on,
  ]);
  const beside = new Map(rows.map((row) => [keyOf(row), row.text]));
  return stretches.map((stretch) => ended(stretch, beside));
}

/** How many results found passages make once neighbours are put together, before any limit. */
export function countJoined(passages: readonly FoundPassage[]): number {
  return merged(passages).length;
}

/** Passages before and after those that still stand where they were found, for an asker who may read them on this day. */
const BESIDE = `
  SELECT p.document_id AS "documentId", p.ordinal, p.text
  FROM unnest($1::text[], $2::integer[], $3::text[]) AS f (document_id, ordinal, text)
  JOIN passages o ON o.document_id = f.document_id AND o.ordinal = f.ordinal AND o.text = f.text
  JOIN documents d ON d.id = o.document_id JOIN collections c ON c.id = d.collection_id
  JOIN passages p ON p.document_id = o.document_id AND p.ordinal IN (o.ordinal - 1, o.ordinal + 1) AND p.headings = o.headings
  WHERE ${mayRead('c', '$4')} AND ${isValid('d', '$5')}`;

function keyOf({ documentId, ordinal }: Pick<Place, 'documentId' | 'ordinal'>): string {
  return `${documentId} ${ordinal}`;
}

function isOpenBefore({ ordinal, text }: Place): boolean {
  return ordinal > 1 && runsOn('an open line', text);
}

function isOpenAfter({ text }: Place): boolean {
  return runsOn(text, 'an open line');
}

/** Found neighbours put together, in the order of the best of each. */
function merged(passages: readonly FoundPassage[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [place, passage] of passages.entries()) {
    let stretch: Stretch = { passage, place, first: passage, last: passage };
    // What joins two may make neighbours of a third.
    for (let at = joining(stretches, stretch); at !== -1; at = joining(stretches, stretch)) {
      const [other] = stretches.splice(at, 1);
      if (other !== undefined) stretch = other.first.ordinal < stretch.first.ordinal ? joined(other, stretch) : joined(stretch, other);
    }
    stretches.push(stretch);
  }
  return stretches.toSorted((a, b) => a.place - b.place);
}

function joining(stretches: readonly Stretch[], stretch: Stretch): number {
  return stretches.findIndex((other) => follows(other, stretch) || follows(stretch, other));
}

function follows(one: Stretch, next: Stretch): boolean {
  const { passage } = one;
  return (
    passage.documentId === next.passage.documentId &&
    one.last.ordinal + 1 === next.first.ordinal &&
    passage.text.length + next.passage.text.length < MAX_JOINED &&
    passage.headings.join('\n') === next.passage.headings.join('\n') &&
    runsOn(passage.text, next.passage.text)
  );
}

function joined(one: Stretch, next: Stretch): Stretch {
  const best = one.place < next.place ? one : next;
  const { ordinal, page, text } = one.passage;
  const passage = { ...best.passage, ordinal, page, text: `${text} ${next.passage.text}` };
  return { passage, place: best.place, first: one.first, last: next.last };
}

/** With the rest of the sentence that it begins or breaks off in, where that is short. */
function ended({ passage, first, last }: Stretch, beside: ReadonlyMap<string, string>): FoundPassage {
  const before = beside.get(keyOf({ ...first, ordinal: first.ordinal - 1 }));
  const after = beside.get(keyOf({ ...last, ordinal: last.ordinal + 1 }));
  const beginning = before !== undefined && runsOn(before, first.text) ? beginningOf(before, MAX_ADDED) : undefined;
  const rest = after !== undefined && runsOn(last.text, after) ? restOf(after, MAX_ADDED) : undefined;
  return { ...passage, text: [beginning, passage.text, rest].filter((part) => part !== undefined && part !== '').join(' ') };
}
