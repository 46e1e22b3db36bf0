import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findKey, revokeKey } from '../../../src/identity/keys.ts';
import type { Database } from '../../../src/store/database.ts';
import { actsIn } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';
import { keysCommand } from '../../support/keys-command.ts';

let db: Database;
let folder: string;
let balie: ReturnType<typeof keysCommand>;
const MODELS = `backends: [{ id: gpu, kind: ollama, url: "http://127.0.0.1:9", pool: groot }]
models: [{ name: loket-standaard, model: "ministral-3:3b", pool: groot, capabilities: [chat, tools] }, { name: groot, model: mistral-small, pool: groot, capabilities: [chat] }]
`;
beforeAll(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'balie-keys-'));
  await writeFile(join(folder, 'balie.yaml'), `${INSTALLATION}${MODELS}`);
  balie = keysCommand(db, { CONFIG: join(folder, 'balie.yaml') });
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const INSTALLATION = `municipality: { name: Proefstad, website: "https://www.proefstad.example/", phone: "14 000", phoneHours: op werkdagen, email: info@proefstad.example, address: Plein 1, privacyOfficer: fg@proefstad.example }
retention: { said: P28D }
collections: [{ id: producten, title: Producten, owner: Team, readers: [resident], folder: "." }]
`;

test('a key is made for models by the names of the catalogue, also for one that an admin added', async () => {
  expect((await balie.run('create', '--name', 'Programma', '--models', 'loket-standaard,groot')).code).toBe(0);
  expect(await balie.run('create', '--name', 'Programma', '--models', 'later')).toMatchObject({
    code: 'key-names-unknown', detail: 'model later; deze modellen zijn er: loket-standaard, groot, of * voor alle',
  });
  const definition = { model: 'x', pool: 'groot', capabilities: ['chat'] };
  await db.query(`INSERT INTO model_changes (kind, name, definition, changed_by) VALUES ('model', 'later', $1, 'x')`, [JSON.stringify(definition)]);
  await db.query('UPDATE model_changes_version SET version = version + 1');
  expect((await balie.run('create', '--name', 'Programma', '--models', 'later')).code).toBe(0);
});

describe('balie keys change', () => {
  test('changes what is named, keeps the rest, and shows how the key stands', async () => {
    const { id } = await balie.made('--models', 'groot', '--assistants', 'loket', '--tokens-per-day', '1000', '--group', 'Zuid', '--expires', '2099-06-30');
    const { code, out } = await balie.run('change', id, '--models', 'loket-standaard', '--collections', 'producten', '--tokens-per-day', '2000', '--admin');
    expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`^${id} .*groep Zuid .*modellen loket-standaard; assistenten loket; beheerder .*hoogstens 2.000 tokens per dag .*geldig tot en met 2099-06-30`)) as string]);
    await balie.run('change', id, '--name', 'Ander', '--assistants', 'geen', '--tokens-per-day', 'geen', '--group', 'geen', '--expires', 'geen', '--no-admin');
    expect(await findKey(db, id)).toMatchObject({ name: 'Ander', collections: ['producten'], models: ['loket-standaard'], assistants: [], isAdmin: false, group: null, tokensPerDay: null, expiresAt: null });
    expect((await actsIn(db)).filter(({ kind, facts }) => kind === 'key.changed' && facts['key'] === id)).toMatchObject([
      { facts: { from: { isAdmin: false, tokensPerDay: 1_000 }, to: { isAdmin: true, tokensPerDay: 2_000 } } },
      { facts: { isRenamed: true, from: { group: 'Zuid' }, to: { group: null, expiresAt: null } } },
    ]);
  });

  test('keeps a name that has gone meanwhile, and takes no other that is not there', async () => {
    const { id } = await balie.made('--models', 'groot');
    await db.query(`UPDATE api_keys SET models = '{opgeheven,groot}' WHERE id = $1`, [id]);
    expect((await balie.run('change', id, '--models', 'opgeheven')).code).toBe(0);
    expect(await balie.run('change', id, '--models', 'opgeheven,ander')).toMatchObject({ code: 'key-names-unknown', detail: expect.stringContaining('model ander;') as string });
  });

  test('refuses what cannot be', async () => {
    const { id } = await balie.made('--models', 'groot');
    expect(await balie.run('change', '0'.repeat(16), '--name', 'x')).toMatchObject({ code: 'key-unknown' });
    expect(await balie.run('change', 'onzin', '--name', 'x')).toMatchObject({ code: 'key-unknown' });
    expect(await balie.run('change', id, '--models', 'geen')).toMatchObject({ code: 'key-without-rights' });
    for (const args of [[], ['--admin', '--no-admin'], ['--overlap', '7d'], ['--expires', '2020-01-01'], ['--tokens-per-day', '0'], ['--group', ' ']]) expect((await balie.run('change', id, ...args)).code, args.join(' ')).toBe(2);
    expect((await balie.run('change')).code).toBe(2);
    await revokeKey(db, id);
    expect(await balie.run('change', id, '--name', 'x')).toMatchObject({ code: 'key-ended' });
  });
});

test('balie keys groups lists them, each with its limits and use', async () => {
  await balie.run('group', 'Afval', '--tokens-per-day', '5');
  const { code, out } = await balie.run('groups');
  expect([code, out]).toEqual([0, expect.stringMatching(/^groep Afval {2}hoogstens 5 tokens per dag\n {2}vandaag 0 van 5 tokens/) as string]);
  expect(JSON.parse((await balie.run('groups', '--json')).out)).toMatchObject({ groups: [{ name: 'Afval', tokensPerDay: 5, days: [] }, { name: 'Zuid' }] });
  expect((await balie.run('groups', 'x')).code).toBe(2);
});
