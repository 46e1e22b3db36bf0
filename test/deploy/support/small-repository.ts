import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './image.ts';

/** Of the real ones: one that runs and brings a program, what that needs, and one of developers with a program. */
const KEPT = ['node_modules/pino', 'node_modules/pgvector'];
const DEVELOPERS = ['node_modules/why-is-node-running'];
const FILES = ['package.json', 'LICENSE', 'docs/air-gap.md', 'docs/licences.md', 'docs/nl/installer.md', 'docs/pictures/start-phone.png', 'ingest/samples/balie.yaml', 'ingest/samples/producten/paspoort-aanvragen.md', 'prompts/loket/cases.jsonl', 'deploy/bundle/inside/balie', 'deploy/bundle/inside/LEESMIJ.md', 'deploy/compose/images.example', 'deploy/docker/Dockerfile', 'deploy/helm/balie/values.yaml', 'src/main.ts', 'test/deploy/bundle.test.ts'];

type Lock = { packages: Record<string, object> };

/** A repository as this one, with a few of its files and packages, in git: what takes a minute with all of it takes a second. */
export function smallRepository(): string {
  const place = mkdtempSync(join(tmpdir(), 'balie-small-'));
  const modules = realpathSync(join(root, 'node_modules'));
  for (const path of FILES) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    cpSync(join(root, path), join(place, path));
  }
  const lockOf = (path: string) => {
    const lock = JSON.parse(readFileSync(path, 'utf8')) as Lock;
    return `${JSON.stringify({ ...lock, packages: Object.fromEntries(['', ...KEPT, ...DEVELOPERS].flatMap((name) => (lock.packages[name] === undefined ? [] : [[name, lock.packages[name]]]))) }, null, 2)}\n`;
  };
  writeFileSync(join(place, 'package-lock.json'), lockOf(join(root, 'package-lock.json')));
  mkdirSync(join(place, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(place, 'node_modules/.package-lock.json'), lockOf(join(modules, '.package-lock.json')));
  for (const path of [...KEPT, ...DEVELOPERS]) cpSync(join(modules, path.replace('node_modules/', '')), join(place, path), { recursive: true });
  symlinkSync('../pino/bin.js', join(place, 'node_modules/.bin/pino'));
  symlinkSync('../why-is-node-running/cli.js', join(place, 'node_modules/.bin/why-is-node-running'));
  writeFileSync(join(place, '.gitignore'), 'node_modules\n');
  git(place, 'init', '--quiet');
  git(place, 'add', '--all');
  git(place, 'commit', '--quiet', '--message', 'Eerste');
  return place;
}

export function git(place: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@balie.example', '-c', 'commit.gpgsign=false', ...args], { cwd: place, encoding: 'utf8' });
}
