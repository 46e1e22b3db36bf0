/** Each asks the database, which has its other work too. */
const MAX_AT_ONCE = 4;

/**
 * Bounds how many keys are tried at once, in this process. Nobody is locked out, whatever others send: a key is 256 random bits, which
 * no number of guesses finds, so that only the work of checking counts. Who waits has nothing but a connection.
 */
export class LoginLimit {
  private readonly line: (() => void)[] = [];
  private trying = 0;

  /** Waits for a turn, in the order of coming. @returns what `attempt` gives; @throws what it throws. */
  async run<T>(attempt: () => Promise<T>): Promise<T> {
    if (this.trying < MAX_AT_ONCE) this.trying += 1;
    else await new Promise<void>((resolve) => this.line.push(resolve));
    try {
      return await attempt();
    } finally {
      const next = this.line.shift();
      // The place goes to who waits longest.
      if (next === undefined) this.trying -= 1;
      else next();
    }
  }
}
