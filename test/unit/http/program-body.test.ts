import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { readJson } from '../../../src/http/programs/wire/body.ts';

afterEach(() => vi.useRealTimers());

const incoming = () => Object.assign(new PassThrough(), { headers: {} }) as unknown as IncomingMessage & PassThrough;
const beat = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a body that comes in by drops is given up, and its clock stopped', async () => {
  vi.useFakeTimers();
  const body = incoming();
  const refused = readJson(body).catch((error: unknown) => error);
  body.write('{"a":');
  await beat(29_000);
  body.write('1');
  await beat(2_000);
  expect(await refused).toMatchObject({ code: 'body-too-slow' });
  expect(vi.getTimerCount()).toBe(0);
});

test('a large body that keeps pace may take its time', async () => {
  vi.useFakeTimers();
  const body = incoming();
  const read = readJson(body);
  body.write('"');
  for (let times = 0; times < 4; times += 1) {
    body.write('x'.repeat(64 * 1024));
    await beat(30_000);
  }
  body.end('"');
  await beat(0);
  expect(await read).toHaveLength(4 * 64 * 1024);
  expect(vi.getTimerCount()).toBe(0);
});

test('one that was broken off before anyone read it ends too', async () => {
  const body = incoming();
  body.destroy();
  await expect(readJson(body)).rejects.toMatchObject({ code: 'body-malformed' });
});
