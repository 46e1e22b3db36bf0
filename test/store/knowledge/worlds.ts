import type { Reader, Collection, DocumentInput, SearchRequest } from '../../../src/knowledge/types.ts';
import { collection, document, seeded, TODAY } from './support.ts';

const SETS: readonly (readonly Reader[])[] = [[], ['resident'], ['employee'], ['resident', 'employee']];
/** As groups of employees have it: a collection is one group's or more, and who asks reads for all of theirs. */
export const GROUP_SETS: readonly (readonly Reader[])[] = [['resident'], ['jeugd'], ['zorg', 'jeugd'], ['employee'], ['resident', 'employee', 'jeugd'], ['resident', 'employee', 'zorg', 'jeugd']];
const DAYS = ['2026-01-01', '2026-06-30', '2026-07-01', '2026-12-31', TODAY];
const WORDS = ['paspoort', 'rijbewijs', 'verhuizing', 'overlijden', 'kwijtschelding', 'parkeren'];

/** A random world: collections with readers, documents with validity, and requests of all kinds of askers. @param sets readers of collections and askers. */
export function world(seed: number, sets = SETS) {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const collections = ['a', 'b', 'c', 'd'].map((id) => collection(id, pick(sets)));
  const documents = Array.from({ length: 40 }, (_, n) => {
    const validFrom = random() < 0.5 ? { validFrom: pick(DAYS.slice(0, 3)) } : {};
    const validUntil = random() < 0.5 ? { validUntil: pick(DAYS.slice(2, 4)) } : {};
    const text = () => `${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)}.`;
    const texts = Array.from({ length: 1 + Math.floor(random() * 3) }, text);
    const collectionId = pick(collections).id;
    return document(`${n}`, texts, { collectionId, title: pick(WORDS), ...validFrom, ...validUntil });
  });
  const request = (): SearchRequest => ({
    question: `${pick(WORDS)} of ${pick(WORDS)}`,
    readers: pick(sets),
    ...(random() < 0.3 && { collections: [pick(collections).id, 'b'] }),
    on: pick(DAYS),
    limit: 200,
    perDocument: 50,
  });
  return { collections, documents, request };
}

/** What search's conditions say, in other words: whether an asker may find a document. */
export function readable(doc: DocumentInput, collections: readonly Collection[], request: SearchRequest): boolean {
  const readers = collections.find((one) => one.id === doc.collectionId)?.readers ?? [];
  return (
    readers.some((reader) => request.readers.includes(reader)) &&
    (request.collections === undefined || request.collections.includes(doc.collectionId)) &&
    (doc.validFrom ?? '0') <= request.on &&
    (doc.validUntil ?? '9') >= request.on
  );
}
