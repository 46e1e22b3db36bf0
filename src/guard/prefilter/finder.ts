/**
 * Finds which of many short texts stand in a long one, in a single pass over it (Aho and Corasick). What is found is marked; places are
 * of no interest.
 */
export class TextFinder {
  /** Number of a text, in the order in which they were given. */
  readonly numbers: ReadonlyMap<string, number>;
  private readonly columns = new Uint16Array(0x1_00_00);
  private readonly width: number;
  /** For each state and character the state that comes next. */
  private readonly next: Int32Array;
  /** Numbers of the texts that end in a state, with those that end in its suffixes. */
  private readonly ends: readonly (readonly number[])[];

  constructor(texts: readonly string[]) {
    const unique = [...new Set(texts)];
    this.numbers = new Map(unique.map((text, index) => [text, index]));
    let width = 1;
    for (const unit of unique.flatMap((text) => units(text))) if (this.columns[unit] === 0) this.columns[unit] = width++;
    this.width = width;
    const states = 1 + unique.reduce((sum, text) => sum + text.length, 0);
    this.next = new Int32Array(states * width).fill(-1);
    this.ends = this.linked(this.grown(unique));
  }

  /** @returns for each text 1 when it stands in the given one. */
  findIn(given: string): Uint8Array {
    const found = new Uint8Array(this.numbers.size);
    const { columns, next, ends, width } = this;
    let state = 0;
    for (let at = 0; at < given.length; at += 1) {
      state = next[state * width + (columns[given.charCodeAt(at)] ?? 0)] ?? 0;
      for (const number of ends[state] ?? []) found[number] = 1;
    }
    return found;
  }

  /** A tree of all texts. @returns the texts that end in each of its states. */
  private grown(texts: readonly string[]): number[][] {
    const ends: number[][] = [[]];
    for (const [number, text] of texts.entries()) {
      let state = 0;
      for (const unit of units(text)) {
        const place = state * this.width + (this.columns[unit] ?? 0);
        if (this.next[place] === -1) this.next[place] = ends.push([]) - 1;
        state = this.next[place] ?? 0;
      }
      ends[state]?.push(number);
    }
    return ends;
  }

  /** Fills in where a character leads that no text goes on with: to the longest end of what was read that begins a text. */
  private linked(ends: number[][]): number[][] {
    const fallback = new Int32Array(ends.length);
    const queue: number[] = [0];
    for (let head = 0; head < queue.length; head += 1) {
      const state = queue[head] ?? 0;
      for (let column = 0; column < this.width; column += 1) {
        const place = state * this.width + column;
        const other = state === 0 ? 0 : (this.next[(fallback[state] ?? 0) * this.width + column] ?? 0);
        const target = this.next[place] ?? -1;
        if (target === -1) this.next[place] = other;
        else {
          fallback[target] = state === 0 ? 0 : other;
          ends[target]?.push(...(ends[fallback[target] ?? 0] ?? []));
          queue.push(target);
        }
      }
    }
    return ends;
  }
}

function units(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
