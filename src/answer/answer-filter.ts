import { CitationFilter } from './citations.ts';

/** What the model is told to say when the sources do not answer the question. */
const NO_ANSWER = 'GEEN_ANTWOORD';

/** Between the model's text and the asker: references come out renumbered, and the word for "no answer" never comes out. */
export class AnswerFilter {
  private readonly citations: CitationFilter;
  private held = '';
  private hasSaid = false;

  /** @param count how many sources the model was given. */
  constructor(count: number) {
    this.citations = new CitationFilter(count);
  }

  /** Indexes of the passages cited so far, in the order of their numbers. */
  get cited(): readonly number[] {
    return this.citations.cited;
  }

  /** Whether the model said its word for "no answer", bare or amid other text. */
  get saidNoAnswer(): boolean {
    return this.hasSaid;
  }

  /** @returns the text that can be shown by now. */
  push(text: string): string {
    return this.release(this.citations.push(text), false);
  }

  /** @returns what was still held back. */
  end(): string {
    return this.release(this.citations.end(), true).trimEnd();
  }

  private release(text: string, isEnd: boolean): string {
    const read = this.held + text;
    this.hasSaid ||= read.includes(NO_ANSWER);
    const all = read.replaceAll(NO_ANSWER, '');
    const keep = isEnd ? 0 : beginningOf(NO_ANSWER, all);
    this.held = all.slice(all.length - keep);
    return all.slice(0, all.length - keep);
  }
}

/** How many characters at the end of `text` may be the beginning of `word`. */
function beginningOf(word: string, text: string): number {
  for (let length = Math.min(word.length - 1, text.length); length > 0; length -= 1) {
    if (word.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
