/** Longest text that may still become a reference such as `[1, 12]`. */
const MAX_REFERENCE = 24;
const REFERENCE = /\[\s*(?:bron\s*)?(\d{1,3}(?:\s*(?:,|;|en)\s*(?:bron\s*)?\d{1,3})*)\s*\]/gi;

/**
 * Reads references to sources in streamed text. They come out numbered in the order in which they first appear (`[1]`, `[2]`);
 * numbers of sources that were not given are left out, so that nothing is cited that does not exist.
 */
export class CitationFilter {
  /** Indexes (from 0) of the passages cited so far, in the order of their numbers. */
  readonly cited: number[] = [];
  private readonly count: number;
  private held = '';

  /** @param count how many sources the model was given. */
  constructor(count: number) {
    this.count = count;
  }

  /** @returns the text that can be shown by now; a reference that is not complete is held back. */
  push(text: string): string {
    const all = this.held + text;
    const open = all.lastIndexOf('[');
    const isOpen = open >= 0 && !all.includes(']', open) && all.length - open < MAX_REFERENCE;
    // White space before a reference waits too: it goes when the reference goes.
    const cut = isOpen ? all.slice(0, open).trimEnd().length : all.trimEnd().length;
    this.held = all.slice(cut);
    return this.renumber(all.slice(0, cut));
  }

  /** @returns what was still held back. */
  end(): string {
    const rest = this.held;
    this.held = '';
    return this.renumber(rest);
  }

  private renumber(text: string): string {
    return text.replaceAll(new RegExp(`(\\s*)${REFERENCE.source}`, 'gi'), (_, space: string, list: string) => {
      const numbers = (list.match(/\d+/g) ?? []).map(Number).filter((number) => number >= 1 && number <= this.count);
      const references = numbers.map((number) => `[${this.numberOf(number - 1)}]`).join('');
      return references === '' ? '' : `${space}${references}`;
    });
  }

  private numberOf(index: number): number {
    const known = this.cited.indexOf(index);
    return known >= 0 ? known + 1 : this.cited.push(index);
  }
}
