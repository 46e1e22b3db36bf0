import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { doctor } from '../../src/cli/commands/doctor.ts';
import { lookAtCertificates } from '../../src/cli/doctor/certificates.ts';
import { clockCheck, lookAtDatabase } from '../../src/cli/doctor/database.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import { openOutlet } from '../../src/logbook/outlets.ts';
import { siemTarget, type Tls } from '../../src/logbook/rules.ts';
import { siemOutlet } from '../../src/logbook/siem/deliver.ts';
import { BalieError } from '../../src/errors.ts';
import type { Database } from '../../src/store/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { AUDIT_KEY, commandOn } from '../support/keys-command.ts';
import { ownCertificate } from '../support/logbook/certificate.ts';
import { logbookSettings } from '../support/logbook/settings.ts';
import { startCrookedProvider } from '../support/login/crooked.ts';
import { type OllamaHost, startOllamaHost, status } from '../support/ollama-host/index.ts';

interface Told {
  readonly state: string;
  readonly checks: readonly { readonly what: string; readonly state: string; readonly said: string; readonly action?: string }[];
}

let folder: string;
let db: Database;
let host: OllamaHost;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-doctor-'));
  db = await openTestDatabase();
  host = await startOllamaHost({ models: ['chat'] });
});
afterAll(async () => {
  await host.stop();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const variables = () => ({ DATA_DIR: folder, OLLAMA_URL: host.url, CHAT_MODEL: 'chat' });

async function examined(given: Readonly<Record<string, string>> = {}, settings: Partial<Config> = {}) {
  const { code, out } = await commandOn(doctor, db, { ...variables(), ...given }, settings)('--json');
  const told = JSON.parse(out) as Told;
  return { code, out, told, of: (what: string) => told.checks.find((check) => check.what.startsWith(what)) };
}

describe('balie doctor', () => {
  test('says what is well, and what people have not seen to yet; nothing that is secret', async () => {
    const { code, told, of, out } = await examined();
    expect(told.checks.filter(({ state }) => state === 'fault')).toEqual([]);
    expect([code, told.state]).toEqual([1, 'warning']);
    for (const what of ['Instellingen', 'Database', 'pgvector', 'Schema', 'Klok', 'Modelserver ollama', 'Ruimte op de schijf', 'Gegevensmap']) expect(of(what), what).toMatchObject({ state: 'ok' });
    expect(of('Model chat op ollama')).toMatchObject({ state: 'ok', said: expect.stringMatching(/^antwoordt na \d+ ms, digest [0-9a-f]{12}$/) });
    for (const what of ['Reservekopie', 'Proef met terugzetten', 'Ankerpunten', 'Controle van het logboek']) expect(of(what), what).toMatchObject({ state: 'warning', action: expect.any(String) });
    expect(out).not.toContain(AUDIT_KEY);
    const lines = await commandOn(doctor, db, variables())();
    expect(lines.out).toMatch(/^in orde {2}Instellingen: kloppen\n[^]*LET OP {3}Reservekopie: [^\n]+\n {9}> Maak elke nacht/);
  });

  test.each([['15.18 (Debian 15.18-0+deb12u1)', 'warning'], ['16.0', 'ok']])('PostgreSQL %s: %s', async (version, state) => {
    const query: Database['query'] = async <Row extends object>(...asked: Parameters<Database['query']>) => (await db.query<Row>(...asked)).map((row) => ('notOwned' in row ? { ...row, version } : row));
    const checks = await lookAtDatabase({ ...db, query });
    expect(checks.find(({ what }) => what === 'Database')).toMatchObject({ state, said: expect.stringContaining(version) });
  });

  test('a model that is not there, and a host that is not', async () => {
    const missing = await examined({ CHAT_MODEL: 'ontbreekt' });
    expect([missing.code, missing.of('Model ontbreekt')]).toEqual([2, expect.objectContaining({ state: 'fault', action: expect.stringContaining('ollama pull ontbreekt') })]);
    const away = await examined({ OLLAMA_URL: 'http://127.0.0.1:9' });
    expect([away.code, away.of('Modelserver ollama')]).toEqual([2, expect.objectContaining({ state: 'fault', said: 'antwoordt niet' })]);
  });

  test('a host that refuses the key is no host that does not answer', async () => {
    host.setFault('/api/tags', [status(401, 'x')]);
    const refused = await examined();
    host.setFault('/api/tags', undefined);
    expect([refused.code, refused.of('Modelserver ollama')]).toEqual([
      2,
      expect.objectContaining({ state: 'fault', said: 'weigert de sleutel (HTTP 401)', action: expect.stringContaining('keyFile') as string }),
    ]);
  });

  test('what others on the machine may read', async () => {
    await writeFile(join(folder, 'audit.key'), AUDIT_KEY, { mode: 0o644 });
    await chmod(folder, 0o755);
    const open = await examined();
    expect(open.code).toBe(2);
    expect(open.of('Gegevensmap')).toMatchObject({ state: 'fault', action: `Sluit de map: chmod 700 ${folder}` });
    expect(open.of('Bestand met een geheim')).toMatchObject({ state: 'fault', action: `Sluit het af: chmod 600 ${join(folder, 'audit.key')}` });
    await chmod(folder, 0o700);
    await chmod(join(folder, 'audit.key'), 0o600);
    expect((await examined()).of('Bestanden met geheimen')).toMatchObject({ state: 'ok' });
    const token = join(folder, 'token');
    await writeFile(token, 'een-geheim-woord', { mode: 0o644 });
    expect((await examined({ METRICS_TOKEN_FILE: token })).of('Bestand met een geheim')).toMatchObject({ state: 'fault', said: expect.stringContaining(token) });
  });

  test('root may look at the data of the service; another user is told to be that one', async () => {
    const data = await mkdtemp(join(folder, 'data-'));
    if (process.getuid?.() === 0) await chown(data, 4_711, 4_711);
    const seen = vi.spyOn(process, 'getuid');
    try {
      seen.mockReturnValue(0);
      expect((await examined({ DATA_DIR: data })).of('Gegevensmap')).toMatchObject({ state: 'ok' });
      seen.mockReturnValue(4_712);
      expect((await examined({ DATA_DIR: data })).of('Gegevensmap')).toMatchObject({ state: 'warning' });
    } finally {
      seen.mockRestore();
    }
  });

  test('who gets the log and does not have it, by how long that is', async () => {
    const to = 'syslog+tls://127.0.0.1:9';
    const siem: Config['siem'] = [{ format: 'cef', to, target: { kind: 'syslog', host: '127.0.0.1', port: 9, tls: {} } }];
    const look = async () => (await examined({}, { siem })).of('SIEM');
    await openOutlet(db, siemOutlet(to), 0, new Date());
    expect(await look()).toMatchObject({ state: 'ok' });
    const since = (days: number) => db.query(`UPDATE outlets SET fault = 'siem-unreachable', detail = 'ECONNREFUSED', fault_at = now(), acknowledged_at = now() - make_interval(hours => 24 * $1)`, [days]);
    await since(0);
    expect(await look()).toMatchObject({ state: 'warning' });
    await since(3);
    expect(await look()).toMatchObject({ state: 'fault', said: expect.stringContaining('Het laatste kwam 3 dagen geleden aan'), action: expect.any(String) });
  });

  test('a provider of logins that answers where the desk may not go, and one that is away', async () => {
    const provider = await startCrookedProvider();
    const look = async () => (await examined({}, { login: { ...readConfig({}).login, ...provider.login } })).of('Inlogdienst');
    expect(await look()).toMatchObject({ state: 'ok' });
    provider.metadata = { userinfo_endpoint: 'https://graph.example/claims' };
    expect(await look()).toMatchObject({ state: 'fault', said: expect.stringContaining('graph.example'), action: expect.stringContaining('login.provider.hosts: [graph.example]') });
    await provider.close();
    expect(await look()).toMatchObject({ state: 'fault', said: expect.stringContaining('niet bereikbaar') });
  });

  test('a database that is away: that, and all that can be told without it', async () => {
    const lines: string[] = [];
    const away = () => Promise.reject(new BalieError('database-unavailable', { detail: 'db.example:5432' }));
    const config = readConfig({ ...variables(), DATABASE_URL: 'postgres://balie:geheim-woord@db.example/balie', AUDIT_KEY });
    const code = await doctor.run({ values: {}, positionals: [], json: false, config, database: away, onFailure: () => undefined, out: (line) => void lines.push(line), note: () => undefined, signal: new AbortController().signal });
    expect(code).toBe(2);
    expect(lines.join('\n')).toMatch(/FOUT {5}Database: [^\n]*db\.example:5432[^]*Gegevensmap[^]*db\.example:5432 \(database\)/);
    expect(lines.join('\n')).toMatch(/^\? {8}Ruimte op de databaseserver: niet bekend/m);
    expect(lines.join('\n')).not.toContain('geheim-woord');
  });

  test('a database that the desk has not brought up to date yet: which version it is, and nothing that it cannot be asked', async () => {
    const [last] = await db.query<{ version: number; name: string; sha256: string }>('DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations) RETURNING version, name, sha256');
    const { version, name, sha256 } = last ?? { version: 0, name: '', sha256: '' };
    const older = await examined();
    await db.query('INSERT INTO schema_migrations (version, name, sha256) VALUES ($1, $2, $3)', [version, name, sha256]);
    expect([older.code, older.of('Schema')]).toEqual([2, { what: 'Schema', state: 'fault', said: `versie ${version - 1} van ${version}`, action: expect.stringContaining('balie backup') }]);
    expect(older.told.checks.filter(({ state }) => state === 'fault').map(({ what }) => what)).toEqual(['Schema']);
    expect(older.of('Modellen')).toMatchObject({ state: 'warning', said: 'niet nagekeken' });
  });

  test('--sovereignty names each place, what for, and whether it is in the building', async () => {
    const near = await commandOn(doctor, db, variables(), { collections: [] })('--sovereignty', '--json');
    expect([near.code, JSON.parse(near.out)]).toEqual([0, { leaves: false, connections: [{ host: new URL(host.url).host, purpose: 'taalmodellen', place: 'inside' }], programs: [] }]);
    const far = await commandOn(doctor, db, { ...variables(), RERANK_URL: 'https://volgorde.example.com' }, { collections: [] })('--sovereignty');
    expect([far.code, far.out]).toEqual([1, expect.stringMatching(/binnen {2}127\.0\.0\.1:\d+ {2}taalmodellen\nBUITEN {2}volgorde\.example\.com:443 {2}volgorde van gevonden documenten\nNaar één plaats/)]);
    expect(await commandOn(doctor, db, variables())('iets')).toMatchObject({ code: 2 });
    const provider = { issuer: 'https://id.example', hosts: ['graph.example'], clientId: 'balie', clientSecret: 'x', title: 'ID', scopes: ['openid'], groupsClaim: 'groups', insecure: false };
    const login = await commandOn(doctor, db, variables(), { collections: [], login: { ...readConfig({}).login, provider } })('--sovereignty');
    expect(login.out).toMatch(/BUITEN {2}id\.example:443 {2}inloggen van medewerkers\nBUITEN {2}graph\.example:443 {2}inloggen van medewerkers\n/);
    const program = await commandOn(doctor, db, variables(), { collections: [], auditKey: { command: ['/usr/bin/kms', 'een-geheim'] } })('--sovereignty');
    expect([program.code, program.out]).toEqual([1, expect.stringContaining('PROGRAMMA  /usr/bin/kms  sleutel van het logboek (AUDIT_KEY_COMMAND)')]);
    expect(program.out).not.toMatch(/een-geheim|Er gaat niets naar buiten/);
  });
});

describe('certificates', () => {
  const certificate = ownCertificate();
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer(certificate);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const look = (publicUrl: string, now = new Date()) => lookAtCertificates({ ...readConfig({}), collections: [], publicUrl }, { backends: [] }, now);

  test('one that nobody vouches for, one that is over, and a place where nobody listens', async () => {
    expect(await look(url)).toEqual([expect.objectContaining({ state: 'fault', said: expect.stringContaining('niet vertrouwd') })]);
    expect(await look(url, new Date('2049-06-01'))).toEqual([expect.objectContaining({ state: 'fault', said: expect.stringContaining('verlopen') })]);
    const logbook = logbookSettings({ url: `${url}/v1/traces`, tls: { ca: certificate.cert } });
    expect(await lookAtCertificates({ ...readConfig({}), collections: [], publicUrl: undefined, logbook }, { backends: [] }, new Date())).toEqual([expect.objectContaining({ state: 'ok' })]);
    expect(await look('https://127.0.0.1:9')).toEqual([expect.objectContaining({ state: 'warning', said: expect.stringContaining('ECONNREFUSED') })]);
  });

  test('that of a SIEM over syslog with TLS, and the own one that it asks for', async () => {
    const lookAt = (own: Tls, now = new Date()) =>
      lookAtCertificates({ ...readConfig({}), collections: [], siem: [{ format: 'cef', to: 'syslog', target: siemTarget(`syslog+tls://127.0.0.1:${new URL(url).port}`, own) }] }, { backends: [] }, now);
    const what = 'Certificaat van 127.0.0.1 (SIEM)';
    expect(await lookAt({})).toEqual([expect.objectContaining({ what, state: 'fault', said: expect.stringContaining('niet vertrouwd') })]);
    expect(await lookAt({ ca: certificate.cert, ...certificate })).toEqual([
      expect.objectContaining({ what, state: 'ok' }),
      expect.objectContaining({ what: 'Eigen certificaat voor 127.0.0.1 (SIEM)', state: 'ok' }),
    ]);
    expect(await lookAt({ ca: certificate.cert, ...certificate }, new Date('2048-12-20'))).toEqual([expect.objectContaining({ what, state: 'warning' }), expect.objectContaining({ state: 'warning', said: 'verloopt over 11 dagen' })]);
    // One that is none, or not that of the key, does not keep the others from being looked at.
    expect(await lookAt({ ca: certificate.cert, cert: 'geen PEM', key: certificate.key })).toEqual([
      expect.objectContaining({ what, state: 'warning', said: expect.stringContaining('horen niet bij elkaar') }),
      expect.objectContaining({ what: 'Eigen certificaat voor 127.0.0.1 (SIEM)', state: 'fault', said: 'is geen certificaat' }),
    ]);
    expect(await lookAt({ ca: certificate.cert, cert: certificate.cert, key: ownCertificate().key })).toEqual([expect.objectContaining({ what, state: 'warning' }), expect.objectContaining({ state: 'ok' })]);
  });
});

test.each([[0, 'ok'], [1_900, 'ok'], [-5_000, 'warning'], [61_000, 'fault']] as const)('a clock that differs by %i ms: %s', (ms, state) => {
  expect(clockCheck('Klok', 'die van de database', ms).state).toBe(state);
});
