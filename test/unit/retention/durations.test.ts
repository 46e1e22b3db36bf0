import { describe, expect, test } from 'vitest';
import { after, before, type Duration, durationWords, parseDuration } from '../../../src/durations.ts';

function of(iso: string): Duration {
  const parsed = parseDuration(iso);
  if (parsed === undefined) throw new Error(`${iso} is no duration`);
  return parsed;
}

const at = (moment: string) => new Date(moment);

describe('a duration', () => {
  test.each(['', 'P', 'PT', 'P1', '28', 'P28', 'P0D', 'PT0H', 'P0Y0M0D', 'P-3D', 'P3.5D', 'P1D1W', 'P1W1D', 'PT30S', 'P1M2Y', 'p28d', ' P28D', 'P28D\n', 'P1DT', 'P99999999D'])('is not %j', (iso) => {
    expect(parseDuration(iso)).toBeUndefined();
  });

  test.each([
    ['P28D', '28 dagen', '28 days'], ['P1D', '1 dag', '1 day'], ['P4W', '28 dagen', '28 days'], ['P3M', '3 maanden', '3 months'], ['P1Y', '1 jaar', '1 year'], ['P13M', '1 jaar en 1 maand', '1 year and 1 month'],
    ['PT12H', '12 uur', '12 hours'], ['P1Y6M', '1 jaar en 6 maanden', '1 year and 6 months'], ['P1DT1H30M', '1 dag, 1 uur en 30 minuten', '1 day, 1 hour, and 30 minutes'],
  ])('%s is %j in words', (iso, dutch, english) => {
    expect([durationWords(of(iso)), durationWords(of(iso), 'en')]).toEqual([dutch, english]);
  });
});

describe('what is as old', () => {
  test.each([
    ['P28D', '2026-11-27T10:00:00Z', '2026-10-30T10:00:00.000Z'],
    ['PT12H', '2026-11-27T10:00:00Z', '2026-11-26T22:00:00.000Z'],
    // A month before the last day of a longer one.
    ['P1M', '2026-03-31T10:00:00Z', '2026-02-28T11:00:00.000Z'],
    ['P1M', '2026-07-31T10:00:00Z', '2026-06-30T10:00:00.000Z'],
    // Leap days.
    ['P1M', '2028-03-31T10:00:00Z', '2028-02-29T11:00:00.000Z'],
    ['P1Y', '2028-02-29T11:00:00Z', '2027-02-28T11:00:00.000Z'],
    ['P4Y', '2028-02-29T11:00:00Z', '2024-02-29T11:00:00.000Z'],
    ['P1D', '2028-03-01T11:00:00Z', '2028-02-29T11:00:00.000Z'],
    // By the clock on the wall, also where that was set in between.
    ['P1D', '2026-03-29T12:00:00Z', '2026-03-28T13:00:00.000Z'],
    ['P1D', '2026-10-25T12:00:00Z', '2026-10-24T11:00:00.000Z'],
    ['PT24H', '2026-10-25T12:00:00Z', '2026-10-24T12:00:00.000Z'],
    // An hour that is left out: half past two on the day before stands for one before it; one that comes twice: the first.
    ['P1D', '2026-03-30T00:30:00Z', '2026-03-29T00:30:00.000Z'],
    ['P1D', '2026-10-26T01:30:00Z', '2026-10-25T00:30:00.000Z'],
    // Over the turn of a year.
    ['P3M', '2026-01-15T08:00:00.250Z', '2025-10-15T07:00:00.250Z'],
    ['P1Y2M3DT4H', '2026-11-27T10:00:00Z', '2025-09-24T05:00:00.000Z'],
  ])('as %s at %s is from before %s', (iso, now, expected) => {
    expect(before(of(iso), at(now)).toISOString()).toBe(expected);
  });

  test.each([
    ['P28D', '2026-10-30T10:00:00Z', '2026-11-27T10:00:00.000Z'],
    // No 31 February: over with the month.
    ['P1M', '2026-01-31T10:00:00Z', '2026-02-28T23:00:00.000Z'],
    ['P1M', '2028-01-30T10:00:00Z', '2028-02-29T23:00:00.000Z'],
    ['P1Y', '2028-02-29T10:00:00Z', '2029-02-28T23:00:00.000Z'],
    ['PT12H', '2026-10-25T00:00:00Z', '2026-10-25T12:00:00.000Z'],
  ])('%s after %s goes from %s on', (iso, said, expected) => {
    expect(after(of(iso), at(said)).toISOString()).toBe(expected);
  });

  test('goes when the page says, and never before: by any duration, at any moment of three years', () => {
    const faults: string[] = [];
    for (const iso of ['PT1H', 'P1D', 'P28D', 'P1M', 'P3M', 'P6M', 'P1Y', 'P4Y', 'P1Y6M', 'P1M10D', 'P2MT5H']) {
      // Steps that meet every hour of the day and each end of a month.
      for (let said = Date.parse('2027-01-01T00:00:00Z'); said < Date.parse('2030-01-01T00:00:00Z'); said += 25.5 * 60 * 60_000) {
        const gone = after(of(iso), new Date(said)).getTime();
        const isGone = (now: number) => before(of(iso), new Date(now)).getTime() > said;
        // Around the hour that the clock is set it may be an hour later.
        if (isGone(gone - 1) || !isGone(gone + 60 * 60_000 + 1)) faults.push(`${iso} ${new Date(said).toISOString()} ${new Date(gone).toISOString()}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
