/** A sentence that comes this often is a model that has lost its way. */
const MAX_SAME = 3;
/** So many dropped after each other: nothing more will come of it. */
const MAX_DROPPED = 12;
/** A run of one short piece over and over within a sentence that never ends. */
const WINDOW = 400;
const MAX_PERIOD = 60;
const MIN_TIMES = 6;

/** Sees when a model goes round in circles, so that its host can be stopped. */
export class Repetition {
  private readonly seen = new Map<string, number>();
  private droppedInRow = 0;
  private tail = '';

  /** @returns whether this sentence was said before. */
  isRepeat(literal: string): boolean {
    const times = (this.seen.get(literal) ?? 0) + 1;
    this.seen.set(literal, times);
    return times > 1;
  }

  judged(isKept: boolean): void {
    this.droppedInRow = isKept ? 0 : this.droppedInRow + 1;
  }

  stream(text: string): void {
    this.tail = (this.tail + text).slice(-WINDOW);
  }

  get isEndless(): boolean {
    return this.droppedInRow >= MAX_DROPPED || Math.max(0, ...this.seen.values()) > MAX_SAME || isPeriodic(this.tail);
  }
}

/** Whether the end of a text is one piece over and over. Not of rules and dots, which some models draw. */
function isPeriodic(tail: string): boolean {
  if (tail.length < WINDOW) return false;
  for (let period = 1; period <= MAX_PERIOD; period += 1) {
    const from = tail.length - period * MIN_TIMES;
    let at = tail.length - 1;
    while (at >= from && tail.charAt(at) === tail.charAt(at - period)) at -= 1;
    if (at < from && tail.length - at > WINDOW / 2) return true;
  }
  return false;
}

const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * Takes what a model says to itself (`<think>…</think>`) out of its stream, however that is cut. What is never closed never comes out. Where
 * thoughts end that never began, all that came before was thought: their beginning stood in the prompt.
 */
export class ThinkingFilter {
  private held = '';
  private isThinking = false;
  private readonly onUnopened: () => void;

  /** @param onUnopened hears that what came out so far was thought. */
  constructor(onUnopened: () => void = () => undefined) {
    this.onUnopened = onUnopened;
  }

  /** @returns the text that is meant for others. */
  push(text: string): string {
    this.held += text;
    let said = '';
    for (;;) {
      const mark = this.isThinking ? CLOSE : firstOf(this.held);
      const at = this.held.indexOf(mark);
      if (at < 0) break;
      if (!this.isThinking && mark === OPEN) said += this.held.slice(0, at);
      if (!this.isThinking && mark === CLOSE) {
        said = '';
        this.onUnopened();
      }
      this.held = this.held.slice(at + mark.length);
      this.isThinking = mark === OPEN;
    }
    const keep = Math.max(beginningOf(CLOSE, this.held), this.isThinking ? 0 : beginningOf(OPEN, this.held));
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

/** Which mark comes first; OPEN where there is none. */
function firstOf(text: string): string {
  const [open, close] = [text.indexOf(OPEN), text.indexOf(CLOSE)];
  return close >= 0 && (open < 0 || close < open) ? CLOSE : OPEN;
}

/** How many characters at the end of `text` may be the beginning of `word`. */
function beginningOf(word: string, text: string): number {
  for (let length = Math.min(word.length - 1, text.length); length > 0; length -= 1) if (word.startsWith(text.slice(-length))) return length;
  return 0;
}
