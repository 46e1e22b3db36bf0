import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OllamaHost, startOllamaHost } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';
import { askJson } from '../support/questions.ts';

const KEY = '5e'.repeat(32);
const PHRASE = 'spoorwegovergangbewaker';

let host: OllamaHost;
let place: Installation;
let env: Record<string, string>;
beforeAll(async () => {
  host = await startOllamaHost();
  place = await makeInstallation();
  env = { ...place.env, OLLAMA_URL: host.url };
});
afterAll(async () => {
  await endPrograms();
  await host.stop();
  await place.remove();
});

/** A KMS, as a program that says this. */
async function kms(name: string, script: string): Promise<Record<string, string>> {
  const path = join(place.folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o700);
  return { ...env, AUDIT_KEY_COMMAND: JSON.stringify([path, 'balie']) };
}

async function filesWith(text: string): Promise<string[]> {
  const names = (await readdir(place.dataDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const found = await Promise.all(names.map(async (name) => ((await readFile(name)).includes(text) ? [name] : [])));
  return found.flat();
}

test('a key from a KMS encrypts what is said: neither that nor the key is in any file or line', async () => {
  const program = startProgram(['serve'], await kms('kms', `[ "$1" = balie ] && echo ${KEY}`));
  await askJson(await program.url(), `Wat kost een paspoort voor een ${PHRASE}?`);
  expect(await program.stop()).toMatchObject({ code: 0 });
  for (const said of [PHRASE, KEY]) {
    expect(await filesWith(said)).toEqual([]);
    expect(program.stdout + program.stderr).not.toContain(said);
  }
  expect(await readdir(place.dataDir)).not.toContain('audit.key');
});

test('without that key, with another one, or with a KMS that says none, nothing starts, and nothing is made in its place', async () => {
  const wrongs = [
    [env, 'De sleutel van het logboek ontbreekt.'],
    [{ ...env, AUDIT_KEY: '6f'.repeat(32) }, 'past niet bij deze database'],
    [await kms('denied', `echo "AccessDenied ${KEY}" >&2; echo ${KEY}; exit 7`), 'eindigde met code 7'],
  ] as const;
  for (const [given, said] of wrongs) {
    const ended = await runCommand(['serve'], given);
    expect(ended.code).not.toBe(0);
    expect(ended.stdout + ended.stderr).toContain(said);
    expect(ended.stdout + ended.stderr).not.toMatch(new RegExp(`${KEY}|klaar: http`));
  }
  expect(await readdir(place.dataDir)).not.toContain('audit.key');
});

test('a key file that was lost is not made anew', async () => {
  const other = await makeInstallation();
  try {
    expect(await runCommand(['audit', 'verify'], other.env)).toMatchObject({ code: 0 });
    await rm(join(other.dataDir, 'audit.key'));
    const lost = await runCommand(['audit', 'verify'], other.env);
    expect([lost.code === 0, lost.stderr.includes('De sleutel van het logboek ontbreekt.')]).toEqual([false, true]);
    expect(await readdir(other.dataDir)).not.toContain('audit.key');
  } finally {
    await other.remove();
  }
});
