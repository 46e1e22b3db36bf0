import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';
import { askJson, PASSPORT } from '../support/questions.ts';

const scan = fileURLToPath(new URL('../fixtures/documents/scan.png', import.meta.url));
/** Recognition takes a second or more for each: far more than a closed desk waits for. */
const SCANS = 60;

let place: Installation;
beforeAll(async () => {
  place = await makeInstallation();
  for (let n = 0; n < SCANS; n += 1) await copyFile(scan, join(place.documents, `scan-${n}.png`));
});
afterAll(async () => {
  await endPrograms();
  await place.remove();
});

const waiting = async (): Promise<number> => {
  const { stdout } = await runCommand(['jobs', 'list', '--json'], place.env);
  return (JSON.parse(stdout) as { documents: { state: string }[] }).documents.filter(({ state }) => state === 'waiting').length;
};

test('the desk opens while its documents are still being read; killed, it goes on; asked to stop, it stops', async () => {
  const first = startProgram(['serve'], place.env);
  const url = await first.url(true);
  await first.printed(/Er worden nog documenten gelezen/);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, answer: expect.stringContaining('86,20') });
  const left = await waiting();
  expect(left).toBeGreaterThan(0);
  expect(first.stderr).not.toContain('Klaar:');
  await first.stop('SIGKILL');

  const second = startProgram(['serve'], place.env);
  await second.url();
  // It has documents now, so it does not wait for the rest.
  expect(second.stderr).not.toContain('Documenten lezen');
  await second.printed(/scan-\d+\.png {2}nieuw/);
  expect(await second.stop()).toEqual({ code: 0, signal: null });
  expect(second.stderr).not.toMatch(/ging iets mis|AbortError|not read|not updated/);
  const after = await waiting();
  expect(after).toBeGreaterThan(0);
  expect(after).toBeLessThan(left);
}, 180_000);
