import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { end, fault, type GatewayStep, silence, text } from '../../support/scripted-gateway.ts';

const ask = { model: 'loket-standaard', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }] };
const apis = [['/v1/chat/completions'], ['/api/chat']] as const;

let desk: ProgramDesk;
beforeAll(async () => {
  desk = await startProgramDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.reset());

describe.each(apis)('%s: a client that leaves', (path) => {
  const leaveAfter = async (script: () => GatewayStep[], stream: boolean, isTime: () => unknown) => {
    desk.gateway.script = script;
    const leave = new AbortController();
    const answer = desk.post(path, { ...ask, stream }, { signal: leave.signal }).then((response) => response.text());
    await expect.poll(isTime).toBeTruthy();
    leave.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => desk.ended.size).toBe(1);
    expect(desk.gateway.calls.map(({ signal }) => signal.aborted)).toEqual([true]);
    return [...desk.ended.values()][0];
  };
  const asked = () => desk.gateway.calls.length === 1;

  test('before anything came frees the host, and is recorded as interrupted', async () => {
    expect(await leaveAfter(() => [silence], true, asked)).toMatchObject({ outcome: 'interrupted', usage: { promptTokens: 0, answerTokens: 0 } });
    expect(desk.settled).toHaveLength(1);
  });

  test('while it waits in the queue does so too', async () => {
    const waits: GatewayStep[] = [{ type: 'waiting', position: 2, expectedMs: 1_000 }, silence];
    expect(await leaveAfter(() => waits, true, () => desk.gateway.asked === 2)).toMatchObject({ outcome: 'interrupted' });
  });

  test('in the middle does so too, with what it got and what that took', async () => {
    const middle = await leaveAfter(() => [text('Een '), text('paspoort'), silence], true, () => desk.gateway.asked === 3);
    expect(middle).toMatchObject({ outcome: 'interrupted', said: { text: 'Een paspoort' }, usage: { answerTokens: 2 } });
    expect(middle?.usage.promptTokens).toBeGreaterThan(0);
    expect(desk.settled).toEqual([middle?.usage]);
  });

  test('without a stream does so too', async () => {
    expect(await leaveAfter(() => [text('Een '), silence], false, () => desk.gateway.asked === 2)).toMatchObject({ outcome: 'interrupted', usage: { answerTokens: 1 } });
  });

  test('before its call was recorded never gets to a host', async () => {
    const held = Promise.withResolvers<void>();
    desk.hold = held.promise;
    const leave = new AbortController();
    const answer = desk.post(path, ask, { signal: leave.signal });
    await expect.poll(() => desk.steps).toEqual(['admit']);
    leave.abort();
    await expect(answer).rejects.toThrow();
    // What it sent before these, its goodbye, has come in when they are answered.
    for (let trip = 0; trip < 3; trip += 1) await desk.get('/healthz');
    held.resolve();
    await expect.poll(() => [...desk.ended.values()]).toMatchObject([{ outcome: 'interrupted' }]);
    expect(desk.gateway.calls).toEqual([]);
  });
});

describe('a stream that does not end well', () => {
  /** All bytes of an answer, and whether its connection ended before it did. */
  const raw = (stream: boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify({ ...ask, stream });
      const socket: Socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
      let received = '';
      socket.setEncoding('utf8').on('data', (piece: string) => (received += piece)).on('close', () => resolve(received)).on('error', reject);
      socket.write(`POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alles\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });

  test('tells its fault after all that came, and breaks off: no [DONE], no last chunk of HTTP', async () => {
    desk.gateway.script = () => [text('Een '), text('paspoort'), fault(new BalieError('model-broken-stream'))];
    const received = await raw(true);
    expect(received).toMatch(/200 OK[\s\S]*"Een "[\s\S]*"paspoort"[\s\S]*data: \{"error":\{"message":"Het antwoord is onderweg afgebroken[\s\S]*"code":"model-broken-stream"/);
    expect(received).not.toContain('[DONE]');
    expect(received).not.toMatch(/\r\n0\r\n\r\n$/);
    expect([...desk.ended.values()]).toMatchObject([{ outcome: 'failed', reason: 'model-broken-stream', said: { text: 'Een paspoort' } }]);
    expect(desk.logged).toContainEqual(expect.objectContaining({ code: 'model-broken-stream' }));
  });

  test('is broken off too when it just stops', async () => {
    desk.gateway.script = () => [text('Een ')];
    const received = await raw(true);
    expect(received).toContain('"code":"model-broken-stream"');
    expect(received).not.toContain('[DONE]');
  });

  test('without a stream is a fault like others', async () => {
    for (const script of [[text('Een ')], [text('Een '), fault(new BalieError('model-broken-stream'))]]) {
      desk.gateway.script = () => script;
      const response = await desk.post('/v1/chat/completions', ask);
      expect([response.status, await response.json()]).toMatchObject([502, { error: { code: 'model-broken-stream' } }]);
    }
  });

  test('stays whole when the fault comes after the end', async () => {
    desk.gateway.script = () => [text('Ja.'), end(), fault(new BalieError('model-broken-stream'))];
    expect(await (await desk.post('/v1/chat/completions', { ...ask, stream: true })).text()).toContain('[DONE]');
    await expect.poll(() => [...desk.ended.values()]).toMatchObject([{ outcome: 'answered' }]);
  });
});

test('a client that does not read holds the host back', async () => {
  const PIECES = 500;
  const piece = text('x'.repeat(64 * 1024));
  desk.gateway.script = function* () {
    for (let made = 0; made < PIECES; made += 1) yield piece;
    yield end();
  };
  const body = JSON.stringify({ ...ask, stream: true });
  const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
  socket.write(`POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alles\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  socket.pause();
  // It stands still when nothing was asked of the host between two looks.
  let before = -1;
  await expect.poll(() => {
    const isStill = desk.gateway.asked > 0 && desk.gateway.asked === before;
    before = desk.gateway.asked;
    return isStill;
  }, { interval: 200 }).toBe(true);
  expect(desk.gateway.asked).toBeLessThan(PIECES / 2);
  let bytes = 0;
  socket.on('data', (more) => (bytes += more.length)).resume();
  await expect.poll(() => desk.gateway.asked).toBe(PIECES + 1);
  await expect.poll(() => bytes).toBeGreaterThan(PIECES * 64 * 1024);
  socket.destroy();
});

// The last: the desk takes nothing after it.
test('a desk that stops takes no more, lets answers end, and tells those that take too long', async () => {
  desk.gateway.script = () => [text('Een '), silence];
  const received = desk.post('/v1/chat/completions', { ...ask, stream: true }).then(async (response) => {
    let all = '';
    try {
      for await (const piece of response.body ?? []) all += Buffer.from(piece).toString();
    } catch {
      all += 'BROKEN';
    }
    return all;
  });
  await expect.poll(() => desk.gateway.asked).toBe(2);
  const closed = desk.app.close(50);
  const refused = await desk.post('/v1/chat/completions', ask);
  expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'desk-stopping' } }]);
  expect(await received).toMatch(/"Een "[\s\S]*"code":"desk-stopping"[\s\S]*BROKEN$/);
  await closed;
  expect([...desk.ended.values()]).toMatchObject([{ outcome: 'interrupted', reason: 'desk-stopping' }]);
});
