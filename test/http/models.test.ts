import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { KeyHolder } from '../../src/identity/keys.ts';
import { verify } from '../../src/audit/verify.ts';
import { openCatalogue } from '../../src/cli/hosts/catalogue.ts';
import { readConfig } from '../../src/config/config.ts';
import { readEvents } from '../support/events.ts';
import { error, raw, reply, silence, startOllamaHost } from '../support/ollama-host/index.ts';
import { actsIn } from '../support/acts.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { readAll } from '../unit/models/pool/support.ts';
import { expectProblem } from './push-support.ts';

const holders: Readonly<Record<string, KeyHolder>> = {
  beheer: { id: 'a'.repeat(16), name: 'Beheer', group: null, collections: [], models: [], assistants: [], isAdmin: true, isReviewer: false },
  cms: { id: 'b'.repeat(16), name: 'CMS', group: null, collections: ['producten'], models: [], assistants: [], isAdmin: false, isReviewer: false },
};
const ROUTES = [
  ['GET', '/backends'], ['PUT', '/backends/twee'], ['DELETE', '/backends/twee'], ['POST', '/backends/ollama/pulls'],
  ['GET', '/models'], ['PUT', '/models/groot'], ['DELETE', '/models/groot'],
] as const;

// Nobody listens there. A desk asks each host that it is given how it is: a name would be looked up.
const GPU = 'http://127.0.0.1:9';

describe('backends and models over the API', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk({ verifyKey: (token) => Promise.resolve(holders[token]) });
  });
  afterAll(() => desk.close());
  beforeEach(async () => {
    await desk.db.query('DELETE FROM model_changes');
    await desk.db.query('UPDATE model_changes_version SET version = version + 1');
    await desk.desk.catalogue.refresh();
  });

  const send = (method: string, path: string, body?: unknown, token = 'beheer') =>
    fetch(`${desk.url}/api/v1${path}`, {
      method,
      headers: { ...(token !== '' && { Authorization: `Bearer ${token}` }), ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const listed = async (what: 'backends' | 'models') => ((await (await send('GET', `/${what}`)).json()) as Record<string, Record<string, unknown>[]>)[what] ?? [];
  const faultsOf = async (response: Response) => {
    const { invalidParams } = await expectProblem(response, 400, 'input-invalid');
    return invalidParams;
  };

  test.each(ROUTES)('%s %s is closed without a key, and to a key that is not of an admin', async (method, path) => {
    await expectProblem(await send(method, path, undefined, ''), 401, 'key-invalid');
    const refused = await send(method, path, undefined, 'cms');
    expect(refused.headers.get('API-Version')).toBe('1.0.0');
    await expectProblem(refused, 403, 'admin-key-required');
  });

  test('tells what is in use now', async () => {
    expect(await listed('backends')).toEqual([{ id: 'ollama', kind: 'ollama', url: desk.host.url, pool: 'standaard', slots: 1, draining: false, state: 'ready', running: 0, hasKey: false, isChanged: false }]);
    expect(await listed('models')).toMatchObject([{ name: 'chat', model: 'chat', pool: 'standaard', contextTokens: 8_192, isChanged: false }]);
  });

  test('puts each change into the audit log with who made it, and none that was refused', async () => {
    const before = (await actsIn(desk.db)).length;
    await send('PUT', '/backends/gpu-twee', { kind: 'openai', url: GPU, slots: 2 });
    await send('PUT', '/models/groot', { model: 'qwen', capabilities: ['chat', 'tools'] });
    await send('PUT', '/models/fout', { model: 'x', pool: 'geen' });
    await send('DELETE', '/models/chat');
    await send('DELETE', '/models/groot');
    await send('DELETE', '/backends/gpu-twee');
    const byKey = 'a'.repeat(16);
    expect((await actsIn(desk.db)).slice(before)).toEqual([
      { kind: 'backend.changed', facts: { name: 'gpu-twee', byKey, to: expect.objectContaining({ kind: 'openai', url: GPU, slots: 2 }) as object } },
      { kind: 'model.changed', facts: { name: 'groot', byKey, to: expect.objectContaining({ model: 'qwen', capabilities: ['chat', 'tools'] }) as object } },
      { kind: 'model.removed', facts: { name: 'groot', byKey } },
      { kind: 'backend.removed', facts: { name: 'gpu-twee', byKey } },
    ]);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });

  test('adds, changes and takes away, with what goes without saying', async () => {
    const added = await send('PUT', '/backends/gpu-een', { kind: 'openai', url: `${GPU}/`, pool: 'gpu', watts: 450 });
    expect(added.status).toBe(200);
    expect((await listed('backends'))[1]).toMatchObject({ id: 'gpu-een', kind: 'openai', url: GPU, pool: 'gpu', slots: 8, watts: 450, draining: false, hasKey: false, isChanged: true });
    const name = 'Qwen/Qwen3-32B';
    await send('PUT', `/models/${encodeURIComponent(name)}`, { model: name, pool: 'gpu', capabilities: ['chat', 'tools'], licence: 'Apache-2.0' });
    expect((await listed('models'))[1]).toMatchObject({ name, model: name, pool: 'gpu', licence: 'Apache-2.0', contextTokens: 8_192, isChanged: true });
    await send('PUT', '/backends/gpu-een', { kind: 'openai', url: `${GPU}/`, pool: 'gpu', slots: 32 });
    expect((await listed('backends'))[1]).toMatchObject({ slots: 32 });
    expect((await send('DELETE', `/models/${encodeURIComponent(name)}`)).status).toBe(204);
    expect((await send('DELETE', '/backends/gpu-een')).status).toBe(204);
    expect(await listed('backends')).toHaveLength(1);
    expect(await desk.db.query('SELECT * FROM model_changes')).toEqual([]);
  });

  test('counts in other processes too, which keep what admins changed by themselves', async () => {
    const config = readConfig({ OLLAMA_URL: desk.host.url, CHAT_MODEL: 'chat' });
    const other = await openCatalogue({ config, assistants: new Map(), db: desk.db });
    await send('PUT', '/models/nieuw', { model: 'nieuw:1b' });
    expect(other.catalogue.model('nieuw')).toBeUndefined();
    await other.refresh();
    expect(other.catalogue.model('nieuw')).toMatchObject({ model: 'nieuw:1b' });
    const [row] = await desk.db.query('SELECT kind, name, changed_by AS by FROM model_changes');
    expect(row).toEqual({ kind: 'model', name: 'nieuw', by: holders['beheer']?.id });
  });

  test.each<[string, string, unknown, string[]]>([
    ['a kind that is none', '/backends/twee', { kind: 'tgi', url: 'http://x.example' }, ['kind']],
    ['an address that is none', '/backends/twee', { kind: 'ollama', url: 'file:///etc/passwd' }, ['url']],
    ['a password in an address', '/backends/twee', { kind: 'ollama', url: 'http://u:p@x.example' }, ['url']],
    ['a key file', '/backends/twee', { kind: 'openai', url: 'http://x.example', keyFile: '/etc/passwd' }, ['keyFile']],
    ['slots beyond reason', '/backends/twee', { kind: 'ollama', url: 'http://x.example', slots: 1e9, watts: -1 }, ['slots', 'watts']],
    ['a name that is none', '/backends/Twee_', { kind: 'ollama', url: 'http://x.example' }, ['backendId']],
    ['the name of a turn', '/models/balie%2Floket', { model: 'x' }, ['name']],
    ['a name with a line in it', '/models/a%0Ab', { model: 'x' }, ['name']],
    ['a pool without backends', '/models/nieuw', { model: 'x', pool: 'zuid' }, ['pool']],
    ['another context for the same model', '/models/lang', { model: 'chat:latest', contextTokens: 16_384 }, ['contextTokens']],
    ['nothing', '/models/nieuw', {}, ['model']],
    ['a list', '/models/nieuw', [], ['']],
  ])('refuses %s, and changes nothing', async (_, path, body, fields) => {
    const faults = (await faultsOf(await send('PUT', path, body))) as { name: string; reason: string }[];
    expect(faults.map(({ name }) => name)).toEqual(fields);
    expect(await desk.db.query('SELECT * FROM model_changes')).toEqual([]);
  });

  test('refuses the same address twice: its slots would count twice', async () => {
    expect(await faultsOf(await send('PUT', '/backends/twee', { kind: 'ollama', url: `${desk.host.url}/` }))).toEqual([{ name: 'url', reason: 'is hetzelfde adres als dat van ollama' }]);
  });

  test('keeps what the desk needs, and names all that would be left without a place', async () => {
    expect(await faultsOf(await send('DELETE', '/backends/ollama'))).toContainEqual({ name: 'models.chat.pool', reason: 'er is geen backend in de pool standaard' });
    expect(await faultsOf(await send('PUT', '/backends/ollama', { kind: 'ollama', url: desk.host.url, pool: 'elders' }))).toContainEqual({ name: 'models.chat.pool', reason: 'er is geen backend in de pool standaard' });
    expect(await faultsOf(await send('DELETE', '/models/chat'))).toContainEqual({ name: 'name', reason: 'is nodig voor de assistent loket' });
    expect(await faultsOf(await send('PUT', '/models/chat', { model: 'chat', capabilities: ['embeddings'] }))).toContainEqual({ name: 'capabilities', reason: 'moet chat hebben, want het model is nodig voor de assistent loket' });
  });

  test('drains a backend for maintenance: what runs there ends, nothing new comes, and it is told when it is empty', async () => {
    const other = await startOllamaHost({ models: ['chat'] });
    const put = (draining: boolean) => send('PUT', '/backends/ollama', { kind: 'ollama', url: desk.host.url, draining });
    const hostState = async () => (await listed('backends'))[0];
    const chat = () => desk.desk.gateway.chat({ model: 'chat', messages: [{ role: 'user', content: '?' }] }, { audience: 'api', id: 'x' }, new AbortController().signal);
    const held = Promise.withResolvers<void>();
    desk.host.setScript(async () => (await held.promise, reply('af')));
    const running = readAll(chat());
    await desk.host.nextChat();
    await send('PUT', '/backends/twee', { kind: 'ollama', url: other.url });
    expect((await put(true)).status).toBe(200);
    expect(await hostState()).toMatchObject({ draining: true, state: 'draining', running: 1, isChanged: true });
    await readAll(chat());
    expect(other.requests.filter(({ path }) => path === '/api/chat')).toHaveLength(1);
    held.resolve();
    expect((await running).at(-1)).toMatchObject({ type: 'end', reason: 'stop' });
    expect(await hostState()).toMatchObject({ state: 'draining', running: 0 });
    await put(false);
    expect(await hostState()).toMatchObject({ draining: false, state: 'ready', isChanged: false });
    expect((await faultsOf(await send('PUT', '/backends/twee', { kind: 'ollama', url: other.url, draining: 'ja' }))) as object[]).toMatchObject([{ name: 'draining' }]);
    await other.stop();
  });

  test('refuses what is no JSON, and what is not there', async () => {
    const init = { method: 'PUT', headers: { Authorization: 'Bearer beheer', 'Content-Type': 'text/plain' }, body: '{}' };
    expect((await fetch(`${desk.url}/api/v1/models/x`, init)).status).toBe(415);
    await expectProblem(await fetch(`${desk.url}/api/v1/models/x`, { ...init, headers: { ...init.headers, 'Content-Type': 'application/json' }, body: '{' }), 400, 'body-malformed');
    await expectProblem(await send('DELETE', '/backends/nergens'), 404, 'backend-unknown');
    await expectProblem(await send('DELETE', '/models/nergens'), 404, 'model-unknown');
  });

  describe('bringing a model', () => {
    const pull = (backend: string, model: string) => send('POST', `/backends/${backend}/pulls`, { model });

    test('tells how far it is, to the end', async () => {
      const response = await pull('ollama', 'chat');
      expect(response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
      const seen = await readEvents(response);
      expect(seen[0]).toMatchObject({ event: 'progress', data: { status: 'pulling manifest' } });
      expect(seen).toContainEqual(expect.objectContaining({ event: 'progress', data: { status: 'pulling 1d9614638d18', completedBytes: 200, totalBytes: 400 } }));
      expect(seen.at(-1)).toMatchObject({ event: 'done', data: { model: 'chat' } });
    });

    test('says in the stream what went wrong, without the host’s words', async () => {
      desk.host.setFault('/api/pull', [raw('{"status":"pulling manifest"}\n'), error('write /root/.ollama/geheim: no space left on device')]);
      const seen = await readEvents(await pull('ollama', 'chat'));
      desk.host.setFault('/api/pull', undefined);
      expect(seen.at(-1)).toMatchObject({ event: 'error', data: { code: 'pull-failed', retryable: true } });
      expect(JSON.stringify(seen)).not.toContain('geheim');
    });

    test('only of what may run, where it may run, and where that can be', async () => {
      await expectProblem(await pull('ollama', 'onbekend'), 404, 'model-unknown');
      await expectProblem(await pull('nergens', 'chat'), 404, 'backend-unknown');
      await send('PUT', '/backends/gpu', { kind: 'openai', url: GPU, pool: 'gpu' });
      await send('PUT', '/models/groot', { model: 'groot', pool: 'gpu' });
      await expectProblem(await pull('ollama', 'groot'), 404, 'model-unknown');
      await expectProblem(await pull('gpu', 'groot'), 409, 'pull-unsupported');
      expect(await faultsOf(await send('POST', '/backends/ollama/pulls', { model: 'a b' }))).toMatchObject([{ name: 'model' }]);
    });

    test('ends at the host when the admin leaves', async () => {
      desk.host.setFault('/api/pull', [raw('{"status":"pulling manifest"}\n'), silence()]);
      const pulls = () => desk.host.requests.filter(({ path }) => path === '/api/pull');
      const before = pulls().length;
      const leaving = new AbortController();
      const response = await fetch(`${desk.url}/api/v1/backends/ollama/pulls`, {
        method: 'POST', headers: { Authorization: 'Bearer beheer', 'Content-Type': 'application/json' }, body: '{"model":"chat"}', signal: leaving.signal,
      });
      await response.body?.getReader().read();
      await expect.poll(() => pulls().length).toBe(before + 1);
      leaving.abort();
      expect(await pulls().at(-1)?.ending).toBe('cancelled');
      desk.host.setFault('/api/pull', undefined);
    });
  });
});
