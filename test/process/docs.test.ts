import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OllamaHost, reply, startOllamaHost } from '../support/ollama-host/index.ts';
import { blocksIn, commandsIn } from '../support/page-commands.ts';
import { readPages, typedIn } from '../support/pages.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';

/**
 * Types what the guides say to type, in their order, at a desk that runs. The English pages have the same blocks (test/unit/docs.test.ts), so
 * those of the Dutch ones are enough. What docs/nl/installer.md and backup.md say is tried elsewhere.
 */
const run = promisify(execFile);
const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = (name: string) => new URL(`../../docs/nl/${name}.md`, import.meta.url);
const GUIDES = ['admin', 'auditor', 'developer', 'editor', 'employee'];
const ELSEWHERE = ['backup', 'installer'];

/** How what does not end with 0 ends here, and what some have to say. */
const ENDINGS: Readonly<Record<string, { readonly code?: number; readonly says?: RegExp }>> = {
  'balie people invite --name "Redactie" --roles editor,reviewer': { says: /\/inloggen\/uitnodiging#/ },
  'balie models list': { says: /aanwezig/ },
  'balie desk on': { says: /staat aan/ },
  'balie evaluate answers vragen.jsonl --published --keep': { says: /alle +10 +10/ },
  // Nobody said what it is: that is what it tells.
  'balie factsheet validate': { code: 1, says: /nog geen gegevensblad gepubliceerd/ },
  // It has something to say of each desk without backups and anchors.
  'balie doctor': { code: 1, says: /LET OP {3}Ankerpunten/ },
};

/** What the three programs of developer.md print: the desk's own stream, OpenAI's SDK, Ollama's. */
const SAID = [/event: sources[^]*event: done[^]*86,20/, /86,20[^]*Paspoort aanvragen[^]*86,20/, /86,20/];

let host: OllamaHost;
let place: Installation;
/** What a reader fills in: the placeholders of all pages. */
let filledIn: Readonly<Record<string, string>>;
beforeAll(async () => {
  host = await startOllamaHost({ models: ['chat'] });
  host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
  place = await makeInstallation({ settings: 'widget:\n  origins: [https://www.gemeente.example]\n' });
  const env = { ...place.env, OLLAMA_URL: host.url, CHAT_MODEL: 'chat', PORT: '0', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' };
  const url = await startProgram(['serve'], env).url();
  const { stdout } = await runCommand(['keys', 'create', '--name', 'Programma', '--collections', 'producten', '--models', 'chat', '--assistants', 'loket'], env);
  const shim = join(place.folder, 'bin');
  await mkdir(shim);
  await writeFile(join(shim, 'balie'), `#!/bin/sh\nexec "${process.execPath}" --liftoff-only "${file('src/main.ts')}" "$@"\n`);
  await chmod(join(shim, 'balie'), 0o755);
  await symlink(file('node_modules'), join(place.folder, 'node_modules'));
  const questions = (await blocksIn(page('editor'), 'json')).join('').trim().split('\n');
  // The page shows a few, and an assistant needs ten before it may be on.
  const ten = Array.from({ length: 10 }, (_, n) => JSON.stringify({ ...(JSON.parse(questions[n % questions.length] ?? '') as object), id: `vraag-${n}` }));
  await writeFile(join(place.folder, 'vragen.jsonl'), `${ten.join('\n')}\n`);
  filledIn = { ...env, PATH: `${shim}:${process.env['PATH'] ?? ''}`, BALIE: url, KEY: stdout.trim(), MODEL: 'chat' };
});
afterAll(async () => {
  await endPrograms();
  await host.stop();
  await place.remove();
});

async function typed(command: string, more: Readonly<Record<string, string>> = {}) {
  const done = await run('sh', ['-c', command], { cwd: place.folder, env: { ...filledIn, ...more } }).then(({ stdout, stderr }) => ({ code: 0, stdout, stderr }), ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }));
  const { code = 0, says = /(?:)/ } = ENDINGS[command] ?? {};
  expect([command, done.code, done.stderr]).toEqual([command, code, expect.anything()]);
  expect([command, done.stdout]).toEqual([command, expect.stringMatching(says)]);
  return done;
}

describe('what the guides say to type does what they say', () => {
  test('of each of them, and no ending is told of what nobody types', async () => {
    const names = (await readdir(new URL('../../docs/nl/', import.meta.url))).map((name) => name.replace('.md', ''));
    expect(names.filter((name) => !ELSEWHERE.includes(name)).toSorted()).toEqual(GUIDES);
    const commands = await Promise.all(GUIDES.map((name) => commandsIn(page(name))));
    expect(Object.keys(ENDINGS).filter((command) => !commands.flat().includes(command))).toEqual([]);
    expect(commands[GUIDES.indexOf('employee')]).toEqual([]);
  });

  test('admin.md', { timeout: 480_000 }, async () => {
    const commands = await commandsIn(page('admin'));
    expect(commands).toHaveLength(10);
    for (const command of commands) await typed(command);
  });

  test('editor.md', async () => {
    const commands = await commandsIn(page('editor'));
    expect(commands).toEqual(['balie reviews export > toetsvragen.jsonl']);
    for (const command of commands) await typed(command);
  });

  test('auditor.md, with the program of which an auditor has a copy', async () => {
    await copyFile(file('deploy/audit/verify-audit.mjs'), join(place.folder, 'verify-audit.mjs'));
    const commands = await commandsIn(page('auditor'));
    expect(commands).toHaveLength(7);
    let keyId = '';
    for (const command of commands) {
      const { stderr } = await typed(command, { KEY_ID: keyId });
      keyId = /Ondertekend met sleutel (\w+)/.exec(stderr)?.[1] ?? keyId;
    }
    // Nothing was changed behind its back, and the id is looked at.
    await expect(run('node', ['verify-audit.mjs', 'logboek.jsonl', '--key', 'f'.repeat(64)], { cwd: place.folder })).rejects.toMatchObject({ code: 1 });
  });

  test('developer.md, each SDK as it is', async () => {
    await writeFile(join(place.folder, 'leges.md'), '# Leges 2026\n\nEen uittreksel kost € 17,80.\n');
    const commands = await commandsIn(page('developer'));
    expect(commands).toHaveLength(12);
    for (const command of commands) await typed(command);
    const programs = await blocksIn(page('developer'), 'js');
    expect(programs).toHaveLength(3);
    for (const [at, program] of programs.entries()) {
      await writeFile(join(place.folder, `voorbeeld-${at}.mjs`), program);
      expect((await run(process.execPath, [`voorbeeld-${at}.mjs`], { cwd: place.folder, env: filledIn })).stdout).toMatch(SAID[at] ?? /^$/);
    }
  });

  // What else they say, and where that is run, stands in test/unit/page-commands.test.ts.
  test('of the references api.md, and what due-diligence.md has of a desk that was not measured', async () => {
    await copyFile(file('test/fixtures/documents/besluitenlijst.pdf'), join(place.folder, 'leges.pdf'));
    const commands = readPages().filter(({ path }) => ['docs/api.md', 'docs/due-diligence.md'].includes(path)).flatMap(typedIn).filter((command) => /^curl|diligence (?:show|export)/.test(command));
    expect(commands).toHaveLength(4);
    for (const command of commands) await typed(command);
    const report = await readFile(join(place.folder, 'report.json'), 'utf8');
    expect((JSON.parse(report) as { readonly questions: readonly unknown[] }).questions).toHaveLength(69);
    expect((await readFile(join(place.folder, 'kader.csv'), 'utf8')).trimEnd().split('\n').length).toBeGreaterThanOrEqual(1 + 108 + 63);
  });
});
