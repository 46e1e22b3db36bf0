import type { TextPrompt } from '../ask-model.ts';

interface PlainScore {
  /** 0 to 1. */
  readonly score: number;
  readonly isB1: boolean;
  /** What makes it hard, worst first. */
  readonly reasons: readonly string[];
}

/** A difficult word with what it means in plain Dutch. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
}

/** How plain an answer is, and what can be done about it: `cli` fits it together. */
export interface Plain {
  readonly measure: (text: string) => PlainScore;
  /** The difficult words in the desk's own words, in the order in which they come first. */
  readonly explain: (text: string) => readonly Term[];
  /** `{{text}}` stands for numbered sentences. */
  readonly prompt: TextPrompt;
  /** Why a sentence in easier words does not say the same; undefined when it does. */
  readonly fault: (before: string, after: string, source: string) => string | undefined;
  /** Hears how plain an answer was that was given. */
  readonly onMeasured?: (end: PlainScore & { readonly isRewritten: boolean }) => void;
}

/** What is kept of how plain an answer is. */
export interface PlainDetails {
  /** As the model wrote it, and as it was given. */
  readonly before: number;
  readonly score: number;
  readonly isB1: boolean;
  readonly reasons: readonly string[];
  readonly isRewritten: boolean;
  /** Why sentences in easier words were not taken, each once. */
  readonly faults?: readonly string[];
  readonly terms?: readonly Term[];
}

/** The words that were explained with a kept answer. */
export function explainedTerms(details: { readonly [part: string]: unknown } | undefined): readonly Term[] {
  const kept = details?.['plain'];
  if (typeof kept !== 'object' || kept === null || !('terms' in kept) || !Array.isArray(kept.terms)) return [];
  return kept.terms.filter(isTerm);
}

function isTerm(kept: unknown): kept is Term {
  return typeof kept === 'object' && kept !== null && 'term' in kept && typeof kept.term === 'string' && 'meaning' in kept && typeof kept.meaning === 'string';
}
