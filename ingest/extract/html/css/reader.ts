/**
 * Steps through CSS text once, from left to right: comments, strings, escapes and brackets never make it look twice, so it is linear
 * whatever the text.
 */
export class CssReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isDone(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Whether the next thing that is no blank or comment is `@`. */
  startsAtRule(): boolean {
    this.#skipBlank();
    return this.#text[this.#at] === '@';
  }

  /** The text up to one of `stops` outside brackets and strings, without comments; and the stop, '' at the end. */
  until(stops: string): { text: string; stop: string } {
    let found = '';
    let depth = 0;
    let from = this.#at;
    while (this.#at < this.#text.length) {
      const c = this.#text[this.#at] ?? '';
      if (c === '/' && this.#text[this.#at + 1] === '*') {
        found += this.#text.slice(from, this.#at);
        this.#skipComment();
        from = this.#at;
        continue;
      }
      if (depth === 0 && stops.includes(c)) {
        found += this.#text.slice(from, this.#at);
        this.#at += 1;
        return { text: found.trim(), stop: c };
      }
      if (c === '(' && this.#isBareUrl()) this.#skipTo(')');
      else if (c === '(' || c === '[') depth += 1;
      else if ((c === ')' || c === ']') && depth > 0) depth -= 1;
      else if (c === '"' || c === "'") this.#skipString(c);
      else if (c === '\\') this.#at += 1;
      this.#at += 1;
    }
    return { text: (found + this.#text.slice(from)).trim(), stop: '' };
  }

  /** Passes over a block of which the `{` was read. */
  skipBlock(): void {
    for (let depth = 1; depth > 0 && !this.isDone; ) {
      const { stop } = this.until('{}');
      depth += stop === '{' ? 1 : -1;
    }
  }

  /** The text of a block of which the `{` was read, blocks inside it included. */
  block(): string {
    const from = this.#at;
    this.skipBlock();
    return this.#text.slice(from, this.#at);
  }

  #skipBlank(): void {
    for (;;) {
      while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
      // What HTML of before 1996 put around a style sheet counts as blank.
      if (this.#text.startsWith('<!--', this.#at)) this.#at += 4;
      else if (this.#text.startsWith('-->', this.#at)) this.#at += 3;
      else if (this.#text.startsWith('/*', this.#at)) this.#skipComment();
      else return;
    }
  }

  #skipComment(): void {
    const end = this.#text.indexOf('*/', this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + 2;
  }

  /** A string that is not closed ends with its line, as in browsers. */
  #skipString(quote: string): void {
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const c = this.#text[this.#at];
      if (c === quote || c === '\n') return;
      if (c === '\\') this.#at += 1;
    }
  }

  #isBareUrl(): boolean {
    return /url$/i.test(this.#text.slice(Math.max(0, this.#at - 3), this.#at)) && !/["'\s]/.test(this.#text[this.#at + 1] ?? '');
  }

  #skipTo(end: string): void {
    while (this.#at < this.#text.length && this.#text[this.#at] !== end) this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
  }
}
