import type { Exchange, TurnEnd, TurnLog } from './ports.ts';

/** What was said in a conversation before a turn, as a log gives it to the turn. */
export interface Before {
  readonly history: readonly Exchange[];
  readonly earlierQuestions: readonly string[];
}

/** A log for a turn that is taken again: nothing of it is kept, and it hears what was said before it at the time. */
export class ReplayLog implements TurnLog {
  /** How it ended, when it has. */
  end: TurnEnd | undefined;
  readonly #before: Before;

  constructor(before: Before) {
    this.#before = before;
  }

  async received(): Promise<void> {}

  async history(): Promise<readonly Exchange[]> {
    return this.#before.history;
  }

  async earlierQuestions(): Promise<readonly string[]> {
    return this.#before.earlierQuestions;
  }

  async ended(_turnId: string, end: TurnEnd): Promise<boolean> {
    this.end = end;
    return true;
  }
}
