import { setTimeout as sleep } from 'node:timers/promises';
import { dutchDay } from '../../src/dutch-time.ts';

/** So long the tests of a file take on a busy machine. */
const MARGIN_MS = 90_000;

/** Waits until after midnight where a day ends, in the Netherlands, before the tests that count by it would be over: half of what they did would be of yesterday. */
export async function clearOfMidnight(): Promise<void> {
  const now = Date.now();
  if (dutchDay(new Date(now)) === dutchDay(new Date(now + MARGIN_MS))) return;
  while (dutchDay(new Date()) === dutchDay(new Date(now))) await sleep(1_000);
}
