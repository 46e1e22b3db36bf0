import { setImmediate as breathe } from 'node:timers/promises';
import { BalieError } from '../../errors.ts';

/** More wait for nothing: who sends so many does not read what comes. */
const MOST_WAITING = 8;

/** Work that has whole files in memory and holds up others while it goes through them: of each person one at a time, and between two of them anybody else. */
export class InTurn {
  private readonly lines = new Map<string, { count: number; last: Promise<unknown> }>();

  /** @returns what `work` gives; @throws what it throws, and BalieError `turns-at-once` where too much of this person waits already. */
  async run<T>(person: string, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(person) ?? { count: 0, last: Promise.resolve() };
    if (line.count > MOST_WAITING) throw new BalieError('turns-at-once');
    const own = line.last.then(() => breathe()).then(work);
    this.lines.set(person, line);
    line.count += 1;
    line.last = own.catch(() => undefined);
    try {
      return await own;
    } finally {
      line.count -= 1;
      if (line.count === 0) this.lines.delete(person);
    }
  }
}
