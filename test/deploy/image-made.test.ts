import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitOf } from '../../src/cli/factsheet/facts/commit.ts';
import { root } from './support/image.ts';

/** How the guides have the image made, and what it then says of itself. The English page has the same commands: `test/unit/docs.test.ts`. */
const guide = readFileSync(join(root, 'docs/nl/installer.md'), 'utf8');
const build = guide.split('\n').filter((line) => line.startsWith('docker buildx build '));
const dockerfile = readFileSync(join(root, 'deploy/docker/Dockerfile'), 'utf8').replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ');
const [last = ''] = dockerfile.split(/^FROM /m).slice(-1);
const given = Object.fromEntries([...(build[0] ?? '').matchAll(/--build-arg (\w+)=((?:\$\([^)]*\)|\S)+)/g)].map(([, name, value]) => [name ?? '', value ?? '']));

test('with a list of what is in it, and a proof of where it came from', () => {
  expect(build).toHaveLength(1);
  expect(build[0]?.split(' ')).toEqual(expect.arrayContaining(['--sbom=true', '--provenance=mode=max', '--push']));
});

test('with every argument that the Dockerfile has, and the base images by digest', () => {
  const named = [...dockerfile.matchAll(/^ARG (.*)$/gm)].map(([, name]) => name ?? '');
  expect(new Set(named)).toEqual(new Set(['NODE_IMAGE', 'BASE_IMAGE', 'VERSION', 'REVISION', 'CREATED']));
  expect(Object.keys(given).toSorted()).toEqual([...new Set(named)].toSorted());
  expect(given).toMatchObject({ NODE_IMAGE: expect.stringMatching(/@\$NODE_DIGEST$/), BASE_IMAGE: expect.stringMatching(/@\$BASE_DIGEST$/) });
});

test('so that the program in it knows its commit, and without one does not guess', () => {
  const [, install = ''] = dockerfile.split(/^FROM /m);
  const after = install.split(/^COPY \. \.$/m)[1] ?? '';
  expect(after).toMatch(/^ARG REVISION$/m);
  expect(last).toMatch(/^COPY --from=install \/app \/app$/m);
  const [, command = 'false'] = /^RUN (.*COMMIT.*)$/m.exec(after) ?? [];
  const app = mkdtempSync(join(tmpdir(), 'balie-commit-'));
  const build = (env: object) => execFileSync('sh', ['-euc', command], { cwd: app, env: { PATH: process.env['PATH'] ?? '', ...env } });
  build({ REVISION: '' });
  expect(commitOf(app)).toBeUndefined();
  build({ REVISION: '4bf92f3577b34da6a3ce929d0e0e47364bf92f35' });
  expect(commitOf(app)).toBe('4bf92f3577b34da6a3ce929d0e0e47364bf92f35');
  rmSync(app, { recursive: true });
});

test('so that it says what it is, of which version and commit, and of when', () => {
  const labels = Object.fromEntries([...(/^LABEL (.*)$/m.exec(last)?.[1] ?? '').matchAll(/org\.opencontainers\.image\.(\w+)="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']));
  expect(labels).toEqual({ title: 'Balie', description: expect.stringContaining('AI desk'), licenses: 'EUPL-1.2', version: '${VERSION}', revision: '${REVISION}', created: '${CREATED}' });
  // An argument holds in the stage that names it.
  expect([...last.matchAll(/^ARG (.*)$/gm)].map(([, name]) => name)).toEqual(['VERSION', 'REVISION', 'CREATED']);
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; license: string };
  expect([given['VERSION'], labels['licenses']]).toEqual([version, license]);
  const values = execFileSync('bash', ['-euc', `printf '%s\\n' ${given['REVISION']} ${given['CREATED']}`], { cwd: root, encoding: 'utf8' });
  // RFC 3339, as the label is defined.
  expect(values).toMatch(/^[0-9a-f]{40}\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/);
});
