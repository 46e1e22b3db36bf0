import { globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What each room may know of the house besides itself and the errors. What is not here may not be imported: it comes through arguments. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  // Pure functions over text.
  'src/guard': [],
  'src/store': ['src/outbound/allow.ts', 'src/secret-file.ts'],
  // What the process may connect to.
  'src/outbound': [],
  // Who asks without an account.
  'src/visitors': ['src/store/database.ts', 'src/dutch-time.ts'],
  // The pipeline of an answer knows its ports alone.
  'src/answer': [],
  'src/evaluation': ['src/answer/ports.ts', 'src/dutch-time.ts', 'src/knowledge/evaluation/baseline-file.ts'],
  // What the database keeps.
  'src/audit': ['src/store/database.ts', 'src/uuid.ts'],
  // All of it in one file, and back.
  'src/backup': ['src/store/database.ts', 'src/store/migrate.ts', 'src/audit/signing.ts'],
  // What is recorded of it elsewhere.
  'src/logbook': ['src/store/database.ts', 'src/audit/follow/entries.ts', 'src/handover/conversations-of.ts', 'src/audit/conversation-mark.ts', 'src/outbound/allow.ts', 'src/outbound/bounded-text.ts', 'src/uuid.ts', 'src/outbound/retry-after.ts'],
  'src/handover': ['src/cut.ts', 'src/outbound/allow.ts', 'src/outbound/post.ts', 'src/store/database.ts', 'src/dutch-time.ts', 'src/audit/content.ts', 'src/audit/management-log.ts'],
  'src/identity': ['src/outbound/allow.ts', 'src/store/database.ts', 'src/dutch-time.ts', 'src/uuid.ts', 'src/audit/content.ts'],
  // Documents on their way in, up to their place among the others.
  'src/jobs': ['src/knowledge/documents/*.ts', 'src/knowledge/text.ts', 'src/store/database.ts'],
  'src/knowledge': ['src/store/database.ts', 'src/dutch-time.ts'],
  // What people may ask of what the desk has of them.
  'src/privacy': ['src/store/database.ts', 'src/uuid.ts', 'src/audit/content.ts', 'src/audit/conversation-mark.ts', 'src/audit/management-log.ts'],
  'src/review': ['src/store/database.ts', 'src/audit/management-log.ts', 'src/audit/turn-notes.ts'],
  // How long all of it is kept.
  'src/retention': ['src/store/database.ts', 'src/dutch-time.ts', 'src/durations.ts', 'src/audit/content.ts', 'src/audit/holds-in-chain.ts', 'src/audit/management-log.ts', 'src/audit/retention.ts'],
  // What is set while the desk runs, in versions.
  'src/settings': ['src/store/database.ts', 'src/audit/content.ts', 'src/audit/management-log.ts', 'src/audit/setting-acts.ts'],
  // Leave to see what people said.
  'src/oversight': ['src/store/database.ts', 'src/audit/content.ts', 'src/audit/management-log.ts', 'src/audit/opening-acts.ts'],
  // What the deployment says of itself to everybody.
  'src/factsheet': ['src/cut.ts', 'src/dutch-time.ts', 'src/durations.ts', 'src/outbound/allow.ts', 'src/outbound/bounded-text.ts', 'src/store/database.ts', 'src/audit/content.ts', 'src/audit/management-log.ts', 'src/audit/signing.ts', 'src/outbound/retry-after.ts'],
  // What of the desk is turned off.
  'src/switches': ['src/store/database.ts', 'src/audit/management-log.ts'],
  // What employees have of their own, and work with.
  'src/workplace': ['src/cut.ts', 'src/store/database.ts', 'src/dutch-time.ts', 'src/audit/content.ts', 'src/audit/management-log.ts', 'src/audit/retention.ts', 'src/answer/deadline.ts', 'src/answer/ports.ts', 'src/answer/events.ts', 'src/models/prompts/*.ts', 'src/web/ai-mark.ts', 'src/web/answer-markup.ts'],
  // Implements the ports of the answer.
  'src/models': ['src/answer/ports.ts', 'src/outbound/allow.ts', 'src/secret-file.ts', 'src/store/database.ts'],
  'src/metrics': ['src/models/call.ts'],
  // Pages and their outside; what they show and do is handed in.
  'src/web': ['src/cut.ts', 'src/dutch-time.ts', 'src/durations.ts', 'src/factsheet/ai-act/check/finding.ts', 'src/factsheet/ai-act/words.ts', 'src/factsheet/lines/*.ts', 'src/factsheet/statements/*questions.ts', 'src/factsheet/public/document.ts'],
  'src/http': ['src/factsheet/ai-act/**', 'src/factsheet/statements/*.ts', 'src/answer/events.ts', 'src/answer/ports.ts', 'src/models/call.ts', 'src/models/model-rules.ts', 'src/dutch-time.ts', 'src/durations.ts', 'src/knowledge/metadata-rules.ts', 'src/oversight/opening.ts', 'src/privacy/choices.ts', 'src/review/choices.ts', 'src/settings/form.ts', 'src/settings/text-diff.ts', 'src/switches/words.ts', 'src/uuid.ts', 'src/web/*.ts', 'src/web/pages/**', 'src/workplace/files/path.ts', 'src/workplace/whole/request.ts'],
  ingest: ['src/cut.ts', 'src/guard/**', 'src/jobs/**', 'src/knowledge/**', 'src/outbound/allow.ts', 'src/store/database.ts', 'src/outbound/retry-after.ts'],
  // Reads the configuration for all rooms, by the rules that they have for it.
  'src/config': ['src/dutch-time.ts', 'src/factsheet/statements/*.ts', 'src/guard/**', 'src/handover/hours/**', 'src/identity/groups.ts', 'src/identity/login-rules.ts', 'src/logbook/*.ts', 'src/models/*.ts', 'src/retention/rules.ts', 'src/secret-file.ts', 'src/visitors/limit-rules.ts'],
  // Fits the rooms together.
  'src/cli': ['src/**', 'ingest/**'],
  'src/main.ts': ['src/cli/run.ts', 'src/outbound/guard.ts'],
  'src/errors.ts': ['src/errors/*.ts'],
  'src/errors': [],
  'src/cut.ts': [],
  'src/dutch-time.ts': [],
  'src/durations.ts': [],
  'src/secret-file.ts': [],
  'src/uuid.ts': [],
};
/** Of which rooms the shapes may be known besides (`import type`): what is handed in is not described a second time. No code comes along. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  'src/web': ['src/factsheet/**', 'src/handover/*.ts', 'src/identity/**', 'src/jobs/*.ts', 'src/knowledge/**', 'src/logbook/state.ts', 'src/models/call.ts', 'src/retention/*.ts', 'src/oversight/*.ts', 'src/privacy/*.ts', 'src/review/*.ts', 'src/settings/*.ts', 'src/workplace/**'],
  'src/http': ['src/answer/**', 'src/audit/**', 'src/factsheet/**', 'src/handover/*.ts', 'src/identity/**', 'src/jobs/*.ts', 'src/knowledge/documents/*.ts', 'src/logbook/*.ts', 'src/metrics/metrics.ts', 'src/models/**', 'src/retention/*.ts', 'src/oversight/*.ts', 'src/privacy/*.ts', 'src/review/*.ts', 'src/settings/*.ts', 'src/switches/*.ts', 'src/visitors/*.ts', 'src/web/markup/**', 'src/workplace/**'],
};
const ERRORS = 'src/errors.ts';

const sources = globSync(['src/**/*.ts', 'ingest/**/*.ts'], { cwd: root });

function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find((room) => path === room || path.startsWith(`${room}/`));
}

interface Arrow {
  readonly target: string;
  /** Whether it is a type alone: Node leaves no trace of it. */
  readonly isType: boolean;
}

function mayImport(from: string, { target, isType }: Arrow): boolean {
  const room = roomOf(from);
  if (room === undefined) return false;
  if (target.startsWith(`${room}/`)) return true;
  return [ERRORS, ...(ROOMS[room] ?? []), ...(isType ? (SHAPES[room] ?? []) : [])].some((allowed) => matchesGlob(target, allowed));
}

/** All code that a file names by a path of its own: what it imports, also later, and what it starts as a worker. */
function importsOf(path: string, text: string): Arrow[] {
  return [...text.matchAll(/(?<type>\b(?:im|ex)port type [^;']*?)?(?:\bfrom|\bimport|\bURL)\s*\(?\s*'(?<target>\.[^']+\.ts)'/g)].map(({ groups }) => ({
    target: normalize(join(dirname(path), groups?.['target'] ?? '')),
    isType: groups?.['type'] !== undefined,
  }));
}

describe('the rooms of the house', () => {
  test('are all in the table', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(sources.filter((path) => roomOf(path) === undefined)).toEqual([]);
  });

  test.each(Object.keys(ROOMS))('%s imports what it may', (room) => {
    const files = sources.filter((path) => roomOf(path) === room);
    expect(files).not.toEqual([]);
    const arrows = files.flatMap((path) => importsOf(path, readFileSync(join(root, path), 'utf8')).map((arrow) => ({ path, ...arrow })));
    expect(arrows.filter((arrow) => !mayImport(arrow.path, arrow)).map(({ path, target }) => `${path} -> ${target}`)).toEqual([]);
    // What nobody uses is not allowed beforehand, and no code where shapes are enough.
    expect(ROOMS[room]?.filter((allowed) => !arrows.some(({ target }) => matchesGlob(target, allowed)))).toEqual([]);
    expect(SHAPES[room]?.filter((allowed) => !arrows.some(({ target, isType }) => isType && matchesGlob(target, allowed)))).toEqual(SHAPES[room] && []);
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
    ['src/http/planted.ts', "import { type A, b } from '../review/queue.ts';"],
    ['src/http/planted.ts', "import { type A } from '../review/queue.ts';"],
    ['src/http/planted.ts', "import type { A } from '../cli/command.ts';"],
    ['src/jobs/planted.ts', "import type { A } from '../review/queue.ts';"],
  ])('%s may not: %s', (path, code) => {
    expect(importsOf(path, code).map((arrow) => mayImport(path, arrow))).toEqual([false]);
  });

  test.each([
    ['src/http/planted.ts', "import type { A } from '../review/queue.ts';"],
    ['src/http/routes/planted.ts', "import type {\n  A,\n  B,\n} from '../../review/queue.ts';"],
    ['src/http/planted.ts', "export type { A } from '../review/queue.ts';"],
  ])('%s may: %s', (path, code) => {
    expect(importsOf(path, code).map((arrow) => mayImport(path, arrow))).toEqual([true]);
  });
});
