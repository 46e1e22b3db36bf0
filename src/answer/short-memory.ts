/** Text that somebody had erased may be among what is remembered: so long at most it still is, in whichever process. */
const KEEP_MS = 15 * 60_000;

/**
 * Remembers what was made of texts and words: the same ones come again and again. In memory alone, and all of it goes at once, a quarter of an
 * hour after the first of it came, also where nothing is asked any more.
 */
export class ShortMemory<Made> {
  private readonly made = new Map<string, Made>();
  private readonly most: number;
  private timer: NodeJS.Timeout | undefined;

  /** @param most so many: then the oldest goes. */
  constructor(most: number) {
    this.most = most;
  }

  /** What `make` made of a text, now or before. */
  of(text: string, make: (text: string) => Made): Made {
    const known = this.made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    this.made.set(text, value);
    if (this.made.size > this.most) this.made.delete(this.made.keys().next().value ?? '');
    this.timer ??= setTimeout(() => this.forget(), KEEP_MS).unref();
    return value;
  }

  /** Something was erased that may be among these texts. */
  forget(): void {
    this.made.clear();
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
