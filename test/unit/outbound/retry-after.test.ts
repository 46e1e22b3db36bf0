import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../src/outbound/retry-after.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

test.each([
  ['5', 5_000],
  [' 5 ', 5_000],
  ['99999', 120_000],
  ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
  ['Thursday, 01-Jan-26 00:00:30 GMT', 30_000],
  ['Fri, 02 Jan 2026 00:00:00 GMT', 120_000],
  ['Wed, 31 Dec 2025 00:00:30 GMT', 0],
  [['7', '9'], 7_000],
  ['straks', undefined],
  ['-5', undefined],
  ['2.5', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After: %j is a wait of %s ms', (value, ms) => {
  expect(retryAfterMs(value, now, 120_000)).toBe(ms);
});
