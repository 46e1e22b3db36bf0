import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openGateway } from '../../../src/cli/hosts/gateway.ts';
import { readConfig } from '../../../src/config/config.ts';
import { type Backend, type CatalogueData, ModelCatalogue } from '../../../src/models/catalogue.ts';
import type { BalieError } from '../../../src/errors.ts';
import { CAPABILITIES, type ModelChunk } from '../../../src/models/call.ts';
import { neededFaults } from '../../../src/models/changes/needed.ts';
import { defaultBackend, defaultModels, withChatModels } from '../../../src/models/default-catalogue.ts';
import { HostMaker } from '../../../src/models/hosts.ts';
import { modelFormPage } from '../../../src/web/pages/console/models/forms.ts';
import { startOpenAiHost } from '../../support/openai-host/index.ts';

const limits = { connectMs: 2_000, firstByteMs: 30_000, embedMs: 30_000, silenceMs: 30_000, checkMs: 5_000 };
async function words(answer: AsyncIterable<ModelChunk>): Promise<string> {
  let said = '';
  for await (const chunk of answer) if (chunk.type === 'text') said += chunk.text;
  return said;
}

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

  it('sends the key of its file as it is now: one that is replaced counts from the next call on', async () => {
    const server = await startOpenAiHost({ apiKey: 'nieuw' });
    writeFileSync(keyFile, 'oud\n');
    const { gateway, close } = openGateway(new ModelCatalogue({ backends: [vllm(server.url)], models: withChatModels({ backends: [], models: [] }, ['groot']).models.map((model) => ({ ...model, pool: 'gpu' })) }), readConfig({}).queue);
    closing.push({ close });
    const answer = () => words(gateway.chat({ model: 'groot', messages: [{ role: 'user', content: 'Hoi' }] }, { audience: 'resident', id: 'x' }, new AbortController().signal));
    await expect(answer()).rejects.toMatchObject({ code: 'model-unavailable' });
    writeFileSync(keyFile, 'nieuw\n');
    expect(await answer()).toBe('Dit is een proefantwoord.');
    await server.stop();
  });

  it('goes on with the key that it knew while the file cannot be read, tells the file once, and takes the next one', async () => {
    const server = await startOpenAiHost();
    const faults: BalieError[] = [];
    const maker = new HostMaker(limits, (fault) => void faults.push(fault));
    const sent = async () => {
      await before!.host.models(new AbortController().signal);
      return server.requests.at(-1)?.headers.authorization;
    };
    writeFileSync(keyFile, 'sleutel');
    const [before] = maker.hostsOf([vllm(server.url)]);
    closing.push(before!.host);
    rmSync(keyFile);
    // A change of the catalogue in the meantime is taken in.
    expect(maker.hostsOf([vllm(server.url, { slots: 2 })])).toMatchObject([{ slots: 2, host: before!.host }]);
    expect([await sent(), await sent()]).toEqual(['Bearer sleutel', 'Bearer sleutel']);
    expect(faults.map(({ code, detail }) => [code, detail])).toEqual([['config-invalid', `backend vllm: keyFile: het bestand ${keyFile} is niet te lezen`]]);
    writeFileSync(keyFile, 'volgende');
    expect(await sent()).toBe('Bearer volgende');
    await server.stop();
  });

  it('asks without a key as long as none was ever read: the host says what it thinks of that', async () => {
    const server = await startOpenAiHost({ apiKey: 'sleutel' });
    const maker = new HostMaker(limits);
    const [made] = maker.hostsOf([vllm(server.url)]);
    closing.push(made!.host);
    await expect(made!.host.models(new AbortController().signal)).rejects.toMatchObject({ code: 'model-unavailable', detail: expect.stringContaining('HTTP 401') as string });
    writeFileSync(keyFile, 'sleutel');
    expect(await made!.host.models(new AbortController().signal)).toEqual([{ name: 'groot' }]);
    await server.stop();
  });
});
