import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readConfig } from '../../../src/config/config.ts';
import { BalieError } from '../../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-models-'));
const municipality = {
  name: 'Gemeente Test', website: 'https://test.example/', phone: '14 000', phoneHours: 'altijd', email: 'info@test.example', address: 'Plein 1',
  privacyOfficer: 'fg@test.example',
};
const collections = [{ id: 'een', title: 'Een', owner: 'Team', readers: ['resident'] }];
const loket = { name: 'loket-standaard', model: 'ministral-3:3b' };

function read(rest: object, environment: Record<string, string> = {}) {
  const path = join(folder, 'balie.yaml');
  writeFileSync(path, stringify({ municipality, retention: { said: 'P7D' }, collections, ...rest }));
  return readConfig({ CONFIG: path, ...environment });
}

/** The faults, without the file's name. */
function faultsOf(rest: object, environment: Record<string, string> = {}): string[] {
  try {
    read(rest, environment);
  } catch (error) {
    if (error instanceof BalieError && error.code === 'config-invalid') return (error.detail ?? '').split('\n').map((line) => line.replace(/^.*balie\.yaml: /, ''));
    throw error;
  }
  return [];
}

describe('models in the configuration', () => {
  test('without any: one Ollama host, and the models that variables name, by their own names', () => {
    const { catalogue, listsModels } = read({}, { OLLAMA_URL: 'http://gpu.example:11434/', CHAT_MODEL: 'groot', REWRITE_MODEL: 'klein', EMBED_MODEL: 'e5' });
    expect(listsModels).toBe(false);
    expect(catalogue.backends).toEqual([{ id: 'ollama', kind: 'ollama', url: 'http://gpu.example:11434', pool: 'standaard', slots: 1 }]);
    expect(catalogue.models.map(({ name, model, capabilities }) => [name, model, capabilities.includes('embeddings')])).toEqual([
      ['groot', 'groot', false], ['klein', 'klein', false], ['e5', 'e5', true],
    ]);
    expect(read({}, { CHAT_MODEL: 'een', REWRITE_MODEL: 'een' }).catalogue.models.map(({ name }) => name)).toEqual(['een']);
    expect(read({}).chatModel).toBe('ministral-3:3b');
  });

  test('the embedding model takes the prefixes of the file along', () => {
    const { catalogue } = read({ embedding: { queryPrefix: 'query: ' } }, { EMBED_MODEL: 'e5' });
    expect(catalogue.models.at(-1)).toMatchObject({ name: 'e5', capabilities: ['embeddings'], queryPrefix: 'query: ', passagePrefix: '' });
  });

  test('backends and models of their own, with what goes without saying', () => {
    writeFileSync(join(folder, 'vllm.key'), 'geheim\n');
    const { catalogue, chatModel, embedding } = read({
      backends: [
        { id: 'een', kind: 'ollama', url: 'http://een.example:11434/', watts: 300 },
        { id: 'twee', kind: 'openai', url: 'https://twee.example/v1', pool: 'gpu', keyFile: 'vllm.key' },
      ],
      models: [
        { ...loket, capabilities: ['chat', 'tools'], licence: 'Apache-2.0', origin: 'Mistral AI, Frankrijk' },
        { name: 'zoeken', model: 'e5', capabilities: ['embeddings'], queryPrefix: 'query: ', passagePrefix: 'passage: ', contextTokens: 512 },
        { name: 'groot', model: 'Qwen/Qwen3-32B', pool: 'gpu', contextTokens: 32_768 },
      ],
    }, { EMBED_MODEL: 'zoeken' });
    expect(catalogue.backends).toEqual([
      { id: 'een', kind: 'ollama', url: 'http://een.example:11434', pool: 'standaard', slots: 1, watts: 300 },
      { id: 'twee', kind: 'openai', url: 'https://twee.example/v1', pool: 'gpu', slots: 8, keyFile: join(folder, 'vllm.key') },
    ]);
    expect(catalogue.models[2]).toEqual({ name: 'groot', model: 'Qwen/Qwen3-32B', pool: 'gpu', capabilities: ['chat'], contextTokens: 32_768, queryPrefix: '', passagePrefix: '' });
    expect(catalogue.models[0]).toMatchObject({ licence: 'Apache-2.0', origin: 'Mistral AI, Frankrijk', contextTokens: 8_192 });
    expect(chatModel).toBe('loket-standaard');
    expect(embedding).toEqual({ queryPrefix: 'query: ', passagePrefix: 'passage: ' });
  });

  test('models without backends run on the host of OLLAMA_URL', () => {
    expect(read({ models: [loket] }, { OLLAMA_URL: 'http://gpu.example:11434' }).catalogue.backends[0]?.url).toBe('http://gpu.example:11434');
  });

  test('names every part that is wrong by itself, at once and in Dutch, and no secret', () => {
    const faults = faultsOf({
      backends: [
        { id: 'Een Twee', kind: 'tgi', url: 'http://een.example', slots: 0, watts: -1, colour: 'red' },
        { id: 'drie', kind: 'ollama', url: 'http://u:wachtwoord@drie.example', slots: 2000 },
        { id: 'vier', kind: 'ollama', url: 'ftp://vier.example' },
      ],
      models: [
        { name: 'balie/loket', model: 'x' },
        { name: 'a b', model: 'x y', contextTokens: 3, capabilities: [] },
        { name: 'c', model: 'x', capabilities: ['praten'], licence: '' },
      ],
    }).join('\n');
    for (const part of [
      'backends.0.id: mag alleen kleine letters', 'backends.0.kind: moet een van deze zijn: ollama, openai', 'backends.0.slots: moet minstens 1 zijn', 'backends.0.watts: moet minstens 0 zijn', 'colour',
      'backends.1.url: mag geen naam of wachtwoord hebben', 'backends.1.slots: mag hoogstens 1024 zijn', 'backends.2.url: moet een http- of https-adres zijn',
      'models.0.name: mag niet met balie/ beginnen', 'models.1.name: mag alleen letters', 'models.1.model: mag geen spaties of vreemde tekens hebben', 'models.1.contextTokens: moet minstens 256 zijn', 'models.1.capabilities: mag niet leeg zijn',
      'models.2.capabilities.0: moet een van deze zijn', 'models.2.licence: mag niet leeg zijn',
    ]) expect(faults).toContain(part);
    expect(faults).not.toContain('wachtwoord@');
  });

  test('names everything that does not fit together, with what is wrong in the environment', () => {
    writeFileSync(join(folder, 'leeg.key'), '\n');
    writeFileSync(join(folder, 'twee.key'), 'geheim1\ngeheim2\n');
    expect(faultsOf({
      backends: [
        { id: 'een', kind: 'ollama', url: 'http://een.example:11434' },
        { id: 'een', kind: 'openai', url: 'http://twee.example/v1', keyFile: 'nergens.key' },
        { id: 'drie', kind: 'openai', url: 'http://twee.example/', keyFile: 'leeg.key' },
        { id: 'vier', kind: 'openai', url: 'http://vier.example/', keyFile: 'twee.key' },
      ],
      models: [
        { ...loket },
        { ...loket, model: 'x', pool: 'zuid' },
        { name: 'lang', model: 'ministral-3:3B', contextTokens: 16_384, queryPrefix: 'query: ' },
      ],
    }, { PORT: 'x', CHAT_MODEL: 'anders', REWRITE_MODEL: 'lang', EMBED_MODEL: 'lang' })).toEqual([
      'PORT: moet een getal van 0 tot en met 65535 zijn',
      'backends.1.id: een komt twee keer voor',
      'backends.2.url: is hetzelfde adres als dat van een',
      'models.1.name: loket-standaard komt twee keer voor',
      'models.1.pool: er is geen backend in de pool zuid',
      'models.2.contextTokens: moet gelijk zijn aan dat van loket-standaard, want het is hetzelfde model in dezelfde pool',
      'models.2.queryPrefix: is alleen voor een model met embeddings',
      `backends.1.keyFile: het bestand ${join(folder, 'nergens.key')} is niet te lezen`,
      `backends.2.keyFile: het bestand ${join(folder, 'leeg.key')} is leeg`,
      `backends.3.keyFile: het bestand ${join(folder, 'twee.key')} heeft meer dan één regel of vreemde tekens`,
      'CHAT_MODEL: anders staat niet bij models',
      'EMBED_MODEL: lang heeft embeddings niet bij capabilities',
    ]);
  });

  test('refuses an empty list: it would mean that nothing may run', () => {
    expect(faultsOf({ backends: [], models: [] })).toEqual(['backends: mag niet leeg zijn', 'models: mag niet leeg zijn']);
  });
});
