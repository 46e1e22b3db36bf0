import { requiredBy } from './required.ts';

/**
 * Finds which of many short texts stand in a long one. What is found is marked; places are of no interest. From each character on it walks
 * down a tree of the texts, most often a step or two: a table with all steps of all states would take a hundred megabytes, and a quarter of
 * a second to make in each process.
 */
export class TextFinder {
  /** Number of a text, in the order in which they were given. */
  readonly numbers: ReadonlyMap<string, number>;
  private readonly columns = new Uint16Array(0x1_00_00);
  private readonly width: number;
  /** The steps of the tree, by hash: what is stepped on (a state and a character; -1 in an empty slot), and the state that comes next. */
  private readonly steps: Int32Array;
  private readonly next: Int32Array;
  /** For each state the number of the text that ends in it, or -1. */
  private readonly ends: readonly number[];

  constructor(texts: readonly string[]) {
    const unique = [...new Set(texts)];
    this.numbers = new Map(unique.map((text, index) => [text, index]));
    let width = 1;
    for (const text of unique) {
      for (let at = 0; at < text.length; at += 1) if (this.columns[text.charCodeAt(at)] === 0) this.columns[text.charCodeAt(at)] = width++;
    }
    this.width = width;
    // At least half of the slots stay empty, so that a step that is not there ends at the first or second look.
    const slots = 2 ** Math.ceil(Math.log2(2 + 2 * unique.reduce((sum, text) => sum + text.length, 0)));
    this.steps = new Int32Array(slots).fill(-1);
    this.next = new Int32Array(slots);
    this.ends = this.grown(unique);
  }

  /** @returns for each text 1 when it stands in the given one. */
  findIn(given: string): Uint8Array {
    const found = new Uint8Array(this.numbers.size);
    const { steps, next, ends } = this;
    for (let from = 0; from < given.length; from += 1) {
      let slot = this.slotOf(0, given.charCodeAt(from));
      for (let at = from + 1; steps[slot] !== -1; at += 1) {
        const state = next[slot] ?? 0;
        const end = ends[state] ?? -1;
        if (end !== -1) found[end] = 1;
        slot = this.slotOf(state, given.charCodeAt(at));
      }
    }
    return found;
  }

  /** Where a step stands, or would stand: the slot is empty when there is none. */
  private slotOf(state: number, unit: number): number {
    const step = state * this.width + (this.columns[unit] ?? 0);
    const last = this.steps.length - 1;
    let slot = (Math.imul(step, 0x9e_37_79_b1) >>> 7) & last;
    while (this.steps[slot] !== step && this.steps[slot] !== -1) slot = (slot + 1) & last;
    return slot;
  }

  /** A tree of all texts. @returns which text ends in each of its states. */
  private grown(texts: readonly string[]): number[] {
    const ends = [-1];
    for (const [number, text] of texts.entries()) {
      let state = 0;
      for (let at = 0; at < text.length; at += 1) {
        const slot = this.slotOf(state, text.charCodeAt(at));
        if (this.steps[slot] === -1) {
          this.steps[slot] = state * this.width + (this.columns[text.charCodeAt(at)] ?? 0);
          this.next[slot] = ends.push(-1) - 1;
        }
        state = this.next[slot] ?? 0;
      }
      ends[state] = number;
    }
    return ends;
  }
}

/**
 * Tells which of many patterns may match in a text, by one quick pass over it: the others need not be tried. Most texts hold hardly any
 * of the words that a pattern asks for.
 * @param sources of regular expressions with `i` and `u`.
 */
export function prefilter(sources: readonly string[]): (text: string) => (index: number) => boolean {
  const required = sources.map(requiredBy);
  const finder = new TextFinder(required.flat(2));
  const numbered = required.map((clauses) => clauses.map((clause) => clause.map((text) => finder.numbers.get(text) ?? 0)));
  return (text) => {
    const found = finder.findIn(text.toLowerCase());
    return (index) => numbered[index]?.every((clause) => clause.some((number) => found[number] === 1)) ?? true;
  };
}
