const OPEN = '<think>';
const CLOSE = '</think>';

/** Takes what a model says to itself (`<think>…</think>`) out of its stream, however that is cut. What is never closed never comes out. */
export class ThinkingFilter {
  private held = '';
  private isThinking = false;

  /** @returns the text that is meant for others. */
  push(text: string): string {
    this.held += text;
    let said = '';
    for (;;) {
      const mark = this.isThinking ? CLOSE : OPEN;
      const at = this.held.indexOf(mark);
      if (at < 0) break;
      if (!this.isThinking) said += this.held.slice(0, at);
      this.held = this.held.slice(at + mark.length);
      this.isThinking = !this.isThinking;
    }
    const keep = beginningOf(this.isThinking ? CLOSE : OPEN, this.held);
    if (!this.isThinking) said += this.held.slice(0, this.held.length - keep);
    this.held = this.held.slice(this.held.length - keep);
    return said;
  }

  /** @returns what looked like the beginning of a mark and was none. */
  end(): string {
    const rest = this.isThinking ? '' : this.held;
    this.held = '';
    return rest;
  }
}

/** How many characters at the end of `text` may be the beginning of `word`. */
function beginningOf(word: string, text: string): number {
  for (let length = Math.min(word.length - 1, text.length); length > 0; length -= 1) if (word.startsWith(text.slice(-length))) return length;
  return 0;
}
