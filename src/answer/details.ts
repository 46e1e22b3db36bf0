import type { GateDetails } from './grounding/gate.ts';

/**
 * What is kept of how an answer came about, encrypted with what was said. Each part of a turn has a field of its own here; what did not
 * play a part is absent. It may hold words of the asker: it is for who reads the log, never for a line of the console.
 */
export interface TurnDetails {
  /** What of the model's text the passages carried, and what was dropped. */
  readonly grounding?: GateDetails;
  /** The question was about the asker's own case: the desk does not decide. */
  readonly personalCase?: true;
  readonly [part: string]: unknown;
}
