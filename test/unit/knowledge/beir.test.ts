import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBeir } from '../../../src/knowledge/evaluation/beir.ts';

const good = {
  'corpus.jsonl': '{"_id": "a", "text": "tekst"}\n\n{"_id": "b", "title": "Titel", "text": ""}\n',
  'queries.jsonl': '{"_id": "q1", "text": "Vraag?", "set": "eerste"}\n{"_id": "q2", "text": "Ongemeten?"}\n',
  'qrels.tsv': 'query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tb\t0\nq9\ta\t2\n',
};

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'beir-'))));
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Partial<typeof good>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

describe('readBeir', () => {
  it('gives texts, and the questions that have a right text', async () => {
    await write(good);
    const beir = await readBeir(folder);
    expect(beir.texts.map((text) => [text._id, text.title])).toEqual([['a', undefined], ['b', 'Titel']]);
    expect(beir.questions).toEqual([{ _id: 'q1', text: 'Vraag?', set: 'eerste' }]);
    expect([...(beir.grades.get('q1') ?? [])]).toEqual([['a', 1]]);
  });

  it('reads qrels without a line of column names', async () => {
    await write({ ...good, 'qrels.tsv': 'q1\ta\t1\n' });
    expect((await readBeir(folder)).questions).toHaveLength(1);
  });

  it.each([
    ['corpus.jsonl', '{"_id": "a", "text": "t"}\n{"_id": "b"', 'corpus.jsonl, regel 2: geen geldige JSON'],
    ['corpus.jsonl', '\n{"_id": "a"}', 'corpus.jsonl, regel 2: text: moet tekst zijn'],
    ['corpus.jsonl', '[]', 'corpus.jsonl, regel 1: regel: moet een object zijn'],
    ['corpus.jsonl', '{"_id":"a","text":""}\n{"_id":"a","text":""}', 'corpus.jsonl, regel 2: _id komt twee keer voor: a'],
    ['queries.jsonl', '{"_id": "q1", "text": ""}', 'queries.jsonl, regel 1: text: mag niet leeg zijn'],
    ['qrels.tsv', 'query-id\tcorpus-id\tscore\nq1 a 1', 'qrels.tsv, regel 2: regel: moet drie kolommen hebben'],
    ['qrels.tsv', 'q1\ta\tja', 'qrels.tsv, regel 1: 2: moet een getal zijn'],
    ['qrels.tsv', 'q7\ta\t1', 'qrels.tsv: geen vraag met een goed antwoord'],
  ])('names file and line of a fault in %s', async (name, text, detail) => {
    await write({ ...good, [name]: text });
    await expect(readBeir(folder)).rejects.toMatchObject({ code: 'input-invalid', detail });
  });

  it('names a file that is not there', async () => {
    await write({ 'corpus.jsonl': good['corpus.jsonl'], 'queries.jsonl': good['queries.jsonl'] });
    const missing = { code: 'path-unreadable', detail: join(folder, 'qrels.tsv') };
    await expect(readBeir(folder)).rejects.toMatchObject(missing);
    await expect(readBeir(join(folder, 'weg'))).rejects.toMatchObject({ code: 'path-unreadable' });
  });
});
