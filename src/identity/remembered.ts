interface Entry<V> {
  readonly value: V;
  /** When asking for it began. */
  readonly at: number;
}

/**
 * What was read of the database, for a few seconds: who asks again gets it from memory. In the second half of its time it is read anew
 * behind the back of who asks, so that something in constant use is never waited for. What is not there is not remembered.
 */
export class Remembered<V> {
  private readonly entries = new Map<string, Entry<V>>();
  private readonly pending = new Map<string, Promise<V | undefined>>();
  private readonly keepMs: number;
  private readonly max: number;
  private readonly now: () => number;
  private generation = 0;

  /** @param max things at once; who was read longest ago goes first. */
  constructor({ keepMs, max, now }: { readonly keepMs: number; readonly max: number; readonly now: () => number }) {
    this.keepMs = keepMs;
    this.max = max;
    this.now = now;
  }

  /**
   * What goes by this key: at once where it is remembered.
   * @param load reads it; undefined when there is none. @throws what it throws.
   */
  get(key: string, load: () => Promise<V | undefined>): V | Promise<V | undefined> {
    const entry = this.entries.get(key);
    const age = entry === undefined ? Infinity : this.now() - entry.at;
    if (entry === undefined || age >= this.keepMs) return this.read(key, load);
    // Who asks when it is too old hears what is wrong.
    if (age >= this.keepMs / 2) this.read(key, load).catch(() => undefined);
    return entry.value;
  }

  /** Forgets those; what is being read now is not remembered either. */
  forget(isMeant: (value: V) => boolean): void {
    this.generation += 1;
    this.pending.clear();
    for (const [key, { value }] of this.entries) if (isMeant(value)) this.entries.delete(key);
  }

  private read(key: string, load: () => Promise<V | undefined>): Promise<V | undefined> {
    const under = this.pending.get(key);
    if (under !== undefined) return under;
    const reading = this.getNow(key, load).finally(() => {
      if (this.pending.get(key) === reading) this.pending.delete(key);
    });
    this.pending.set(key, reading);
    return reading;
  }

  /** The same, read now; what was remembered is replaced. @throws what `load` throws. */
  async getNow(key: string, load: () => Promise<V | undefined>): Promise<V | undefined> {
    const { generation } = this;
    const at = this.now();
    const value = await load();
    if (generation !== this.generation) return value;
    this.entries.delete(key);
    if (value !== undefined) this.entries.set(key, { value, at });
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.max) break;
      this.entries.delete(oldest);
    }
    return value;
  }
}
