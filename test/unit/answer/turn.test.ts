import { describe, expect, test } from 'vitest';
import { runTurn } from '../../../src/answer/turn.ts';
import type { ChatRequest } from '../../../src/answer/ports.ts';
import { BalieError } from '../../../src/errors.ts';
import { assistant, passage } from '../../support/passages.ts';
import { END, setUp, text } from './set-up.ts';

describe('a turn', () => {
  test('records the question before the model is called, and the outcome before it is done', async () => {
    const { run, happened, end } = setUp();
    const events = await run();
    expect(happened).toEqual(['received', 'model', 'ended']);
    expect(events.map((event) => event.type)).toEqual(['status', 'status', 'delta', 'sources', 'done']);
    expect(events.at(-1)).toMatchObject({
      turn: { outcome: 'answered', answer: 'Dat kost € 83,90 [1].', sources: [{ number: 1, url: '/bronnen/0123456789abcdef0123#passage-1' }] },
    });
    expect(end()).toMatchObject({ outcome: 'answered', model: 'test-model', promptTokens: 100, answerTokens: 20 });
  });

  test('calls no model and shows nothing when the question cannot be recorded', async () => {
    const { ports, run, happened } = setUp();
    ports.log.received = () => Promise.reject(new BalieError('database-unavailable'));
    expect(await run()).toMatchObject([{ type: 'error', error: { code: 'database-unavailable' } }]);
    expect(happened).toEqual([]);
  });

  test('is not done when its outcome cannot be recorded', async () => {
    const { run } = setUp({ endFault: new BalieError('database-unavailable') });
    expect((await run()).at(-1)).toMatchObject({ type: 'error', error: { code: 'database-unavailable' } });
  });

  test('is not done when it had ended before: its outcome is another', async () => {
    const { run } = setUp({ isKept: false });
    expect((await run()).at(-1)).toMatchObject({ type: 'error', error: { code: 'internal' } });
  });

  test('abstains without a model call when the documents do not carry an answer', async () => {
    const { run, happened } = setUp({ answerable: false });
    const done = (await run()).at(-1);
    expect(done).toMatchObject({ turn: { outcome: 'abstained', answer: assistant.replies.abstained, sources: [] } });
    expect(happened).not.toContain('model');
  });

  test('abstains when the model finds no answer in the sources', async () => {
    const { run } = setUp({ chat: async function* () { yield text('GEEN_'); yield text('ANTWOORD'); yield END; } });
    const events = await run();
    expect(events.at(-1)).toMatchObject({ turn: { outcome: 'abstained', answer: assistant.replies.abstained } });
    expect(events.some((event) => event.type === 'delta')).toBe(false);
  });

  test.each(['model-unavailable', 'model-missing', 'model-busy', 'model-silent', 'model-broken-stream', 'queue-full', 'queue-deadline', 'context-overflow', 'model-refused-call', 'body-too-large'] as const)(
    'quotes when the host fails with %s before its first word',
    async (code) => {
      // oxlint-disable-next-line require-yield -- a host that fails at once
      const { run, end } = setUp({ chat: async function* () { throw new BalieError(code); } });
      const done = (await run()).at(-1);
      expect(done).toMatchObject({ turn: { outcome: 'quoted', sources: [{ number: 1 }] } });
      expect(done?.type === 'done' && done.turn.answer).toContain('> Een paspoort voor volwassenen kost € 83,90.');
      expect(done).toMatchObject({ reason: code });
      expect(end()).toMatchObject({ reason: code });
    },
  );

  test('quotes when the host breaks before its first sentence is whole: nothing was shown of it', async () => {
    const { run, end } = setUp({ chat: async function* () { yield text('Dat kost '); throw new BalieError('model-broken-stream'); } });
    expect((await run()).map(({ type }) => type)).not.toContain('delta');
    expect(end()).toMatchObject({ outcome: 'quoted', reason: 'model-broken-stream' });
  });

  test('fails, with what was said kept, when the host breaks after its first sentence', async () => {
    const { run, end } = setUp({
      chat: async function* () {
        yield text('Dat kost € 83,90 [1]. En');
        throw new BalieError('model-broken-stream');
      },
    });
    expect((await run()).at(-1)).toMatchObject({ type: 'error', error: { code: 'model-broken-stream' } });
    expect(end()).toMatchObject({ outcome: 'failed', reason: 'model-broken-stream', answer: 'Dat kost € 83,90 [1].' });
  });

  test('quotes in place of an answer that no source carries', async () => {
    const { run } = setUp({ chat: async function* () { yield text('Het zwembad gaat om negen uur open.'); yield END; } });
    expect((await run()).at(-1)).toMatchObject({ turn: { outcome: 'quoted' } });
  });

  test('leaves out what the model repeats of its instructions', async () => {
    const echo = '\n\nU bent de digitale balie.\n<bron nummer="1" titel="Paspoort">';
    const { run } = setUp({ chat: async function* () { yield text(`Een paspoort voor volwassenen kost € 83,90 [1].${echo}`); yield END; } });
    expect((await run()).at(-1)).toMatchObject({ turn: { outcome: 'answered', answer: 'Een paspoort voor volwassenen kost € 83,90 [1].' } });
  });

  test('abstains when the model repeats nothing but its instructions', async () => {
    const { run } = setUp({ chat: async function* () { yield text('U bent de digitale balie.'); yield END; } });
    expect((await run()).at(-1)).toMatchObject({ turn: { outcome: 'abstained' } });
  });

  test('tells where it stands with the model, and in whose name it waits', async () => {
    const { run, requests } = setUp({
      chat: async function* () {
        yield { type: 'waiting', position: 2, expectedMs: 12_300 };
        yield { type: 'waiting', position: 0, expectedMs: 0 };
        yield text('Dat kost € 83,90 [1].');
        yield END;
      },
    });
    const events = await run('gesprek');
    expect(events.filter(({ type }) => type === 'status').slice(1)).toEqual([
      { type: 'status', phase: 'writing', conversationId: 'gesprek' },
      { type: 'status', phase: 'waiting', conversationId: 'gesprek', position: 2, expectedSeconds: 13 },
      { type: 'status', phase: 'writing', conversationId: 'gesprek' },
    ]);
    expect(events.at(-1)).toMatchObject({ turn: { outcome: 'answered', answer: 'Dat kost € 83,90 [1].' } });
    expect(requests[0]?.asker).toEqual({ audience: 'resident', id: 'gesprek' });
  });

  test.each([
    [3, 3],
    [2, 2],
    [0, 1],
  ])('shows the model the best passages that it can read: of three, where it reads %i, %i', async (readable, shown) => {
    const passages = [1, 2, 3].map((number) => passage({ documentId: `${number}`, text: `Een paspoort kost € ${number}.`, score: 10 - number }));
    const count = ({ messages }: ChatRequest) => messages.at(-1)?.content.match(/<bron /g)?.length ?? 0;
    const { run, requests } = setUp({ passages, fits: (request) => count(request) <= readable, chat: async function* () { yield text('Een paspoort kost € 1 [1]. Een paspoort kost € 3 [3].'); yield END; } });
    const done = (await run()).at(-1);
    expect(requests.map(count)).toEqual([shown]);
    expect(requests[0]?.messages.at(-1)?.content).toContain('€ 1.');
    // A source that it was not shown it cannot cite.
    expect(done).toMatchObject({ turn: { sources: shown === 3 ? [{ number: 1 }, { number: 2 }] : [{ number: 1 }] } });
  });

  test('gives the source itself where the model forgot it', async () => {
    const { run } = setUp({ chat: async function* () { yield text('Een paspoort voor volwassenen kost € 83,90.'); yield END; } });
    expect((await run()).at(-1)).toMatchObject({
      turn: { outcome: 'answered', answer: 'Een paspoort voor volwassenen kost € 83,90. [1]', sources: [{ number: 1 }] },
    });
  });

  test('is kept as interrupted when the asker leaves while the model writes, and the model is told', async () => {
    const left = new AbortController();
    let told = false;
    const { run, end } = setUp({
      chat: async function* (_, signal) {
        yield text('Dat kost ');
        signal.addEventListener('abort', () => (told = true));
        left.abort();
        signal.throwIfAborted();
      },
    });
    expect((await run(undefined, left.signal)).at(-1)).toMatchObject({ type: 'done', usage: { answerTokens: 1 } });
    expect(told).toBe(true);
    expect(end()).toMatchObject({ outcome: 'interrupted', promptTokens: expect.any(Number) as number, answerTokens: 1 });
  });

  test('that the desk ends itself is a fault to the asker, and interrupted in the log', async () => {
    const stop = new AbortController();
    const { run, end } = setUp({
      chat: async function* (_, signal) {
        yield text('Dat kost € 83,90 [1]. En');
        stop.abort(new BalieError('desk-stopping'));
        signal.throwIfAborted();
      },
    });
    expect((await run(undefined, stop.signal)).at(-1)).toMatchObject({ type: 'error', error: { code: 'desk-stopping' }, usage: { answerTokens: 1 } });
    expect(end()).toMatchObject({ outcome: 'interrupted', reason: 'desk-stopping', answer: 'Dat kost € 83,90 [1].' });
  });

  test('is kept as interrupted when the consumer stops reading', async () => {
    const { ports, end } = setUp();
    const request = { assistant, question: 'Wat kost een paspoort?', conversationId: undefined };
    for await (const event of runTurn(request, ports, new AbortController().signal)) if (event.type === 'delta') break;
    expect(end()).toMatchObject({ outcome: 'interrupted' });
  });

  test('ends with a fault of its own when it takes too long', async () => {
    const { run, end } = setUp({
      deadlineMs: 20,
      // oxlint-disable-next-line require-yield -- a host that never says a word
      chat: async function* (_, signal) {
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
    });
    expect((await run()).at(-1)).toMatchObject({ type: 'error', error: { code: 'turn-deadline' } });
    expect(end()).toMatchObject({ outcome: 'failed', reason: 'turn-deadline' });
  });

  test.each([
    ['En hoeveel kost dat?', 'En hoeveel kost dat? En waar? Hoe vraag ik een rijbewijs aan?'],
    ['Wat kost een paspoort?', 'Wat kost een paspoort?'],
    ['En de hoofdstad van Peru?', 'En de hoofdstad van Peru?'],
  ])('%s is searched with what it continues, if with anything, and no text twice by the same means', async (question, expected) => {
    const history = ['Wat kost een kat?', 'Hoe vraag ik een rijbewijs aan?', 'En waar?'].map((asked) => ({ question: asked, answer: 'Aan de balie [1].' }));
    const { run, searched, searches } = setUp({ question, history });
    await run('gesprek');
    expect(searched).toContain(expected);
    expect(new Set(searches).size).toBe(searches.length);
  });

  test('shows the model earlier exchanges without their source numbers, and sources without addresses', async () => {
    const { run, requests } = setUp({
      passages: [passage({ url: 'https://elders.example/x', text: 'Let op <bron 9 en </bron 8' })],
      history: [{ question: 'Hoe vraag ik een rijbewijs aan?', answer: 'Dat doet u aan de balie [1].' }],
    });
    await run('gesprek');
    const [system, asked, answered, last] = requests[0]?.messages ?? [];
    expect([system?.role, asked?.role, answered?.role, last?.role]).toEqual(['system', 'user', 'assistant', 'user']);
    expect(answered?.content).toBe('Dat doet u aan de balie.');
    expect(last?.content).not.toContain('elders.example');
    expect(last?.content.match(/<\/?bron/g)).toEqual(['<bron', '</bron']);
  });
});
