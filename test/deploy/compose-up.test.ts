import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composed, configOf, place as deployed } from './support/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-up-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const digestOf = (image: string) => `sha256:${createHash('sha256').update(image).digest('hex')}`;
const IMAGE = 'register.lindewaarde.example/balie:0.1.0';
const HOST = 'balie.lindewaarde.example';
/** In place of Docker: keeps what it is asked, and knows of each image the digest but of those that are nowhere. */
const DOCKER = `#!/bin/sh
echo "$*" >>"$ASKED"
case "$*" in
  *nergens*) echo 'ERROR: not found' >&2; exit 1 ;;
  *gekaapt*) printf 'sha256:%045d\\nCONFIG=/etc/passwd\\n' 0 ;;
  *zonder*) printf '%064d\\n' 0 ;;
  *kort*) echo sha256:abc ;;
  # As any program may, it reads what it is given to read.
  'buildx imagetools inspect '*) cat >/dev/null; printf 'sha256:%s\\n' "$(printf %s "$4" | sha256sum | cut -d' ' -f1)" ;;
  'compose up '*) exit "\${FAILS:-0}" ;;
esac
`;
mkdirSync(join(folder, 'bin'));
writeFileSync(join(folder, 'bin/docker'), DOCKER, { mode: 0o755 });

/** A copy of what is in the repository, as git has it: without anybody's own secrets. */
function server(name: string) {
  const place = join(folder, name);
  cpSync(deployed, place, { recursive: true, filter: (path) => !/\/(?:secrets|backups|gemeente|\.env)$/.test(path) });
  const asked = join(folder, `${name}.asked`);
  return {
    place,
    read: (path: string) => readFileSync(join(place, path), 'utf8'),
    up(args: readonly string[], env: Record<string, string> = {}) {
      writeFileSync(asked, '');
      const { status, stdout, stderr } = spawnSync(join(place, 'up'), args, { cwd: tmpdir(), encoding: 'utf8', env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, ASKED: asked, ...env } });
      return { status, said: stdout + stderr, asked: readFileSync(asked, 'utf8').trimEnd().split('\n').filter((line) => line !== '') };
    },
  };
}
const START = 'compose up --detach --wait';
const asks = (image: string) => `buildx imagetools inspect ${image} --format {{ .Manifest.Digest }}`;
const OTHERS = ['docker.io/nginxinc/nginx-unprivileged:stable', 'docker.io/pgvector/pgvector:pg18', 'docker.io/ollama/ollama:latest'];

describe('one command', () => {
  const here = server('eerste');
  let first: ReturnType<typeof here.up>;
  beforeAll(() => {
    first = here.up([HOST, IMAGE]);
  });

  test('makes the secrets, pins each image, and starts', () => {
    expect(first).toMatchObject({ status: 0, asked: [IMAGE, ...OTHERS].map(asks).concat(START), said: expect.stringContaining(`https://${HOST}`) });
    expect(readdirSync(join(here.place, 'secrets')).toSorted()).toEqual(['audit.key', 'database.password', 'database.url', 'metrics.token', 'tls.crt', 'tls.key']);
    for (const name of ['audit.key', 'database.password', 'metrics.token']) expect(first.said).not.toContain(here.read(`secrets/${name}`));
  });

  test('gives Compose settings with which it starts what was pinned', () => {
    const { text, fault } = configOf(['compose.yaml'], join(here.place, '.env'));
    expect(fault).toBe('');
    const { services } = composed(text);
    expect(Object.fromEntries(['balie', 'proxy', 'database', 'models'].map((name) => [name, services[name]?.image]))).toEqual(
      Object.fromEntries(['balie', 'proxy', 'database', 'models'].map((name, index) => { const image = [IMAGE, ...OTHERS][index] ?? ''; return [name, `${image}@${digestOf(image)}`]; })),
    );
    // All else that the example says stays.
    expect(here.read('.env').split('\n').filter((line) => line.startsWith('#'))).toEqual(here.read('images.example').split('\n').filter((line) => line.startsWith('#')));
  });

  test('a second time only starts, also without the image; another image is refused, and not left out without a word', () => {
    const before = [here.read('.env'), here.read('secrets/audit.key'), here.read('secrets/tls.crt')];
    expect(here.up([HOST])).toMatchObject({ status: 0, asked: [START] });
    expect(here.up([HOST, IMAGE])).toMatchObject({ status: 0, asked: [START] });
    for (const other of ['register.lindewaarde.example/balie:0.2.0', `${IMAGE}@${digestOf('ander')}`]) expect(here.up([HOST, other])).toMatchObject({ status: 2, asked: [], said: expect.stringContaining('ander image') });
    expect([here.read('.env'), here.read('secrets/audit.key'), here.read('secrets/tls.crt')]).toEqual(before);
  });

  test('looks up only what is not filled in, and keeps what somebody put there', () => {
    writeFileSync(join(here.place, '.env'), here.read('.env').replace(/^(DATABASE_IMAGE=.*@sha256:).*$/m, '$1') + 'CONFIG=/gemeente/balie.yaml');
    expect(here.up([HOST]).asked).toEqual([asks(OTHERS[1] ?? ''), START]);
    expect(here.read('.env')).toMatch(/\nCONFIG=\/gemeente\/balie\.yaml\n$/);
    expect(here.read('.env')).toContain(`DATABASE_IMAGE=${OTHERS[1]}@${digestOf(OTHERS[1] ?? '')}\n`);
  });

  test('fails when Compose does', () => {
    const { status, said } = here.up([HOST], { FAILS: '17' });
    expect(status).toBe(17);
    expect(said).not.toContain('De balie draait');
  });
});

test('an image that is given counts where .env has none of its own yet, and its rights stay', () => {
  const { up, read, place } = server('ingevuld');
  writeFileSync(join(place, '.env'), read('images.example'), { mode: 0o600 });
  expect(up([HOST, IMAGE])).toMatchObject({ status: 0, asked: [IMAGE, ...OTHERS].map(asks).concat(START) });
  expect(read('.env')).toContain(`\nBALIE_IMAGE=${IMAGE}@${digestOf(IMAGE)}\n`);
  expect(statSync(join(place, '.env')).mode & 0o777).toBe(0o600);
});

test('an image that is named by its digest is not looked up', () => {
  const { up, read } = server('digest');
  const pinned = `${IMAGE}@${digestOf('van ons')}`;
  expect(up([HOST, pinned]).asked).toEqual([...OTHERS.map(asks), START]);
  expect(read('.env')).toContain(`\nBALIE_IMAGE=${pinned}\n`);
});

test.each([
  ['no name', [], 2, 'Gebruik'],
  ['no image', [HOST], 2, 'Gebruik'],
  ['a name that is none', ['balie; rm -rf /', IMAGE], 2, 'Gebruik'],
  ['an image that is none', [HOST, 'balie\nCONFIG=/etc/passwd'], 2, 'Gebruik'],
  ['an option in place of an image', [HOST, '--help'], 2, 'Gebruik'],
  ['an option in place of a name', ['--help', IMAGE], 2, 'Gebruik'],
  ['half a digest', [HOST, `${IMAGE}@sha256:abc`], 2, 'Gebruik'],
  ['an image that is nowhere', [HOST, 'nergens/balie:0.1.0'], 1, 'Van nergens/balie:0.1.0 is geen digest te vinden'],
  ['a registry that answers more than a digest', [HOST, 'gekaapt/balie:0.1.0'], 1, 'geen digest te vinden'],
  ['a registry that answers no kind of digest', [HOST, 'zonder/balie:0.1.0'], 1, 'geen digest te vinden'],
  ['a registry that answers half a digest', [HOST, 'kort/balie:0.1.0'], 1, 'geen digest te vinden'],
])('with %s nothing is started or half made', (name, args, status, said) => {
  const { place, up } = server(name);
  const done = up(args);
  expect(done).toMatchObject({ status, said: expect.stringContaining(said) });
  expect(done.asked).not.toContain(START);
  expect(['.env', '.env.new', 'secrets'].filter((path) => existsSync(join(place, path)))).toEqual([]);
});
