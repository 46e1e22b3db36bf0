import { globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What each room may know of the house besides itself and the errors. What is not here may not be imported: it comes through arguments. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  // Pure functions over text.
  'src/guard': [],
  'src/store': [],
  // Who asks without an account.
  'src/visitors': [],
  // The pipeline of an answer knows its ports alone.
  'src/answer': [],
  'src/evaluation': ['src/answer/ports.ts', 'src/dutch-time.ts'],
  // What the database keeps.
  'src/audit': ['src/store/database.ts'],
  'src/handover': ['src/store/database.ts', 'src/dutch-time.ts'],
  'src/identity': ['src/store/database.ts', 'src/dutch-time.ts'],
  'src/jobs': ['src/store/database.ts'],
  'src/knowledge': ['src/store/database.ts', 'src/dutch-time.ts'],
  'src/review': ['src/store/database.ts'],
  // Implements the ports of the answer.
  'src/models': ['src/answer/ports.ts', 'src/store/database.ts'],
  'src/metrics': ['src/models/call.ts'],
  // Pages and their outside; what they show and do is handed in.
  'src/web': ['src/dutch-time.ts'],
  'src/http': ['src/answer/events.ts', 'src/answer/ports.ts', 'src/models/call.ts', 'src/models/model-rules.ts', 'src/knowledge/metadata-rules.ts', 'src/web/*.ts', 'src/web/pages/**'],
  ingest: ['src/guard/**', 'src/jobs/**', 'src/knowledge/**', 'src/store/database.ts'],
  // Reads the configuration for all rooms, by the rules that they have for it.
  'src/config': ['src/guard/**', 'src/handover/hours/**', 'src/models/*.ts'],
  // Fits the rooms together.
  'src/cli': ['src/**', 'ingest/**'],
  'src/main.ts': ['src/cli/**', 'src/config/config.ts', 'src/store/*.ts'],
  'src/errors.ts': ['src/errors/*.ts'],
  'src/errors': [],
  'src/dutch-time.ts': [],
};
const ERRORS = 'src/errors.ts';

const sources = globSync(['src/**/*.ts', 'ingest/**/*.ts'], { cwd: root });

function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find((room) => path === room || path.startsWith(`${room}/`));
}

function mayImport(from: string, target: string): boolean {
  const room = roomOf(from);
  if (room === undefined) return false;
  if (target.startsWith(`${room}/`)) return true;
  return [ERRORS, ...(ROOMS[room] ?? [])].some((allowed) => matchesGlob(target, allowed));
}

/** All code that a file names by a path of its own: what it imports, also later, and what it starts as a worker. */
function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport|\bURL)\s*\(?\s*'(\.[^']+\.ts)'/g)].map(([, target = '']) => normalize(join(dirname(path), target)));
}

describe('the rooms of the house', () => {
  test('are all in the table', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(sources.filter((path) => roomOf(path) === undefined)).toEqual([]);
  });

  test.each(Object.keys(ROOMS))('%s imports what it may', (room) => {
    const files = sources.filter((path) => roomOf(path) === room);
    expect(files).not.toEqual([]);
    const arrows = files.flatMap((path) => importsOf(path, readFileSync(join(root, path), 'utf8')).map((target) => ({ path, target })));
    expect(arrows.filter(({ path, target }) => !mayImport(path, target)).map(({ path, target }) => `${path} -> ${target}`)).toEqual([]);
    // What nobody uses is not allowed beforehand.
    expect(ROOMS[room]?.filter((allowed) => !arrows.some(({ target }) => matchesGlob(target, allowed)))).toEqual([]);
  });

  test.each([
    ['src/answer/grounding/deep/planted.ts', "import { a } from '../../../store/open.ts';"],
    ['src/answer/planted.ts', "import type { A } from '../guard/personal/find.ts';"],
    ['src/http/routes/planted.ts', "export { a } from '../../jobs/manage.ts';"],
    ['src/jobs/planted.ts', "const a = await import('../audit/chain.ts');"],
    ['src/store/planted.ts', "new Worker(new URL('../knowledge/search.ts', import.meta.url));"],
    ['src/cli/planted.ts', "import { a } from '../../test/support/desk.ts';"],
    ['src/knowledge/planted.ts', "import '../config/config.ts';"],
    ['src/new-room/planted.ts', "import { a } from '../store/database.ts';"],
  ])('%s may not: %s', (path, code) => {
    expect(importsOf(path, code).map((target) => mayImport(path, target))).toEqual([false]);
  });
});
