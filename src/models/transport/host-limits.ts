import type { ModelCall } from '../call.ts';

/** How long a host may keep us waiting. */
export interface HostLimits {
  /** Longest time to set up a connection. */
  readonly connectMs: number;
  /** Longest wait for the first piece of an answer: the model may have to be loaded, or others may be first. */
  readonly firstByteMs: number;
  /** Longest wait for vectors. */
  readonly embedMs: number;
  /** Longest silence between two pieces of an answer. */
  readonly silenceMs: number;
  /** Longest time to say which models there are. */
  readonly checkMs: number;
}

/** How long a host may keep one caller waiting, who may have less patience than others. */
export function patienceWith({ firstByteMs, silenceMs }: HostLimits, { patienceMs = Infinity }: ModelCall) {
  return { firstByteMs: Math.min(firstByteMs, patienceMs), silenceMs: Math.min(silenceMs, patienceMs) };
}
