import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { removeDocument } from '../../../src/knowledge/documents/documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { DocumentInput } from '../../../src/knowledge/types.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, indexFaults, seeded, TODAY } from './support.ts';
import { putDocument } from '../../support/put-document.ts';

/** Every four successive letters of the words that have no digits, with a space before the first. */
function pieces(words: readonly string[]): string[] {
  const plain = words.filter((word) => word.length >= 3 && !/\d/.test(word)).map((word) => ` ${word}`);
  return plain.flatMap((word) => Array.from({ length: word.length - 3 }, (_, n) => `~${word.slice(n, n + 4)}`));
}

const part = (weight: number, tf: number, length: number) => (weight * tf * 2.2) / (tf + 1.2 * (0.25 + 0.75 * length));

/**
 * BM25 of passages and their documents written down once more, from the formula, over plain word counts. The words are made
 * up, neither stop words nor changed by Dutch stemming, so that a word is its own stem.
 */
function bm25(documents: readonly DocumentInput[], question: readonly string[]): Map<string, number> {
  const units = documents.flatMap((doc) =>
    doc.passages.map((passage, index) => {
      const words = [doc.title, doc.title, ...passage.headings, passage.text].flatMap((text) => text.split(' '));
      return { doc: doc.sourceId, key: `${doc.sourceId} ${index + 1}`, terms: [...words, ...pieces(words)] };
    }),
  );
  const count = (terms: readonly string[], term: string) => terms.filter((other) => other === term).length;
  const weights = [...new Set([...question, ...pieces(question)])].map((term) => {
    const df = units.filter((unit) => unit.terms.includes(term)).length;
    const idf = Math.log(1 + (units.length - df + 0.5) / (df + 0.5));
    return [term, term.startsWith('~') ? 1.2 * idf : idf ** 1.5] as const;
  });
  const score = (terms: readonly string[], average: number) =>
    weights.reduce((sum, [term, weight]) => sum + part(weight, count(terms, term), terms.length / average), 0);
  const average = units.reduce((sum, unit) => sum + unit.terms.length, 0) / units.length;
  const found = units.filter((unit) => weights.some(([term]) => unit.terms.includes(term)));
  const wholes = new Map([...new Set(found.map((unit) => unit.doc))].map((doc) => [
    doc,
    units.flatMap((unit) => (unit.doc === doc ? unit.terms : [])),
  ]));
  const averageWhole = [...wholes.values()].reduce((sum, terms) => sum + terms.length, 0) / wholes.size;
  return new Map(found.map(({ doc, key, terms }) => [
    key,
    score(terms, average) + score(wholes.get(doc) ?? [], averageWhole),
  ]));
}

const random = seeded(20_261_125);
const letter = (n: number) => String.fromCharCode(98 + (n % 20));
const made = Array.from({ length: 40 }, (_, n) => `bak${letter(n)}o${'pt'[n % 2]}uk${'mlk'[n % 3]}`);
const words = ['zup', 'x12y34', 'fipt', ...made];
// The square makes some words common and others rare, as in a language.
const word = () => words[Math.floor(random() ** 2 * words.length)] ?? '';
const text = (most: number) => Array.from({ length: 1 + Math.floor(random() * most) }, word).join(' ');
// A heading of its own for each passage: under one heading these would go on in each other.
const randomDocument = (sourceId: string) =>
  document(
    sourceId,
    Array.from({ length: 1 + Math.floor(random() * 5) }, (_, n) => ({ headings: [`${text(2)} x${n}`], text: text(30) })),
    { title: text(3) },
  );

let db: Database;
const kept = new Map<string, DocumentInput>();
beforeAll(async () => {
  db = await openTestDatabase();
  await syncCollections(db, [collection('open')]);
});
afterAll(() => db.close());

async function put(sourceId: string): Promise<void> {
  const doc = randomDocument(sourceId);
  kept.set(sourceId, doc);
  await putDocument(db, doc);
}

async function compare(): Promise<void> {
  const rows = await db.query<{ id: string; source_id: string }>('SELECT id, source_id FROM documents');
  const sourceIds = new Map(rows.map((row) => [row.id, row.source_id]));
  for (let n = 0; n < 8; n += 1) {
    const question = [word(), word(), word(), 'onbekendwoord'];
    const { passages } = await createSearch(db).search({
      question: question.join(' '),
      readers: ['resident'],
      on: TODAY,
      limit: 200,
      perDocument: 100,
    });
    const expected = bm25([...kept.values()], question);
    expect(passages.length).toBe(Math.min(200, expected.size));
    for (const { documentId, ordinal, score } of passages) {
      expect(score).toBeCloseTo(expected.get(`${sourceIds.get(documentId)} ${ordinal}`) ?? 0, 9);
    }
  }
}

describe('BM25 in SQL', () => {
  it('equals an independent computation, also after documents were replaced and removed', async () => {
    for (let n = 0; n < 40; n += 1) await put(`${n}`);
    await compare();
    for (let n = 0; n < 40; n += 3) await put(`${n}`);
    for (let n = 1; n < 40; n += 4) {
      kept.delete(`${n}`);
      await removeDocument(db, 'open', `${n}`);
    }
    await compare();
    expect(await indexFaults(db)).toEqual([]);
  });

  it('counts up to 255 of a word and 16,383 in all', async () => {
    const often = (await db.query<{ n: number }>(`SELECT max(tf) AS n FROM passage_terms(to_tsvector('dutch', $1))`, [
      'bakpuk '.repeat(300),
    ]))[0]?.n;
    expect(often).toBe(255);
    const numbers = Array.from({ length: 20_000 }, (_, n) => n).join(' ');
    const full = document('vol', ['bakpuk '.repeat(200), numbers], { title: 'bakpuk' });
    await putDocument(db, full);
    const [longest] = await db.query<{ n: number }>('SELECT max(length) AS n FROM passages');
    expect(longest?.n).toBe(16_383);
    expect(await indexFaults(db)).toEqual([]);
  });
});
