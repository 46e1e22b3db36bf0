import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createChainWriter } from '../../src/audit/writing/chain-writer.ts';
import { createTurnLog } from '../../src/audit/turn-log.ts';
import { ask } from '../../src/cli/commands/ask.ts';
import { readConfig } from '../../src/config/config.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import type { Database } from '../../src/store/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { documents } from '../support/documents.ts';
import { done, type OllamaHost, silence, startOllamaHost, text } from '../support/ollama-host/index.ts';
import { makeInstallation, type Installation } from '../support/process.ts';
import { putDocument } from '../support/put-document.ts';

/** What tells processes that share a database that the others live: in this process, with the clock in hand. */
describe('turns of a living process', () => {
  let db: Database;
  let host: OllamaHost;
  let place: Installation;
  beforeAll(async () => {
    db = await openTestDatabase();
    host = await startOllamaHost();
    place = await makeInstallation({ fresh: true });
  });
  afterEach(() => void vi.useRealTimers());
  afterAll(async () => {
    await db.close();
    await host.stop();
    await place.remove();
  });

  test('of a command that waits long for its model: it keeps saying that it lives', async () => {
    const config = readConfig({ ...place.env, OLLAMA_URL: host.url, CHAT_MODEL: 'chat' });
    await syncCollections(db, config.collections);
    for (const document of documents.filter(({ collectionId }) => collectionId === 'producten')) await putDocument(db, document);
    host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1].'), silence()]);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const leave = new AbortController();
    const nothing = () => undefined;
    const running = ask.run({
      values: { assistant: 'loket' },
      positionals: ['Wat', 'kost', 'een', 'paspoort?'],
      json: true,
      config,
      database: () => Promise.resolve(db),
      onFailure: nothing,
      out: nothing,
      note: nothing,
      signal: leave.signal,
    });
    const request = await host.nextChat();
    // As long ago as a process may be silent; without a sign of life the next look by another ends the turn.
    await db.query("UPDATE instances SET seen_at = now() - interval '31 seconds'");
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    await expect.poll(() => db.query("SELECT 1 FROM instances WHERE seen_at > now() - interval '25 seconds'")).toHaveLength(1);
    const gone = { db, masterKey: randomBytes(32), instanceId: randomUUID() };
    const other = createTurnLog({ ...gone, now: () => new Date(), write: createChainWriter(gone) });
    await other.sweep();
    // Settled long ago, so that it does judge others.
    await db.query("UPDATE instances SET since = now() - interval '1 hour'");
    expect(await other.sweep()).toBe(0);
    leave.abort();
    await request.cancelled;
    expect(await running).toBe(1);
    expect(await db.query('SELECT outcome FROM turns')).toEqual([{ outcome: 'interrupted' }]);
    host.setScript([done()]);
  });

  test('of a command that came in while the owner of the data folder was starting: not taken for those of the one before', async () => {
    const masterKey = randomBytes(32);
    const log = () => {
      const one = { db, masterKey, instanceId: randomUUID() };
      return createTurnLog({ ...one, now: () => new Date(), write: createChainWriter(one) });
    };
    const [before, owner, command] = [log(), log(), log()];
    const turn = () => ({ id: randomUUID(), conversationId: randomUUID(), isNew: true, assistant: 'loket', question: 'Wat?' });
    const lost = turn();
    await before.sweep();
    await before.received(lost);
    await db.query("UPDATE instances SET seen_at = now() - interval '2 seconds'");
    const began = new Date();
    await expect.poll(() => Date.now()).toBeGreaterThan(began.getTime() + 5);
    const running = turn();
    await command.sweep();
    await command.received(running);
    await owner.claim(began);
    expect(await owner.sweep()).toBe(1);
    expect(await owner.conversation(lost.conversationId, 'loket')).toMatchObject([{ outcome: 'interrupted' }]);
    expect(await owner.conversation(running.conversationId, 'loket')).toMatchObject([{ outcome: undefined }]);
    await command.ended(running.id, { outcome: 'answered', answer: 'Dit.', sources: [], durationMs: 1 });
    expect(await owner.conversation(running.conversationId, 'loket')).toMatchObject([{ outcome: 'answered' }]);
  });
});
