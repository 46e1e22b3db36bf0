import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluate, evaluateIn } from '../../../src/cli/commands/evaluate.ts';
import { type Config, readConfig } from '../../../src/config/config.ts';
import { openTestDatabase } from '../../support/database.ts';
import { type OllamaHost, reply, startOllamaHost } from '../../support/ollama-host/index.ts';

const PROMPTS = new URL('../../../prompts', import.meta.url).pathname;

let host: OllamaHost;
let folder: string;
beforeAll(async () => void (host = await startOllamaHost({ models: [{ name: 'e5', kind: 'embedding' }], dimensions: 64 })));
afterAll(() => host.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beir-'));
  await put('corpus.jsonl', '{"_id": "a", "text": "Een paspoort aanvragen."}\n{"_id": "b", "text": "Een rijbewijs verlengen."}\n');
  await put('queries.jsonl', '{"_id": "q", "text": "paspoort aanvragen", "set": "s"}\n{"_id": "r", "text": "rijbewijs"}\n');
  await put('qrels.tsv', 'query-id\tcorpus-id\tscore\nq\ta\t1\nr\tb\t1\n');
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string, text: string) => writeFile(join(folder, name), text);

type Values = Record<string, string | string[]>;

/** Runs the command as the frame does. `path` is in the folder; the folder itself when empty. */
async function run(values: Values = {}, { json = false, path = '', embedModel = undefined as string | undefined, rewriteModel = undefined as string | undefined, url = host.url, collections = [] as object[], args = undefined as string[] | undefined, command = evaluateIn(openTestDatabase) } = {}) {
  const [out, notes]: [string[], string[]] = [[], []];
  const embedding = { queryPrefix: 'query: ', passagePrefix: 'passage: ' };
  const code = await command.run({
    values,
    positionals: args ?? ['retrieval', join(folder, path)],
    json,
    config: { ...readConfig({ DATABASE_URL: process.env['DATABASE_URL'], OLLAMA_URL: url, EMBED_MODEL: embedModel, REWRITE_MODEL: rewriteModel }), embedding, collections: collections as Config['collections'], promptsDir: PROMPTS },
    database: () => Promise.reject(new Error('the own database is none of its business')),
    out: (line) => void out.push(line),
    note: (line) => void notes.push(line),
    signal: new AbortController().signal,
    onFailure: () => undefined,
  });
  return { code, out, notes: notes.join('\n'), last: JSON.parse(out.at(-1) ?? 'null') as Record<string, unknown> };
}

const all = { 'ndcg@10': 1, 'mrr@10': 1, 'hit@10': 1 };

describe('balie evaluate retrieval', () => {
  it('prints a table and ends with one line of JSON', async () => {
    const { code, out, notes, last } = await run({}, { command: evaluate });
    expect(code).toBe(0);
    expect(last).toMatchObject({ ...all, queries: 2, sets: { s: { ...all, queries: 1 } }, variants: { woorden: all } });
    expect(last['p50_ms']).toBeGreaterThan(0);
    expect(out[0]).toMatch(/^variant +vragen +nDCG@10 +MRR@10 +hit@1 +hit@3 +hit@10 +p50 \(ms\) +aantal$/);
    expect(out[1]).toMatch(/^woorden +alle +1,000 +1,000 +1,000 +1,000 +1,000 +\d+,\d +2$/);
    expect(new Set(out.slice(0, 5).map((line) => line.length)).size).toBe(1);
    expect(notes).toContain('2 van 2 teksten geladen');
  });

  it.each([
    [{ variant: ['tikfouten,woorden'] }, true],
    [{ variant: ['tikfouten', 'woorden', 'tikfouten'] }, false],
  ])('compares variants, with --json as JSON only: %j %s', async (values, json) => {
    const { out, last } = await run(values, { json });
    expect(Object.keys(last['variants'] as object)).toEqual(['tikfouten', 'woorden']);
    expect(out.filter((line) => / alle /.test(line)).map((line) => line.split(' ')[0])).toEqual(json ? [] : ['tikfouten', 'woorden']);
    if (json) expect(out).toHaveLength(1);
  });

  it('reads questions without an answer from the folder, or from another file', async () => {
    await put('out-of-scope.txt', 'Hoe warm wordt het?\n');
    await put('andere.txt', 'Weer?\nSport?\n');
    const own = await run();
    expect(own.last).toMatchObject({ confidence: { threshold: 0.3, stopped: 1, answered: 1 } });
    expect(own.out.join('\n')).toMatch(/Zekerheid, woorden: oppervlakte onder de kromme 1,000; bij grens 0,30 beantwoord 1,000, tegengehouden 1,000\n[^]*0,30 < [^]*0,9 tot 1,0/);
    const other = await run({ 'out-of-scope': join(folder, 'andere.txt') });
    expect(other.notes).toContain('2 vragen, en 2 die nergens beantwoord worden');
  });

  it('keeps vectors in a file, so that a second run asks the model nothing', async () => {
    const values = { variant: ['vectoren'], vectors: join(folder, 'vectoren') };
    const first = await run(values, { embedModel: 'e5' });
    const embedded = () => host.requests.filter(({ path }) => path === '/api/embed').length;
    const before = embedded();
    expect(first.notes).toContain('2 van 2 passages hebben een vector');
    const second = await run(values, { embedModel: 'e5' });
    expect(embedded()).toBe(before);
    expect(second.last).toMatchObject({ ...all, variants: { vectoren: all } });
    await put('vectoren', 'kapot\n');
    await expect(run(values, { embedModel: 'e5' })).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('measures own documents with own questions, against a baseline on its day', async () => {
    await mkdir(join(folder, 'map'));
    await writeFile(join(folder, 'map', 'pas.md'), '---\nvalidUntil: 2025-12-31\n---\n# Paspoort\n\nEen paspoort vraagt u aan bij de balie.\n');
    await put('vragen.jsonl', '{"question": "paspoort aanvragen", "titles": ["Paspoort"]}\n{"question": "weer", "titles": []}\n{"question": "hond", "titles": ["Honden\\u001b"]}\n');
    const collections = [{ id: 'open', title: 'Open', owner: 'Team', readers: ['employee'], folder: join(folder, 'map') }, { id: 'site', title: 'Site', owner: 'Team', readers: ['resident'] }];
    const path = join(folder, 'nul.json');
    const today = await run({ 'write-baseline': path }, { path: 'vragen.jsonl', collections });
    expect(today.last).toMatchObject({ 'hit@10': 0, queries: 2, confidence: { stopped: 1 } });
    expect(today.notes).toContain('open: 1 bestanden gelezen, 1 passages');
    expect(today.notes).toContain('Geen document heet: Honden');
    expect(today.notes).not.toContain('\u001b');

    await put('nul.json', JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), on: '2025-12-31' }));
    expect((await run({ baseline: path }, { path: 'vragen.jsonl', collections })).last).toMatchObject({ 'hit@10': 0.5, falls: [] });
  });

  it('measures the last question of a conversation alone, with all before it, as the desk does, and as a model puts it', async () => {
    await mkdir(join(folder, 'map'));
    await writeFile(join(folder, 'map', 'pas.md'), '# Paspoort\n\nEen paspoort vraagt u aan bij de balie.\n');
    await writeFile(join(folder, 'map', 'hond.md'), '# Honden\n\nVoor een hond betaalt u hondenbelasting.\n');
    await put('vragen.jsonl', '{"question": "wat kost dat?", "titles": ["Paspoort"], "history": ["paspoort aanvragen"], "set": "kort"}\n{"question": "tot wanneer dan?", "titles": ["Honden"], "history": [{"question": "hond", "answer": "Een paspoort."}]}\n');
    const chat = await startOllamaHost({ models: ['klein'], script: reply('Wat kost hondenbelasting voor een paspoort?') });
    const collections = [{ id: 'open', title: 'Open', owner: 'Team', readers: ['resident'], folder: join(folder, 'map') }];
    const variant = ['woorden,samen,gesprek,herschreven,herschreven-erbij'];
    const { last } = await run({ variant }, { path: 'vragen.jsonl', collections, rewriteModel: 'klein', url: chat.url });
    expect(last['variants']).toMatchObject({
      woorden: { 'hit@10': 0, sets: { kort: { 'hit@10': 0 } } },
      samen: { 'hit@1': 1, 'hit@3': 1 },
      gesprek: { 'hit@1': 1, sets: { kort: { 'hit@1': 1, queries: 1 } } },
      herschreven: { 'hit@10': 1, queries: 2 },
      'herschreven-erbij': { 'hit@10': 1 },
    });
    // The gateway also asks which models there are.
    expect(chat.requests.filter(({ path }) => path === '/api/chat')).toHaveLength(4);
    await chat.stop();
  });

  it('names a path that is not there', async () => {
    await expect(run({}, { path: 'weg' })).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect(run({ 'out-of-scope': join(folder, 'weg') })).rejects.toMatchObject({ code: 'path-unreadable' });
  });

  it.each<[Values, Parameters<typeof run>[1], RegExp]>([
    [{}, { args: [] }, /^Gebruik: balie evaluate retrieval/],
    [{}, { args: ['antwoorden', 'x'] }, /^Gebruik/],
    [{ report: 'x.html' }, {}, /^--report hoort niet bij evaluate retrieval/],
    [{ vectors: 'x' }, { args: ['answers', 'x'] }, /^--vectors hoort niet bij evaluate answers/],
    [{ limit: '0' }, { args: ['answers', 'x'] }, /^--limit moet een getal/],
    [{}, { args: ['retrieval', 'a', 'b'] }, /^Gebruik/],
    [{ variant: ['woorden,raar'] }, {}, /^Onbekende variant: raar\. Deze zijn er: woorden, tikfouten, vectoren, vectoren-tikfouten, alleen-vectoren, woorden-herordend, vectoren-herordend, samen, gesprek, herschreven, herschreven-erbij\.$/],
    [{ variant: ['toString'] }, {}, /^Onbekende variant: toString/],
    [{ variant: [''] }, {}, /^Onbekende variant/],
    [{ variant: ['woorden,vectoren'] }, {}, /EMBED_MODEL\): vectoren\.$/],
    [{ variant: ['woorden,woorden-herordend'] }, {}, /RERANK_URL\): woorden-herordend\.$/],
    [{ variant: ['gesprek,herschreven'] }, {}, /REWRITE_MODEL\): herschreven, herschreven-erbij\.$/],
    [{ baseline: 'a', 'write-baseline': 'b' }, {}, /niet allebei/],
  ])('explains wrong use: %j %j', async (values, more, said) => {
    const { code, out, notes } = await run(values, more);
    expect([code, out]).toEqual([2, []]);
    expect(notes).toMatch(said);
  });
});

describe('a baseline', () => {
  it('is written, holds for what is as good, and fails with 1 for what is not, saying which figure fell', async () => {
    const path = join(folder, 'nul.json');
    expect((await run({ 'write-baseline': path })).code).toBe(0);
    const same = await run({ baseline: path, variant: ['woorden,tikfouten'] });
    expect([same.code, same.last['falls']]).toEqual([0, []]);
    expect(same.notes).toContain('Geen cijfer is meer dan 0,01 lager');
    expect(same.notes).toContain('Niet in de nulmeting: tikfouten.');

    // The text that answered the question is gone; what is asked is the same.
    await put('corpus.jsonl', '{"_id": "b", "text": "Een rijbewijs verlengen."}\n');
    const worse = await run({ baseline: path });
    expect(worse.code).toBe(1);
    expect(worse.last['falls']).toContainEqual({ figure: 'woorden, hit@10', was: 1, is: 0.5 });
    expect(worse.notes).toContain('Meer dan 0,01 gedaald: woorden, sets, s, ndcg@10 was 1,0000 en is 0,0000.');
  });

  it('of two variants is held against both, unless one is asked for; of other questions it is refused before anything is measured', async () => {
    const path = join(folder, 'nul.json');
    await run({ 'write-baseline': path, variant: ['tikfouten,woorden'] });
    expect(Object.keys((await run({ baseline: path })).last['variants'] as object)).toEqual(['woorden', 'tikfouten']);
    await put('queries.jsonl', '{"_id": "q", "text": "rijbewijs"}\n');
    await expect(run({ baseline: path })).rejects.toMatchObject({ code: 'input-invalid', detail: expect.stringContaining('andere vragen') as string });
  });

  it('that is none, or not there, is told before anything is measured', async () => {
    await expect(run({ baseline: join(folder, 'corpus.jsonl') })).rejects.toMatchObject({ code: 'input-invalid' });
    await expect(run({ baseline: join(folder, 'weg.json') })).rejects.toMatchObject({ code: 'path-unreadable' });
  });
});
