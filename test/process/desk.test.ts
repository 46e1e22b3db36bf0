import { afterAll, beforeAll, expect, test } from 'vitest';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';

let place: Installation;
beforeAll(async () => void (place = await makeInstallation()));
afterAll(async () => {
  await endPrograms();
  await place.remove();
});

const balie = (...args: readonly string[]) => runCommand(['desk', ...args], place.env);
const ask = async (url: string) => {
  const response = await fetch(`${url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question: 'Wat kost een paspoort?' }) });
  return [response.status, ((await response.json()) as { message?: string }).message];
};

test('a desk that runs goes off and on from the command line; turned off while it does not run, it starts so', async () => {
  const program = startProgram(['serve'], place.env);
  const url = await program.url();
  expect((await ask(url))[0]).toBe(200);
  expect(await balie('status')).toMatchObject({ code: 0, stdout: 'De digitale balie staat aan.\n' });
  const off = await balie('off', '--message', 'Wij zijn even dicht.');
  expect(off).toMatchObject({ code: 0, stdout: expect.stringMatching(/^De digitale balie staat UIT, sinds .* Wij zijn even dicht\.\n$/) as string });
  await expect.poll(() => ask(url)).toEqual([503, 'Wij zijn even dicht.']);
  expect((await balie('on')).stdout).toBe('De digitale balie staat aan.\n');
  await expect.poll(async () => (await ask(url))[0]).toBe(200);
  await program.stop();

  expect(await balie('off', '--assistant', 'loket')).toMatchObject({ code: 0, stdout: expect.stringContaining('De assistent loket staat UIT') as string });
  const again = startProgram(['serve'], place.env);
  expect((await ask(await again.url()))[0]).toBe(503);
  expect(again.stderr + again.stdout).not.toMatch(/even dicht|tijdelijk gesloten/);
  // While it runs: opening the embedded database takes seconds each time.
  expect(JSON.parse((await balie('status', '--json')).stdout)).toMatchObject({ off: [{ assistant: 'loket', byUser: expect.any(String) as string, message: expect.stringContaining('tijdelijk gesloten') as string }] });
  const changes = await runCommand(['audit', 'changes'], place.env);
  expect(changes.stdout.match(/balie (?:uit|aan)gezet {2}\S+ {2}door \S+ op de opdrachtregel/g)?.map((line) => line.split('  ')[1])).toEqual(['loket', '*', '*']);
  expect(changes.stdout).not.toContain('even dicht');
});

test.each([
  [[], 2, 'Gebruik: balie desk off'],
  [['uit'], 2, 'Gebruik: balie desk off'],
  [['on', '--message', 'x'], 2, '--message hoort alleen bij off.'],
  [['status', '--assistant', 'loket'], 2, '--assistant hoort bij off of on.'],
  [['off', '--message', 'x'.repeat(501)], 2, 'gewone tekst van hoogstens 500 tekens'],
  [['off', '--assistant', 'bestaat-niet'], 1, 'bestaat-niet; wel: collega, loket'],
])('%j is wrong, and says why', async (args, code, told) => {
  expect(await balie(...args)).toMatchObject({ code, stderr: expect.stringContaining(told) as string });
});
