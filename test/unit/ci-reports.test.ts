import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../support/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A report as vitest writes it, of what these scripts read. @param files with the tests and what became of them. */
function report(name: string, files: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const path = join(folder, name);
  const testResults = Object.entries(files).map(([file, tests]) => ({
    name: join(root, file),
    status: Object.values(tests).includes('failed') || Object.keys(tests).length === 0 ? 'failed' : 'passed',
    assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
  }));
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}
const told = (script: string, ...reports: string[]) => execFileSync(process.execPath, [join(root, '.ci', script), ...reports], { cwd: root, encoding: 'utf8' });

describe('at its end CI tells', () => {
  test('what was skipped, but for what ran in another suite', () => {
    const embedded = report('embedded.json', {
      'test/store/migrate.test.ts': { 'each file once': 'passed', 'of two processes at once run each file once': 'skipped' },
      'test/process/upgrade.test.ts': { 'an upgrade that is killed goes on at the next start': 'passed', 'a disk that is full in the midst of it leaves the schema': 'pending' },
      'test/process/full-disk.test.ts': { 'a disk that is full is told': 'skipped', 'a disk that is full has room again': 'skipped' },
    });
    const server = report('postgresql.json', { 'test/store/migrate.test.ts': { 'each file once': 'passed', 'of two processes at once run each file once': 'passed' } });
    expect(told('skipped.mjs', embedded, server)).toBe('SKIPPED: test/process/full-disk.test.ts (2 of 2)\nSKIPPED: test/process/upgrade.test.ts (1 of 2)\n');
    expect(told('skipped.mjs', embedded)).toContain('SKIPPED: test/store/migrate.test.ts (1 of 2)\n');
    expect(told('skipped.mjs', server)).toBe('');
  });

  test('what failed, and what could not be loaded', () => {
    const one = report('one.json', { 'test/process/full-disk.test.ts': { 'a disk that is full is told': 'failed', 'a disk that is full has room again': 'passed' }, 'test/store/migrate.test.ts': {} });
    expect(told('failed.mjs', one)).toBe('FAILED: test/process/full-disk.test.ts: a disk that is full is told\nFAILED: test/store/migrate.test.ts: could not be loaded\n');
    const hook = join(folder, 'hook.json');
    writeFileSync(hook, JSON.stringify({ testResults: [{ name: join(root, 'test/store/migrate.test.ts'), status: 'failed', assertionResults: [{ fullName: 'each file once', status: 'skipped' }] }] }));
    expect(told('failed.mjs', hook)).toBe('FAILED: test/store/migrate.test.ts: failed outside its tests (a hook)\n');
  });

  test('both last, but for the line with the counts', () => {
    const lines = readFileSync(join(root, '.ci/run'), 'utf8').trimEnd().split('\n');
    expect(lines.slice(-6).map((line) => /skipped\.mjs|undone faults|passed, %s failed|"\$failed" = 0/.exec(line)?.[0])).toEqual(expect.arrayContaining(['skipped.mjs', 'undone faults', 'passed, %s failed', '"$failed" = 0']));
    expect(lines.at(-2)).toContain('passed, %s failed');
  });
});
