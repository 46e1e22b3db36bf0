import { appendFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';

let place: Installation;
beforeAll(async () => void (place = await makeInstallation()));
afterAll(async () => {
  await endPrograms();
  await place.remove();
});

/** A configuration whose prompts are a copy of Balie's own, with these synonyms as well. */
async function configured(name: string, synonyms: string): Promise<Readonly<Record<string, string>>> {
  const prompts = join(place.folder, name);
  await cp('prompts', prompts, { recursive: true });
  await writeFile(join(prompts, 'synoniemen.txt'), synonyms);
  const config = join(place.folder, `${name}.yaml`);
  await writeFile(config, `${await readFile(join(place.folder, 'balie.yaml'), 'utf8')}prompts: ${name}\n`);
  return { ...place.env, CONFIG: config };
}

test('commands use a list as it is now, and leave the lists of a desk with another folder alone', { timeout: 120_000 }, async () => {
  const mine = await configured('eigen', '');
  const other = await configured('anders', 'wegwezen > rijbewijs\n');
  const search = (env: typeof mine) => runCommand(['search', 'wegwezen'], env);
  // Its database, in which the commands join.
  await startProgram(['serve'], mine).url();
  expect(await runCommand(['ingest', place.documents, '--collection', 'producten'], mine)).toMatchObject({ code: 0 });
  expect(await search(mine)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Niets gevonden') });

  await appendFile(join(place.folder, 'eigen', 'synoniemen.txt'), 'wegwezen > verhuizing\n');
  expect(await search(mine)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('1. Verhuizing doorgeven') });

  const kept = { stderr: expect.stringContaining('Zoekt met de synoniemen'), stdout: expect.stringContaining('1. Verhuizing doorgeven') };
  expect(await search(other)).toMatchObject({ code: 0, ...kept });
  expect(await runCommand(['ask', 'wegwezen'], other)).toMatchObject({ stderr: kept.stderr });
  expect(await search(mine)).toMatchObject({ code: 0, stderr: '', stdout: kept.stdout });

  await appendFile(join(place.folder, 'eigen', 'synoniemen.txt'), `${'een '.repeat(9)} > verhuizing\n`);
  expect(await search(mine)).toMatchObject({ code: 1, stderr: expect.stringContaining('regel 2: een woordgroep is te lang om naar te zoeken') });
});
