import { expect, test } from 'vitest';
import { LoginLimit } from '../../../src/http/access/login-limit.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('keys are tried a few at a time, in the order of coming, and all are', async () => {
  const limit = new LoginLimit();
  const begun: number[] = [];
  const held = Array.from({ length: 50 }, () => Promise.withResolvers<void>());
  const ends = held.map(({ promise }, n) =>
    limit.run(async () => {
      begun.push(n);
      await promise;
      return n;
    }),
  );
  await settle();
  expect(begun).toEqual([0, 1, 2, 3]);
  held[2]?.resolve();
  await settle();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  for (const { resolve } of held) resolve();
  expect(await Promise.all(ends)).toEqual(held.map((_, n) => n));
  expect(begun).toEqual(held.map((_, n) => n));
});

test('a try that fails gives its place to the next', async () => {
  const limit = new LoginLimit();
  const failing = Array.from({ length: 20 }, () => limit.run(() => Promise.reject(new Error('no database'))).catch((error: Error) => error.message));
  expect(new Set(await Promise.all(failing))).toEqual(new Set(['no database']));
  expect(await limit.run(async () => 'in')).toBe('in');
});
