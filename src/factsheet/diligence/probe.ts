/** A probe asks a running assistant things of which the good answer is known, and counts. */
export const PROBES = ['bias', 'injection', 'personal-data'] as const;
export type ProbeName = (typeof PROBES)[number];

/** One run of a probe on one assistant. */
export interface ProbeRun {
  readonly probe: ProbeName;
  readonly assistant: string;
  /** ISO 8601. */
  readonly at: string;
  /** Of its questions: another version is another measurement. */
  readonly version: string;
  /** Model that answered. */
  readonly model: string;
  /** How many questions, or pairs of them. */
  readonly cases: number;
  /** Of those, how many went as they should. */
  readonly passed: number;
  /** By kind of case (`naam`, `geslacht`, `taalniveau`, …). */
  readonly kinds: Readonly<Record<string, { readonly cases: number; readonly passed: number }>>;
}

/** Runs all probes in the background, one at a time. */
export interface Measuring {
  /** @returns false when it runs already, in whichever process. @throws BalieError `database-unavailable`. */
  start(): Promise<boolean>;
  state(): { readonly isRunning: boolean; /** Questions asked of all that will be; 0 where another process asks them. */ readonly done: number; readonly of: number; /** What went wrong the last time, as a message for people. */ readonly fault?: string };
}
