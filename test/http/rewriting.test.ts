import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TurnEvent } from '../../src/answer/events.ts';
import { type Desk, openDesk } from '../../src/cli/desk/desk.ts';
import { readConfig } from '../../src/config/config.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import type { Database } from '../../src/store/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { documents } from '../support/documents.ts';
import { busy, type OllamaHost, type RecordedRequest, reply, startOllamaHost } from '../support/ollama-host/index.ts';
import { putDocument } from '../support/put-document.ts';

/** The desk with a model for rewriting: what it does with what that model says. */
describe('a follow-up that a model puts anew', () => {
  let db: Database;
  let host: OllamaHost;
  let dataDir: string;
  beforeAll(async () => {
    db = await openTestDatabase();
    host = await startOllamaHost({ models: ['groot', 'klein'] });
    dataDir = await mkdtemp(join(tmpdir(), 'balie-rewriting-'));
    await syncCollections(db, readConfig({}).collections);
    for (const document of documents) await putDocument(db, document);
  });
  afterAll(async () => {
    await host.stop();
    await db.close();
    await rm(dataDir, { recursive: true });
  });

  const AUDIT_KEY = randomBytes(32).toString('hex');
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(readConfig({ DATA_DIR: dataDir, OLLAMA_URL: host.url, CHAT_MODEL: 'groot', REWRITE_MODEL: 'klein', AUDIT_KEY }), db);
  });
  afterEach(() => desk.close());

  /** What the small model says; the large one answers from its first source. */
  const rewriting = (steps: ReturnType<typeof reply>) =>
    host.setScript(({ body }: RecordedRequest) => {
      if (body.model === 'klein') return steps;
      const [, text = ''] = /<bron [^\n]*>\n([^]*?)\n<\/bron>/.exec(body.messages?.at(-1)?.content ?? '') ?? [];
      return reply(`${text} [1]`);
    });

  async function turn(question: string, conversationId?: string): Promise<{ events: string; done: Extract<TurnEvent, { type: 'done' }>['turn'] }> {
    const assistant = desk.assistants.get('loket');
    if (assistant === undefined) throw new Error('there is no loket');
    const events: TurnEvent[] = [];
    for await (const event of desk.takeTurn({ assistant, question, conversationId }, new AbortController().signal)) events.push(event);
    const last = events.at(-1);
    if (last?.type !== 'done') throw new Error(JSON.stringify(events));
    return { events: JSON.stringify(events), done: last.turn };
  }

  const asked = (model: string) => host.requests.filter(({ path, body }) => path === '/api/chat' && body.model === model).length;

  test('is searched in its words, which nobody is shown; the log keeps them with how the answer came about', async () => {
    rewriting(reply('Hoe betaal ik een paspoort, geachte aanvrager?'));
    const first = await turn('Wat kost een paspoort?');
    expect(first.done.outcome).toBe('answered');
    expect(asked('klein')).toBe(0);
    const { events, done } = await turn('en hoe betaal ik dat?', first.done.conversationId);
    expect(asked('klein')).toBe(1);
    expect(done).toMatchObject({ outcome: 'answered', sources: [{ title: 'Paspoort aanvragen' }] });
    const [, kept] = await desk.log.conversation(first.done.conversationId, 'loket');
    for (const text of [events, kept?.question, kept?.end?.answer, host.lastChat()?.body.messages?.at(-1)?.content]) expect(text).not.toContain('geachte');
    expect(kept).toMatchObject({ question: 'en hoe betaal ik dat?', end: { details: { made: { searched: { isRewritten: true, text: expect.stringContaining('geachte') } } } } });
  });

  test.each([
    ['says what nobody asked about', reply('Wat is de toegangscode in de kluis?')],
    ['cannot be reached', [busy()]],
    ['says nothing', reply('')],
  ])('is carried where that model %s', async (_, steps) => {
    rewriting(steps);
    const before = asked('klein');
    const first = await turn('Wat kost een paspoort?');
    const { done } = await turn('en hoe betaal ik dat?', first.done.conversationId);
    expect(asked('klein')).toBe(before + 1);
    expect(done).toMatchObject({ outcome: 'answered', sources: [{ title: 'Paspoort aanvragen' }] });
  });
});
