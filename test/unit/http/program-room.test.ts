import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { Room } from '../../../src/http/programs/wire/room.ts';

const MB = 1024 * 1024;
const request = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage;
const long = (bytes: number) => request({ 'content-length': String(bytes) });

test('long requests share their room, and give it back', () => {
  const room = new Room(10 * MB);
  const first = room.enter(long(6 * MB));
  expect(() => room.enter(long(5 * MB))).toThrow('desk-busy');
  room.enter(long(4 * MB));
  room.leave(first);
  expect(room.enter(long(6 * MB))).toBe(6 * MB);
});

test('one of no told length takes as much as it may become, and short ones nothing', () => {
  const room = new Room(10 * MB);
  expect(room.enter(request({ 'transfer-encoding': 'chunked' }))).toBe(8 * MB);
  expect(() => room.enter(request({ 'transfer-encoding': 'chunked' }))).toThrow('desk-busy');
  for (let times = 0; times < 1_000; times += 1) expect(room.enter(long(60_000))).toBe(0);
  expect(room.enter(request({}))).toBe(0);
});
