import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { models } from '../../../src/cli/commands/models.ts';
import { openCatalogue } from '../../../src/cli/hosts/catalogue.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import { unrecorded } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';
import { error, startOllamaHost, type OllamaHost } from '../../support/ollama-host/index.ts';

describe('balie models', () => {
  let db: Database;
  let host: OllamaHost;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    host = await startOllamaHost({ models: ['chat'] });
  });
  afterEach(() => host.stop());

  async function run(positionals: string[], { json = false, chat = 'chat' } = {}) {
    const lines: string[] = [];
    const notes: string[] = [];
    const code = await models.run({
      values: {},
      positionals,
      json,
      config: readConfig({ OLLAMA_URL: host.url, CHAT_MODEL: chat }),
      database: () => Promise.resolve(db),
      onFailure: () => undefined,
      out: (line) => void lines.push(line),
      note: (line) => void notes.push(line),
      signal: new AbortController().signal,
    });
    return { code, lines, notes };
  }

  test('list shows what may run and where it is', async () => {
    expect(await run(['list'])).toEqual({ code: 0, notes: [], lines: ['chat  pool standaard  chat, tools, thinking  8192 tokens', '  ollama: aanwezig'] });
    expect(JSON.parse((await run(['list'], { json: true })).lines.join(''))).toMatchObject({ models: [{ name: 'chat', places: [{ backend: 'ollama', state: 'ready' }] }] });
  });

  test('list says exactly what brings a model that is missing, and when a host is away', async () => {
    expect((await run(['list'], { chat: 'ministral-3:3b' })).lines).toEqual([
      'ministral-3:3b  pool standaard  chat, tools, thinking  8192 tokens',
      `  ollama: ontbreekt. Haal het op met: OLLAMA_HOST=${host.url} ollama pull ministral-3:3b`,
    ]);
    await host.stop();
    expect((await run(['list'])).lines[1]).toBe('  ollama: niet bereikbaar');
  });

  test('list says which backend takes nothing new', async () => {
    const opened = await openCatalogue({ config: readConfig({ OLLAMA_URL: host.url, CHAT_MODEL: 'chat' }), assistants: new Map(), db });
    const drain = (draining: boolean) => opened.change({ kind: 'backend', name: 'ollama', definition: { kind: 'ollama', url: host.url, draining } }, 'x', unrecorded);
    await drain(true);
    expect((await run(['list'])).lines[1]).toBe('  ollama: aanwezig, neemt niets nieuws aan');
    await drain(false);
    expect((await run(['list'])).lines[1]).toBe('  ollama: aanwezig');
  });

  test('pull brings a model and tells how far it is', async () => {
    const { code, lines, notes } = await run(['pull', 'chat']);
    expect({ code, lines }).toEqual({ code: 0, lines: ['chat staat op: ollama'] });
    expect(notes).toEqual([
      'ollama: chat', '  pulling manifest', '  pulling 1d9614638d18: 0% van 1 MB', '  pulling 1d9614638d18: 50% van 1 MB', '  pulling 1d9614638d18: 100% van 1 MB',
      '  verifying sha256 digest', '  writing manifest', '  success',
    ]);
  });

  test('pull fails with what went wrong, and only takes what may run', async () => {
    host.setFault('/api/pull', [error('pull model manifest: file does not exist')]);
    const { code, notes } = await run(['pull', 'chat']);
    expect(code).toBe(1);
    expect(notes.at(-1)).toContain('staat niet op de modelserver');
    await expect(run(['pull', 'x\u001b[31m'])).rejects.toMatchObject({ code: 'model-unknown', detail: 'x[31m; wel: chat' });
  });

  test.each([[[]], [['pull']], [['list', 'x']], [['weg']]])('says how it is used: %j', async (positionals) => {
    const { code, notes } = await run(positionals);
    expect(code).toBe(2);
    expect(notes).toEqual(['Gebruik: balie models list | pull NAAM']);
  });
});
