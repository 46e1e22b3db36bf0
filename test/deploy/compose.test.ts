import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/config.ts';
import { ownPort } from '../support/ports.ts';
import { until } from '../support/until.ts';
import { root } from './support/image.ts';
import { tool } from './support/tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-compose-'));
const script = join(root, 'deploy/compose/make-secrets');
const secrets = join(folder, 'secrets');
const make = (args: readonly string[], cwd = root) => spawnSync(script, args, { encoding: 'utf8', cwd });
const digests = () => Object.fromEntries(readdirSync(secrets).map((name) => [name, createHash('sha256').update(readFileSync(join(secrets, name))).digest('hex')]));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the secrets', () => {
  let made: ReturnType<typeof make>;
  beforeAll(() => {
    made = make(['balie.lindewaarde.example', secrets]);
  });

  test('are made by one command, each for its container alone', () => {
    expect(made.status).toBe(0);
    const owned = Object.fromEntries(readdirSync(secrets).map((name) => [name, `${statSync(join(secrets, name)).uid} ${(statSync(join(secrets, name)).mode & 0o777).toString(8)}`]));
    expect(owned).toEqual({ 'audit.key': '65532 400', 'metrics.token': '65532 400', 'database.url': '65532 400', 'database.password': '999 400', 'tls.crt': '101 400', 'tls.key': '101 400' });
  });

  test('are none of them on the screen', () => {
    for (const name of ['audit.key', 'metrics.token', 'database.password']) expect(made.stdout + made.stderr).not.toContain(readFileSync(join(secrets, name), 'utf8'));
  });

  test('are what the desk reads, by the names that it is given in compose.yaml', () => {
    const { services } = parse(readFileSync(join(root, 'deploy/compose/compose.yaml'), 'utf8'), { merge: true }) as { services: { balie: { environment: Record<string, string> } } };
    const given = Object.fromEntries(Object.entries(services.balie.environment).flatMap(([name, value]) => (name.endsWith('_FILE') ? [[name, value.replace('/run/secrets', secrets)]] : [])));
    const password = readFileSync(join(secrets, 'database.password'), 'utf8');
    expect(readConfig(given)).toMatchObject({ databaseUrl: `postgres://balie:${password}@database:5432/balie`, auditKey: readFileSync(join(secrets, 'audit.key'), 'utf8'), metricsToken: readFileSync(join(secrets, 'metrics.token'), 'utf8') });
  });

  test('a second time, nothing changes; what was lost is made, and fits the rest', () => {
    const before = digests();
    rmSync(join(secrets, 'database.url'));
    expect(make(['balie.lindewaarde.example', secrets]).status).toBe(0);
    expect(digests()).toEqual(before);
  });

  test('no two installations have the same', () => {
    const elsewhere = join(folder, 'elders');
    make(['balie.elmbroek.example', elsewhere]);
    const all = ['audit.key', 'metrics.token', 'database.password'].flatMap((name) => [secrets, elsewhere].map((place) => readFileSync(join(place, name), 'utf8')));
    expect(new Set(all).size).toBe(6);
    for (const secret of all) expect(secret).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([[[]], [['Balie; rm -rf /']], [['../x']]])('%j is no name of a website', (args) => {
    const nothing = join(folder, 'niets');
    expect(make([...args, ...(args.length > 0 ? [nothing] : [])], folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('Gebruik') });
    expect(existsSync(nothing)).toBe(false);
  });

  test('are not made by somebody who cannot give them away', () => {
    const said = spawnSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', script, 'balie.lindewaarde.example', join(folder, 'van-niemand')], { encoding: 'utf8' });
    expect(said).toMatchObject({ status: 1, stderr: expect.stringContaining('root') });
  });
});

describe('the proxy, by its own program', () => {
  let desk: Server;
  let proxy: ReturnType<typeof spawn>;
  let port: number;
  let plain: number;
  let came: IncomingMessage | undefined;
  beforeAll(async () => {
    desk = createServer((incoming, outgoing) => {
      came = incoming;
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
      outgoing.write('data: een\n\n');
      setTimeout(() => outgoing.end('data: twee\n\n'), 300);
    }).listen(0, '127.0.0.1');
    [port, plain] = [await ownPort(), await ownPort()];
    const address = desk.address() as AddressInfo;
    const own = readFileSync(join(root, 'deploy/compose/nginx.conf'), 'utf8')
      .replaceAll('/tmp/', `${folder}/`).replaceAll('/run/secrets', secrets)
      .replace('listen 8443 ssl', `listen 127.0.0.1:${port} ssl`).replace('listen 8080', `listen 127.0.0.1:${plain}`)
      .replace('http://balie:8080', `http://127.0.0.1:${address.port}`)
      .replace('pid ', 'daemon off;\nuser root root;\npid ');
    writeFileSync(join(folder, 'nginx.conf'), own);
    execFileSync(tool('nginx'), ['-t', '-q', '-e', join(folder, 'log'), '-c', join(folder, 'nginx.conf')], { stdio: 'pipe' });
    proxy = spawn(tool('nginx'), ['-e', join(folder, 'log'), '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
    await until(() => fetch(`http://127.0.0.1:${plain}/`, { redirect: 'manual' }));
  });
  afterAll(() => {
    proxy?.kill('SIGTERM');
    desk?.close();
  });

  function ask(path: string, headers: Record<string, string> = {}): Promise<{ status: number | undefined; pieces: string[] }> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, servername: 'balie.lindewaarde.example', ca: readFileSync(join(secrets, 'tls.crt')), headers: { host: 'balie.lindewaarde.example', ...headers } }, (answer) => {
        const pieces: string[] = [];
        answer.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece)).on('end', () => resolve({ status: answer.statusCode, pieces }));
      });
      asked.on('error', reject).end();
    });
  }

  test('speaks TLS with the certificate that was made, and passes words on as they come', async () => {
    expect(await ask('/api/v1/assistants/loket/turns')).toEqual({ status: 200, pieces: ['data: een\n\n', 'data: twee\n\n'] });
    expect(came?.headers).toMatchObject({ host: 'balie.lindewaarde.example', 'x-forwarded-proto': 'https' });
  });

  test('says who asks, whatever that says of itself', async () => {
    await ask('/', { 'x-forwarded-for': '203.0.113.7' });
    expect(came?.headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  test('keeps figures inside', async () => {
    expect((await ask('/metrics')).status).toBe(404);
  });

  test('leads to TLS', async () => {
    const answer = await fetch(`http://127.0.0.1:${plain}/over?taal=en`, { redirect: 'manual' });
    expect(answer).toMatchObject({ status: 308 });
    expect(answer.headers.get('location')).toBe('https://127.0.0.1/over?taal=en');
  });
});
