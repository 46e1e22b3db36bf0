import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, headers, type OllamaHost, pause, silence, startOllamaHost, text } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, type Program, startProgram } from '../support/process.ts';
import { askEvents, askJson, PASSPORT, postQuestion, TURNS } from '../support/questions.ts';

const FORM = 'application/x-www-form-urlencoded';

let host: OllamaHost;
let place: Installation;
let program: Program;
let url: string;
beforeAll(async () => {
  host = await startOllamaHost();
  place = await makeInstallation({ settings: 'queue: { maxWaiting: 8 }\n' });
  program = startProgram(['serve'], { ...place.env, OLLAMA_URL: host.url });
  url = await program.url();
});
afterAll(async () => {
  await endPrograms();
  await host.stop();
  await place.remove();
});

const post = async (path: string, type: string, body: string | Buffer, more: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(url + path, { method: 'POST', headers: { 'Content-Type': type, ...more }, body });
  return { status: response.status, type: response.headers.get('Content-Type') ?? '', text: await response.text() };
};

/** Bytes as they are, and what comes back until the desk hangs up. */
async function sendRaw(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.setEncoding('latin1');
  let answer = '';
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('data', (piece: string) => (answer += piece));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await Promise.race([closed, sleep(60_000, undefined, { ref: false })]);
  socket.destroy();
  return answer;
}

describe('a bad question', () => {
  test.each<[string, string, string | Buffer, number, string]>([
    ['JSON that is cut off', 'application/json', '{"question":', 400, 'body-malformed'],
    ['JSON that is no object', 'application/json', '[]', 400, 'input-invalid'],
    ['JSON that is not UTF-8', 'application/json', Buffer.from('{"question":"caf\u00e9 open?"}', 'latin1'), 400, 'text-not-utf8'],
    ['JSON with nothing in it', 'application/json', '', 400, 'body-malformed'],
    ['an empty question', 'application/json', '{"question":" \\n\\u0000"}', 400, 'question-empty'],
    ['100,000 characters', 'application/json', JSON.stringify({ question: 'é'.repeat(100_000) }), 400, 'question-too-long'],
    ['two megabytes', 'application/json', JSON.stringify({ question: 'é'.repeat(1_000_000) }), 413, 'body-too-large'],
    ['a form', FORM, 'question=Wat', 415, 'content-type-unsupported'],
    ['a content type that does not exist', 'vraag', '{}', 415, 'content-type-unsupported'],
  ])('as JSON: %s', async (_, type, body, status, code) => {
    const answer = await post(TURNS, type, body);
    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
    expect(JSON.parse(answer.text)).toMatchObject({ code, action: expect.any(String) });
  });

  test.each<[string, string, string | Buffer, number, string]>([
    ['nothing', FORM, '', 400, 'nog geen vraag'],
    ['another field', FORM, 'vraag=Wat', 400, 'nog geen vraag'],
    ['bytes that are not UTF-8', FORM, 'question=caf%E9', 400, 'niet lezen'],
    ['raw bytes that are not UTF-8', FORM, Buffer.from('question=caf\u00e9', 'latin1'), 400, 'niet lezen'],
    ['100,000 characters', FORM, `question=${'a'.repeat(100_000)}`, 400, 'te lang'],
    ['two megabytes', FORM, `question=${'a'.repeat(2_000_000)}`, 413, 'te groot'],
    ['a file', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="question"\r\n\r\nWat\r\n--x--\r\n', 415, 'niet verwerken'],
    ['JSON', 'application/json', '{"question":"Wat?"}', 415, 'niet verwerken'],
    ['a conversation that is none', FORM, 'question=Wat&conversationId=%00', 404, 'niet (meer) bekend'],
  ])('as a form: %s', async (_, type, body, status, message) => {
    const answer = await post('/', type, body);
    expect(answer).toMatchObject({ status, type: expect.stringContaining('text/html') });
    expect(answer.text).toContain(message);
  });

  test('that is too long is in the form again, whole', async () => {
    const question = `Wat kost ${'een paspoort en '.repeat(500)}een rijbewijs?`;
    expect((await post('/', FORM, new URLSearchParams({ question }).toString())).text).toContain(question);
  });

  test('did not reach the model', () => {
    expect(host.requests.filter(({ path }) => path === '/api/chat')).toEqual([]);
  });
});

// It would ask at the address of whoever looks at that site.
test('a form on another site is refused', async () => {
  const answer = await fetch(`${url}/`, { method: 'POST', headers: { 'Content-Type': FORM, Origin: 'https://elders.example' }, body: `question=${PASSPORT}` });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('Set-Cookie')).toBeNull();
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
});

describe('bytes that are no proper request', () => {
  test.each([
    ['no HTTP', 'HALLO\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a path that is no path', 'GET http://[ HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['percent signs that mean nothing', 'GET /bronnen/%ff%zz HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 404/],
    ['a path with a NUL', 'GET /bronnen/%00 HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 404/],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a header of 17 kB', `GET / HTTP/1.1\r\nHost: desk\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    ['two lengths', `POST ${TURNS} HTTP/1.1\r\nHost: desk\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhallo`, /^HTTP\/1\.1 400/],
    ['a length and pieces', `POST ${TURNS} HTTP/1.1\r\nHost: desk\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, /^HTTP\/1\.1 400/],
    ['a method that nobody knows', 'BREW / HTTP/1.1\r\nHost: desk\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a method that is not for here', 'DELETE / HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 40[45]/],
  ])('%s', async (_, bytes, expected) => {
    expect(await sendRaw(bytes)).toMatch(expected);
  });
});

test('200 connections that do nothing are no trouble to others, nor to the end', async () => {
  const idle = Array.from({ length: 200 }, () => connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined));
  await Promise.all(idle.map((socket) => once(socket, 'connect')));
  expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'answered' });
  for (const socket of idle) socket.destroy();
});

describe('a stream', () => {
  const atWork = () => host.requests.filter(({ path, endedAs }) => path === '/api/chat' && endedAs === undefined);

  test('of a model that writes nonsense without end: it is cut off, and what the documents say is given', async () => {
    // 380 lines of 64 kB: 24 MB.
    host.setScript([...Array.from({ length: 380 }, () => text('x'.repeat(65_536))), done()]);
    const events = await askEvents(url, PASSPORT);
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { outcome: 'quoted' } });
    expect(await host.lastChat()?.ending).toBe('cancelled');
    expect(host.lastChat()?.linesSent).toBeLessThan(300);
  });

  // Before the long wait: a model that is known to be slow is not waited for by so many, the desk quotes.
  test('more than there are places for: the others are told to come back, and the places return', async () => {
    host.setScript([silence()]);
    const leave = new AbortController();
    // Eight may wait for the model and 64 be at work besides: of so many at once some find no place. Who finds the queue full is quoted to.
    const answered: Response[] = [];
    const held = Array.from({ length: 200 }, () => postQuestion(url, PASSPORT, { signal: leave.signal }).then((response) => answered.push(response), () => 'left'));
    const refused = () => answered.filter(({ status }) => status === 503);
    await expect.poll(() => refused().length).toBeGreaterThan(0);
    await expect.poll(() => atWork().length).toBe(1);
    expect(refused()[0]?.headers.get('Retry-After')).toBe('30');
    expect(await refused()[0]?.json()).toMatchObject({ code: 'desk-busy' });
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    leave.abort();
    await Promise.all(held);
    host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1].'), done()]);
    await expect.poll(async () => (await askJson(url, PASSPORT)).status).toBe(200);
  });

  test('lives through a long wait: a comment every ten seconds, then the answer', async () => {
    host.setScript([headers(), pause(11_000), text('Een paspoort voor volwassenen kost € 86,20 [1].'), done()]);
    const response = await postQuestion(url, PASSPORT, { accept: 'text/event-stream' });
    expect(await response.text()).toMatch(/: ping\n\n[^]*event: delta[^]*event: done/);
  });
});

test('whatever was sent, the desk is still there and saw nothing unforeseen', async () => {
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(program.stderr).not.toMatch(/rror|nhandled/);
  expect(program.stdout).not.toContain('"internal"');
});
