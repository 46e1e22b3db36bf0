import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { questionVector } from '../../../src/cli/embedding.ts';
import { keepEmbedded } from '../../../src/cli/keep-embedded.ts';
import { BalieError } from '../../../src/errors.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { noteProgress, retireOthers, searchableModels } from '../../../src/knowledge/vectors/embedding-models.ts';
import { embedMissing } from '../../../src/knowledge/vectors/embeddings.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openTestEmbedder, type TestEmbedder } from '../../support/embedder.ts';
import { headers, type OllamaHost, raw, startOllamaHost } from '../../support/ollama-host/index.ts';
import { embedText } from '../../support/ollama-host/models.ts';
import { collection, document } from './support.ts';

const oldModel = { name: 'oud', kind: 'embedding' } as const;
const newModel = { name: 'nieuw', kind: 'embedding' } as const;

let db: Database;
let host: OllamaHost;
let made: TestEmbedder[] = [];
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
function embedder(model: string, queryPrefix: string, passagePrefix = ''): TestEmbedder {
  const one = openTestEmbedder({ urls: [host.url], model, queryPrefix, passagePrefix });
  made.push(one);
  return one;
}
const note = (by: TestEmbedder, refused = 0) => noteProgress(db, { model: by.model, host: by.host, refused });
/** As if all that has been noted was so long ago. */
const age = (hours: number) => db.query(`UPDATE embedding_models SET used_at = used_at - $1::interval, complete_at = complete_at - $1::interval`, [`${hours} hours`]);
const embedAll = async (by: TestEmbedder) => {
  await embedMissing(db, by, { batch: 4, signal: never });
  return note(by);
};
/** Four of the ten passages, as when the work has just begun. */
const embedSome = async (by: TestEmbedder) => {
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error('genoeg'));
  await expect(embedMissing(db, by, { batch: 4, signal: stop.signal, onProgress })).rejects.toThrow('genoeg');
  return note(by);
};
const counts = async () =>
  Object.fromEntries((await db.query<{ model: string; n: number }>('SELECT model, count(*) AS n FROM passage_embeddings GROUP BY 1')).map(({ model, n }) => [model, n]));
const vectorOf = async (by: TestEmbedder) => {
  const faults: string[] = [];
  const vector = await questionVector(db, by, 'vraag', { onFault: ({ code, detail }) => void faults.push(`${code} ${detail ?? ''}`) });
  return { vector, faults };
};

describe('moving to another embedding model', () => {
  it('the old one is asked, as it was asked before, until the new one has embedded all', async () => {
    const [before, after] = [embedder('oud', 'q1: '), embedder('nieuw', 'q2: ')];
    expect(await embedAll(before)).toBe(true);
    expect(await embedSome(after)).toBe(false);
    expect(await retireOthers(db, after.model, '0')).toEqual({ gone: [], kept: ['oud'] });
    expect((await vectorOf(after)).vector).toEqual({ model: 'oud', values: embedText('q1: vraag', 8) });
    expect(await embedAll(after)).toBe(true);
    expect((await vectorOf(after)).vector).toEqual({ model: 'nieuw', values: embedText('q2: vraag', 8) });
    expect(await counts()).toEqual({ oud: 10, nieuw: 10 });
    expect(await retireOthers(db, after.model, '0')).toEqual({ gone: ['oud'], kept: [] });
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
    await retireOthers(db, after.model, '0');
    expect(await counts()).toEqual({ 'oud "p3: "': 10 });
  });

  it('going back to the old one costs nothing, and then the new one goes', async () => {
    const [before, after] = [embedder('oud', ''), embedder('nieuw', '')];
    await embedAll(before);
    await embedSome(after);
    expect((await searchableModels(db, before.model)).map(({ model }) => model)).toEqual(['oud']);
    expect(await embedAll(before)).toBe(true);
    expect(await retireOthers(db, before.model, '0')).toEqual({ gone: ['nieuw'], kept: [] });
    expect(await counts()).toEqual({ oud: 10 });
  });

  it('vectors of the other model stay until this one has been complete for a day', async () => {
    const [before, after] = [embedder('oud', ''), embedder('nieuw', '')];
    await embedAll(before);
    await age(48);
    await embedAll(after);
    expect(await retireOthers(db, after.model)).toEqual({ gone: [], kept: ['oud'] });
    await age(25);
    expect(await retireOthers(db, after.model)).toEqual({ gone: ['oud'], kept: [] });
    expect(await counts()).toEqual({ nieuw: 10 });
  });

  it('desks with different models on one database leave each other what they have, also what is not complete', async () => {
    const [before, after] = [embedder('oud', ''), embedder('nieuw', '')];
    await embedAll(before);
    await age(48);
    await embedSome(after);
    expect(await note(before)).toBe(true);
    expect(await retireOthers(db, before.model)).toEqual({ gone: [], kept: ['nieuw'] });
    await embedAll(after);
    await age(48);
    for (const by of [before, after]) await note(by);
    for (const by of [before, after]) expect((await retireOthers(db, by.model)).gone).toEqual([]);
    expect(await counts()).toEqual({ oud: 10, nieuw: 10 });
    for (const by of [before, after]) expect((await searchableModels(db, by.model)).map(({ model }) => model)).toEqual([by.model]);
  });

  it('a model that is being embedded with for days is one that is used', async () => {
    const [before, after] = [embedder('oud', ''), embedder('nieuw', '')];
    await embedAll(before);
    await embedSome(after);
    await age(48);
    await embedMissing(db, after, { batch: 4, signal: never });
    expect(await retireOthers(db, before.model)).toEqual({ gone: [], kept: ['nieuw'] });
  });

  it('a model with a vector for next to all passages is complete, also for those that came in later', async () => {
    const by = embedder('oud', '');
    await putDocuments(db, Array.from({ length: 90 }, (_, n) => document(`meer ${n}`, [`meer ${n}`])));
    const refusing = { ...by, embedPassages: (texts: readonly string[], signal: AbortSignal) =>
      texts.some((text) => text.includes('meer 7\n')) ? Promise.reject(new BalieError('model-vectors-invalid')) : by.embedPassages(texts, signal) };
    expect(await embedMissing(db, refusing, { batch: 10, signal: never })).toMatchObject({ embedded: 99, refused: 1 });
    expect(await note(by)).toBe(true);
    await putDocuments(db, Array.from({ length: 90 }, (_, n) => document(`nog ${n}`, [`nog ${n}`])));
    expect(await note(by)).toBe(true);
  });

  it('a model that refuses one passage of few is complete all the same, one that refuses many is not', async () => {
    const by = embedder('oud', '');
    await embedAll(by);
    await db.query('DELETE FROM passage_embeddings WHERE passage_id = (SELECT min(id) FROM passages)');
    await db.query('UPDATE embedding_models SET complete_at = NULL');
    expect(await note(by)).toBe(false);
    expect(await note(by, 1)).toBe(true);
    await db.query('DELETE FROM passage_embeddings WHERE passage_id = (SELECT max(id) FROM passages)');
    await db.query('UPDATE embedding_models SET complete_at = NULL');
    expect(await note(by, 2)).toBe(false);
  });
});

/** A desk's own work, until what is expected of it has been seen. */
async function whileKept(options: Partial<Parameters<typeof keepEmbedded>[0]> & Pick<Parameters<typeof keepEmbedded>[0], 'embedder'>, seen: (notes: string[]) => Promise<void>) {
  const stop = new AbortController();
  const notes: string[] = [];
  const running = keepEmbedded({ db, note: (line) => notes.push(line), signal: stop.signal, idleMs: 5, retryMs: 1, ...options });
  try {
    await seen(notes);
  } finally {
    stop.abort();
    await running;
  }
}

describe('a desk that runs', () => {
  const refusing = (by: TestEmbedder, word: string): TestEmbedder => ({
    ...by,
    embedPassages: (texts, signal) => (texts.some((text) => text.includes(word)) ? Promise.reject(new BalieError('model-vectors-invalid')) : by.embedPassages(texts, signal)),
  });

  it('moves to another model by itself, and tells that the other stays for now', async () => {
    await embedAll(embedder('oud', 'q1: '));
    await whileKept({ embedder: embedder('nieuw', 'q2: ') }, async (notes) => {
      await expect.poll(() => notes).toEqual([
        'Vectoren: klaar, 10 passages erbij.',
        'Vectoren: nieuw is nu compleet. Die van oud blijven nog minstens een dag, en zolang een balie ermee werkt.',
      ]);
    });
    expect(await counts()).toEqual({ oud: 10, nieuw: 10 });
    await whileKept({ embedder: embedder('nieuw', 'q2: '), keptFor: '0' }, (notes) => expect.poll(() => notes).toEqual(['Vectoren: die van oud zijn weg.']));
    expect(await counts()).toEqual({ nieuw: 10 });
  });

  it('moves to a model that refuses a passage alone in the last batch', async () => {
    await embedAll(embedder('oud', ''));
    await embedMissing(db, refusing(embedder('nieuw', ''), 'tekst 9'), { batch: 4, signal: never });
    await whileKept({ embedder: refusing(embedder('nieuw', ''), 'tekst 9') }, async (notes) => {
      await expect.poll(() => notes).toEqual([
        'Vectoren: zonder vector bleven 1 passage: het model geeft er geen. Op woorden zijn die wel te vinden.',
        expect.stringMatching(/^Vectoren: nieuw is nu compleet/),
      ]);
    });
    expect((await searchableModels(db, 'nieuw')).map(({ model }) => model)).toEqual(['nieuw']);
  });

  it('tends what it has while the host is away', async () => {
    const by = embedder('oud', '');
    await putDocuments(db, Array.from({ length: 100 }, (_, n) => document(`meer ${n}`, [`meer ${n}`])));
    await embedMissing(db, by, { batch: 50, signal: never });
    await putDocuments(db, [document('later', ['later'])]);
    const away: TestEmbedder = { ...by, embedPassages: () => Promise.reject(new BalieError('model-unavailable')) };
    await whileKept({ embedder: away }, async (notes) => {
      await expect.poll(() => notes).toEqual([expect.stringContaining('Passages zonder vector worden tot die tijd op woorden gezocht.')]);
      await expect.poll(() => db.query('SELECT complete_at IS NOT NULL AS done FROM embedding_models')).toEqual([{ done: true }]);
    });
  });

  it('tends again after a fault of the database, though no passages come in', async () => {
    const by = embedder('oud', '');
    let faults = 2;
    const failing: Database = {
      ...db,
      query: (sql, ...more) => (sql.includes('SET used_at = now(), host_name') && faults-- > 0 ? Promise.reject(new BalieError('database-unavailable')) : db.query(sql, ...more)),
    };
    await whileKept({ embedder: by, db: failing }, async (notes) => {
      await expect.poll(() => db.query('SELECT complete_at IS NOT NULL AS done FROM embedding_models')).toEqual([{ done: true }]);
      expect(notes).toEqual(['Vectoren: klaar, 10 passages erbij.', expect.not.stringContaining('op woorden')]);
    });
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
