import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, cpSync, existsSync, lutimesSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commitOf } from '../../src/cli/factsheet/facts/commit.ts';
import { makeBundle, type Wanted } from '../../deploy/bundle/make.ts';
import { sourceOf } from '../../deploy/bundle/program.ts';
import { cyclonedxSchema } from '../support/card-schemas.ts';
import { root as whole } from './support/image.ts';
import { git, smallRepository } from './support/small-repository.ts';

const MODEL = 'ministral-3:3b';
let root: string;
let place: string;
const make = (name: string, more: Partial<Wanted> = {}) => makeBundle({ root, out: join(place, name), platform: 'linux-x64', modelNames: [MODEL], ...more });
const unpack = (archive: string, name: string) => {
  mkdirSync(join(place, name));
  execFileSync('tar', ['--extract', '--gzip', '--file', archive, '--directory', join(place, name), '--strip-components', '1']);
  return join(place, name);
};
const json = (folder: string, name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;

let folder: string;
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'balie-bundle-'));
  root = smallRepository();
  folder = unpack((await make('first')).archive, 'whole');
});
afterAll(() => {
  for (const one of [root, place]) rmSync(one, { recursive: true, force: true });
});

test('is on the disk once the command is done: the archive, its checksum and their names, for the stick may be taken out then', async () => {
  const flushed: string[] = [];
  const see = (fd: number) => void flushed.push(basename(readlinkSync(`/proc/self/fd/${fd}`)));
  const { fsync, fsyncSync } = fs;
  const spies = [
    vi.spyOn(fs, 'fsync').mockImplementation((fd, done) => { see(fd); fsync(fd, done); }),
    vi.spyOn(fs, 'fsyncSync').mockImplementation((fd) => { see(fd); fsyncSync(fd); }),
  ];
  syncBuiltinESMExports();
  try {
    const { archive } = await make('stick');
    expect(flushed).toEqual([basename(archive), `${basename(archive)}.sha256`, 'stick']);
  } finally {
    for (const spy of spies) spy.mockRestore();
    syncBuiltinESMExports();
  }
});

describe('what is in it', () => {
  test('the program as git has it, and what npm installs without what is for developers', () => {
    const there = (path: string) => existsSync(join(folder, 'program', path));
    expect(['src/main.ts', 'package-lock.json', 'node_modules/pino/package.json', 'node_modules/.bin/pino', 'node_modules/.package-lock.json'].filter((path) => !there(path))).toEqual([]);
    expect(['test', '.git', '.gitignore', 'node_modules/why-is-node-running', 'node_modules/.bin/why-is-node-running'].filter(there)).toEqual([]);
    expect(Object.keys((json(folder, 'program/node_modules/.package-lock.json') as { packages: object }).packages).toSorted()).toEqual(['node_modules/pgvector', 'node_modules/pino']);
  });

  test('the documents: guides with their pictures, the sample municipality, the set of questions to try it with, and what is needed to deploy it', () => {
    const brought = ['docs/nl/installer.md', 'docs/pictures/start-phone.png', 'ingest/samples/balie.yaml', 'ingest/samples/producten/paspoort-aanvragen.md', 'prompts/loket/cases.jsonl', 'deploy/compose/images.example'];
    for (const path of brought) expect(readFileSync(join(folder, 'program', path)).equals(readFileSync(join(whole, path))), path).toBe(true);
    // Of the whole repository, by the same choice: all that git has there.
    const { files } = sourceOf(whole, { asItIs: true });
    for (const at of ['docs', 'ingest/samples', 'prompts', 'deploy']) {
      const there = git(whole, 'ls-files', '-z', at).split('\0').slice(0, -1);
      expect(there.length, at).toBeGreaterThan(20);
      expect(files.filter((path) => path.startsWith(`${at}/`))).toEqual(there);
    }
  });

  test('of which commit it is, what it is made of, and what does not go along', () => {
    const commit = git(root, 'rev-parse', 'HEAD').trim();
    expect(json(folder, 'bundle.json')).toMatchObject({ name: 'balie', commit, platform: 'linux-x64', packages: 2 });
    expect(commitOf(join(folder, 'program'))).toBe(commit);
    expect(cyclonedxSchema.parse(json(folder, 'sbom.json')).components.map(({ name }) => name).toSorted()).toEqual(['pgvector', 'pino']);
    expect(json(folder, 'models.json')).toEqual([{ name: MODEL, page: 'https://ollama.com/library/ministral-3', licence: 'Apache-2.0', origin: 'Mistral AI (Frankrijk)', isIncluded: false }]);
    const images = json(folder, 'images.json') as { setting: string; name?: string; digest?: string }[];
    expect(images.map(({ setting }) => setting)).toEqual(['BALIE_IMAGE', 'PROXY_IMAGE', 'DATABASE_IMAGE', 'OLLAMA_IMAGE', 'NODE_IMAGE', 'BASE_IMAGE', 'image.repository', 'database.cluster.image', 'vllm.image']);
    expect(images.filter(({ digest }) => digest !== undefined)).toEqual([]);
  });

  test('the same bytes from the same commit, whenever and with whatever rights its files were written', async () => {
    const name = `balie-0.1.0-${git(root, 'rev-parse', 'HEAD').slice(0, 12)}-linux-x64.tar.gz`;
    const first = readFileSync(join(place, 'first', name));
    for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('.git/') && name !== '.git')) lutimesSync(join(root, path), 1_000_000, 1_000_000);
    utimesSync(join(root, 'LICENSE'), 1, 1);
    chmodSync(join(root, 'src/main.ts'), 0o700);
    chmodSync(join(root, 'LICENSE'), 0o600);
    // Nor are they touched by it, by which another one that is made meanwhile would fail.
    const changed = statSync(join(root, 'LICENSE')).ctimeMs;
    expect(readFileSync((await make('second')).archive).equals(first)).toBe(true);
    expect(statSync(join(root, 'LICENSE')).ctimeMs).toBe(changed);
    expect(readdirSync(join(place, 'second')).toSorted()).toEqual([name, `${name}.sha256`]);
  });
});

describe('on the other machine', () => {
  const run = (at: string, ...args: string[]) => {
    const { status, stderr } = spawnSync(join(at, 'balie'), args, { env: { PATH: '/usr/bin:/bin', HOME: place }, encoding: 'utf8' });
    return { status, said: stderr };
  };

  test('whole: said so', () => {
    expect(run(folder, 'check')).toMatchObject({ status: 0, said: expect.stringMatching(/^Alle \d+ bestanden zijn zoals ze gemaakt zijn\.$/m) });
  });

  test.each([
    ['changed', (at: string) => appendFileSync(join(at, 'program/src/main.ts'), ' '), 'Veranderd: program/src/main.ts'],
    ['missing', (at: string) => unlinkSync(join(at, 'program/node_modules/pino/package.json')), 'Ontbreekt: program/node_modules/pino/package.json'],
    ['of somebody else', (at: string) => writeFileSync(join(at, 'program/src/extra file.ts'), ''), 'Niet van dit pakket: program/src/extra file.ts'],
    ['a link that leads elsewhere', (at: string) => { unlinkSync(join(at, 'program/node_modules/.bin/pino')); symlinkSync('/bin/true', join(at, 'program/node_modules/.bin/pino')); }, 'Verwijzing ontbreekt of is veranderd: program/node_modules/.bin/pino -> ../pino/bin.js'],
    ['a link that was not there', (at: string) => symlinkSync('/bin/true', join(at, 'program/node_modules/.bin/node')), 'Verwijzing niet van dit pakket: program/node_modules/.bin/node -> /bin/true'],
    ['a place in the manifest that was taken out', (at: string) => { const path = join(at, 'MANIFEST.sha256'); writeFileSync(path, readFileSync(path, 'utf8').replace(/^.*program\/src\/main\.ts\n/m, '')); }, 'Niet van dit pakket: program/src/main.ts'],
    ['a manifest that is none', (at: string) => writeFileSync(join(at, 'MANIFEST.sha256'), 'x'), 'Veranderd: MANIFEST.sha256'],
    ['a manifest that is gone', (at: string) => unlinkSync(join(at, 'MANIFEST.sha256')), 'Er is geen MANIFEST'],
  ])('%s: refused and named, and nothing starts or is installed', (_, change, said) => {
    const at = mkdtempSync(join(place, 'other-'));
    cpSync(folder, at, { recursive: true, verbatimSymlinks: true });
    change(at);
    expect(run(at, 'check')).toMatchObject({ status: 1, said: expect.stringContaining(said) });
    expect(run(at, 'start')).toMatchObject({ status: 1, said: expect.stringContaining(said) });
    expect(run(at, 'install', join(at, 'target'))).toMatchObject({ status: 1, said: expect.stringContaining(said) });
    expect(existsSync(join(at, 'target'))).toBe(false);
  });

  test('is not put over what is no Balie, nor over data', () => {
    const other = join(place, 'other');
    mkdirSync(other);
    expect(run(folder, 'install', other)).toMatchObject({ status: 1, said: expect.stringContaining('is geen Balie') });
    const used = join(place, 'used');
    expect(run(folder, 'install', used)).toMatchObject({ status: 0 });
    mkdirSync(join(used, 'data'));
    expect(run(folder, 'install', used)).toMatchObject({ status: 1, said: expect.stringContaining('DATA_DIR') });
    expect(run(folder, 'install', 'used')).toMatchObject({ status: 2 });
    expect(readdirSync(place).filter((name) => name.startsWith('used'))).toEqual(['used']);
  });
});

describe('what cannot be made', () => {
  test('of files that are not committed', async () => {
    appendFileSync(join(root, 'LICENSE'), ' ');
    await expect(make('not')).rejects.toThrow('LICENSE');
    const { archive, commit } = await make('as-it-is', { asItIs: true });
    expect(commit).toContain('(veranderd)');
    expect(basename(archive)).toBe(`balie-0.1.0-${commit.slice(0, 12)}-veranderd-linux-x64.tar.gz`);
    git(root, 'checkout', '--quiet', 'LICENSE');
  });

  test('of packages that are not those of the lock file, or not for that platform', async () => {
    await expect(make('not', { platform: 'linux-sparc' })).rejects.toThrow('linux-x64, linux-arm64');
    const path = join(root, 'node_modules/.package-lock.json');
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.replace(/sha512-[\w+/=]+/, 'sha512-x'));
    const [own, other] = process.arch === 'arm64' ? ['arm64', 'x64'] : ['x64', 'arm64'];
    await expect(make('not', { platform: `linux-${own}` })).rejects.toThrow(/: pino\.\nDoe eerst: npm ci$/);
    // Of the other kind, Node.js of the bundle does not run here: not by npm run, then.
    await expect(make('not', { platform: `linux-${other}` })).rejects.toThrow(new RegExp(`npm 10\\.1 [^]*npm ci --os=linux --cpu=${other}\nnode deploy/bundle/main\\.ts --platform linux-${other}$`));
    writeFileSync(path, before);
    expect(existsSync(join(place, 'not'))).toBe(false);
  });

  test('with a model that is not there or was changed; a whole one goes along', async () => {
    const models = join(place, 'models');
    const [layer, config] = ['weights', '{}'].map((text) => ({ digest: `sha256:${createHash('sha256').update(text).digest('hex')}`, size: text.length, text }));
    const named = JSON.stringify({ schemaVersion: 2, config, layers: [layer] });
    for (const at of ['blobs', 'manifests/registry.ollama.ai/library/ministral-3']) mkdirSync(join(models, at), { recursive: true });
    await expect(make('not', { modelsFolder: models })).rejects.toThrow('ollama pull ministral-3:3b');
    writeFileSync(join(models, 'manifests/registry.ollama.ai/library/ministral-3/3b'), named);
    for (const { digest, text } of [layer, config].flatMap((one) => one ?? [])) writeFileSync(join(models, 'blobs', digest.replace(':', '-')), text);
    const brought = unpack((await make('with-model', { modelsFolder: models })).archive, 'with');
    expect(json(brought, 'models.json')).toMatchObject([{ name: MODEL, isIncluded: true, digest: createHash('sha256').update(named).digest('hex'), bytes: 9 }]);
    expect(readdirSync(join(brought, 'models/blobs'))).toHaveLength(2);
    writeFileSync(join(models, 'blobs', layer?.digest.replace(':', '-') ?? ''), 'other');
    await expect(make('not', { modelsFolder: models })).rejects.toThrow('is veranderd');
    await expect(make('not', { modelNames: ['../../x'] })).rejects.toThrow('geen naam van een model');
  });

  test('with an image without a digest, or one that nobody uses; with digests they are in the list', async () => {
    const images = join(place, 'images.env');
    const digest = `sha256:${createHash('sha256').update('an image').digest('hex')}`;
    writeFileSync(images, `# Gekozen op 27 november\nDATABASE_IMAGE=register.gemeente.example/pgvector:pg18@${digest}\n`);
    const made = unpack((await make('with-images', { images })).archive, 'images');
    expect(json(made, 'images.json')).toContainEqual({ setting: 'DATABASE_IMAGE', usedBy: 'deploy/compose/compose.yaml', name: 'register.gemeente.example/pgvector:pg18', digest });
    for (const line of ['DATABASE_IMAGE=pgvector:pg18', 'PROXY_IMAGE=nginx@sha256:', `OTHER_IMAGE=x@${digest}`]) {
      writeFileSync(images, `${line}\n`);
      await expect(make('not', { images })).rejects.toThrow(line.split('=')[0]);
    }
  });
});
