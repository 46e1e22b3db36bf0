import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deployed, withoutComments } from './support.ts';

interface Service {
  readonly image: string;
  readonly ports?: string[];
  readonly networks: string[];
  readonly environment?: Record<string, string>;
  readonly deploy: { readonly resources: { readonly limits: object } };
  readonly [more: string]: unknown;
}
interface Compose {
  readonly services: Record<string, Service>;
  readonly networks: Record<string, { internal?: boolean }>;
}
const { services, networks } = parse(deployed('compose/compose.yaml'), { merge: true }) as Compose;
/** All that a service can speak with, by name. */
const near = (name: string) => Object.keys(services).filter((other) => other !== name && services[other]?.networks.some((network) => services[name]?.networks.includes(network)));
const isOutside = (name: string) => services[name]?.networks.some((network) => networks[network]?.internal !== true);

describe('Docker Compose', () => {
  test.each(Object.entries(services))('%s has no right that it needs not, bounds, and an image that somebody chose', (_, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service).not.toHaveProperty('privileged');
    expect(service).not.toHaveProperty('cap_add');
    expect(service.deploy.resources.limits).toEqual({ cpus: expect.anything(), memory: expect.anything(), pids: expect.any(Number) });
    expect(service.image).toMatch(/^\$\{[A-Z]+_IMAGE:\?.+\}$/);
    expect(deployed('compose/images.example')).toContain(`\n${/[A-Z]+_IMAGE/.exec(service.image)?.[0]}=`);
  });

  test('the proxy alone is reached, and speaks with the desk alone', () => {
    expect(Object.keys(services).filter((name) => services[name]?.ports !== undefined)).toEqual(['proxy']);
    expect(near('proxy')).toEqual(['balie']);
    expect(near('balie').toSorted()).toEqual(['backup', 'database', 'models', 'proxy']);
  });

  test('the proxy hears who asks: by no address at which Docker says that it is itself', () => {
    const published = (services['proxy']?.ports ?? []).map((port) => /^(?<address>.*):(?<outside>\d+):(?<inside>\d+)$/.exec(port)?.groups);
    expect(published).toMatchObject([{ address: '0.0.0.0', outside: '80' }, { address: '0.0.0.0', outside: '443' }]);
    const heard = [...withoutComments(deployed('compose/nginx.conf')).matchAll(/listen (\d+)/g)].map(([, port]) => port);
    expect(published.map((port) => port?.['inside'])).toEqual(heard);
  });

  test('none of them can leave, but for the proxy and what fetches a model when it is asked to', () => {
    expect(Object.keys(services).filter(isOutside)).toEqual(['proxy', 'fetch-model']);
    expect(services['fetch-model']).toMatchObject({ profiles: ['fetch'] });
    expect(near('fetch-model')).toEqual([]);
  });

  test('a backup is made when it is asked for, of what the desk keeps, where it may be written and stays', () => {
    const { balie, backup } = services;
    expect(backup).toMatchObject({ profiles: ['backup'], restart: 'no', image: balie?.image, user: balie?.['user'], environment: balie?.environment, secrets: balie?.['secrets'] });
    const [name, folder, , key] = (backup?.['command'] ?? []) as string[];
    expect(name).toBe('backup');
    expect(backup?.['volumes']).toContain(`.${folder}:${folder}`);
    expect(key).toMatch(new RegExp(`^${folder}/.+\\.pub$`));
  });

  test('who lets the desk out lets out nobody else', () => {
    const outbound = parse(deployed('compose/compose.outbound.yaml')) as Pick<Compose, 'services'>;
    expect(Object.keys(outbound.services)).toEqual(['balie']);
    // What Compose makes of the two together: `test/deploy/compose-config.test.ts`.
    expect(outbound.services['balie']).toEqual({ networks: ['outside'] });
  });

  test('each address that a service is told of is that of another, on a network of both', () => {
    const told = Object.entries(services).flatMap(([name, { environment = {} }]) => Object.values(environment).flatMap((value) => (/^https?:\/\/([\w-]+):/.exec(value) ?? []).slice(1).map((host) => [name, host] as const)));
    expect(told).toEqual([['balie', 'models'], ['backup', 'models']]);
    expect(near('backup')).toContain('models');
    expect(near('balie')).toContain('models');
    expect(deployed('compose/make-secrets')).toContain('@database:5432/balie');
    expect(near('balie')).toContain('database');
  });
});
