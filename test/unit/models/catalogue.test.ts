import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { type Backend, type CatalogueData, ModelCatalogue } from '../../../src/models/catalogue.ts';
import { CAPABILITIES } from '../../../src/models/call.ts';
import { neededFaults } from '../../../src/models/changes/needed.ts';
import { defaultBackend, defaultModels, withChatModels } from '../../../src/models/default-catalogue.ts';
import { HostMaker } from '../../../src/models/hosts.ts';
import { modelFormPage } from '../../../src/web/pages/console/models/forms.ts';
import { startOpenAiHost } from '../../support/openai-host/index.ts';

const limits = { connectMs: 2_000, firstByteMs: 30_000, embedMs: 30_000, silenceMs: 30_000, checkMs: 5_000 };
const data: CatalogueData = { backends: [defaultBackend('http://een.example:11434')], models: defaultModels(['groot']) };

describe('neededFaults', () => {
  it('says by whom a model is needed that was to become another one', () => {
    const of = (model: string): CatalogueData => ({ ...data, models: defaultModels([], { model: 'zoek', queryPrefix: '', passagePrefix: '' }).map((one) => ({ ...one, model })) });
    expect(neededFaults([{ name: 'zoek', by: 'de tweede index', capability: 'embeddings' }], of('a'), of('b'))).toMatchObject([{ field: 'model', reason: expect.stringContaining('zolang de tweede index dit model noemt') }]);
  });
});

describe('modelFormPage', () => {
  it('has a box for all that a model can: what has none is lost when the form is saved', () => {
    const page = String(modelFormPage({ municipality: readConfig({}).municipality, pools: ['standaard'] } as unknown as Parameters<typeof modelFormPage>[0]));
    expect([...page.matchAll(/name="capabilities" value="([a-z]+)"/g)].map(([, value]) => value)).toEqual([...CAPABILITIES]);
  });
});

describe('ModelCatalogue', () => {
  it('is replaced as a whole, and tells who wants to know', () => {
    const catalogue = new ModelCatalogue(data);
    const heard: CatalogueData[] = [];
    const stop = catalogue.onReplaced((next) => void heard.push(next));
    expect(catalogue.model('groot')?.model).toBe('groot');
    const next = { ...data, models: defaultModels(['klein']) };
    catalogue.replace(next);
    expect(catalogue.model('groot')).toBeUndefined();
    expect(catalogue.model('klein')).toMatchObject({ pool: 'standaard', contextTokens: 8_192 });
    expect(catalogue.model('__proto__')).toBeUndefined();
    stop();
    catalogue.replace(data);
    expect(heard).toEqual([next]);
  });

  it('takes the models of assistants along where none are listed, each once', () => {
    expect(withChatModels(data, ['groot', 'klein', 'klein']).models.map(({ name }) => name)).toEqual(['groot', 'klein']);
  });
});

describe('HostMaker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'balie-hosts-'));
  const keyFile = join(folder, 'sleutel');
  const vllm = (url: string, more: Partial<Backend> = {}): Backend => ({ id: 'vllm', kind: 'openai', url, pool: 'gpu', slots: 8, keyFile, ...more });
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((one) => one.close()));
    rmSync(keyFile, { force: true });
  });

  it('keeps the host of a backend that is reached in the same way, whatever else changes', async () => {
    const maker = new HostMaker(limits);
    const ollama = defaultBackend('http://een.example:11434');
    const [first] = maker.hostsOf([ollama]);
    const [same, other] = maker.hostsOf([{ ...ollama, slots: 4, pool: 'zuid', watts: 300 }, { ...ollama, id: 'twee', url: 'http://twee.example' }]);
    expect(same).toMatchObject({ slots: 4, pool: 'zuid' });
    expect(same?.host).toBe(first?.host);
    const [moved] = maker.hostsOf([{ ...ollama, url: 'http://drie.example' }]);
    expect(moved?.host).not.toBe(first?.host);
    closing.push(...[first, other, moved].flatMap((placed) => (placed ? [placed.host] : [])));
  });

  it('sends the key of its file, and takes another when the file changes', async () => {
    const server = await startOpenAiHost({ apiKey: 'nieuw' });
    const maker = new HostMaker(limits);
    const { signal } = new AbortController();
    writeFileSync(keyFile, 'oud\n');
    const [old] = maker.hostsOf([vllm(server.url)]);
    await expect(old!.host.models(signal)).rejects.toMatchObject({ code: 'model-unavailable' });
    writeFileSync(keyFile, 'nieuw\n');
    const [next] = maker.hostsOf([vllm(server.url)]);
    expect(await next!.host.models(signal)).toEqual([{ name: 'groot' }]);
    closing.push(old!.host, next!.host);
    await server.stop();
  });

  it('changes nothing when a key cannot be read, and tells its file', async () => {
    const maker = new HostMaker(limits);
    writeFileSync(keyFile, 'sleutel');
    const [before] = maker.hostsOf([vllm('http://een.example')]);
    rmSync(keyFile);
    expect(() => maker.hostsOf([vllm('http://een.example')])).toThrow(expect.objectContaining({ code: 'config-invalid', detail: `backend vllm: keyFile: het bestand ${keyFile} is niet te lezen` }) as Error);
    writeFileSync(keyFile, 'sleutel');
    expect(maker.hostsOf([vllm('http://een.example')])[0]?.host).toBe(before?.host);
    closing.push(before!.host);
  });
});
