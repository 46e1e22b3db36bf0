import type { Exchange, TurnEnd, TurnLog } from './ports.ts';

/** A log for a turn that is taken again: nothing of it is kept, and it hears what was said before it at the time. */
export class ReplayLog implements TurnLog {
  /** How it ended, when it has. */
  end: TurnEnd | undefined;
  readonly #history: readonly Exchange[];

  constructor(history: readonly Exchange[]) {
    this.#history = history;
  }

  async received(): Promise<void> {}

  async history(): Promise<readonly Exchange[]> {
    return this.#history;
  }

  async ended(_turnId: string, end: TurnEnd): Promise<boolean> {
    this.end = end;
    return true;
  }
}
