import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nearKeys } from '../../../ingest/quality/near.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { nearDuplicates } from '../../../src/knowledge/documents/duplicates.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { documentId, sha256 } from '../../../src/knowledge/text.ts';
import type { DocumentInput } from '../../../src/knowledge/types.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, seeded } from './support.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await syncCollections(db, [collection('open'), collection('open-too'), collection('inside', ['employee']), collection('all', ['resident', 'employee'])]);
});

/** A text of its own kind by its number. */
function regulation(seed: number, words = 400): string {
  const random = seeded(seed);
  const syllables = 'ge be ver aan op in uit voor na ding heid schap ing baar lijk loos zaam recht plicht'.split(' ');
  const syllable = () => syllables[Math.floor(random() * syllables.length)] ?? '';
  return Array.from({ length: words }, () => syllable() + syllable() + syllable()).join(' ');
}
const read = (sourceId: string, text: string, more: Partial<DocumentInput> = {}): DocumentInput => {
  const near = nearKeys([{ headings: [], text }]);
  return document(sourceId, [text], { quality: { warnings: [], ...(near !== undefined && { near }) }, textDigest: sha256(text), ...more });
};
async function nearest(documents: readonly DocumentInput[], of: DocumentInput | undefined = documents[0]) {
  await putDocuments(db, documents);
  const id = documentId(of?.collectionId ?? '', of?.sourceId ?? '');
  return (await nearDuplicates(db, [id])).get(id);
}
const edited = (text: string) => text.replace(/\S+/g, (word, at: number) => (at % 31 === 0 ? `${word}en` : word));

describe('nearDuplicates', () => {
  it('names the version with other words here and there, in both, and how much is the same', async () => {
    const [one, other] = [read('leges-2025.pdf', `In 2025 geldt. ${regulation(1)}`), read('leges-2026.pdf', edited(`In 2026 geldt. ${regulation(1)}`), { title: 'Leges 2026' })];
    const found = await nearest([one, other, read('iets-anders.pdf', regulation(2))]);
    expect(found).toMatchObject({ sourceId: 'leges-2026.pdf', collectionId: 'open', title: 'Leges 2026' });
    expect(found?.share).toBeGreaterThan(0.6);
    expect(found?.share).toBeLessThan(1);
    expect(await nearest([one], other)).toMatchObject({ sourceId: 'leges-2025.pdf' });
  });

  it('chooses the one that is most like it', async () => {
    const text = regulation(1);
    const further = edited(edited(text.split(' ').slice(0, 320).join(' ')));
    expect(await nearest([read('a', text), read('b', further), read('c', edited(text))])).toMatchObject({ sourceId: 'c' });
  });

  it('leaves different documents of one template, and texts too short to tell, alone', async () => {
    const template = regulation(9, 120);
    expect(await nearest([read('a', `${template} ${regulation(1, 280)}`), read('b', `${template} ${regulation(2, 280)}`)])).toBeUndefined();
    expect(await nearest([read('c', 'Een korte tekst over leges.'), read('d', 'Een korte tekst over leges 2.')])).toBeUndefined();
    expect(await nearest([document('oud', ['van voor deze versie']), document('oud-2', ['van voor deze versie.'])])).toBeUndefined();
  });

  it('looks in collections with the same readers and in no others', async () => {
    const text = regulation(1);
    const own = read('a', text);
    expect(await nearest([own, read('b', edited(text), { collectionId: 'inside' }), read('c', edited(text), { collectionId: 'all' })])).toBeUndefined();
    expect(await nearest([read('d', edited(text), { collectionId: 'open-too' })], own)).toMatchObject({ sourceId: 'd', collectionId: 'open-too' });
    await syncCollections(db, [collection('open'), collection('inside', ['employee'])]);
    expect(await nearest([], own)).toBeUndefined();
  });

  it('looks in one collection only when asked, where the nearest of another does not take the place of its own', async () => {
    const text = regulation(1);
    const own = read('a', text);
    const further = edited(edited(text.split(' ').slice(0, 320).join(' ')));
    expect(await nearest([own, read('b', further), read('c', edited(text), { collectionId: 'open-too' })])).toMatchObject({ sourceId: 'c' });
    const id = documentId('open', 'a');
    expect((await nearDuplicates(db, [id], 'open')).get(id)).toMatchObject({ sourceId: 'b', collectionId: 'open' });
    expect((await nearDuplicates(db, [id], `open' OR true --`)).size).toBe(0);
  });

  it('says nothing of the same words, nor of versions that each have their own time', async () => {
    const text = regulation(1);
    expect(await nearest([read('a', text), read('b', text)])).toBeUndefined();
    const [old, now] = [read('2025', regulation(2), { validUntil: '2025-12-31' }), read('2026', edited(regulation(2)), { validFrom: '2026-01-01' })];
    expect(await nearest([old, now])).toBeUndefined();
    expect(await nearest([read('2025', regulation(2), { validUntil: '2026-01-01' })], now)).toMatchObject({ sourceId: '2025' });
  });

  it('takes ids for data, whatever is in them', async () => {
    await nearest([read('a', regulation(1)), read('b', edited(regulation(1)))]);
    expect((await nearDuplicates(db, [`'; DROP TABLE documents; --`])).size).toBe(0);
    expect((await nearDuplicates(db, [])).size).toBe(0);
  });

  it('uses its index', async () => {
    await putDocuments(db, Array.from({ length: 40 }, (_, i) => read(`${i}`, regulation(i, 70))));
    const plan = await db.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      return tx.query(`EXPLAIN SELECT id FROM documents WHERE jsonb_path_query_array(quality, '$.near[0 to 23]') ?| ARRAY['a', 'b']`);
    });
    expect(JSON.stringify(plan)).toContain('documents_near');
  });
});
