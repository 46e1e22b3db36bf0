import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../../../../src/knowledge/evaluation/variants.ts';
import { type VectorFileOptions, withVectorFile } from '../../../../src/knowledge/evaluation/vector-file.ts';
import { openTestEmbedder } from '../../../support/embedder.ts';
import { type OllamaHost, startOllamaHost } from '../../../support/ollama-host/index.ts';

let folder: string;
let host: OllamaHost;
let path: string;
const signal = new AbortController().signal;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'));
  path = join(folder, 'vectoren');
  host = await startOllamaHost({ models: [{ name: 'e5', kind: 'embedding' }, { name: 'bge', kind: 'embedding' }], dimensions: 8 });
});
afterEach(async () => {
  await host.stop();
  await rm(folder, { recursive: true });
});

async function open({ model = 'e5', queryPrefix = 'query: ', passagePrefix = 'passage: ', ...more }: Partial<VectorFileOptions & { model: string }> = {}): Promise<Embedder> {
  const embedder = openTestEmbedder({ urls: [host.url], model, queryPrefix, passagePrefix });
  return withVectorFile(embedder, { path, queryPrefix, passagePrefix, ...more });
}
const inputs = () => host.requests.flatMap(({ body }) => body['input'] as string[]);

describe('withVectorFile', () => {
  it('asks the model once for a text, also in a next run, and gives the same vectors', async () => {
    const first = await open();
    const passages = await first.embedPassages(['een', 'twee', 'drie'], signal);
    const question = await first.embedQuery('een', signal);
    const next = await open();
    expect(await next.embedPassages(['drie', 'een'], signal)).toEqual([passages[2], passages[0]]);
    expect(await next.embedQuery('een', signal)).toEqual(question);
    expect(await next.embedPassages(['twee', 'vier'], signal)).toHaveLength(2);
    expect(inputs()).toEqual(['passage: een', 'passage: twee', 'passage: drie', 'query: een', 'passage: vier']);
  });

  it('gives what the model gives, to the precision that is stored', async () => {
    const direct = openTestEmbedder({ urls: [host.url] });
    const [expected = []] = await direct.embedPassages(['een tekst'], signal);
    const [vector = []] = await (await open({ passagePrefix: '' })).embedPassages(['een tekst'], signal);
    for (const [index, value] of expected.entries()) expect(vector[index]).toBeCloseTo(value, 6);
    await direct.close();
  });

  it.each([{ model: 'bge' }, { passagePrefix: 'tekst: ' }])('asks anew with %j', async (other) => {
    await (await open()).embedPassages(['een'], signal);
    await (await open(other)).embedPassages(['een'], signal);
    expect(host.requests).toHaveLength(2);
  });

  it('keeps no text, and for this user alone', async () => {
    await (await open()).embedPassages(['burgerservicenummer'], signal);
    expect(await readFile(path, 'utf8')).toMatch(/^balie-vectors 1\n[0-9a-f]{64} [A-Za-z0-9+/=]+\n$/);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('drops a last line that was not written out, and goes on behind the one before', async () => {
    await (await open()).embedPassages(['een'], signal);
    const whole = await readFile(path, 'utf8');
    await appendFile(path, 'abc');
    await (await open()).embedPassages(['een', 'twee'], signal);
    expect(inputs()).toEqual(['passage: een', 'passage: twee']);
    const text = await readFile(path, 'utf8');
    expect(text.startsWith(whole)).toBe(true);
    expect(text.split('\n')).toHaveLength(4);
    await writeFile(path, 'balie-ve');
    await (await open()).embedPassages(['een'], signal);
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(3);
  });

  it.each([
    ['iets anders\n', 'regel 1'],
    ['zonder regeleinde', 'regel 1'],
    ['balie-vectors 1\nabc\n', 'regel 2'],
    [`balie-vectors 1\n${'0'.repeat(64)} AAAA\n`, 'regel 2'],
    [`balie-vectors 1\n${'0'.repeat(64)} AACAPwAAgD8=\n`, 'regel 2'],
    [`balie-vectors 1\n${'0'.repeat(64)} AAAAAA==\n`, 'regel 2'],
    [`balie-vectors 1\n${'0'.repeat(64)} AADAfw==\n`, 'regel 2'],
    [`balie-vectors 1\n${'0'.repeat(64)} AACAPw==\n\n`, 'regel 3'],
  ])('refuses a file that holds something else, and leaves it: %j', async (text, place) => {
    await writeFile(path, text);
    await expect(open()).rejects.toMatchObject({ code: 'input-invalid', detail: expect.stringContaining(`${path}, ${place}: `) as string });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('takes no more than its bound, neither from the file nor into it', async () => {
    const embedder = await open({ maxBytes: 200 });
    await embedder.embedPassages(['een'], signal);
    const [again] = await embedder.embedPassages(['twee'], signal);
    expect(again).toHaveLength(8);
    expect((await stat(path)).size).toBeLessThanOrEqual(200);
    await expect(open({ maxBytes: 50 })).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('keeps nothing of an answer that was a fault', async () => {
    const embedder = await open({ model: 'weg' });
    await expect(embedder.embedPassages(['een'], signal)).rejects.toMatchObject({ code: 'model-missing' });
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('names a place that is no file', async () => {
    path = folder;
    await expect(open()).rejects.toMatchObject({ code: 'path-unreadable' });
    path = join(folder, 'weg', 'x');
    await expect((await open()).embedPassages(['een'], signal)).rejects.toMatchObject({ code: 'path-unreadable' });
  });
});
