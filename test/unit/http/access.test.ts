import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { AccessList } from '../../../src/http/access/access.ts';
import { Admission } from '../../../src/http/admission.ts';
import type { AppEnv } from '../../../src/http/env.ts';
import { toFault } from '../../../src/http/faults.ts';

test('a route that nobody declared is closed, also when a wider one beside it is open', async () => {
  const access = new AccessList();
  const app = new Hono<AppEnv>();
  app.use('*', access.guard);
  app.onError((error, c) => c.text(toFault(error).code, 401));
  access.declare('GET', '/open', 'public');
  app.get('/open', (c) => c.text('in'));
  app.get('/forgotten', (c) => c.text('in'));
  access.declare('GET', '/files/*', 'public');
  app.get('/files/*', (c) => c.text('in'));
  app.get('/files/secret', (c) => c.text('in'));
  access.declare('POST', '/admin', 'closed');
  app.post('/admin', (c) => c.text('in'));
  const ask = async (method: string, path: string) => (await app.request(path, { method })).text();
  expect(await ask('GET', '/open')).toBe('in');
  expect(await ask('GET', '/forgotten')).toBe('login-required');
  expect(await ask('GET', '/files/secret')).toBe('login-required');
  expect(await ask('POST', '/admin')).toBe('login-required');
  expect(await ask('GET', '/nowhere')).toBe('404 Not Found');
});

async function* three(): AsyncGenerator<number> {
  yield 1;
  yield 2;
  yield 3;
}

test('admission refuses more than it has places for, and gives places back in every way of ending', async () => {
  const admission = new Admission(1);
  const signal = new AbortController().signal;
  const first = admission.run(three, signal);
  await first.next();
  await expect(admission.run(three, signal).next()).rejects.toMatchObject({ code: 'desk-busy' });
  await first.return();
  for await (const _ of admission.run(three, signal));
  // oxlint-disable-next-line require-yield -- fails at once
  const failing = admission.run(async function* () { throw new Error('broken'); }, signal);
  await expect(failing.next()).rejects.toThrow('broken');
  expect((await admission.run(three, signal).next()).value).toBe(1);
});

test('closing waits for running turns, then aborts those that take too long', async () => {
  const admission = new Admission(2);
  let reason: unknown;
  const running = admission.run(async function* (signal) {
    yield 1;
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  }, new AbortController().signal);
  await running.next();
  const rest = running.next().catch((error: unknown) => (reason = error));
  const closed = admission.close(10);
  await expect(admission.run(three, new AbortController().signal).next()).rejects.toMatchObject({ code: 'desk-stopping' });
  await Promise.all([rest, closed]);
  expect(reason).toMatchObject({ code: 'desk-stopping' });
});
