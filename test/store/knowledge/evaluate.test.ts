import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type BeirFolder, beirSet } from '../../../src/knowledge/evaluation/beir.ts';
import { evaluateRetrieval } from '../../../src/knowledge/evaluation/evaluate.ts';
import type { VariantName } from '../../../src/knowledge/evaluation/variants.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openTestEmbedder, type TestEmbedder } from '../../support/embedder.ts';
import { busy, type OllamaHost, startOllamaHost } from '../../support/ollama-host/index.ts';
import { TODAY } from './support.ts';

let db: Database;
let host: OllamaHost;
let embedder: TestEmbedder;
beforeAll(async () => {
  db = await openTestDatabase();
  host = await startOllamaHost({ models: [{ name: 'e5', kind: 'embedding' }], dimensions: 64 });
});
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await db.query('DELETE FROM embedding_models');
  embedder = openTestEmbedder({ urls: [host.url], queryPrefix: 'query: ', passagePrefix: 'passage: ' });
});
afterEach(async () => {
  host.setFault('/api/embed', undefined);
  await embedder.close();
});
afterAll(async () => {
  await host.stop();
  await db.close();
});

const beir: BeirFolder = {
  texts: [
    { _id: 'p', text: 'Paspoort aanvragen\nNeem een foto mee.\nHet paspoort kost geld.' },
    { _id: 'r', title: 'Rijbewijs', text: 'Maak een afspraak.' },
    { _id: 'v', text: 'Verhuizing doorgeven, en een foto.' },
    { _id: 'leeg', text: '' },
  ],
  questions: [
    { _id: 'q1', text: 'Hoe vraag ik een paspoort aan?', set: 'een' },
    { _id: 'q2', text: 'Mijn rijbewijs', set: 'een' },
    { _id: 'q3', text: 'Welke foto?', set: 'twee' },
    { _id: 'q4', text: 'zwembad' },
  ],
  grades: new Map([
    ['q1', new Map([['p', 1]])],
    ['q2', new Map([['r', 1]])],
    ['q3', new Map([['p', 1]])],
    ['q4', new Map([['v', 1]])],
  ]),
};

const byLine = (text: string) => {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => ({ headings: [], text: line }));
};

function evaluated(names: readonly VariantName[], { outOfScope = [] as string[], notes = [] as string[], signal = new AbortController().signal } = {}) {
  const note = (line: string) => void notes.push(line);
  return evaluateRetrieval({ db, set: beirSet(beir, byLine, outOfScope.map((text) => ({ text }))), names, on: TODAY, embedder, note, signal });
}

describe('evaluateRetrieval', () => {
  it('ranks texts by their best passage and measures whole, per set and per half', async () => {
    const notes: string[] = [];
    const report = await evaluated(['woorden'], { notes });
    // q1 and q2 first, q3 second (the text on moving is shorter), q4 not found.
    expect(report).toMatchObject({ 'hit@10': 0.75, queries: 4 });
    expect(report.sets).toMatchObject({
      een: { 'ndcg@10': 1, 'mrr@10': 1, 'hit@10': 1, queries: 2 },
      twee: { 'hit@10': 1, queries: 1 },
    });
    expect(Object.keys(report.sets)).toEqual(['een', 'twee']);
    expect(report.halves).toMatchObject({ tune: { 'hit@10': 1, queries: 2 }, other: { 'hit@10': 0.5, queries: 2 } });
    expect(report.p50_ms).toBeGreaterThan(0);
    expect(notes).toEqual(['4 van 4 teksten geladen']);
    expect(host.requests).toHaveLength(0);
  });

  it('says how well confidence tells what no text answers, when there is such a question', async () => {
    expect(await evaluated(['woorden'])).not.toHaveProperty('confidence');
    const { confidence } = await evaluated(['woorden'], { outOfScope: ['Hoe warm wordt het morgen?'] });
    expect(confidence?.bins.reduce((sum, { questions }) => sum + questions, 0)).toBe(5);
    expect(confidence?.bins.reduce((sum, { outOfScope }) => sum + outOfScope, 0)).toBe(1);
    expect(confidence?.area).toBeGreaterThan(0.5);
  });

  it('asks each variant its own way, the first of which is the report', async () => {
    const { variants, ...first } = await evaluated(['tikfouten', 'woorden', 'vectoren', 'alleen-vectoren', 'vectoren-tikfouten'], { outOfScope: ['Weer?'] });
    expect(Object.keys(variants)).toEqual(['tikfouten', 'woorden', 'vectoren', 'alleen-vectoren', 'vectoren-tikfouten']);
    expect(first).toEqual(variants.tikfouten);
    // The scripted host goes by parts of words. A question about none of them still has a nearest text.
    expect(variants.woorden?.['hit@10']).toBe(0.75);
    expect(variants['alleen-vectoren']).toMatchObject({ queries: 4, sets: { een: { 'hit@10': 1 } } });
    expect(variants['alleen-vectoren']).not.toHaveProperty('confidence');
    // What words say decides; vectors make it a little surer.
    expect(variants.vectoren?.confidence?.area).toBe(variants.woorden?.confidence?.area);
    expect(variants.vectoren?.confidence).not.toEqual(variants.woorden?.confidence);

    const asked = host.requests.flatMap(({ body }) => body['input'] as string[]).filter((input) => input.startsWith('query: '));
    expect(asked.slice(0, 4)).toEqual(beir.questions.map(({ text }) => `query: ${text}`));
    expect(asked.filter((input) => input === 'query: Mijn rijbewijs')).toHaveLength(2);
    expect(asked).toHaveLength(4 + 1 + 4 + 4 + 1);
  });

  it('never goes on by words alone when the model fails', async () => {
    host.setFault('/api/embed', [busy()]);
    await expect(evaluated(['woorden', 'vectoren'])).rejects.toMatchObject({ code: 'model-busy' });
  });

  it('re-ranks in the variants that say so, and fails when the model does', async () => {
    const asked: [string, readonly string[]][] = [];
    const reranker = {
      // Turns the order of search around.
      rerank: async (question: string, passages: readonly string[]) => (asked.push([question, passages]), passages.map((_, index) => index * index)),
    };
    const options = { db, set: beirSet(beir, byLine), on: TODAY, note: () => undefined, signal: new AbortController().signal };
    const { variants } = await evaluateRetrieval({ ...options, names: ['woorden', 'woorden-herordend'], reranker });
    expect(asked.map(([question]) => question)).toEqual(expect.arrayContaining(['Welke foto?']));
    expect(asked.every(([, passages]) => passages.length > 1)).toBe(true);
    expect(variants['woorden-herordend']?.['hit@10']).toBe(variants.woorden?.['hit@10']);
    expect(variants['woorden-herordend']?.sets['twee']?.['mrr@10']).not.toBe(variants.woorden?.sets['twee']?.['mrr@10']);

    await db.query('DELETE FROM collections');
    const failing = { rerank: () => Promise.reject(new BalieError('model-silent')) };
    await expect(evaluateRetrieval({ ...options, names: ['woorden-herordend'], reranker: failing })).rejects.toMatchObject({ code: 'model-silent' });
    await expect(evaluateRetrieval({ ...options, names: ['woorden-herordend'] })).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('wants an embedder for vectors', async () => {
    const options = { db, set: beirSet(beir, byLine), on: TODAY, note: () => undefined, signal: new AbortController().signal };
    await expect(evaluateRetrieval({ ...options, names: ['vectoren'] })).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('finds by what is valid on the day, and what is for employees too', async () => {
    const load = async () => {
      await beirSet(beir, byLine).load(db, () => undefined, new AbortController().signal);
      await db.query(`UPDATE collections SET readers = ARRAY['employee']`);
      await db.query(`UPDATE documents SET valid_until = '2026-11-24' WHERE source_id = 'r'`);
    };
    const set = { ...beirSet(beir, byLine), load };
    const on = async (day: string) => {
      await db.query('DELETE FROM collections');
      return evaluateRetrieval({ db, set, names: ['woorden'], on: day, note: () => undefined, signal: new AbortController().signal });
    };
    expect((await on('2026-11-24'))['hit@10']).toBe(0.75);
    expect((await on('2026-11-25'))['hit@10']).toBe(0.5);
  });

  it('stops when it is told to', async () => {
    await expect(evaluated(['woorden'], { signal: AbortSignal.abort(new Error('gestopt')) })).rejects.toThrow('gestopt');
  });
});
