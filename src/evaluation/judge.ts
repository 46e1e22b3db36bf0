import type { Outcome, Source } from '../answer/ports.ts';
import type { Expected } from './case.ts';

/** How a question ended. */
export interface Taken {
  readonly outcome: Outcome;
  readonly answer: string;
  readonly sources: readonly Source[];
  /** Why it failed, or was quoted. */
  readonly reason?: string;
  readonly ms: number;
  /** What was kept of how it came about. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Something that must hold and does not. */
export interface Miss {
  readonly part: 'outcome' | 'cite' | 'say' | 'notSay';
  /** As the case has it. */
  readonly expected: string;
}

/** What does not hold of how a question ended; empty when all does. */
export function judge(expected: Expected, { outcome, answer, sources }: Pick<Taken, 'outcome' | 'answer' | 'sources'>): Miss[] {
  const misses: Miss[] = [];
  const { outcomes, cite, say, notSay } = expected;
  if (outcomes.length > 0 && !outcomes.includes(outcome)) misses.push({ part: 'outcome', expected: outcomes.join(' of ') });
  const titles = new Set(sources.map(({ title }) => title));
  for (const any of cite) if (!any.some((title) => titles.has(title))) misses.push({ part: 'cite', expected: any.join(' of ') });
  for (const { written, isIn } of say) if (!isIn(answer)) misses.push({ part: 'say', expected: written });
  // What a source shows is on the screen too.
  const shown = [answer, ...sources.map(({ quote }) => quote)];
  for (const { written, isIn } of notSay) if (shown.some(isIn)) misses.push({ part: 'notSay', expected: written });
  return misses;
}
