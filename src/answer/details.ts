import type { Made } from './made.ts';

/**
 * What is kept of how an answer came about, encrypted with what was said. Each part of a turn has a field of its own here; what did not
 * play a part is absent. It may hold words of the asker: it is for who reads the log, never for a line of the console.
 */
export interface TurnDetails {
  readonly made?: Made;
  readonly [part: string]: unknown;
}
