import type { Live } from '../../factsheet/live/live.ts';
import { keepLooking } from './look.ts';

/** A few small queries each time: what is filled in, measured or excepted elsewhere holds here within this time, and an exception ends by the day. */
const LOOK_MS = 5_000;

/** Keeps up with which assistants may answer residents. @returns what stops it. */
export function watchLive(live: Pick<Live, 'keep'>, onError: (error: unknown) => void): () => void {
  return keepLooking(() => live.keep(), { everyMs: LOOK_MS, onError });
}
