import { describe, expect, it } from 'vitest';
import { questionVector } from '../../../src/cli/desk/embedding.ts';
import { BalieError } from '../../../src/errors.ts';
import { retireOthers, searchableModels } from '../../../src/knowledge/vectors/embedding-models.ts';
import { embedMissing } from '../../../src/knowledge/vectors/embeddings.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import type { TestEmbedder } from '../../support/embedder.ts';
import { headers, raw } from '../../support/ollama-host/index.ts';
import { embedText } from '../../support/ollama-host/models.ts';
import { embedding, never, newModel } from './embedding-support.ts';
import { document } from './support.ts';

const own = embedding();
/** As if all that has been noted was so long ago. */
const age = (hours: number) => own.db.query(`UPDATE embedding_models SET used_at = used_at - $1::interval, complete_at = complete_at - $1::interval`, [`${hours} hours`]);
const vectorOf = async (by: TestEmbedder) => {
  const faults: string[] = [];
  const vector = await questionVector(own.db, by, 'vraag', { onFault: ({ code, detail }) => void faults.push(`${code} ${detail ?? ''}`) });
  return { vector, faults };
};

describe('moving to another embedding model', () => {
  it('the old one is asked, as it was asked before, until the new one has embedded all', async () => {
    const [before, after] = [own.embedder('oud', 'q1: '), own.embedder('nieuw', 'q2: ')];
    expect(await own.embedAll(before)).toBe(true);
    expect(await own.embedSome(after)).toBe(false);
    expect(await retireOthers(own.db, after.model, '0')).toEqual({ gone: [], kept: ['oud'] });
    expect((await vectorOf(after)).vector).toEqual({ model: 'oud', values: embedText('q1: vraag', 8) });
    expect(await own.embedAll(after)).toBe(true);
    expect((await vectorOf(after)).vector).toEqual({ model: 'nieuw', values: embedText('q2: vraag', 8) });
    expect(await own.counts()).toEqual({ oud: 10, nieuw: 10 });
    expect(await retireOthers(own.db, after.model, '0')).toEqual({ gone: ['oud'], kept: [] });
    expect(await own.counts()).toEqual({ nieuw: 10 });
  });

  it('a question tells the host’s queue how long it waits, so that a silent host does not take all of that', async () => {
    const by = own.embedder('nieuw', 'q: ');
    await own.embedAll(by);
    const limits: unknown[] = [];
    await questionVector(own.db, { ...by, embedQuery: (text, signal, asking) => (limits.push(asking?.limitMs), by.embedQuery(text, signal, asking)) }, 'vraag');
    expect(limits).toEqual([2_000]);
  });

  it('a host that has the old one no more is asked for the new one, as far as that has come', async () => {
    const [before, after] = [own.embedder('oud', 'q1: '), own.embedder('nieuw', 'q2: ')];
    await own.embedAll(before);
    await own.embedSome(after);
    own.host.setModels([newModel]);
    expect(await vectorOf(after)).toEqual({ vector: { model: 'nieuw', values: embedText('q2: vraag', 8) }, faults: [] });
  });

  it('another passage prefix is another model, another question prefix is not', async () => {
    await own.embedAll(own.embedder('oud', 'q1: ', 'p1: '));
    expect(await own.embedAll(own.embedder('oud', 'q2: ', 'p1: '))).toBe(true);
    expect((await vectorOf(own.embedder('oud', 'q2: ', 'p1: '))).vector?.values).toEqual(embedText('q2: vraag', 8));
    const after = own.embedder('oud', 'q3: ', 'p3: ');
    expect(await own.embedSome(after)).toBe(false);
    expect((await vectorOf(after)).vector).toEqual({ model: 'oud "p1: "', values: embedText('q2: vraag', 8) });
    await own.embedAll(after);
    await retireOthers(own.db, after.model, '0');
    expect(await own.counts()).toEqual({ 'oud "p3: "': 10 });
  });

  it('going back to the old one costs nothing, and then the new one goes', async () => {
    const [before, after] = [own.embedder('oud', ''), own.embedder('nieuw', '')];
    await own.embedAll(before);
    await own.embedSome(after);
    expect((await searchableModels(own.db, before.model)).map(({ model }) => model)).toEqual(['oud']);
    expect(await own.embedAll(before)).toBe(true);
    expect(await retireOthers(own.db, before.model, '0')).toEqual({ gone: ['nieuw'], kept: [] });
    expect(await own.counts()).toEqual({ oud: 10 });
  });

  it('vectors of the other model stay until this one has been complete for a day', async () => {
    const [before, after] = [own.embedder('oud', ''), own.embedder('nieuw', '')];
    await own.embedAll(before);
    await age(48);
    await own.embedAll(after);
    expect(await retireOthers(own.db, after.model)).toEqual({ gone: [], kept: ['oud'] });
    await age(25);
    expect(await retireOthers(own.db, after.model)).toEqual({ gone: ['oud'], kept: [] });
    expect(await own.counts()).toEqual({ nieuw: 10 });
  });

  it('desks with different models on one database leave each other what they have, also what is not complete', async () => {
    const [before, after] = [own.embedder('oud', ''), own.embedder('nieuw', '')];
    await own.embedAll(before);
    await age(48);
    await own.embedSome(after);
    expect(await own.note(before)).toBe(true);
    expect(await retireOthers(own.db, before.model)).toEqual({ gone: [], kept: ['nieuw'] });
    await own.embedAll(after);
    await age(48);
    for (const by of [before, after]) await own.note(by);
    for (const by of [before, after]) expect((await retireOthers(own.db, by.model)).gone).toEqual([]);
    expect(await own.counts()).toEqual({ oud: 10, nieuw: 10 });
    for (const by of [before, after]) expect((await searchableModels(own.db, by.model)).map(({ model }) => model)).toEqual([by.model]);
  });

  it('a model that is being embedded with for days is one that is used', async () => {
    const [before, after] = [own.embedder('oud', ''), own.embedder('nieuw', '')];
    await own.embedAll(before);
    await own.embedSome(after);
    await age(48);
    await embedMissing(own.db, after, { batch: 4, signal: never });
    expect(await retireOthers(own.db, before.model)).toEqual({ gone: [], kept: ['nieuw'] });
  });

  it('a model with a vector for next to all passages is complete, also for those that came in later', async () => {
    const by = own.embedder('oud', '');
    await putDocuments(own.db, Array.from({ length: 90 }, (_, n) => document(`meer ${n}`, [`meer ${n}`])));
    const refusing = { ...by, embedPassages: (texts: readonly string[], signal: AbortSignal) =>
      texts.some((text) => text.includes('meer 7\n')) ? Promise.reject(new BalieError('model-vectors-invalid')) : by.embedPassages(texts, signal) };
    expect(await embedMissing(own.db, refusing, { batch: 10, signal: never })).toMatchObject({ embedded: 99, refused: 1 });
    expect(await own.note(by)).toBe(true);
    await putDocuments(own.db, Array.from({ length: 90 }, (_, n) => document(`nog ${n}`, [`nog ${n}`])));
    expect(await own.note(by)).toBe(true);
  });

  it('a model that refuses one passage of few is complete all the same, one that refuses many is not', async () => {
    const by = own.embedder('oud', '');
    await own.embedAll(by);
    await own.db.query('DELETE FROM passage_embeddings WHERE passage_id = (SELECT min(id) FROM passages)');
    await own.db.query('UPDATE embedding_models SET complete_at = NULL');
    expect(await own.note(by)).toBe(false);
    expect(await own.note(by, 1)).toBe(true);
    await own.db.query('DELETE FROM passage_embeddings WHERE passage_id = (SELECT max(id) FROM passages)');
    await own.db.query('UPDATE embedding_models SET complete_at = NULL');
    expect(await own.note(by, 2)).toBe(false);
  });
});

describe("a question's vector", () => {
  it('is not asked for while no passage has one', async () => {
    expect(await vectorOf(own.embedder('oud', ''))).toEqual({ vector: undefined, faults: [] });
    expect(own.host.requests).toEqual([]);
  });

  const giving = (embeddings: unknown) => [headers(), raw(JSON.stringify({ model: 'oud', embeddings }))];
  it.each<[string, unknown, RegExp]>([
    ['of zeros', [[0, 0, 0, 0, 0, 0, 0, 0]], /^model-vectors-invalid .*lengte 0/],
    ['of no numbers', [[null, 0, 0, 0, 0, 0, 0, 1]], /^model-vectors-invalid .*getallen/],
    ['of another dimension than the passages have', [[0.6, 0.8]], /^model-vectors-invalid oud: 2 getallen, bij de passages 8$/],
  ])('%s is left out, and told', async (_, embeddings, fault) => {
    const by = own.embedder('oud', '');
    await own.embedAll(by);
    own.host.setFault('/api/embed', giving(embeddings));
    const { vector, faults } = await vectorOf(by);
    expect(vector).toBeUndefined();
    expect(faults).toEqual([expect.stringMatching(fault)]);
  });
});
