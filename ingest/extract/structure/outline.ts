import { legalHeading, type LegalHeading } from './legal.ts';
import { tidy } from './tidy.ts';
import type { Section } from '../types.ts';

interface OpenHeading {
  text: string;
  readonly level: number;
  readonly legal: LegalHeading | undefined;
  /** Whether text or a deeper heading came under it. */
  used: boolean;
}

/**
 * Collects the sections of one document while an extractor walks through it. It keeps the path of open headings, and
 * orders the divisions of laws (hoofdstuk, afdeling, artikel) among themselves, whatever level the mark-up gives them.
 */
export class Outline {
  readonly #sections: Section[] = [];
  readonly #path: OpenHeading[] = [];
  /** Kinds of division in the order in which this document introduces them: acts differ in what stands above what. */
  readonly #kinds: string[] = [];
  #text = '';
  #page: number | undefined;
  /** The section that was made of a heading without anything under it, while it is the last one. */
  #leaf: Section | undefined;

  /** Starts a page (1-based); text that follows belongs to it. */
  page(page: number): void {
    this.#close();
    this.#page = page;
  }

  /** Opens a heading; a lower `level` stands higher. Of what is open, all that is not above it is closed. */
  heading(raw: string, level: number): void {
    const text = tidy(raw).replace(/\s+/g, ' ').trim();
    if (text === '') return;
    const legal = legalHeading(text);
    const top = this.#path.at(-1);
    if (top?.legal?.bare === true && !top.used && this.#text === '' && legal === undefined && level >= top.level) {
      // `Artikel 4` on one line and its title on the next are one heading.
      this.#path[this.#path.length - 1] = { ...top, text: `${top.text} ${text}`, legal: { ...top.legal, bare: false } };
      return;
    }
    this.#close();
    if (legal !== undefined && !this.#kinds.includes(legal.kind)) this.#kinds.push(legal.kind);
    const opened: OpenHeading = { text, level, legal, used: false };
    for (let last = this.#path.at(-1); last !== undefined && !this.#above(last, opened); last = this.#path.at(-1)) {
      this.#pop();
    }
    const parent = this.#path.at(-1);
    if (parent !== undefined) parent.used = true;
    this.#path.push(opened);
  }

  /** Adds words to the heading that was opened last; nothing may have come under it yet. */
  extendHeading(raw: string): void {
    const top = this.#path.at(-1);
    if (top !== undefined) top.text = `${top.text} ${tidy(raw).replace(/\s+/g, ' ').trim()}`;
  }

  /** Adds a paragraph, kept apart from what is before it by a blank line. */
  paragraph(text: string): void {
    this.#add(text, '\n\n');
  }

  /** Adds a list item or table row directly under the line before it. */
  line(text: string): void {
    this.#add(text, '\n');
  }

  /** Adds lines that stand directly under each other, kept apart from what is before them by a blank line. */
  lines(lines: Iterable<string>): void {
    let separator = '\n\n';
    for (const line of lines) {
      this.#add(line, separator);
      separator = '\n';
    }
  }

  /** Ends the document and gives its sections in reading order. */
  finish(): Section[] {
    this.#close();
    while (this.#path.length > 0) this.#pop();
    return this.#sections;
  }

  #add(raw: string, separator: string): void {
    const text = tidy(raw).trim();
    if (text === '') return;
    this.#text = this.#text === '' ? text : this.#text + separator + text;
    const top = this.#path.at(-1);
    if (top !== undefined) top.used = true;
  }

  #above(open: OpenHeading, next: OpenHeading): boolean {
    if (open.legal === undefined || next.legal === undefined) return open.level < next.level;
    return this.#rank(open.legal.kind) < this.#rank(next.legal.kind);
  }

  #rank(kind: string): number {
    if (kind === 'bijlage' || kind === 'annex') return -1;
    return kind === 'artikel' || kind === 'article' ? Infinity : this.#kinds.indexOf(kind);
  }

  #close(): void {
    this.#emit(
      this.#path.map((open) => open.text),
      this.#text,
    );
    this.#text = '';
  }

  /** Closes the innermost heading. One without anything under it stays as text, so that its words are not lost. */
  #pop(): void {
    const open = this.#path.pop();
    if (open === undefined || open.used) return;
    const headings = this.#path.map((outer) => outer.text);
    const last = this.#sections.at(-1);
    // A table of contents is a row of such headings: one list, not a section for each.
    if (
      last !== undefined &&
      last === this.#leaf &&
      last.page === this.#page &&
      last.headings.join('\n') === headings.join('\n')
    ) {
      this.#sections[this.#sections.length - 1] = { ...last, text: `${last.text}\n${open.text}` };
    } else this.#emit(headings, open.text);
    this.#leaf = this.#sections.at(-1);
  }

  #emit(headings: string[], text: string): void {
    if (text !== '') this.#sections.push({ ...(this.#page !== undefined && { page: this.#page }), headings, text });
  }
}
