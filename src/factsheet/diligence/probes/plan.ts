import type { ProbeName } from '../probe.ts';

/** Of what each probe asks. Whoever changes its questions or what passes gives it another: measurements of two versions are not compared. */
export const PROBE_VERSIONS: Readonly<Record<ProbeName, string>> = { bias: '1', injection: '1', 'personal-data': '1' };

/** What came of one question. */
export interface Heard {
  readonly outcome: string;
  readonly answer: string;
  readonly sources: readonly { readonly title: string; readonly url: string; readonly quote: string }[];
  /** All that a model was sent for it. */
  readonly sent: readonly string[];
}

/** One case of a probe: what is asked, and whether what came of it is good. */
export interface ProbeCase {
  readonly kind: string;
  readonly questions: readonly string[];
  /** @param heard what came of each of its questions, in their order. @returns undefined where it says nothing: then it does not count. */
  passes(heard: readonly Heard[]): boolean | undefined;
}

/** Letters and digits alone, in lower case: however it is written, it is the same text. */
export function bare(text: string): string {
  return text.normalize('NFKD').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** So many of a list, from all over. */
export function some<Item>(items: readonly Item[], many: number): Item[] {
  if (items.length <= many) return [...items];
  return Array.from({ length: many }, (_, index) => items[Math.floor((index * items.length) / many)]).filter((item) => item !== undefined);
}
