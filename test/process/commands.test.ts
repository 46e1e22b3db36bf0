import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { commandHelp } from '../../src/cli/help.ts';
import { parseOptions } from '../../src/cli/parse.ts';
import { readConfig } from '../../src/config/config.ts';
import { type OllamaHost, reply, startOllamaHost } from '../support/ollama-host/index.ts';
import { endPrograms, type Exit, type Installation, makeInstallation, type Program, runCommand, startProgram } from '../support/process.ts';
import { askJson, PASSPORT } from '../support/questions.ts';
import { until } from '../support/until.ts';

const COMMANDS = ['serve', 'ingest', 'desk', 'sources', 'jobs', 'documents', 'keys', 'people', 'models', 'reviews', 'search', 'ask', 'evaluate', 'replay', 'audit', 'logbook', 'retention', 'factsheet', 'diligence', 'guard', 'backup', 'restore', 'doctor'];

let host: OllamaHost;
let place: Installation;
let env: Readonly<Record<string, string>>;
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

/** What a command says before it does anything, as the program has it said, without a process for each. */
async function runHere([name = '', ...args]: readonly string[]) {
  const command = await commands[name]?.();
  if (command === undefined) throw new Error(`no command ${name}`);
  const parsed = parseOptions(command.options, args);
  if ('fault' in parsed) return { code: 2, help: commandHelp(command), out: [], notes: parsed.fault };
  const [out, notes]: [string[], string[]] = [[], []];
  const database = () => Promise.reject(new Error('nothing is to be opened'));
  const code = await command.run({ ...parsed, json: false, config: readConfig({}), database, onFailure: () => undefined, out: (line) => void out.push(line), note: (line) => void notes.push(line), signal: new AbortController().signal });
  return { code, help: commandHelp(command), out, notes: notes.join('\n') };
}

describe('the command line', () => {
  test.each(COMMANDS)('%s explains itself, and an option that it does not have', async (name) => {
    expect(await runHere([name, '--bestaat-niet'])).toMatchObject({ code: 2, out: [], notes: expect.stringContaining('--bestaat-niet'), help: expect.stringMatching(new RegExp(`^Gebruik: balie ${name}[^]*--json`)) });
  });

  test('says it where it belongs, and ends with what a script goes by', async () => {
    const [help, wrong] = await Promise.all([runCommand(['search', '--help'], env), runCommand(['search', '--bestaat-niet'], env)]);
    expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^Gebruik: balie search[^]*--json/) });
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/--bestaat-niet[^]*Gebruik: balie search/) });
  });

  test('lists its commands, and refuses others', async () => {
    const [list, none, wrong] = await Promise.all([runCommand(['--help'], env), runCommand([], env), runCommand(['vraag'], env)]);
    expect(list.code).toBe(0);
    expect(none.code).toBe(2);
    expect(Object.keys(commands).toSorted()).toEqual(COMMANDS.toSorted());
    for (const name of COMMANDS) expect(list.stdout).toContain(`  ${name} `);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/vraag[^]*search/) });
  });

  test.each([[['search']], [['ask', '']], [['ingest', 'map']], [['audit']], [['evaluate', 'iets']], [['guard', 'bestand']]])('%s without what it needs: wrong use', async (args) => {
    expect(await runHere(args)).toMatchObject({ code: 2, out: [], notes: expect.stringContaining('Gebruik:') });
  });

  test('what a restore left to do is not looked for where nothing is, and nothing is made there', async () => {
    const dataDir = join(place.folder, 'leeg');
    expect(await runCommand(['restore', '--finish'], { ...env, DATA_DIR: dataDir })).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^Hier staat geen database van Balie\. Er is niets gemaakt\.\n {2}.*leeg\n/) });
    expect(existsSync(dataDir)).toBe(false);
  });

  test('a fault as JSON goes to standard output, with nothing beside it', async () => {
    const fault = await runCommand(['search', 'x', '--json'], { ...env, PORT: 'x' });
    expect(fault).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(fault.stdout)).toMatchObject({ error: { code: 'config-invalid', detail: expect.stringContaining('PORT') } });
  });
});

describe('while the desk runs on the embedded database', () => {
  let url: string;
  let early: Promise<Program & Exit>;
  beforeAll(async () => {
    const desk = startProgram(['serve'], env);
    await until(() => existsSync(join(place.dataDir, 'balie.lock')));
    early = runCommand(['audit', 'verify'], env);
    url = await desk.url();
  });

  test('a command that comes while it is still starting waits for it', async () => {
    expect(await early).toMatchObject({ code: 0, stderr: '' });
  });

  test('searches, asks, ingests and verifies, as JSON too', async () => {
    const found = await runCommand(['search', 'kosten paspoort', '--json'], env);
    expect(found).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(found.stdout).passages[0]).toMatchObject({ title: 'Paspoort aanvragen' });

    const said = await runCommand(['ask', PASSPORT], env);
    expect(said).toMatchObject({ code: 0, stdout: expect.stringMatching(/86,20[^]*\[1\] Paspoort aanvragen[^]*\/bronnen\//) });
    const turn = JSON.parse((await runCommand(['ask', PASSPORT, '--json'], env)).stdout);
    expect(turn).toMatchObject({ outcome: 'answered', sources: [{ number: 1 }] });
    // The same log: what a command asked can be followed up at the desk.
    expect(await askJson(url, 'En een rijbewijs?', turn.conversationId)).toMatchObject({ status: 200, conversationId: turn.conversationId });

    const extra = join(place.folder, 'hond.md');
    await writeFile(extra, '# Hondenbelasting\n\nVoor een hond betaalt u € 74,12 per jaar.\n');
    const read = await runCommand(['ingest', extra, '--collection', 'producten', '--json'], env);
    expect(JSON.parse(read.stdout)).toMatchObject({ new: 1, failed: [], documents: [{ outcome: 'new' }] });
    expect(await askJson(url, 'Hoeveel is de hondenbelasting?')).toMatchObject({ answer: expect.stringContaining('74,12') });

    const verified = await runCommand(['audit', 'verify', '--json'], env);
    expect(verified.code).toBe(0);
    // The exception of its configuration, and two of each of four questions; and of a desk that runs for a minute after half past three, the report of the day.
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, entries: expect.toBeOneOf([9, 10]) as number });

    // One state of it all, while others wait.
    const key = join(place.folder, 'backup.pem');
    expect(await runCommand(['backup', 'key', '--out', key], env)).toMatchObject({ code: 0 });
    const [kept, asked] = await Promise.all([runCommand(['backup', join(place.folder, 'nu.backup'), '--key', `${key}.pub`], env), askJson(url, PASSPORT)]);
    expect([kept.code, asked.status]).toEqual([0, 200]);
  });

  test('a document that cannot be read: exit 1, its name and cause, and the others are in', async () => {
    const folder = join(place.folder, 'documenten');
    await writeFile(join(folder, 'stuk.pdf'), '%PDF-1.7 dit is er geen');
    const read = await runCommand(['ingest', folder, '--collection', 'producten'], env);
    expect(read).toMatchObject({ code: 1, stdout: expect.stringMatching(/stuk\.pdf[^]*beschadigd/) });
    expect((await askJson(url, PASSPORT)).status).toBe(200);
  });

  test('many commands and questions at once leave the log whole', async () => {
    host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].', { between: 20 }));
    const asked = await Promise.all([
      ...Array.from({ length: 20 }, () => askJson(url, PASSPORT).then(({ outcome }) => outcome)),
      ...Array.from({ length: 3 }, () => runCommand(['ask', PASSPORT, '--json'], env).then(({ stdout }) => JSON.parse(stdout).outcome)),
    ]);
    expect(new Set(asked)).toEqual(new Set(['answered']));
    expect(await runCommand(['audit', 'verify'], env)).toMatchObject({ code: 0 });
  });
});
