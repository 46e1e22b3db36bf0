import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { questionVector } from '../../../src/cli/embedding.ts';
import { keepEmbedded } from '../../../src/cli/keep-embedded.ts';
import { BalieError } from '../../../src/errors.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { noteProgress, retireOthers, searchableModels } from '../../../src/knowledge/embedding-models.ts';
import { embedMissing } from '../../../src/knowledge/embeddings.ts';
import { putDocuments } from '../../../src/knowledge/put-documents.ts';
import { createOllamaEmbedder, type OllamaEmbedder } from '../../../src/models/ollama-embed.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { headers, type OllamaHost, raw, startOllamaHost } from '../../support/ollama-host/index.ts';
import { embedText } from '../../support/ollama-host/models.ts';
import { collection, document } from './support.ts';

const oldModel = { name: 'oud', kind: 'embedding' } as const;
const newModel = { name: 'nieuw', kind: 'embedding' } as const;

let db: Database;
let host: OllamaHost;
let made: OllamaEmbedder[] = [];
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  host = await startOllamaHost({ models: [oldModel, newModel], dimensions: 8 });
  await db.query('DELETE FROM collections');
  await db.query('DELETE FROM embedding_models');
  await syncCollections(db, [collection('open')]);
  await putDocuments(db, Array.from({ length: 10 }, (_, n) => document(`${n}`, [`tekst ${n}`])));
  return async () => {
    for (const one of made) await one.close();
    made = [];
    await host.stop();
  };
});

const never = new AbortController().signal;
function embedder(model: string, queryPrefix: string, passagePrefix = ''): OllamaEmbedder {
  const one = createOllamaEmbedder({ url: host.url, model, queryPrefix, passagePrefix, connectMs: 2_000, answerMs: 30_000 });
  made.push(one);
  return one;
}
const embedAll = async (by: OllamaEmbedder) => {
  await embedMissing(db, by, { batch: 4, signal: never });
  return noteProgress(db, by.model, by.host);
};
/** Four of the ten passages, as when the work has just begun. */
const embedSome = async (by: OllamaEmbedder) => {
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error('genoeg'));
  await expect(embedMissing(db, by, { batch: 4, signal: stop.signal, onProgress })).rejects.toThrow('genoeg');
  return noteProgress(db, by.model, by.host);
};
const counts = async () =>
  Object.fromEntries((await db.query<{ model: string; n: number }>('SELECT model, count(*) AS n FROM passage_embeddings GROUP BY 1')).map(({ model, n }) => [model, n]));
const vectorOf = async (by: OllamaEmbedder) => {
  const faults: string[] = [];
  const vector = await questionVector(db, by, 'vraag', ({ code, detail }) => faults.push(`${code} ${detail ?? ''}`));
  return { vector, faults };
};

describe('moving to another embedding model', () => {
  it('the old one is asked, as it was asked before, until the new one has embedded all', async () => {
    const [before, after] = [embedder('oud', 'q1: '), embedder('nieuw', 'q2: ')];
    expect(await embedAll(before)).toBe(true);
    expect(await embedSome(after)).toBe(false);
    expect(await retireOthers(db, after.model)).toEqual([]);
    expect((await vectorOf(after)).vector).toEqual({ model: 'oud', values: embedText('q1: vraag', 8) });
    expect(await embedAll(after)).toBe(true);
    expect((await vectorOf(after)).vector).toEqual({ model: 'nieuw', values: embedText('q2: vraag', 8) });
    expect(await counts()).toEqual({ oud: 10, nieuw: 10 });
    expect(await retireOthers(db, after.model)).toEqual(['oud']);
    expect(await counts()).toEqual({ nieuw: 10 });
  });

  it('a host that has the old one no more is asked for the new one, as far as that has come', async () => {
    const [before, after] = [embedder('oud', 'q1: '), embedder('nieuw', 'q2: ')];
    await embedAll(before);
    await embedSome(after);
    host.setModels([newModel]);
    expect(await vectorOf(after)).toEqual({ vector: { model: 'nieuw', values: embedText('q2: vraag', 8) }, faults: [] });
  });

  it('another passage prefix is another model, another question prefix is not', async () => {
    await embedAll(embedder('oud', 'q1: ', 'p1: '));
    expect(await embedAll(embedder('oud', 'q2: ', 'p1: '))).toBe(true);
    expect((await vectorOf(embedder('oud', 'q2: ', 'p1: '))).vector?.values).toEqual(embedText('q2: vraag', 8));
    const after = embedder('oud', 'q3: ', 'p3: ');
    expect(await embedSome(after)).toBe(false);
    expect((await vectorOf(after)).vector).toEqual({ model: 'oud "p1: "', values: embedText('q2: vraag', 8) });
    await embedAll(after);
    await retireOthers(db, after.model);
    expect(await counts()).toEqual({ 'oud "p3: "': 10 });
  });

  it('going back to the old one costs nothing, and then the new one goes', async () => {
    const [before, after] = [embedder('oud', ''), embedder('nieuw', '')];
    await embedAll(before);
    await embedSome(after);
    expect((await searchableModels(db, before.model)).map(({ model }) => model)).toEqual(['oud']);
    expect(await embedAll(before)).toBe(true);
    expect(await retireOthers(db, before.model)).toEqual(['nieuw']);
    expect(await counts()).toEqual({ oud: 10 });
  });

  it('a model with a vector for next to all passages is complete, also for those that came in later', async () => {
    const by = embedder('oud', '');
    await putDocuments(db, Array.from({ length: 90 }, (_, n) => document(`meer ${n}`, [`meer ${n}`])));
    const refusing = { ...by, embedPassages: (texts: readonly string[], signal: AbortSignal) =>
      texts.some((text) => text.includes('meer 7\n')) ? Promise.reject(new BalieError('model-vectors-invalid')) : by.embedPassages(texts, signal) };
    expect(await embedMissing(db, refusing, { batch: 10, signal: never })).toMatchObject({ embedded: 99, refused: 1 });
    expect(await noteProgress(db, by.model, by.host)).toBe(true);
    await putDocuments(db, Array.from({ length: 90 }, (_, n) => document(`nog ${n}`, [`nog ${n}`])));
    expect(await noteProgress(db, by.model, by.host)).toBe(true);
  });

  it('happens by itself in a desk that runs', async () => {
    await embedAll(embedder('oud', 'q1: '));
    const stop = new AbortController();
    const notes: string[] = [];
    const running = keepEmbedded({ db, embedder: embedder('nieuw', 'q2: '), note: (line) => notes.push(line), signal: stop.signal });
    await expect.poll(() => notes).toEqual(['Vectoren: klaar, 10 passages erbij.', 'Vectoren: nieuw is nu compleet, die van oud zijn weg.']);
    stop.abort();
    await running;
    expect(await counts()).toEqual({ nieuw: 10 });
  });
});

describe("a question's vector", () => {
  it('is not asked for while no passage has one', async () => {
    expect(await vectorOf(embedder('oud', ''))).toEqual({ vector: undefined, faults: [] });
    expect(host.requests).toEqual([]);
  });

  const giving = (embeddings: unknown) => [headers(), raw(JSON.stringify({ model: 'oud', embeddings }))];
  it.each<[string, unknown, RegExp]>([
    ['of zeros', [[0, 0, 0, 0, 0, 0, 0, 0]], /^model-vectors-invalid .*lengte 0/],
    ['of no numbers', [[null, 0, 0, 0, 0, 0, 0, 1]], /^model-vectors-invalid .*getallen/],
    ['of another dimension than the passages have', [[0.6, 0.8]], /^model-vectors-invalid oud: 2 getallen, bij de passages 8$/],
  ])('%s is left out, and told', async (_, embeddings, fault) => {
    const by = embedder('oud', '');
    await embedAll(by);
    host.setFault('/api/embed', giving(embeddings));
    const { vector, faults } = await vectorOf(by);
    expect(vector).toBeUndefined();
    expect(faults).toEqual([expect.stringMatching(fault)]);
  });
});
