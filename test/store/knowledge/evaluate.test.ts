import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BeirFolder } from '../../../src/knowledge/evaluation/beir.ts';
import { evaluateRetrieval } from '../../../src/knowledge/evaluation/evaluate.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

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

describe('evaluateRetrieval', () => {
  it('ranks texts by their best passage and measures whole and per set', async () => {
    const notes: string[] = [];
    const note = (line: string) => void notes.push(line);
    const report = await evaluateRetrieval({ db, beir, split: byLine, note, signal: new AbortController().signal });
    // q1 and q2 first, q3 second (the text on moving is shorter), q4 not found.
    expect(report).toMatchObject({ 'hit@10': 0.75, queries: 4 });
    expect(report.sets).toMatchObject({
      een: { 'ndcg@10': 1, 'mrr@10': 1, 'hit@10': 1, queries: 2 },
      twee: { 'hit@10': 1, queries: 1 },
    });
    expect(Object.keys(report.sets)).toEqual(['een', 'twee']);
    expect(report.p50_ms).toBeGreaterThan(0);
    expect(notes).toEqual(['4 van 4 teksten geladen']);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('gestopt'));
    const options = { db, beir, split: byLine, note: () => undefined, signal };
    await expect(evaluateRetrieval(options)).rejects.toThrow('gestopt');
  });
});
