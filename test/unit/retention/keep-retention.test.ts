import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepRetention } from '../../../src/cli/keeping/keep-retention.ts';
import { BalieError } from '../../../src/errors.ts';
import { retentionRules } from '../../../src/retention/rules.ts';
import type { BeganBy, NotBegun, Outcome } from '../../../src/retention/runs.ts';

const MINUTE = 60_000;
const NOTHING: Outcome = { erased: {}, held: {}, failed: {} };

describe('what is past its retention', () => {
  const ran: string[] = [];
  const logged: string[] = [];
  const ended: boolean[] = [];
  let erased = 0;
  let answer: (beganBy: BeganBy) => Promise<Outcome | NotBegun>;
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-27T01:00:00Z') });
    ran.length = logged.length = ended.length = erased = 0;
    answer = () => Promise.resolve(NOTHING);
  });
  afterEach(() => void vi.useRealTimers());

  function keep(at = '03:30') {
    const say = (_: unknown, message: string) => void logged.push(message);
    const run = (beganBy: BeganBy) => {
      ran.push(`${new Date().toISOString().slice(11, 16)} ${beganBy}`);
      return answer(beganBy);
    };
    const rules = retentionRules.parse({ said: 'P28D', at });
    return keepRetention({ run, rules: () => rules }, { logger: { info: say, error: say }, onErased: () => void (erased += 1), onEnd: (isFailing) => void ended.push(isFailing) });
  }

  test('is erased at the start, each hour, and at the time of the report by the Dutch clock; until it is stopped', async () => {
    const stop = await keep();
    await vi.advanceTimersByTimeAsync(3 * 60 * MINUTE);
    expect(ran).toEqual(['01:00 start', '02:00 hour', '02:30 day', '03:30 hour']);
    stop();
    await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE);
    expect(ran).toHaveLength(4);
  });

  test('has its report each day once, also where no desk ran at that time', async () => {
    const stop = await keep('01:00');
    await vi.advanceTimersByTimeAsync(23 * 60 * MINUTE);
    stop();
    expect(ran.filter((line) => line.endsWith('day'))).toEqual(['01:01 day', '00:00 day']);
  });

  test('is looked at again in a minute where another process is at the report, and after a fault', async () => {
    answer = (beganBy) => (beganBy === 'start' ? Promise.reject(new Error('weg')) : Promise.resolve(beganBy === 'day' && ran.length < 4 ? 'busy' : NOTHING));
    const stop = await keep('01:00');
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    stop();
    expect(ran).toEqual(['01:00 start', '01:01 day', '01:02 day', '01:03 day']);
    expect(logged).toEqual(['erasing failed']);
  });

  test('is looked at each hour where the clock may be wrong, and at once when that is put right', async () => {
    answer = () => Promise.reject(new BalieError('retention-clock'));
    const stop = await keep('01:00');
    await vi.advanceTimersByTimeAsync(70 * MINUTE);
    expect(ran).toEqual(['01:00 start', '02:00 day']);
    vi.setSystemTime(new Date('2026-08-27T01:00:00Z'));
    answer = () => Promise.resolve(NOTHING);
    await vi.advanceTimersByTimeAsync(MINUTE);
    stop();
    expect(ran.slice(2)).toEqual(['01:01 day']);
  });

  test('is told to have failed where nothing was erased, or not all of it, and not by who left it to another', async () => {
    answer = () => Promise.reject(new BalieError('retention-clock'));
    const stop = await keep();
    const outcomes: (Outcome | NotBegun)[] = [{ ...NOTHING, failed: { files: 'internal' } }, 'reported', NOTHING];
    answer = () => Promise.resolve(outcomes.shift() ?? 'busy');
    await vi.advanceTimersByTimeAsync(4 * 60 * MINUTE);
    stop();
    expect(ended).toEqual([true, true, false]);
  });

  test('is left to the report of another process, and goes each hour all the same', async () => {
    answer = (beganBy) => Promise.resolve(beganBy === 'day' ? 'reported' : NOTHING);
    const stop = await keep('01:00');
    await vi.advanceTimersByTimeAsync(130 * MINUTE);
    stop();
    expect(ran).toEqual(['01:00 start', '01:01 day', '02:01 hour', '03:01 hour']);
  });

  test('is told, with what is done about what is left of it, when something went', async () => {
    const stop = await keep();
    answer = () => Promise.resolve({ ...NOTHING, erased: { turns: 3, files: 1 } });
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    stop();
    expect([erased, logged]).toEqual([1, ['what was past its retention was erased']]);
  });

  test('leaves nothing behind where it failed after a part, as far as that is known or not; a clock that may be wrong took nothing', async () => {
    answer = () => Promise.reject(new BalieError('retention-clock'));
    const stop = await keep();
    expect(erased).toBe(0);
    answer = () => Promise.resolve({ ...NOTHING, failed: { turns: 'internal' } });
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(erased).toBe(1);
    answer = () => Promise.reject(new Error('weg'));
    await vi.advanceTimersByTimeAsync(30 * MINUTE);
    stop();
    expect(erased).toBe(2);
  });
});
