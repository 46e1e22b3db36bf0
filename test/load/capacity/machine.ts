/** A model host as far as its pace goes: what its streams share. */
export interface Machine {
  /** Answers at once. */
  readonly slots: number;
  /** Tokens of a question that it reads in a second. */
  readonly prefill: number;
  /** Milliseconds for one token of each stream together, and what each stream adds: with more of them each is slower, all together faster. */
  readonly stepMs: number;
  readonly streamMs: number;
}

export interface Pace {
  /** Tokens in a millisecond, of one call. */
  readonly prefill: number;
  readonly decode: number;
}

/** While it reads questions and writes answers both, each has half of it. */
export function paceOf({ prefill, stepMs, streamMs }: Machine, reading: number, writing: number): Pace {
  const share = reading > 0 && writing > 0 ? 0.5 : 1;
  return { prefill: (share * prefill) / 1_000 / Math.max(1, reading), decode: share / (stepMs + streamMs * Math.max(1, writing)) };
}

/** How many questions it answers in a second at most, of such a length. */
export function capacityOf({ slots, prefill, stepMs, streamMs }: Machine, prompt: number, answer: number): number {
  return 1_000 / ((prompt * 1_000) / prefill + (answer * (stepMs + streamMs * slots)) / slots);
}
