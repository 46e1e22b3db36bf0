import type { GateDetails } from './grounding/gate.ts';
import type { LanguageDetails } from './language/languages.ts';
import type { Made } from './made.ts';
import type { PlainDetails } from './plain/port.ts';

/**
 * What is kept of how an answer came about, encrypted with what was said. Each part of a turn has a field of its own here; what did not
 * play a part is absent. It may hold words of the asker: it is for who reads the log, never for a line of the console.
 */
export interface TurnDetails {
  /** What of the model's text the passages carried, and what was dropped. */
  readonly grounding?: GateDetails;
  /** The question was about the asker's own case: the desk does not decide. */
  readonly personalCase?: true;
  /** What was found shares words with the question, but is about something else, or does not say what was asked of it. */
  readonly foreign?: true;
  readonly made?: Made;
  readonly guard?: GuardDetails;
  readonly language?: LanguageDetails;
  readonly plain?: PlainDetails;
  readonly [part: string]: unknown;
}

interface GuardDetails {
  /** Kinds of personal data that were taken out of the question, and those that ended the turn. */
  readonly masked?: readonly string[];
  readonly refused?: readonly string[];
  /** How much the question looks like an attempt to mislead, and why. */
  readonly score?: number;
  readonly reasons?: readonly string[];
  /** Passages out of which something was taken, orders to an assistant mostly: `document#ordinal`. */
  readonly screened?: readonly string[];
  /** The model gave its instructions away: what it said was taken back. */
  readonly hasLeaked?: true;
}
