import { afterEach, describe, expect, test, vi } from 'vitest';
import { groupCommit, type Result } from '../../src/audit/writing/group.ts';

interface Act {
  readonly name: string;
  readonly bytes: number;
  readonly isPatient: boolean;
}
const act = (name: string, bytes = 1): Act => ({ name, bytes, isPatient: false });
const patient = (name: string): Act => ({ ...act(name), isPatient: true });
const kept = (acts: readonly unknown[]): Result[] => acts.map(() => ({ isKept: true }));

afterEach(() => vi.useRealTimers());

describe('group commit', () => {
  test('writes together what waits, in order, and resolves each only when its own batch is written', async () => {
    const batches: string[] = [];
    const gates: PromiseWithResolvers<void>[] = [];
    const begun: PromiseWithResolvers<void>[] = [Promise.withResolvers(), Promise.withResolvers()];
    const add = groupCommit<Act>(async (acts) => {
      const gate = Promise.withResolvers<void>();
      batches.push(acts.map(({ name }) => name).join(''));
      begun[gates.push(gate) - 1]?.resolve();
      await gate.promise;
      return kept(acts);
    });
    const done: string[] = [];
    const note = (name: string) => add(act(name)).then(() => done.push(name));
    const first = [note('a'), note('b')];
    await begun[0]?.promise;
    const second = [note('c'), note('d'), note('e')];
    gates[0]?.resolve();
    await Promise.all(first);
    expect(done).toEqual(['a', 'b']);
    await begun[1]?.promise;
    expect(batches).toEqual(['ab', 'cde']);
    gates[1]?.resolve();
    await Promise.all(second);
    expect(done.join('')).toBe('abcde');
  });

  test.each([
    ['acts', Array.from({ length: 600 }, () => act('x')), [256, 256, 88]],
    ['bytes', [act('x', 5_000_000), act('x', 3_000_000), act('x', 3_000_000), act('x', 20_000_000), act('x')], [2, 1, 1, 1]],
  ])('bounds a batch in %s', async (_, acts, sizes) => {
    const batches: number[] = [];
    const add = groupCommit<Act>((batch) => {
      batches.push(batch.length);
      return Promise.resolve(kept(batch));
    });
    await Promise.all(acts.map((one) => add(one)));
    expect(batches).toEqual(sizes);
  });

  test('has what nobody waits for go with the next that somebody does, and otherwise soon', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const batches: string[] = [];
    const add = groupCommit<Act>((acts) => {
      batches.push(acts.map(({ name }) => name).join(''));
      return Promise.resolve(kept(acts));
    });
    const first = add(patient('a'));
    await new Promise(setImmediate);
    expect(batches).toEqual([]);
    // The last comes while the others are written.
    const last = add(act('b')).then(() => add(patient('d')));
    await Promise.all([first, add(patient('c'))]);
    expect(batches).toEqual(['abc']);
    await new Promise(setImmediate);
    expect(batches).toEqual(['abc']);
    vi.advanceTimersByTime(100);
    expect(await last).toBe(true);
    expect(batches).toEqual(['abc', 'd']);
  });

  test('gives each its own result, and goes on after a batch that failed', async () => {
    let isFirst = true;
    const add = groupCommit<Act>((acts) => {
      if (!isFirst) return Promise.resolve(acts.map(({ name }) => (name === 'fout' ? { error: new Error('geweigerd') } : { isKept: name === 'ja' })));
      isFirst = false;
      throw new Error('stuk');
    });
    expect(await Promise.allSettled([add(act('a')), add(act('b'))])).toMatchObject([{ reason: { message: 'stuk' } }, { reason: { message: 'stuk' } }]);
    expect(await Promise.allSettled([add(act('ja')), add(act('fout')), add(act('nee'))])).toMatchObject([{ value: true }, { reason: { message: 'geweigerd' } }, { value: false }]);
  });
});
