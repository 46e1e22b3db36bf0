import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { openCatalogue } from '../../../src/cli/hosts/catalogue.ts';
import { openGateway } from '../../../src/cli/hosts/gateway.ts';
import { watchCatalogue } from '../../../src/cli/keeping/keep-catalogue.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { BalieError } from '../../../src/errors.ts';
import type { Database } from '../../../src/store/database.ts';
import { unrecorded } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-catalogue-'));
const municipality = {
  name: 'Gemeente Test', website: 'https://test.example/', phone: '14 000', phoneHours: 'altijd', email: 'info@test.example', address: 'Plein 1',
  privacyOfficer: 'fg@test.example',
};
const collections = [{ id: 'een', title: 'Een', owner: 'Team', readers: ['resident'] }];

function configOf(rest: object, environment: Record<string, string> = {}) {
  const path = join(folder, 'balie.yaml');
  writeFileSync(path, stringify({ municipality, retention: { said: 'P7D' }, collections, ...rest }));
  return readConfig({ CONFIG: path, ...environment });
}
const loket = new Map([['loket', { model: 'groot' }]]);

describe('openCatalogue', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());
  beforeEach(() => db.query('DELETE FROM model_changes'));
  const open = (rest: object = {}, { environment = {}, assistants = loket }: { environment?: Record<string, string>; assistants?: typeof loket } = {}) =>
    openCatalogue({ config: configOf(rest, environment), assistants, db });
  const namesOf = (opened: Awaited<ReturnType<typeof open>>) => opened.catalogue.data.models.map(({ name }) => name);

  test('lets assistants name models of their own where none are listed, and not where they are', async () => {
    expect(namesOf(await open({}, { environment: { CHAT_MODEL: 'klein' } }))).toEqual(['klein', 'groot']);
    await expect(open({ models: [{ name: 'klein', model: 'klein' }] })).rejects.toMatchObject({ code: 'config-invalid', detail: 'models: groot: name: is nodig voor de assistent loket' });
  });

  test('keeps what admins changed over a restart, in the order of the file and then of names', async () => {
    const file = { models: [{ name: 'groot', model: 'a' }, { name: 'klein', model: 'b' }] };
    const first = await open(file);
    await first.change({ kind: 'model', name: 'zuid', definition: { model: 'z' } }, 'x', unrecorded);
    await first.change({ kind: 'model', name: 'groot', definition: { model: 'c', contextTokens: 16_384 } }, 'x', unrecorded);
    await first.change({ kind: 'model', name: 'klein', definition: null }, 'x', unrecorded);
    const again = await open(file);
    expect(again.catalogue.data.models).toMatchObject([{ name: 'groot', model: 'c', contextTokens: 16_384 }, { name: 'zuid', model: 'z' }]);
    expect(again.catalogue.data).toEqual(first.catalogue.data);
  });

  test('follows the file again in what an admin puts back as the file has it', async () => {
    const file = (slots: number) => ({ backends: [{ id: 'een', kind: 'ollama', url: 'http://een.example', slots }], models: [{ name: 'groot', model: 'a' }] });
    const first = await open(file(2));
    const change = (definition: object) => first.change({ kind: 'backend', name: 'een', definition: { kind: 'ollama', url: 'http://een.example/', ...definition } }, 'x', unrecorded);
    await change({ slots: 4 });
    await change({ slots: 2, draining: true });
    expect((await open(file(3))).catalogue.data.backends).toMatchObject([{ slots: 2, draining: true }]);
    await change({ slots: 2, draining: false });
    await first.change({ kind: 'model', name: 'groot', definition: { model: 'b' } }, 'x', unrecorded);
    await first.change({ kind: 'model', name: 'groot', definition: { model: 'a' } }, 'x', unrecorded);
    expect(await db.query('SELECT * FROM model_changes')).toEqual([]);
    expect((await open(file(3))).catalogue.data.backends).toMatchObject([{ slots: 3 }]);
  });

  test('makes changes one after the other: of two that together do not fit, one is refused', async () => {
    const one = await open({});
    const other = await open({});
    const put = (by: typeof one, name: string) => by.change({ kind: 'backend', name, definition: { kind: 'ollama', url: 'http://gpu.example' } }, 'x', unrecorded);
    const ends = await Promise.allSettled([put(one, 'een'), put(other, 'twee')]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await db.query('SELECT name FROM model_changes')).toHaveLength(1);
  });

  test('refuses to have the model for vectors be another under the same name', async () => {
    const opened = await open({ models: [{ name: 'groot', model: 'a' }, { name: 'zoeken', model: 'e5', capabilities: ['embeddings'], queryPrefix: 'query: ' }] }, { environment: { EMBED_MODEL: 'zoeken' } });
    const change = (definition: object) => opened.change({ kind: 'model', name: 'zoeken', definition: { model: 'e5', capabilities: ['embeddings'], queryPrefix: 'query: ', ...definition } }, 'x', unrecorded);
    await expect(change({ model: 'bge-m3' })).rejects.toMatchObject({ faults: [{ kind: 'models', name: 'zoeken', field: 'model' }] });
    await expect(change({ queryPrefix: '' })).rejects.toMatchObject({ faults: [{ field: 'model' }] });
    await change({ contextTokens: 512 });
    expect(opened.catalogue.model('zoeken')?.contextTokens).toBe(512);
  });

  test('leaves out what no longer fits a file that was changed, and says so; the desk goes on', async () => {
    const gpu = { backends: [{ id: 'een', kind: 'ollama', url: 'http://een.example' }, { id: 'gpu', kind: 'openai', url: 'http://gpu.example', pool: 'gpu' }] };
    await (await open(gpu)).change({ kind: 'model', name: 'reus', definition: { model: 'reus', pool: 'gpu' } }, 'x', unrecorded);
    const later = await open({});
    expect(namesOf(later)).not.toContain('reus');
    expect(later.leftOut()).toEqual(['models: reus: pool: er is geen backend in de pool gpu']);
  });

  test('passes over what another version stored and this one does not understand', async () => {
    await db.query(`INSERT INTO model_changes (kind, name, definition, changed_by) VALUES ('model', 'raar', '{"model": 3}', 'x'), ('backend', 'ollama', '[]', 'x')`);
    const opened = await open({});
    expect(namesOf(opened)).toEqual(['ministral-3:3b', 'groot']);
    expect(opened.catalogue.data.backends).toMatchObject([{ id: 'ollama', url: 'http://127.0.0.1:11434' }]);
  });

  test('sends no key to an address that an admin chose', async () => {
    writeFileSync(join(folder, 'sleutel'), 'geheim');
    const file = { backends: [{ id: 'een', kind: 'openai', url: 'https://vllm.example/v1', keyFile: 'sleutel' }] };
    const opened = await open(file);
    const keyFile = join(folder, 'sleutel');
    expect(opened.catalogue.data.backends[0]).toMatchObject({ keyFile });
    await opened.change({ kind: 'backend', name: 'een', definition: { kind: 'openai', url: 'https://vllm.example/andere', slots: 2 } }, 'x', unrecorded);
    expect(opened.catalogue.data.backends[0]).toMatchObject({ url: 'https://vllm.example/andere', slots: 2, keyFile });
    await opened.change({ kind: 'backend', name: 'een', definition: { kind: 'openai', url: 'https://kwaad.example' } }, 'x', unrecorded);
    expect(opened.catalogue.data.backends[0]).toEqual({ id: 'een', kind: 'openai', url: 'https://kwaad.example', pool: 'standaard', slots: 8 });
    await opened.change({ kind: 'backend', name: 'een', definition: { kind: 'openai', url: 'https://kwaad.example', keyFile } }, 'x', unrecorded);
    expect(opened.catalogue.data.backends[0]).toMatchObject({ url: 'https://vllm.example/v1', keyFile });
  });

  test('asks nothing but a number when nothing has changed', async () => {
    const asked: string[] = [];
    const counting: Database = { ...db, query: (sql, ...rest) => (asked.push(sql), db.query(sql, ...rest)), transaction: (work) => (asked.push('BEGIN'), db.transaction(work)) };
    const opened = await openCatalogue({ config: configOf({}), assistants: loket, db: counting });
    asked.length = 0;
    await opened.refresh();
    expect(asked).toEqual(['SELECT version FROM model_changes_version ']);
    await (await open({})).change({ kind: 'model', name: 'nieuw', definition: { model: 'x' } }, 'x', unrecorded);
    await opened.refresh();
    expect(opened.catalogue.model('nieuw')).toBeDefined();
  });

  test('has hosts follow: those that stay are the same, those that go are closed', async () => {
    const opened = await open({});
    const faults: BalieError[] = [];
    const hosts = openGateway(opened.catalogue, readConfig({}).queue, { onKeyFault: (fault) => void faults.push(fault) });
    const first = hosts.hostOf('ollama');
    await opened.change({ kind: 'backend', name: 'twee', definition: { kind: 'ollama', url: 'http://127.0.0.1:39999' } }, 'x', unrecorded);
    const second = hosts.hostOf('twee');
    expect(hosts.hostOf('ollama')).toBe(first);
    expect(hosts.gateway.hosts()).toMatchObject([{ id: 'ollama', pool: 'standaard', slots: 1 }, { id: 'twee', pool: 'standaard', slots: 1 }]);
    await opened.change({ kind: 'backend', name: 'twee', definition: null }, 'x', unrecorded);
    expect(hosts.hostOf('twee')).toBeUndefined();
    const causes = (error: unknown): unknown[] => (error instanceof Error ? [Reflect.get(error, 'code'), ...causes(error.cause)] : []);
    const gone = () => second!.models(new AbortController().signal).then(() => [], causes);
    await expect.poll(gone).toContain('UND_ERR_DESTROYED');
    await hosts.close();
    expect(faults).toEqual([]);
  });

  test('looks every so often, tells a database that is away once, and goes on when it is back', async () => {
    const errors: unknown[] = [];
    const notes: string[] = [];
    let state: 'away' | 'back' = 'away';
    const seen = { away: Promise.withResolvers<void>(), back: Promise.withResolvers<void>() };
    let looks = 0;
    const refresh = () => {
      looks += 1;
      if (looks === 3) seen[state].resolve();
      return state === 'away' ? Promise.reject(new Error('weg')) : Promise.resolve();
    };
    const stop = watchCatalogue({ refresh, leftOut: () => (state === 'back' ? ['models: x'] : []) }, { note: (line) => void notes.push(line), onError: (error) => void errors.push(error), everyMs: 1 });
    await seen.away.promise;
    state = 'back';
    looks = 0;
    await seen.back.promise;
    stop();
    expect(errors).toHaveLength(1);
    expect(notes).toEqual(['Dit past niet meer bij de configuratie en blijft buiten gebruik:\nmodels: x']);
  });
});
