import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { persistentLog } from '../../../src/answer/persistent-log.ts';
import type { TurnEnd } from '../../../src/answer/ports.ts';
import { BalieError } from '../../../src/errors.ts';

const END: TurnEnd = { outcome: 'answered', answer: 'Ja [1].', sources: [], durationMs: 1 };
const TURN = { conversationId: 'c', isNew: true, assistant: 'loket', question: 'Wat kost een paspoort?' };
const away = new BalieError('database-unavailable');

describe('the end of a turn while the database is away', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A log whose first `failures` ends fail. */
  function setUp(failures: number, fault: Error = away) {
    let tries = 0;
    const kept: TurnEnd[] = [];
    const interrupted: string[] = [];
    const log = persistentLog({
      received: async () => {
        throw fault;
      },
      interrupt: async (id) => {
        tries += 1;
        if (tries <= failures) throw fault;
        interrupted.push(id);
        return true;
      },
      history: async () => [],
      earlierQuestions: async () => [],
      ended: async (_, end) => {
        tries += 1;
        if (tries <= failures) throw fault;
        kept.push(end);
        return true;
      },
    });
    return { log, kept, interrupted, tries: () => tries };
  }

  test('is a fault at once, and is kept when the database is back', async () => {
    const { log, kept } = setUp(3);
    await expect(log.ended('id', END)).rejects.toBe(away);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(kept).toEqual([]);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(kept).toEqual([END]);
  });

  test('is kept as another one when the asker was told that it failed', async () => {
    const { log, kept } = setUp(1);
    const late: TurnEnd = { ...END, outcome: 'failed', reason: 'database-unavailable' };
    await expect(log.ended('id', END, late)).rejects.toBe(away);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kept).toEqual([late]);
  });

  test('is given up after a minute', async () => {
    const { log, tries } = setUp(Infinity);
    await expect(log.ended('id', END)).rejects.toBe(away);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(tries()).toBe(6);
  });

  test('is tried once more at the close, without waiting', async () => {
    const { log, kept } = setUp(1);
    await expect(log.ended('id', END)).rejects.toBe(away);
    await log.close();
    expect(kept).toEqual([END]);
  });

  test('does not hold up the close', async () => {
    const { log, tries } = setUp(Infinity);
    await expect(log.ended('id', END)).rejects.toBe(away);
    await log.close();
    expect(tries()).toBe(2);
  });

  test('is not tried again for another fault', async () => {
    const { log, tries } = setUp(Infinity, new Error('constraint'));
    await expect(log.ended('id', END)).rejects.toThrow('constraint');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(tries()).toBe(1);
  });

  test('of which even the receipt has not come through is an interruption: who asks again is not told that it runs', async () => {
    const { log, interrupted } = setUp(1);
    await expect(log.received({ ...TURN, id: 'id' })).rejects.toBe(away);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(interrupted).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(interrupted).toEqual(['id']);
  });

  test('is nothing to be ended where the receipt was refused', async () => {
    const { log, tries } = setUp(0, new BalieError('conversation-unknown'));
    await expect(log.received({ ...TURN, id: 'id' })).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(tries()).toBe(0);
  });
});
