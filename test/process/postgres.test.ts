import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import type { Database } from '../../src/store/database.ts';
import { createServerDatabase, onServer } from '../support/database.ts';
import { type OllamaHost, reply, silence, startOllamaHost, text, until } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';
import { startWire, type Wire } from '../support/wire.ts';
import { askForm, askJson, conversationOf, PASSPORT } from '../support/questions.ts';

test('a database server that is away at the start: says which and why, within seconds', async () => {
  const place = await makeInstallation({ fresh: true });
  const began = performance.now();
  const said = await runCommand(['serve'], { ...place.env, DATABASE_URL: 'postgres://balie:geheim@127.0.0.1:9/balie' });
  expect(said).toMatchObject({ code: 1, stderr: expect.stringMatching(/127\.0\.0\.1:9\/balie[^]*DATABASE_URL/) });
  expect(said.stderr).not.toMatch(/geheim|\n\s+at /);
  expect(performance.now() - began).toBeLessThan(60_000);
  await place.remove();
});

describe.runIf(onServer)('on a PostgreSQL server', () => {
  let host: OllamaHost;
  let place: Installation;
  let base: Awaited<ReturnType<typeof createServerDatabase>>;
  let db: Database;
  let wire: Wire;
  let env: Readonly<Record<string, string>>;
  let auditKey: Buffer;
  beforeAll(async () => {
    host = await startOllamaHost();
    place = await makeInstallation({ fresh: true });
  });
  beforeEach(async () => {
    host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    base = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
    ({ db } = base);
    wire = await startWire(new URL(base.url));
    auditKey = randomBytes(32);
    env = { ...place.env, OLLAMA_URL: host.url, DATABASE_URL: wire.url, AUDIT_KEY: auditKey.toString('hex') };
  });
  afterEach(async () => {
    await endPrograms();
    await wire.close();
    await db.close();
    await base.drop();
  });
  afterAll(async () => {
    await host.stop();
    await place.remove();
  });

  const chats = () => host.requests.filter(({ path }) => path === '/api/chat');
  const ready = async (url: string) => (await fetch(`${url}/readyz`)).status;
  const outcomes = async () => (await db.query<{ outcome: string | null }>('SELECT outcome FROM turns ORDER BY received_at')).map(({ outcome }) => outcome);

  test('that is refused the right password: says so', async () => {
    const url = new URL(base.url);
    url.password = 'verkeerd-wachtwoord';
    const said = await runCommand(['search', 'x'], { ...env, DATABASE_URL: url.href });
    expect(said).toMatchObject({ code: 1, stderr: expect.stringMatching(/password authentication failed[^]*DATABASE_URL/) });
    expect(said.stderr).not.toContain('verkeerd-wachtwoord');
  });

  test('that goes away and comes back: refused before a model is asked, then answered without a restart', async () => {
    const program = startProgram(['serve'], env);
    const url = await program.url();
    const { page } = await askForm(url, PASSPORT);
    expect(await ready(url)).toBe(200);
    const asked = chats().length;

    wire.cut();
    expect(await ready(url)).toBe(503);
    expect(await askJson(url, PASSPORT)).toMatchObject({ status: 503, code: 'database-unavailable' });
    const form = await askForm(url, PASSPORT, conversationOf(page));
    expect(form).toMatchObject({ status: 503, page: expect.stringContaining(`>\n${PASSPORT}</textarea>`) });
    expect(chats()).toHaveLength(asked);
    wire.mend();
    await expect.poll(() => ready(url)).toBe(200);

    // Says nothing any more, and no goodbye: whoever asks whether the desk is ready does not wait along.
    // What it said in the last five seconds still counts.
    wire.hang();
    await expect.poll(() => ready(url)).toBe(503);
    wire.mend();
    await expect.poll(() => ready(url)).toBe(200);
    // On a busy machine it was cut off while it read its documents for the first time: it goes on with that by itself.
    await expect.poll(() => askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'answered' });
    expect(program.stderr).not.toMatch(/nhandled|\n\s+at /);
    expect(await program.stop()).toEqual({ code: 0, signal: null });
  });

  test('that says nothing any more does not keep the desk from stopping, also in the middle of an answer', async () => {
    const program = startProgram(['serve'], env);
    const url = await program.url();
    expect(await ready(url)).toBe(200);
    host.setScript([text('Een paspoort'), silence()]);
    const asked = chats().length;
    const cut = askJson(url, PASSPORT).catch(() => 'cut');
    await expect.poll(() => chats().length).toBe(asked + 1);
    wire.hang();
    // The units of deploy/ kill after 60 s. An answer, what is written of it, the pool and the queue each have their part of that.
    const exit = await Promise.race([program.stop(), new Promise((resolve) => setTimeout(resolve, 60_000, 'still there'))]);
    expect(exit).toEqual({ code: 0, signal: null });
    await cut;
  });

  test('that cuts every connection, also those in the middle of a transaction: the process lives', async () => {
    const program = startProgram(['serve'], env);
    const url = await program.url();
    const asking = Array.from({ length: 40 }, () => askJson(url, PASSPORT));
    for (let round = 0; round < 15; round += 1) {
      await db.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'balie' AND pid <> pg_backend_pid()");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const ended = await Promise.all(asking.map((one) => one.catch(() => undefined)));
    expect(program.stderr).not.toMatch(/nhandled|\n\s+at /);
    for (const { status, code } of ended.filter((one) => one !== undefined)) expect(status === 200 || code === 'database-unavailable').toBe(true);
    // A connection that was cut may still look whole to the pool that holds it.
    await expect.poll(() => askJson(url, PASSPORT)).toMatchObject({ status: 200 });
    expect(program.child.exitCode).toBeNull();
    expect((await verify(db, auditKey)).firstFault).toBeUndefined();
  });

  test('that goes away mid-answer: the answer is not called complete, and its end is kept when the server is back', async () => {
    const program = startProgram(['serve'], env);
    const url = await program.url();
    const cut = Promise.withResolvers<void>();
    host.setScript([text('Een paspoort'), until(cut.promise), ...reply(' voor volwassenen kost € 86,20 [1].', { between: 100 })]);
    const running = askJson(url, PASSPORT);
    await expect.poll(outcomes).toEqual([null]);
    await expect.poll(() => chats().at(-1)?.linesSent ?? 0).toBeGreaterThan(0);
    wire.cut();
    cut.resolve();
    expect(await running).toMatchObject({ status: 503, code: 'database-unavailable' });
    expect(await outcomes()).toEqual([null]);
    wire.mend();
    // The desk tries again behind the asker's back.
    await expect.poll(outcomes).toEqual(['failed']);
    expect((await verify(db, auditKey)).firstFault).toBeUndefined();
  });

  test('of two desks: they start at once, leave each other’s turns alone, and one ends those of the other when it is killed', async () => {
    const programs = [startProgram(['serve'], env), startProgram(['serve'], env)] as const;
    const [first, second] = await Promise.all(programs.map((program) => program.url()));
    host.setScript([text('Een paspoort'), silence()]);
    const asked = chats().length;
    const cut = askJson(first ?? '', PASSPORT).catch(() => 'cut');
    // The host has it, so the next script is not for this one.
    await expect.poll(() => chats().length).toBe(asked + 1);
    expect(await outcomes()).toEqual([null]);
    host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    expect(await askJson(second ?? '', PASSPORT)).toMatchObject({ outcome: 'answered' });
    // A command is a process like the others: its sweep comes at once.
    expect(await runCommand(['ask', PASSPORT], env)).toMatchObject({ code: 0 });
    expect(await outcomes()).toEqual([null, 'answered', 'answered']);

    await programs[0].stop('SIGKILL');
    expect(await cut).toBe('cut');
    // What half a minute of silence does.
    await db.query(`UPDATE instances SET seen_at = now() - interval '31 seconds' WHERE id = (SELECT instance_id FROM turns WHERE ended_at IS NULL)`);
    // At the third sweep: a desk that has just begun does not judge others yet.
    await expect.poll(outcomes).toEqual(['interrupted', 'answered', 'answered']);
    expect(await db.query("SELECT 1 FROM audit_entries WHERE kind = 'turn.ended'")).toHaveLength(3);
    expect(await runCommand(['audit', 'verify'], env)).toMatchObject({ code: 0 });
  });

  test('of two desks with keys of their own: the second is told', async () => {
    const places = await Promise.all([makeInstallation({ fresh: true }), makeInstallation({ fresh: true })]);
    const { AUDIT_KEY: _, ...shared } = env;
    const programs = places.map((own) => startProgram(['serve'], { ...own.env, DATABASE_URL: base.url, OLLAMA_URL: shared['OLLAMA_URL'] ?? '' }));
    const loser = await Promise.race(programs.map(async (program) => ({ exit: await program.exited, program })));
    expect(loser.exit.code).toBe(1);
    // It had one of its own already, or finds that the other made the first.
    expect(loser.program.stderr).toMatch(/sleutel van het logboek (?:past niet|ontbreekt)/);
    const winner = programs.find((program) => program !== loser.program);
    expect(await askJson((await winner?.url()) ?? '', PASSPORT)).toMatchObject({ status: 200 });
    await endPrograms();
    await Promise.all(places.map((own) => own.remove()));
  });
});
