import { describe, expect, test } from 'vitest';
import type { TurnEvent } from '../../../src/answer/events.ts';
import { BalieError } from '../../../src/errors.ts';
import { countTurn } from '../../../src/http/streams/turn-events.ts';

const conversationId = 'c';
const status: TurnEvent = { type: 'status', phase: 'searching', conversationId };
const delta: TurnEvent = { type: 'delta', text: 'Dat kost' };
const done: TurnEvent = { type: 'done', turn: { id: 't', conversationId, masked: [], outcome: 'quoted', answer: '', sources: [], language: 'nl' }, reason: 'model-unavailable' };
const error: TurnEvent = { type: 'error', turnId: 't', conversationId, error: new BalieError('turn-deadline') };

async function* events(...given: readonly (TurnEvent | Error)[]): AsyncGenerator<TurnEvent> {
  for (const event of given) {
    if (event instanceof Error) throw event;
    yield event;
  }
}

async function all(source: AsyncIterable<TurnEvent>): Promise<TurnEvent[]> {
  const found: TurnEvent[] = [];
  for await (const event of source) found.push(event);
  return found;
}

describe('a turn is counted once', () => {
  const counted: object[] = [];
  const count = (source: AsyncIterable<TurnEvent>) => countTurn(source, 'loket', { turn: (end) => counted.push(end) });

  test.each([
    ['with its outcome, and the time to its first text', [status, delta, delta, done], { outcome: 'quoted', code: 'model-unavailable', firstTextMs: expect.any(Number) }],
    ['as failed, with the code of its fault', [status, error], { outcome: 'failed', code: 'turn-deadline' }],
    ['as interrupted when it just stops', [status], { outcome: 'interrupted' }],
  ])('%s', async (_, given, end) => {
    counted.length = 0;
    expect(await all(count(events(...given)))).toEqual(given);
    expect(counted).toEqual([{ assistant: 'loket', ms: expect.any(Number), ...end }]);
  });

  test('and not once more where its answer is given again', async () => {
    counted.length = 0;
    await all(count(events(status, { ...done, isRepeated: true })));
    await expect(all(count(events(new BalieError('turn-running'))))).rejects.toMatchObject({ code: 'turn-running' });
    expect(counted).toEqual([]);
  });

  test('as interrupted when whoever asked leaves in the middle, which the turn hears too', async () => {
    counted.length = 0;
    let isEnded = false;
    const source = (async function* () {
      try {
        yield* events(status, delta, done);
      } finally {
        isEnded = true;
      }
    })();
    for await (const event of count(source)) if (event.type === 'delta') break;
    expect(isEnded).toBe(true);
    expect(counted).toEqual([{ assistant: 'loket', outcome: 'interrupted', ms: expect.any(Number), firstTextMs: expect.any(Number) }]);
  });

  test('when it throws, which goes on', async () => {
    counted.length = 0;
    await expect(all(count(events(status, new Error('stuk'))))).rejects.toThrow('stuk');
    expect(counted).toHaveLength(1);
  });
});
