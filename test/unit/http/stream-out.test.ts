import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { Heartbeat } from '../../../src/http/programs/wire/heartbeat.ts';
import { StreamOut } from '../../../src/http/programs/wire/stream-out.ts';
import { until } from '../../support/until.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) close();
});

/** A response that is being written, and what has reached its client of it. */
async function open(): Promise<{ outgoing: ServerResponse; received: () => string; status: () => number | undefined; pause: () => void }> {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>();
  const server = createServer((_, outgoing) => resolve(outgoing)).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  let received = '';
  let status: number | undefined;
  let pause = (): unknown => {
    throw new Error('nothing has reached the client yet');
  };
  const asked = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }, (response) => {
    status = response.statusCode;
    pause = () => response.pause();
    response.setEncoding('utf8').on('data', (piece: string) => (received += piece)).on('error', () => (received += 'BROKEN'));
  });
  asked.on('error', () => undefined).end();
  closing.push(() => {
    asked.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { outgoing: await promise, received: () => received, status: () => status, pause: () => pause() };
}

test('a silent stream says at each beat that it lives, and opens to say so', async () => {
  const { outgoing, received, status } = await open();
  const out = new StreamOut(outgoing, ['Content-Type', 'text/event-stream'], ': ping\n\n');
  out.beat();
  expect(out.isOpen).toBe(false);
  out.beat();
  await expect.poll(received).toBe(': ping\n\n');
  expect(status()).toBe(200);
  out.write('data: 1\n\n');
  out.beat();
  out.end('data: 2\n\n');
  await expect.poll(received).toBe(': ping\n\ndata: 1\n\ndata: 2\n\n');
});

test('one clock beats for all streams, at least every five seconds, and stops with the last', () => {
  vi.useFakeTimers();
  const heartbeat = new Heartbeat();
  const beats = [0, 0];
  const streams = beats.map((_, index) => ({ beat: () => void (beats[index]! += 1) }));
  for (const stream of streams) heartbeat.add(stream);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(5_000);
  heartbeat.delete(streams[0]!);
  vi.advanceTimersByTime(5_000);
  expect(beats).toEqual([1, 2]);
  heartbeat.delete(streams[1]!);
  expect(vi.getTimerCount()).toBe(0);
});

test('a client that reads nothing for a minute is let go of', async () => {
  const { outgoing, pause } = await open();
  const out = new StreamOut(outgoing, [], ' ');
  out.write('x');
  await until(() => pause());
  while (out.write('x'.repeat(1024 * 1024)));
  const goneOn = out.drained();
  for (let beat = 0; beat < 11; beat += 1) out.beat();
  expect(outgoing.destroyed).toBe(false);
  out.beat();
  expect(outgoing.destroyed).toBe(true);
  await goneOn;
});

test('a broken answer tells why, and its connection breaks when that has been read', async () => {
  const { outgoing, received } = await open();
  const out = new StreamOut(outgoing, [], ' ');
  out.write('half');
  out.breakOff('fault');
  await expect.poll(received).toBe('halffaultBROKEN');
});
