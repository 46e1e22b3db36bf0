import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPOSE, type Compose, composed, configOf, schemaFault, textOf } from './support/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-config-'));
const at = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const example = textOf('images.example');
/** As the installer leaves it: with a digest behind each. */
const filled = example.replaceAll(/^(\w+_IMAGE)=(.*@sha256:)$/gm, (_, name: string, image: string) => `${name}=${image}${createHash('sha256').update(name).digest('hex')}`);
const settings = Object.fromEntries([...filled.matchAll(/^(\w+)=(.+)$/gm)].map(([, name, value]) => [name ?? '', value ?? '']));
const environment = at('env', filled);
const ways = [['compose.yaml'], ['compose.yaml', 'compose.outbound.yaml'], ['compose.yaml', 'compose.outbound.yaml', 'compose.gpu.yaml']];

describe('what Compose makes of its files', () => {
  const made: Compose[] = [];
  let merged: string[] = [];
  beforeAll(() => {
    for (const files of ways) {
      const { text, fault } = configOf(files, environment);
      if (fault !== '') throw new Error(`${files.join(' ')}: ${fault}`);
      made.push(composed(text));
      merged = [...merged, at(`merged-${made.length}.yaml`, text)];
    }
  });

  test('is as the Compose specification has it, each file and each way in which they go together', () => {
    expect(new Set(ways.flat())).toEqual(new Set(COMPOSE));
    expect(schemaFault(...COMPOSE, ...merged)).toBe('');
  });

  test('has each image by the digest that was chosen, and the model that stands in the example', () => {
    const images = Object.fromEntries(Object.entries(made[0]?.services ?? {}).map(([name, { image }]) => [name, image]));
    expect(images).toEqual({
      proxy: settings['PROXY_IMAGE'], balie: settings['BALIE_IMAGE'], backup: settings['BALIE_IMAGE'], database: settings['DATABASE_IMAGE'],
      models: settings['OLLAMA_IMAGE'], 'fetch-model': settings['OLLAMA_IMAGE'],
    });
    for (const image of Object.values(images)) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
    const model = /^#CHAT_MODEL=(.+)$/m.exec(example)?.[1];
    expect(made[0]?.services['balie']?.['environment']).toMatchObject({ CHAT_MODEL: model });
    expect(made[0]?.services['fetch-model']?.['command']).toEqual([model]);
  });

  test('names no network, volume, secret or service that is not there, and leaves out none', () => {
    const [{ services, networks, volumes, secrets } = { services: {}, networks: {}, volumes: {}, secrets: {} }] = made;
    const all = Object.values(services);
    const named = (key: 'networks' | 'secrets') => new Set(all.flatMap((service) => service[key] ?? []));
    expect(named('networks')).toEqual(new Set(Object.keys(networks)));
    expect(named('secrets')).toEqual(new Set(Object.keys(secrets)));
    expect(new Set(all.flatMap((service) => service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '').filter((name) => !name.startsWith('./')))).toEqual(new Set(Object.keys(volumes)));
    const asked = all.flatMap(({ depends_on = {} }) => Object.keys(depends_on));
    expect(asked.length).toBeGreaterThan(0);
    for (const name of asked) expect(services).toHaveProperty([name]);
  });

  test('has of each secret the file that make-secrets makes', () => {
    const keys = [...textOf('make-secrets').matchAll(/^give \d+ (.+)$/gm)].flatMap(([, names]) => (names ?? '').split(' '));
    expect(Object.fromEntries(Object.entries(made[0]?.secrets ?? {}).map(([name, { file }]) => [name, file]))).toEqual(Object.fromEntries(keys.map((key) => [key, `./secrets/${key}`])));
  });

  test('is for who lets the desk out the same, with one network for the desk', () => {
    const [plain, outbound] = made;
    expect(outbound).toEqual({ ...plain, services: { ...plain?.services, balie: { ...plain?.services['balie'], networks: ['front', 'back', 'outside'] } } });
  });

  test('is for who has graphics cards the same, with those for the models alone', () => {
    const [, outbound, cards] = made;
    const models = outbound?.services['models'] ?? {};
    const { resources } = models['deploy'] as { resources: object };
    const withCards = { ...models, deploy: { resources: { ...resources, reservations: { devices: [{ driver: 'nvidia', count: 'all', capabilities: ['gpu'] }] } } } };
    expect(cards).toEqual({ ...outbound, services: { ...outbound?.services, models: withCards } });
  });
});

test('each setting that the files ask is in the example: those without which nothing starts to be filled in, others as they are by themselves', () => {
  const asked = COMPOSE.flatMap((name) => [...textOf(name).replaceAll(/^\s*#.*$/gm, '').matchAll(/(?<!\$)\$(?:\{(\w+)(:[?-])?([^}]*)\}|\w+)/g)]);
  const of = (kind: string | undefined) => Object.fromEntries(asked.filter(([, , how]) => how === kind).map(([, name, , value]) => [name ?? '', value ?? '']));
  expect(of(undefined)).toEqual({});
  expect(Object.keys(of(':?')).toSorted()).toEqual(Object.keys(settings).toSorted());
  const optional = Object.fromEntries([...example.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name ?? '', value ?? '']));
  expect(optional).toEqual({ ...of(':-'), COMPOSE_FILE: expect.stringMatching(/^compose\.yaml:/) });
});

test('without an image nothing is made, and it is said where images are named', () => {
  const { fault } = configOf(['compose.yaml'], at('without', filled.replace(/^DATABASE_IMAGE=.*$/m, '')));
  expect(fault).toMatch(/DATABASE_IMAGE.*images\.example/);
});

test('the schema refuses a key that Compose does not know, a condition that is none, and a network twice', () => {
  const wrong = ['health_check: { disable: true }', 'depends_on: { database: { condition: service_ready } }', 'networks: [outside, outside]'];
  const said = schemaFault(...wrong.map((text, index) => at(`wrong-${index}.yaml`, `services: { balie: { ${text} } }`)));
  for (const fault of [/wrong-0.*health_check/, /wrong-1.*depends_on/, /wrong-2.*networks/]) expect(said).toMatch(fault);
});
