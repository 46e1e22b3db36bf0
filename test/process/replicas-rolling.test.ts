import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { onServer } from '../support/database.ts';
import { readEvents } from '../support/events.ts';
import { reply } from '../support/ollama-host/index.ts';
import { endPrograms, type Program } from '../support/process.ts';
import { PASSPORT, postQuestion } from '../support/questions.ts';
import { makeReplicas, type Replicas } from '../support/replicas.ts';
import { type RoundRobin, startRoundRobin } from '../support/round-robin.ts';

/** So many ask all the time, one question after the other. */
const ASKERS = 6;
const ANSWER = 'Een paspoort voor volwassenen kost € 86,20 [1].';
/** What a version to come may do to a table that is written all the time, and beside it. */
const FURTHER = `ALTER TABLE turns ADD COLUMN later_word text NOT NULL DEFAULT '';
CREATE INDEX turns_later_word ON turns (later_word);
CREATE TABLE later_words (id integer PRIMARY KEY, turn_id uuid REFERENCES turns (id));`;

describe.runIf(onServer)('of two replicas behind a load balancer', () => {
  let desk: Replicas;
  let proxy: RoundRobin;
  beforeAll(async () => {
    desk = await makeReplicas(process.env['DATABASE_URL'] ?? '', { env: { LEAVE_SECONDS: '5' } });
    proxy = await startRoundRobin();
    // Streams that run while their process is told to stop.
    desk.host.setScript(reply(ANSWER, { between: 80 }));
  });
  afterAll(async () => {
    await endPrograms();
    await proxy.close();
    await desk.close();
  });

  let running: readonly { readonly program: Program; readonly url: string }[] = [];
  const begin = async () => {
    const program = desk.start();
    return { program, url: await program.url() };
  };
  const share = async () => {
    proxy.use(running.map(({ url }) => url));
    await expect.poll(() => proxy.ready.length, { timeout: 60_000 }).toBe(running.length);
  };

  /** Has so many ask until they are told to stop: the turns that were answered, and what failed. */
  const keepAsking = () => {
    const over = new AbortController();
    const turns: string[] = [];
    const failed: string[] = [];
    const ask = async () => {
      while (!over.signal.aborted) {
        try {
          const response = await postQuestion(proxy.url, PASSPORT, { accept: 'text/event-stream' });
          const events = response.ok ? await readEvents(response) : [];
          const last = events.at(-1);
          if (last?.event === 'done' && last.data['outcome'] === 'answered') turns.push(String(last.data['id']));
          else failed.push(`${response.status} ${JSON.stringify(last)}`);
          const page = await fetch(`${proxy.url}/`);
          if (!(page.ok && (await page.text()).includes('Gemeente Proefstad'))) failed.push(`page ${page.status}`);
        } catch (error) {
          failed.push(String(error instanceof Error ? (error.cause ?? error) : error));
        }
      }
    };
    const asking = Array.from({ length: ASKERS }, ask);
    const stop = async () => {
      over.abort();
      await Promise.all(asking);
    };
    return { turns, failed, stop };
  };

  test('each is replaced while people ask: no request fails, each stream ends whole, all of it is once in one chain', async () => {
    running = await Promise.all([begin(), begin()]);
    await share();
    // One reads the documents; the other does not wait for it, and says so to who asks meanwhile.
    await expect.poll(() => desk.db.query('SELECT source_id FROM documents'), { timeout: 60_000 }).toHaveLength(3);

    const { turns, failed, stop } = keepAsking();
    await expect.poll(() => turns.length, { timeout: 60_000 }).toBeGreaterThan(ASKERS);
    for (const old of running) {
      running = [...running, await begin()];
      await share();
      const before = turns.length;
      const exit = old.program.stop();
      // While it still takes what comes, it says that it leaves.
      await expect.poll(() => proxy.ready.includes(old.url), { interval: 20 }).toBe(false);
      expect(await exit).toEqual({ code: 0, signal: null });
      running = running.filter(({ url }) => url !== old.url);
      await share();
      expect(turns.length).toBeGreaterThan(before);
    }
    // The newest has its share a moment later.
    const askedAt = async () => (await desk.db.query<{ count: number }>('SELECT count(DISTINCT instance_id) AS count FROM turns'))[0]?.count;
    await expect.poll(askedAt).toBe(4);
    await stop();
    expect(failed).toEqual([]);

    const kept = await desk.db.query<{ id: string; outcome: string }>('SELECT id, outcome FROM turns ORDER BY id');
    expect(kept.map(({ id }) => id)).toEqual(turns.toSorted());
    expect(new Set(kept.map(({ outcome }) => outcome))).toEqual(new Set(['answered']));
    expect(await desk.db.query("SELECT 1 FROM audit_entries WHERE kind LIKE 'turn.%'")).toHaveLength(2 * turns.length);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  }, 300_000);

  test('both go on while a version to come adds to the schema under them, and no more of their own is started', async () => {
    const before = new Set((await desk.db.query<{ id: string }>('SELECT id FROM turns')).map(({ id }) => id));
    const { turns, failed, stop } = keepAsking();
    await expect.poll(() => turns.length, { timeout: 60_000 }).toBeGreaterThan(ASKERS);
    const known = await readMigrations();
    const version = known.length + 1;
    const further = { version, name: `${String(version).padStart(4, '0')}_later_words.sql`, sql: FURTHER, sha256: createHash('sha256').update(FURTHER).digest('hex') };
    expect(await migrate(desk.db, [...known, further])).toEqual([further.name]);
    const then = turns.length;
    // So many that each asker has had one that began after it, at both.
    await expect.poll(() => turns.length, { timeout: 60_000 }).toBeGreaterThan(then + 3 * ASKERS);
    await stop();
    expect(failed).toEqual([]);
    expect(running.map(({ program }) => program.child.exitCode)).toEqual([null, null]);
    expect(proxy.ready).toHaveLength(running.length);

    const kept = (await desk.db.query<{ id: string; instance: string; word: string }>('SELECT id, instance_id AS instance, later_word AS word FROM turns')).filter(({ id }) => !before.has(id));
    expect(kept.map(({ id }) => id).toSorted()).toEqual(turns.toSorted());
    expect(new Set(kept.map(({ word }) => word))).toEqual(new Set(['']));
    const last = new Set(turns.slice(then + ASKERS));
    expect(new Set(kept.filter(({ id }) => last.has(id)).map(({ instance }) => instance)).size).toBe(running.length);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
    const late = desk.start();
    expect(await late.exited).toEqual({ code: 1, signal: null });
    expect(late.stderr).toContain('De database is van een nieuwere versie van Balie');
  }, 300_000);
});
