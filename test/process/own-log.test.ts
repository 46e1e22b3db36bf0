import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { endPrograms, makeInstallation, startProgram } from '../support/process.ts';
import { askJson, PASSPORT } from '../support/questions.ts';

afterAll(endPrograms);

describe('lines of its own log that cannot be written', () => {
  test('as the disk under them is full: the desk answers on, and says so once', async () => {
    const place = await makeInstallation();
    const full = openSync('/dev/full', 'w');
    const program = startProgram(['serve'], place.env, [], full);
    closeSync(full);
    const url = await program.url();
    for (let count = 0; count < 3; count += 1) expect((await askJson(url, PASSPORT)).status).toBe(200);
    await program.printed(/logregels kunnen niet worden geschreven \(ENOSPC\)/);
    expect((await askJson(url, PASSPORT)).status).toBe(200);
    expect(await program.stop()).toEqual({ code: 0, signal: null });
    expect(program.stderr.match(/ENOSPC/g)).toHaveLength(1);
    expect(program.stderr).not.toMatch(/nhandled/);
    await place.remove();
  });

  test('as nobody reads them any more: a program that ends does end', async () => {
    const logger = new URL('../../src/cli/desk/logger.ts', import.meta.url).href;
    // Lines wait, more than are written together, and fewer.
    const script = `
      const { openLogger } = await import(${JSON.stringify(logger)});
      const log = openLogger((line) => process.stderr.write(line + '\\n'));
      process.stdin.once('end', () => { log.info({}, 'x'.repeat(9_000)); log.info({}, 'y'); process.exit(0); }).resume();`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'pipe' });
    onTestFinished(() => void child.kill('SIGKILL'));
    child.stdout.destroy();
    await once(child.stdout, 'close');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
