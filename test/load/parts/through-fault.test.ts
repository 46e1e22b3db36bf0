import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newHeard } from './asker.ts';
import { throughFault } from './through-fault.ts';

let isAway = false;
const desk = createServer((request, response) => {
  const turn = JSON.stringify({ id: randomUUID(), conversationId: randomUUID(), outcome: 'answered' });
  if (isAway) response.writeHead(503, { 'Retry-After': '1' }).end(JSON.stringify({ code: 'away', message: 'Het kan even niet.', action: 'Probeer het straks.' }));
  else if (request.headers.accept === 'text/event-stream') response.end(`event: done\ndata: ${turn}\n\n`);
  else response.end(turn);
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`;
});
afterAll(() => desk.close());

const away = { name: 'away', seconds: 0.5, beforeMs: 0, begin: () => void (isAway = true), end: () => void (isAway = false), shown: { told: ({ what }: { readonly what: string }) => what === '503 away' } };
const off = { ...away, begin: () => undefined };

test.each([
  ['somebody was told of', away, true],
  ['nobody was told of', off, false],
  ['is seen', { ...off, shown: { seen: () => Promise.resolve(true) } }, true],
  ['is not seen', { ...off, shown: { seen: () => Promise.resolve(false) } }, false],
])('a fault that %s', async (_, fault, isGood) => {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  expect(await throughFault(url, newHeard(), fault)).toBe(isGood);
  expect(said.mock.calls.flat().some((line) => String(line).includes('NOTHING SHOWS THAT IT WAS THERE'))).toBe(!isGood);
});
