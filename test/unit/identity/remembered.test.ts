import { expect, test } from 'vitest';
import { Remembered } from '../../../src/identity/remembered.ts';

test('no more is remembered than there is room for: who was read longest ago goes first', async () => {
  const kept = new Remembered<string>({ keepMs: 1_000, max: 2, now: () => 0 });
  for (const name of ['a', 'b', 'c']) await kept.get(name, () => Promise.resolve(name));
  expect(kept.get('b', () => Promise.reject(new Error('is remembered')))).toBe('b');
  expect(kept.get('c', () => Promise.reject(new Error('is remembered')))).toBe('c');
  expect(await kept.get('a', () => Promise.resolve('new'))).toBe('new');
});

test('what is not there is not remembered', async () => {
  const kept = new Remembered<string>({ keepMs: 1_000, max: 2, now: () => 0 });
  expect(await kept.get('a', () => Promise.resolve(undefined))).toBeUndefined();
  expect(await kept.get('a', () => Promise.resolve('here'))).toBe('here');
});

test('while the database is away what is known holds for its time, and not longer', async () => {
  let now = 0;
  const kept = new Remembered<string>({ keepMs: 1_000, max: 2, now: () => now });
  await kept.get('a', () => Promise.resolve('known'));
  const away = () => Promise.reject(new Error('away'));
  now = 999;
  expect(await kept.get('a', away)).toBe('known');
  now = 1_000;
  await expect(kept.get('a', away)).rejects.toThrow('away');
  expect(await kept.get('a', () => Promise.resolve('back'))).toBe('back');
});
