import { expect, test } from 'vitest';
import { LoginLimit } from '../../../src/http/login-limit.ts';

const key = (number: number, secret = 'x') => `balie_${number.toString(16).padStart(16, '0')}_${secret}`;
const fail = (limit: LoginLimit, times: number, token: (n: number) => string) => {
  for (let n = 0; n < times; n += 1) limit.failed(token(n));
};

test('a key that was tried wrongly ten times is not tried any more, whatever its secret; others are', () => {
  const limit = new LoginLimit(() => 0);
  fail(limit, 9, (n) => key(1, `geraden-${n}`));
  expect(limit.isReached(key(1))).toBe(false);
  limit.failed(key(1));
  expect([limit.isReached(key(1, 'goed')), limit.isReached(key(2)), limit.isReached('onzin')]).toEqual([true, false, false]);
});

test('many wrong keys of many numbers end all logins, and five minutes later they begin anew', () => {
  let now = 0;
  const limit = new LoginLimit(() => now);
  fail(limit, 300, key);
  expect(limit.isReached(key(5_000))).toBe(true);
  now = 5 * 60_000 - 1;
  expect(limit.isReached(key(5_000))).toBe(true);
  now += 1;
  expect(limit.isReached(key(5_000))).toBe(false);
});
