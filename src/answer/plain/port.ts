import type { Term } from '../details.ts';
import type { TextPrompt } from '../ask-model.ts';

interface PlainScore {
  /** 0 to 1. */
  readonly score: number;
  readonly isB1: boolean;
  /** What makes it hard, worst first. */
  readonly reasons: readonly string[];
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
