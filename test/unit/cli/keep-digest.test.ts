import { expect, test } from 'vitest';
import { digestLook } from '../../../src/cli/keeping/keep-digest.ts';
import { BalieError } from '../../../src/errors.ts';
import type { CatalogueData } from '../../../src/models/catalogue.ts';
import { defaultModels } from '../../../src/models/default-catalogue.ts';
import { ScriptedHost } from '../../support/scripted-hosts.ts';

const backend = (id: string) => ({ id, kind: 'ollama' as const, url: `http://${id}.example`, pool: 'standaard', slots: 1 });
const data: CatalogueData = { backends: [backend('een'), backend('twee')], models: defaultModels([], { model: 'bge-m3', queryPrefix: '', passagePrefix: '' }) };
const has = (digest: string) => [{ name: 'bge-m3:latest', digest }, { name: 'anders', digest: `anders ${digest}` }];

test('an embedding model that became another under its name is told, once, and so is one that differs between hosts', async () => {
  const hosts = ['een', 'twee'].map((id) => new ScriptedHost(id, { models: has('a') }));
  const notes: string[] = [];
  const look = digestLook({ data: () => data, hostOf: (id) => hosts.find((host) => host.id === id), name: 'bge-m3', note: (line) => void notes.push(line) });
  await look();
  await look();
  expect(notes).toEqual([]);
  for (const host of hosts) host.stored = has(host.id === 'een' ? 'b' : 'a');
  await look();
  await look();
  expect(notes).toEqual([
    expect.stringMatching(/^Vectoren: bge-m3 op een is vervangen door een ander model met dezelfde naam\. .*EMBED_MODEL\.$/),
    expect.stringMatching(/^Vectoren: bge-m3 is niet hetzelfde model op een en twee\. /),
  ]);
  notes.length = 0;
  // One that is away is not another one.
  for (const host of hosts) host.fault = new BalieError('model-unavailable');
  await look();
  for (const host of hosts) {
    host.fault = undefined;
    host.stored = has('b');
  }
  await look();
  expect(notes).toEqual([expect.stringContaining('bge-m3 op twee is vervangen')]);
});

test('nothing is told of hosts that do not tell, or of a model that may not run any more', async () => {
  const notes: string[] = [];
  const host = new ScriptedHost('een', { models: [{ name: 'bge-m3' }] });
  for (const name of ['bge-m3', 'weg']) {
    const look = digestLook({ data: () => data, hostOf: (id) => (id === 'een' ? host : undefined), name, note: (line) => void notes.push(line) });
    await look();
    await look();
  }
  expect(notes).toEqual([]);
});
