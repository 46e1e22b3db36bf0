import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OllamaHost, startOllamaHost } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';
import { askJson, PASSPORT } from '../support/questions.ts';

let host: OllamaHost;
beforeAll(async () => {
  host = await startOllamaHost({ models: ['ander'] });
});
afterAll(async () => {
  await endPrograms();
  await host.stop();
});

test('on a new machine: reads the documents with progress, says what to do for a model, answers, and generates once it can', async () => {
  const place = await makeInstallation({ fresh: true });
  await host.stop();
  const program = startProgram(['serve'], { ...place.env, OLLAMA_URL: host.url });
  const url = await program.url();
  expect(program.stderr).toContain('Balie voor Gemeente Proefstad');
  // It opens after ten seconds at most, whatever a busy machine has read by then.
  await program.printed(/\[1\/3\] \w+\.md {2}nieuw[^]*\[3\/3\] \w+\.md/);
  await program.printed(/ollama is niet bereikbaar op http:\/\/127\.0\.0\.1:\d+\.[^]*OLLAMA_HOST=http:\/\/127\.0\.0\.1:\d+ ollama pull chat\n[^]*citeert de balie/);

  expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'quoted', answer: expect.stringContaining('€ 86,20') });
  await host.start();
  host.setModels(['chat']);
  expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'answered', sources: [{ title: 'Paspoort aanvragen' }] });
  expect(await program.stop()).toEqual({ code: 0, signal: null });

  await writeFile(join(place.documents, 'paspoort.md'), '# Paspoort aanvragen\n\nEen paspoort kost nu € 90,00.\n');
  const again = startProgram(['serve'], { ...place.env, OLLAMA_URL: host.url });
  const warm = await again.url();
  expect(again.stderr).not.toContain('Documenten lezen');
  // What changed meanwhile is read in the background, and nothing else.
  await again.printed(/Klaar: 0 nieuw, 1 gewijzigd, 2 ongewijzigd/);
  expect(again.stderr).not.toContain('rijbewijs.md');
  await again.printed(/Model: chat op ollama\./);
  expect(await askJson(warm, PASSPORT)).toMatchObject({ answer: expect.stringContaining('€ 90,00') });
  await again.stop();
  await place.remove();
});

test('a model that is not on the host: the command that brings it', async () => {
  const place = await makeInstallation();
  const program = startProgram(['serve'], { ...place.env, OLLAMA_URL: host.url, CHAT_MODEL: 'mistral' });
  await program.printed(/ollama pull/);
  expect(program.stderr).toMatch(/mistral ontbreekt op ollama\. [^]*OLLAMA_HOST=http:\S+ ollama pull mistral\n/);
  await program.stop();
  await place.remove();
});

test('a data folder whose path is too long for a socket: commands still find the desk, and no folder stays behind elsewhere', async () => {
  const place = await makeInstallation();
  const temporary = join(place.folder, 'tmp');
  const dataDir = join(place.folder, 'x'.repeat(120));
  await mkdir(temporary);
  await rename(place.dataDir, dataDir);
  const env = { ...place.env, DATA_DIR: dataDir, TMPDIR: temporary };
  const program = startProgram(['serve'], env);
  await program.url();
  expect(await runCommand(['audit', 'verify'], env)).toMatchObject({ code: 0, stderr: '' });
  expect(await readdir(temporary)).toHaveLength(1);
  expect(await program.stop()).toEqual({ code: 0, signal: null });
  expect(await readdir(temporary)).toEqual([]);
  await place.remove();
});

describe('does not start', () => {
  let place: Installation;
  beforeAll(async () => {
    place = await makeInstallation();
  });
  afterAll(() => place.remove());
  const refused = async (env: Readonly<Record<string, string>> = {}) => {
    const program = startProgram(['serve'], { ...place.env, ...env });
    const exit = await program.exited;
    expect(exit).toEqual({ code: 1, signal: null });
    expect(program.stderr).not.toMatch(/^\s+at /m);
    return program.stderr;
  };

  test('on a port in use: names it, and lets go of the data folder', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const said = await refused({ PORT: String(port) });
    expect(said).toMatch(new RegExp(`poort is al in gebruik[^]*127\\.0\\.0\\.1:${port}[^]*PORT`));
    expect(existsSync(join(place.dataDir, 'balie.lock'))).toBe(false);
    expect(existsSync(join(place.dataDir, 'run/.s.PGSQL.5432'))).toBe(false);
    await new Promise((resolve) => other.close(resolve));
  });

  test('on an address that is not this machine’s', async () => {
    expect(await refused({ HOST: '192.0.2.1' })).toMatch(/HOST, PORT: op 192\.0\.2\.1:/);
  });

  test('in a data folder that another desk uses: names its process', async () => {
    const first = startProgram(['serve'], place.env);
    await first.url();
    expect(await refused()).toMatch(new RegExp(`al in gebruik[^]*proces ${first.child.pid}`));
    expect(await first.stop()).toEqual({ code: 0, signal: null });
  });

  test.each([
    ['is a file', () => join(place.folder, 'balie.yaml')],
    ['is below a file', () => join(place.folder, 'balie.yaml', 'data')],
    // Refused to everyone, also to root, who may run these tests in a container.
    ['cannot be made', () => '/sys/balie'],
    ['holds no database', () => join(place.folder, 'vreemd')],
  ])('in a data folder that %s', async (_, dataDir) => {
    if (dataDir().endsWith('vreemd')) await makeForeignFolder(dataDir());
    expect(await refused({ DATA_DIR: dataDir() })).toMatch(/gegevensmap is niet te gebruiken[^]*DATA_DIR/);
  });

  test('with three faults in its configuration: names all three, and makes nothing', async () => {
    const dataDir = join(place.folder, 'nieuw');
    const said = await refused({ DATA_DIR: dataDir, PORT: 'tachtig', OLLAMA_URL: 'ftp://host', AUDIT_KEY: 'geheim-en-te-kort' });
    for (const name of ['PORT', 'OLLAMA_URL', 'AUDIT_KEY']) expect(said).toContain(`${name}: `);
    expect(said).not.toContain('geheim');
    expect(existsSync(dataDir)).toBe(false);
  });

  test('for want of a mail server, which it hears when its queue is open: ends all the same', async () => {
    const anchored = await makeInstallation({ settings: 'audit:\n  anchors: [{ kind: email, name: anker, to: anker@proef.example }]\n' });
    expect(await refused(anchored.env)).toMatch(/audit\.anchors: anker verstuurt e-mail, en handover\.smtp ontbreekt/);
    expect(existsSync(join(anchored.dataDir, 'balie.lock'))).toBe(false);
    await anchored.remove();
  });

  test('while a tracing service would get to read the questions', async () => {
    expect(await refused({ LANGSMITH_TRACING: 'true' })).toContain('LANGSMITH_TRACING');
  });
});

async function makeForeignFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'postgres'), { recursive: true });
  await writeFile(join(folder, 'postgres', 'PG_VERSION'), '9.6\n');
}
