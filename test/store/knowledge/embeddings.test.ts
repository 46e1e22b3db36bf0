import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { removeDocument } from '../../../src/knowledge/documents/documents.ts';
import { embedMissing, type PassageEmbedder } from '../../../src/knowledge/vectors/embeddings.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { onServer, openTestDatabase } from '../../support/database.ts';
import { embedText } from '../../support/ollama-host/models.ts';
import { collection, document } from './support.ts';
import { openTestEmbedder } from '../../support/embedder.ts';
import { page } from '../../support/ollama-host/script.ts';
import { startOpenAiHost } from '../../support/openai-host/index.ts';
import { putDocument } from '../../support/put-document.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await db.query('DELETE FROM embedding_models');
  await syncCollections(db, [collection('open'), collection('intern', ['employee'])]);
});

const never = new AbortController().signal;
const ten = Array.from({ length: 10 }, (_, n) => document(`${n}.md`, [`tekst ${n}`], { collectionId: n < 5 ? 'open' : 'intern' }));

/** An embedder that keeps what it was asked; `before` runs while the model is at work. */
function embedder({ model = 'm', dimensions = 8, before = async (_texts: readonly string[]) => {} } = {}) {
  const asked: string[] = [];
  const made: PassageEmbedder & { asked: string[] } = {
    model,
    asked,
    async embedPassages(texts) {
      await before(texts);
      asked.push(...texts);
      return texts.map((text) => embedText(text, dimensions));
    },
  };
  return made;
}
const embed = (by: PassageEmbedder, more: object = {}) => embedMissing(db, by, { batch: 3, signal: never, ...more });
const vectors = async (model = 'm') => {
  const [row] = await db.query<{ count: number }>('SELECT count(*) AS count FROM passage_embeddings WHERE model = $1', [model]);
  return row?.count;
};

describe('embedMissing', () => {
  it('embeds title, headings and text of every passage, also expired ones, once', async () => {
    await putDocuments(db, [
      document('a.md', [{ headings: ['Kosten', 'Spoed'], text: 'Het kost geld.' }, 'Zonder kop.'], { title: 'Paspoort' }),
      document('b.md', ['Oud.'], { title: 'Toen', validUntil: '2020-01-01' }),
    ]);
    const by = embedder();
    const progress: unknown[] = [];
    const counts = await embed(by, { batch: 2, onProgress: (...step: number[]) => progress.push(step) });
    expect(counts).toEqual({ embedded: 3, gone: 0, refused: 0 });
    expect(progress).toEqual([[2, 3], [3, 3]]);
    expect(by.asked.toSorted()).toEqual(['Paspoort\nKosten\nSpoed\nHet kost geld.', 'Paspoort\nZonder kop.', 'Toen\nOud.']);
    const [row] = await db.query<{ embedding: string }>(`SELECT embedding::text FROM passage_embeddings e JOIN passages p ON p.id = passage_id WHERE p.text = 'Oud.'`);
    const stored = JSON.parse(row?.embedding ?? '[]') as number[];
    embedText('Toen\nOud.', 8).forEach((value, index) => expect(stored[index]).toBeCloseTo(value, 6));
    expect(await embed(by)).toEqual({ embedded: 0, gone: 0, refused: 0 });
    expect(by.asked).toHaveLength(3);
  });

  it('asks only for what a new version of a document changed', async () => {
    await putDocument(db, document('a.md', ['een', 'twee', 'drie'], { title: 'A' }));
    await embed(embedder());
    await putDocument(db, document('a.md', ['nieuw', 'twee', 'een'], { title: 'A' }));
    const by = embedder();
    await embed(by);
    expect(by.asked).toEqual(['A\nnieuw']);
    expect(await vectors()).toBe(3);
  });

  it('ended half-way, keeps whole batches, and goes on where it was', async () => {
    await putDocuments(db, ten);
    const stop = new AbortController();
    const first = embedder();
    const halted = embed({ ...first, async embedPassages(texts, signal) {
      if (first.asked.length === 6) stop.abort(new Error('gestopt'));
      signal.throwIfAborted();
      return first.embedPassages(texts, signal);
    } }, { signal: stop.signal });
    await expect(halted).rejects.toThrow('gestopt');
    expect(await vectors()).toBe(6);
    const second = embedder();
    expect(await embed(second)).toMatchObject({ embedded: 4 });
    expect([...first.asked, ...second.asked].toSorted()).toEqual(ten.map(({ title, passages }) => `${title}\n${passages[0]?.text}`).toSorted());
  });

  it('passes over a passage that is removed while the model works, and takes one that comes in', async () => {
    await putDocuments(db, ten);
    let once = true;
    const counts = await embed(embedder({ before: async (texts) => {
      if (!once) return;
      once = false;
      await removeDocument(db, 'open', texts[1]?.split('\n')[0] ?? '');
      await putDocument(db, document('nieuw.md', ['nieuw']));
    } }));
    expect(counts).toEqual({ embedded: 10, gone: 1, refused: 0 });
    expect(await embed(embedder())).toEqual({ embedded: 0, gone: 0, refused: 0 });
  });

  it('beside another that does the same, each passage has one vector', async () => {
    await putDocuments(db, ten);
    const counts = await Promise.all([embed(embedder()), embed(embedder())]);
    expect(counts.reduce((sum, { embedded }) => sum + embedded, 0)).toBe(10);
    expect(await vectors()).toBe(10);
  });

  it.runIf(onServer)('waits for no ingestion that is removing passages now', async () => {
    await putDocuments(db, ten);
    await db.transaction(async (tx) => {
      await tx.query(`DELETE FROM documents WHERE source_id IN ('1.md', '2.md')`);
      expect(await embed(embedder())).toEqual({ embedded: 8, gone: 2, refused: 0 });
    });
    expect(await vectors()).toBe(8);
  });

  it('one text that the model cannot handle costs no other its vector', async () => {
    await putDocuments(db, ten);
    const by = embedder({ before: async (texts) => {
      if (texts.some((text) => text.includes('tekst 4'))) throw new BalieError('model-vectors-invalid');
    } });
    expect(await embed(by)).toEqual({ embedded: 9, gone: 0, refused: 1 });
    expect(await embed(by)).toEqual({ embedded: 0, gone: 0, refused: 1 });
  });

  it('one text of which a server says no more than that it failed, costs none its vector: those after it neither', async () => {
    await putDocuments(db, ten.slice(0, 3).map((one, n) => ({ ...one, sourceId: `${n}.md` })));
    const server = await startOpenAiHost({ models: ['e5'], dimensions: 8 });
    server.setFault('/v1/embeddings', ({ body }) => ((body['input'] as string[]).some((text) => text.includes('tekst 1')) ? [page(500, 'Internal Server Error')] : undefined));
    const by = openTestEmbedder({ kind: 'openai', urls: [server.url] });
    const [first, second] = [await embed(by, { batch: 2 }), await embed(by, { batch: 2 })];
    await server.stop();
    await expect(embed(by)).rejects.toMatchObject({ code: 'model-unavailable' });
    await by.close();
    expect([first, second]).toEqual([{ embedded: 2, gone: 0, refused: 1 }, { embedded: 0, gone: 0, refused: 1 }]);
    expect(await vectors(by.model)).toBe(2);
  });

  it('a batch of nothing but such texts, even the first, costs no other its vector', async () => {
    await putDocuments(db, ten);
    const by = embedder({ before: async (texts) => {
      if (texts.some((text) => /tekst [0-3]/.test(text))) throw new BalieError('model-vectors-invalid');
    } });
    expect(await embed(by, { batch: 2 })).toEqual({ embedded: 6, gone: 0, refused: 4 });
  });

  it.each(['model-unavailable', 'model-missing', 'model-vectors-invalid'] as const)('ends at once with %s on all', async (code) => {
    await putDocuments(db, ten);
    let calls = 0;
    const by = embedder({ before: async () => {
      calls += 1;
      if (calls > 1) throw new BalieError(code);
    } });
    await expect(embed(by)).rejects.toMatchObject({ code });
    expect(await vectors()).toBe(3);
    // The batch; then whether a plain sentence has a vector; where the texts may be to blame each of them alone before that.
    expect(calls).toBe({ 'model-vectors-invalid': 6, 'model-unavailable': 3, 'model-missing': 2 }[code]);
  });

  it('keeps models apart, each with its own dimension', async () => {
    await putDocuments(db, ten);
    await embed(embedder());
    await embed(embedder({ model: 'ander', dimensions: 5 }));
    expect([await vectors(), await vectors('ander')]).toEqual([10, 10]);
    await putDocument(db, document('nieuw.md', ['nieuw']));
    await expect(embed(embedder({ dimensions: 9 }))).rejects.toMatchObject({ code: 'model-vectors-invalid', detail: 'm: 9 getallen, eerst 8' });
    expect(await vectors()).toBe(10);
  });

  it('the store itself refuses what search could not use', async () => {
    await putDocument(db, document('a.md', ['een', 'twee']));
    await embed(embedder({ model: 'ander' }));
    await db.query(`INSERT INTO embedding_models (model, dimensions) VALUES ('m', 2)`);
    const insert = (vector: string, model = 'm') =>
      db.query('INSERT INTO passage_embeddings (passage_id, model, embedding) SELECT min(id), $1, $2::text::vector FROM passages', [model, vector]);
    await expect(insert('[1,0,0]')).rejects.toMatchObject({ code: '23503' });
    await expect(insert('[1,0]', 'onbekend')).rejects.toMatchObject({ code: '23503' });
    await expect(insert('[0,0]')).rejects.toMatchObject({ code: '23514' });
    await expect(insert('[3,4]')).rejects.toMatchObject({ code: '23514' });
    await insert('[0.6,0.8]');
    await expect(insert('[0,1]')).rejects.toMatchObject({ code: '23505' });
    await db.query('DELETE FROM documents');
    expect([await vectors(), await vectors('ander')]).toEqual([0, 0]);
  });
});
