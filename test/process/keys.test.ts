import { afterAll, beforeAll, expect, test } from 'vitest';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';

let place: Installation;
let url: string;
beforeAll(async () => {
  place = await makeInstallation();
  url = await startProgram(['serve'], place.env).url();
});
afterAll(async () => {
  await endPrograms();
  await place.remove();
});

const balie = (...args: readonly string[]) => runCommand(['keys', ...args], place.env);
const status = async (token: string) => (await fetch(`${url}/api/v1/own-key`, { headers: { Authorization: `Bearer ${token}` } })).status;

test('a key that a command makes works at once on the desk that runs; one that it revokes soon works no more', async () => {
  const made = await balie('create', '--name', 'Programma', '--models', 'chat', '--json');
  const { id, token } = JSON.parse(made.stdout) as { id: string; token: string };
  expect(await status(token)).toBe(200);
  const rotated = await balie('rotate', id, '--overlap', '1d');
  expect(rotated).toMatchObject({ code: 0, stderr: expect.stringContaining(`De oude sleutel ${id} werkt tot`) as string });
  const next = rotated.stdout.trim();
  expect([await status(next), await status(token)]).toEqual([200, 200]);
  expect(await balie('revoke', id)).toMatchObject({ code: 0 });
  await expect.poll(() => status(token), { interval: 250 }).toBe(401);
  expect(await status(next)).toBe(200);
  expect((await balie('usage', id)).stdout).toContain('vandaag 0 tokens');
  expect(await balie('usage', 'onzin')).toMatchObject({ code: 1, stderr: expect.stringContaining('Er is geen sleutel met dit nummer.') as string });
});
