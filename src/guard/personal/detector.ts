import { prefilter } from '../prefilter/prefilter.ts';

export const PII_TYPES = ['bsn', 'iban', 'email', 'phone', 'address', 'plate', 'document', 'case', 'birthdate', 'name'] as const;
export type PiiType = (typeof PII_TYPES)[number];

/** Something that looks like personal data, with the words around it. */
export interface Candidate {
  readonly match: RegExpExecArray;
  /** What the pattern matched. */
  readonly found: string;
  /** The text as it reads, and where the candidate stands in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** At most `AROUND` characters before and after it, in the same paragraph. */
  readonly before: string;
  readonly after: string;
}

/** What is personal in a candidate: places in the text, and how certain that is (0–1). Of two that overlap the more certain one stays. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly certainty: number;
}

/** One way in which data of a type is written. */
export interface Rule {
  readonly type: PiiType;
  /** Global; with bounded repeats only, so that it stays linear in the length of the text. */
  readonly pattern: RegExp;
  /** Judges what the pattern found; nothing when it is something else. */
  readonly judge: (candidate: Candidate) => Finding | undefined;
}

const AROUND = 80;

/** Makes a reader of what rules find in a text. */
export function findingReader(rules: readonly Rule[]): (text: string) => Generator<Finding & { readonly type: PiiType }> {
  const mayMatchIn = prefilter(rules.map(({ pattern }) => pattern.source));
  return (text) => findingsOf(text, rules, mayMatchIn(text));
}

function* findingsOf(text: string, rules: readonly Rule[], mayMatch: (index: number) => boolean): Generator<Finding & { readonly type: PiiType }> {
  for (const [index, { type, pattern, judge }] of rules.entries()) {
    if (!mayMatch(index)) continue;
    for (const match of text.matchAll(pattern)) {
      const finding = judge(candidateOf(text, match));
      if (finding !== undefined) yield { type, ...finding };
    }
  }
}

/** The candidate as a whole. */
export function whole({ start, end }: Candidate, certainty: number): Finding {
  return { start, end, certainty };
}

function candidateOf(text: string, match: RegExpExecArray): Candidate {
  const [found] = match;
  const start = match.index;
  const end = start + found.length;
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  return { match, found, text, start, end, before: before.slice(before.lastIndexOf('\n\n') + 1), after: after.split('\n\n', 1)[0] ?? '' };
}
