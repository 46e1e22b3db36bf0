/** What somebody may be in need of, most urgent first. */
export const CRISIS_KINDS = ['danger', 'suicide', 'child', 'sexual', 'trafficking', 'elder', 'home'] as const;
export type CrisisKind = (typeof CRISIS_KINDS)[number];

/** What is said in one language: of a kind that has no text of its own `other`. */
export interface CrisisTexts extends Readonly<Partial<Record<CrisisKind, string>>> {
  readonly other: string;
  /** Above the numbers that stand under an answer. */
  readonly mention: string;
  readonly end: string;
  /** A sentence with the number, for each name in `help`. */
  readonly lines: Readonly<Record<string, string>>;
}

/** By which phrases somebody in need is recognised, and what they are told. */
export interface CrisisWords {
  /** Phrases by kind and language. */
  readonly signs: Readonly<Partial<Record<CrisisKind, Readonly<Record<string, readonly string[]>>>>>;
  /** What looks like it and is not. */
  readonly except: readonly string[];
  /** Subjects of which the asker may be in need: answered as any other, with the numbers below. */
  readonly mentions: Readonly<Partial<Record<CrisisKind, readonly string[]>>>;
  /** Everyday words by language, by which it is told in which one somebody writes. */
  readonly common: Readonly<Record<string, readonly string[]>>;
  /** Who helps, by kind: names of `lines`. */
  readonly help: Readonly<Record<CrisisKind, readonly string[]>>;
  readonly texts: Readonly<Record<string, CrisisTexts>>;
}
