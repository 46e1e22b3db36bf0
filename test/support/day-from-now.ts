import { dayAfter, dutchDay } from '../../src/dutch-time.ts';

/** The Dutch day (YYYY-MM-DD) so many days from today: one that is written in a test as it is lies behind us some day. */
export const dayFromNow = (days: number): string => dayAfter(dutchDay(new Date()), days);
