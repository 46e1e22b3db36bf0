import { describe, expect, test } from 'vitest';
import { dayBefore } from '../../src/dutch-time.ts';

describe('a day before another', () => {
  test.each([
    ['2026-11-28', 1, '2026-11-27'],
    ['2027-03-01', 1, '2027-02-28'],
    ['2028-03-01', 1, '2028-02-29'],
    ['2027-01-01', 1, '2026-12-31'],
    // A day of 23 hours, and one of 25.
    ['2027-03-29', 1, '2027-03-28'],
    ['2027-11-01', 1, '2027-10-31'],
    ['2027-04-10', 30, '2027-03-11'],
    ['2027-11-10', 30, '2027-10-11'],
    ['2027-11-10', 0, '2027-11-10'],
  ])('%s, %i back', (day, days, before) => expect(dayBefore(day, days)).toBe(before));
});
