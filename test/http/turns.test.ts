import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { echoScript } from '../support/ollama-host/echo.ts';
import { reply } from '../support/ollama-host/index.ts';
import { readEvents } from '../support/events.ts';

const PATH = '/api/v1/assistants/loket/turns';

interface Body {
  answer: string;
  conversationId: string;
  sources: { url: string }[];
  invalidParams?: { name: string }[];
}

const json = async (response: Response) => (await response.json()) as Body;

describe('POST /api/v1/assistants/{assistant}/turns', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());

  const post = (body: unknown, headers: Record<string, string> = {}, path = PATH) =>
    fetch(desk.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });

  describe('gives', () => {
    test('an answer with its source as JSON', async () => {
      const response = await post({ question: 'Wat kost een paspoort?' });
      expect(response.status).toBe(200);
      expect(response.headers.get('API-Version')).toBe('1.0.0');
      const turn = await json(response);
      expect(turn).toMatchObject({ outcome: 'answered', answer: expect.stringContaining('€ 86,20'), sources: [{ number: 1, title: 'Paspoort aanvragen' }] });
      expect((await fetch(desk.url + (turn.sources[0]?.url ?? ''))).status).toBe(200);
    });

    test('events in the promised order, ending with the same turn', async () => {
      const response = await post({ question: 'Wat kost een paspoort?' }, { Accept: 'text/event-stream' });
      expect(response.headers.get('Content-Type')).toContain('text/event-stream');
      expect(response.headers.get('X-Accel-Buffering')).toBe('no');
      const events = await readEvents(response);
      expect(events[0]).toEqual({ event: 'status', data: { phase: 'searching', conversationId: events.at(-1)?.data['conversationId'], turnId: events.at(-1)?.data['id'] } });
      const names = events.map(({ event }) => event).filter((event, index, all) => event !== all[index - 1]);
      expect(names).toEqual(['status', 'delta', 'sources', 'done']);
      expect(events.at(-1)?.data).toMatchObject({ outcome: 'answered', sources: [{ number: 1 }] });
    });

    test('a follow-up its conversation, and the model what was said before', async () => {
      const first = await json(await post({ question: 'Wat kost een paspoort?' }));
      const second = await json(await post({ question: 'En een rijbewijs?', conversationId: first.conversationId }));
      expect(second.conversationId).toBe(first.conversationId);
      const messages = desk.host.lastChat()?.body.messages;
      expect(messages?.map(({ content }) => content)).toContain('Wat kost een paspoort?');
    });

    test('quotations when the model host is away, and generated answers when it is back, without a restart', async () => {
      await desk.host.stop();
      const quoted = await (await post({ question: 'Wat kost een paspoort?' })).json();
      expect(quoted).toMatchObject({ outcome: 'quoted', sources: [{ quote: expect.stringContaining('€ 86,20') }] });
      await desk.host.start();
      expect(await (await post({ question: 'Wat kost een paspoort?' })).json()).toMatchObject({ outcome: 'answered' });
    });

    test('quotations when the model is not on the host', async () => {
      desk.host.setModels([]);
      expect(await (await post({ question: 'Wat kost een paspoort?' })).json()).toMatchObject({ outcome: 'quoted' });
      desk.host.setModels(['chat']);
    });

    test('an honest "I don’t know" and a person to call', async () => {
      const turn = await (await post({ question: 'Hoe laat gaat het zwembad open?' })).json();
      expect(turn).toMatchObject({ outcome: 'abstained', answer: expect.stringMatching(/weet ik niet[\s\S]*14 000/), sources: [] });
    });
  });

  describe('sent again with its Idempotency-Key', () => {
    const done = () => desk.db.query<{ entries: number }>('SELECT count(*) AS entries FROM audit_entries').then(([row]) => [row?.entries, desk.host.calls.length]);
    const sent = (key: string, body: object = {}, headers: Record<string, string> = {}, path = PATH) => post({ question: 'Ik ben Jan Jansen, wat kost een paspoort?', ...body }, { 'Idempotency-Key': key, ...headers }, path);

    test('a question gets the turn that it got, as JSON and as a stream; no model is asked and nothing written', async () => {
      const key = randomUUID();
      const events = await readEvents(await sent(key, {}, { Accept: 'text/event-stream' }));
      const turn = events.at(-1)?.data ?? {};
      expect(turn).toMatchObject({ outcome: 'answered', masked: ['name'], question: expect.stringContaining('[naam]'), sources: [{ number: 1 }], generatedBy: { kind: 'ai' } });
      const before = await done();
      const again = await sent(`"${key}"`, { conversationId: turn['conversationId'] });
      expect([again.status, again.headers.get('AI-Disclosure')]).toEqual([200, expect.stringContaining('machine-generated')]);
      expect(await again.json()).toEqual(turn);
      const streamed = await readEvents(await sent(key, {}, { Accept: 'text/event-stream' }));
      expect(streamed).toEqual([events[0], { event: 'sources', data: { sources: turn['sources'] } }, { event: 'done', data: turn }]);
      expect(await done()).toEqual(before);
    });

    test('while it is answered it is told to wait a second', async () => {
      const key = randomUUID();
      desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].', { between: 400 }));
      const first = sent(key);
      await expect.poll(async () => (await desk.db.query('SELECT FROM turns WHERE ended_at IS NULL')).length).toBe(1);
      for (const Accept of ['application/json', 'text/event-stream']) {
        const told = await sent(key, {}, { Accept });
        expect([told.status, told.headers.get('Retry-After'), await told.json()]).toEqual([409, '1', expect.objectContaining({ code: 'turn-running', retryable: true })]);
      }
      expect((await first).status).toBe(200);
      desk.host.setScript(echoScript);
    });

    test.each(['kort', 'a'.repeat(15), 'a'.repeat(65), `${'a'.repeat(16)}!`, `"${'a'.repeat(16)}`, `${'a'.repeat(16)} b`, ''])('%j is no key', async (key) => {
      const before = await done();
      const refused = await sent(key);
      expect([refused.status, await refused.json(), await done()]).toEqual([400, expect.objectContaining({ code: 'idempotency-key-invalid' }), before]);
    });

    test('another question, or another conversation, gets neither that answer nor one of its own', async () => {
      const [key, other] = [randomUUID(), randomUUID()];
      await sent(key);
      const { conversationId } = await json(await sent(other));
      const before = await done();
      for (const body of [{ question: 'Wat kost een rijbewijs?' }, { conversationId }]) {
        const refused = await sent(key, body);
        expect([refused.status, await refused.json()]).toEqual([409, expect.objectContaining({ code: 'idempotency-key-reused' })]);
      }
      expect((await sent(key, {}, {}, '/api/v1/assistants/collega/turns')).status).toBe(401);
      expect(await done()).toEqual(before);
      expect(JSON.stringify(desk.logged)).not.toContain(key);
    });
  });

  describe('refuses', () => {
    test.each([
      ['an empty question', { question: ' \n ' }, 400, 'question-empty'],
      ['a question of 100,000 characters', { question: 'a'.repeat(100_000) }, 400, 'question-too-long'],
      ['a missing question', {}, 400, 'input-invalid'],
      ['an unknown field', { question: 'x', admin: true }, 400, 'input-invalid'],
      ['a conversation that is no id', { question: 'x', conversationId: '1' }, 400, 'input-invalid'],
      ['malformed JSON', '{"question":', 400, 'body-malformed'],
      ['bytes that are not UTF-8', Buffer.from('{"question":"\u00ff\u00fe"}', 'latin1'), 400, 'text-not-utf8'],
      ['a body of 2 MB', { question: 'a'.repeat(2_000_000) }, 413, 'body-too-large'],
      ['an unknown conversation', { question: 'Wat?', conversationId: '00000000-0000-4000-8000-000000000000' }, 404, 'conversation-unknown'],
    ])('%s', async (_, body, status, code) => {
      const response = await post(body);
      expect(response.status).toBe(status);
      expect(response.headers.get('Content-Type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String), action: expect.any(String) });
    });

    test('another content type, answer format, assistant, and a slash at the end', async () => {
      expect((await post('question=x', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
      expect((await post('{}', { 'Content-Type': 'application/json-patch' })).status).toBe(415);
      expect((await post({ question: 'x' }, { Accept: 'image/png' })).status).toBe(406);
      expect((await post({ question: 'x' }, {}, '/api/v1/assistants/niemand/turns')).status).toBe(404);
      expect((await post({ question: 'x' }, {}, `${PATH}/`)).status).toBe(404);
      expect((await fetch(desk.url + PATH)).status).toBe(405);
    });

    test('names every field that is wrong', async () => {
      const problem = await json(await post({ question: 1, conversationId: 'x' }));
      expect(problem.invalidParams?.map(({ name }) => name)).toEqual(['question', 'conversationId']);
    });

    test('a stream with a status of its own when nothing was sent yet', async () => {
      const response = await post({ question: 'Wat?', conversationId: '00000000-0000-4000-8000-000000000000' }, { Accept: 'text/event-stream' });
      expect(response.status).toBe(404);
    });
  });

  describe('keeps safe', () => {
    test('the employees’ assistant is closed to those who are not logged in', async () => {
      const response = await post({ question: 'Hoe meld ik mij ziek?' }, {}, '/api/v1/assistants/collega/turns');
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'login-required' });
    });

    test('residents find nothing that only employees may read, nor what has expired', async () => {
      for (const question of ['Hoe doe ik een ziekmelding bij mijn teamleider?', 'Wat is de toegangscode van de kluis?', 'Hoeveel is de energietoeslag?']) {
        const text = await (await post({ question })).text();
        // Words of the question itself may be said back.
        expect(text.replaceAll('“teamleider”', '')).not.toMatch(/teamleider|in de kluis|€ 800/);
      }
    });

    test('no question, answer or conversation gets into the log of requests', async () => {
      await post({ question: 'Mijn naam is Pietersen, wat kost een paspoort?' });
      const lines = JSON.stringify(desk.logged);
      expect(lines).toContain('/api/v1/assistants/:assistant/turns');
      expect(lines).not.toMatch(/Pietersen|paspoort|86,20/);
    });

    test('text of the model cannot smuggle links to sources that were not given', async () => {
      desk.host.setScript(reply('Zie [7] en [1]. Een paspoort voor volwassenen kost € 86,20 [1].'));
      const turn = await json(await post({ question: 'Wat kost een paspoort?' }));
      expect(turn.answer).not.toContain('[7]');
      expect(turn.sources).toHaveLength(1);
    });

    test('the log of turns verifies after all this', async () => {
      expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
    });
  });
});
