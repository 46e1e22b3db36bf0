import { expect, test } from 'vitest';
import { Calendar } from '../../../src/identity/limits/calendar.ts';

test.each([
  ['2026-11-25T22:59:59Z', '2026-11-25', '2026-11-25T23:00:00Z', '2026-11-01', '2026-11-30T23:00:00Z'],
  ['2026-11-25T23:00:00Z', '2026-11-26', '2026-11-26T23:00:00Z', '2026-11-01', '2026-11-30T23:00:00Z'],
  ['2026-12-31T23:00:00Z', '2027-01-01', '2027-01-01T23:00:00Z', '2027-01-01', '2027-01-31T23:00:00Z'],
  ['2026-07-01T12:00:00Z', '2026-07-01', '2026-07-01T22:00:00Z', '2026-07-01', '2026-07-31T22:00:00Z'],
  // The clock goes forward, and back.
  ['2026-03-29T00:30:00Z', '2026-03-29', '2026-03-29T22:00:00Z', '2026-03-01', '2026-03-31T22:00:00Z'],
  ['2026-10-24T22:30:00Z', '2026-10-25', '2026-10-25T23:00:00Z', '2026-10-01', '2026-10-31T23:00:00Z'],
  ['2028-02-29T12:00:00Z', '2028-02-29', '2028-02-29T23:00:00Z', '2028-02-01', '2028-02-29T23:00:00Z'],
])('at %s it is day %s until %s, of month %s until %s', (at, day, dayEnds, month, monthEnds) => {
  expect(new Calendar().at(Date.parse(at))).toEqual({ day: { starts: day, endsAt: Date.parse(dayEnds) }, month: { starts: month, endsAt: Date.parse(monthEnds) } });
});

test('goes along with the time, also when the clock is set back', () => {
  const calendar = new Calendar();
  const days = ['2026-11-25T12:00:00Z', '2026-11-26T12:00:00Z', '2026-11-24T12:00:00Z'].map((at) => calendar.at(Date.parse(at)).day.starts);
  expect(days).toEqual(['2026-11-25', '2026-11-26', '2026-11-24']);
});
