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
