import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { connect } from '../../src/store/postgres.ts';
import { headers, type OllamaHost, silence, startOllamaHost, type Step, text } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, type Program, runCommand, startProgram } from '../support/process.ts';
import { askForm, askJson, PASSPORT, postQuestion, TURNS } from '../support/questions.ts';

/** More than there are places at the desk (64): one that is not given back shows. */
const MANY = 72;

describe('a client that leaves', () => {
  let host: OllamaHost;
  let place: Installation;
  let program: Program;
  let url: string;
  let db: Database;
  beforeAll(async () => {
    host = await startOllamaHost();
    place = await makeInstallation({ settings: `backends:\n  - { id: ollama, kind: ollama, url: '${host.url}', slots: 64 }\n` });
    program = startProgram(['serve'], { ...place.env, CHAT_MODEL: 'chat' });
    url = await program.url();
    db = connect({ kind: 'embedded', connection: { host: join(place.dataDir, 'run'), user: 'postgres', database: 'postgres', max: 1 } });
  });
  afterAll(async () => {
    await db.close();
    await endPrograms();
    await host.stop();
    await place.remove();
  });

  const counts = async () => {
    const rows = await db.query<{ outcome: string | null; count: number }>('SELECT outcome, count(*) AS count FROM turns GROUP BY outcome');
    return Object.fromEntries(rows.map(({ outcome, count }) => [outcome ?? 'open', count]));
  };
  const phases: Readonly<Record<string, readonly Step[]>> = {
    'before the host answers': [silence()],
    'before the first word': [headers(), silence()],
    'mid-answer': [text('Een paspoort'), text(' kost'), silence()],
  };
  const formats: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
    events: async (signal) => (await postQuestion(url, PASSPORT, { accept: 'text/event-stream', signal })).text(),
    JSON: async (signal) => (await postQuestion(url, PASSPORT, { signal })).text(),
    form: async (signal) => askForm(url, PASSPORT, '', signal),
  };
  const cases = Object.keys(formats).flatMap((format) => Object.keys(phases).map((phase) => [format, phase] as const));

  test.each(cases)('%s, %s: the host is cut off and the turn kept as interrupted', async (format, phase) => {
    host.setScript(phases[phase] ?? []);
    const before = (await counts())['interrupted'] ?? 0;
    const each = Math.ceil(MANY / cases.length);
    const leave = new AbortController();
    const asked = Array.from({ length: each }, async () => formats[format]?.(leave.signal).catch(() => 'left'));
    const requests = await Promise.all(asked.map(() => host.nextChat()));
    if (phase === 'mid-answer') await expect.poll(() => requests.every(({ linesSent }) => linesSent === 2)).toBe(true);
    leave.abort();
    await Promise.all(requests.map(({ cancelled }) => cancelled));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['left']));
    await expect.poll(counts).toMatchObject({ interrupted: before + each });
    expect(await counts()).not.toHaveProperty('open');
  });

  // Before the test that leaves at any moment: what that one begins may still begin after its last client has left.
  test('with a request that is not complete: no turn begins, and the desk goes on', async () => {
    const before = await counts();
    for (let number = 0; number < MANY; number += 1) {
      const socket = connectSocket(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`POST ${TURNS} HTTP/1.1\r\nHost: desk\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{"question":`);
      await sleep(1);
      socket.destroy();
    }
    expect(await counts()).toEqual(before);
  });

  test('at any moment, also before the model is asked: no turn stays open', async () => {
    host.setScript([text('Een paspoort'), silence()]);
    const body = JSON.stringify({ question: PASSPORT });
    for (let number = 0; number < MANY; number += 1) {
      const accept = number % 2 === 0 ? 'text/event-stream' : 'application/json';
      const socket = connectSocket(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`POST ${TURNS} HTTP/1.1\r\nHost: desk\r\nAccept: ${accept}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      await sleep(number % 24);
      socket.destroy();
    }
    await expect.poll(counts).not.toHaveProperty('open');
  });

  test('leaves the desk in order: places, process and log', async () => {
    host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1].'), { step: 'done', reason: 'stop' }]);
    expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'answered' });
    expect(program.child.exitCode).toBeNull();
    expect(program.stderr).not.toMatch(/rror|nhandled|\n\s+at /);
    expect(program.stdout).not.toMatch(/"level":50|user aborted/);
    expect(await runCommand(['audit', 'verify'], place.env)).toMatchObject({ code: 0 });
    const began = performance.now();
    expect(await program.stop()).toEqual({ code: 0, signal: null });
    // A turn that was forgotten would hold the end up for the whole period of grace.
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
