import { createSocket } from 'node:dgram';
import { get } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allowOutbound, isAllowed } from '../../../src/outbound/allow.ts';
import { guardOutbound } from '../../../src/outbound/guard.ts';

let server: Server;
let port: number;
let arrived = 0;
let folder: string;
const refused: string[] = [];
let undo: () => void;

beforeAll(async () => {
  server = createServer((socket) => {
    arrived += 1;
    socket.resume().on('error', () => undefined).end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  folder = await mkdtemp(join(tmpdir(), 'balie-guard-'));
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  arrived = 0;
  refused.length = 0;
  undo = guardOutbound((place) => void refused.push(place));
});
afterEach(() => undo());

const outcome = (start: () => { once(event: string, heard: (error?: unknown) => void): unknown }) => new Promise<string>((resolve) => {
  start().once('error', (error) => resolve(String((error as NodeJS.ErrnoException).code)));
});

describe('a connection that nobody named', () => {
  test.each<[string, () => { once(event: string, heard: (error?: unknown) => void): unknown }]>([
    ['of net, by options', () => connect({ port, host: '127.0.0.1' })],
    ['of net, by port and host', () => connect(port, '127.0.0.1')],
    ['of net, by port alone', () => connect(port)],
    ['of tls', () => connectTls({ port, host: '127.0.0.1' })],
    ['of http', () => get(`http://127.0.0.1:${port}/`)],
  ])('%s fails before anything leaves', async (_, start) => {
    expect(await outcome(start)).toBe('EOUTBOUND');
    expect(arrived).toBe(0);
    expect(refused).toEqual([expect.stringMatching(`:${port}$`)]);
  });

  test('of fetch, of PostgreSQL, or by UDP fails as well', async () => {
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
    await expect(new pg.Client({ connectionString: `postgres://a:b@127.0.0.1:${port}/c` }).connect()).rejects.toMatchObject({ code: 'EOUTBOUND' });
    const udp = createSocket('udp4');
    expect(() => udp.send('a', port, '127.0.0.1')).toThrow('no UDP');
    udp.close();
    expect(arrived).toBe(0);
  });

  test('by a name is refused before the name is asked for', async () => {
    expect(await outcome(() => connect({ port: 443, host: 'telemetrie.example', lookup: () => expect.unreachable('the name was asked for') }))).toBe('EOUTBOUND');
    expect(refused).toEqual(['telemetrie.example:443']);
  });
});

describe('a connection that was named', () => {
  test('goes on for as long as it is named', async () => {
    const [forbid, forbidToo] = [allowOutbound(new URL(`http://127.0.0.1:${port}/path`)), allowOutbound({ host: '127.0.0.1', port })];
    forbid();
    forbid();
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(204);
    forbidToo();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
    expect(arrived).toBe(1);
  });

  test('is that host and that port alone, however it is written', () => {
    const taken = [allowOutbound(new URL('https://Modellen.gemeente.example/v1')), allowOutbound(new URL('http://[::1]:8080'))];
    expect([isAllowed('modellen.gemeente.example.', 443), isAllowed('::1', '8080'), isAllowed('[::1]', 8080)]).toEqual([true, true, true]);
    expect([isAllowed('modellen.gemeente.example', 80), isAllowed('gemeente.example', 443), isAllowed('kwaad.modellen.gemeente.example', 443), isAllowed('localhost', 8080)]).toEqual([false, false, false, false]);
    for (const forbid of taken) forbid();
    expect(isAllowed('modellen.gemeente.example', 443)).toBe(false);
  });

  test('by a socket in the file system needs no name', async () => {
    const path = join(folder, 'socket');
    const inside = createServer((socket) => socket.end('ja'));
    await new Promise<void>((resolve) => inside.listen(path, resolve));
    const heard = await new Promise<string>((resolve) => connect(path).once('data', (data) => resolve(String(data))));
    expect(heard).toBe('ja');
    inside.close();
  });
});
