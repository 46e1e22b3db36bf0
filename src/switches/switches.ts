import type { RecordAct } from '../audit/management-log.ts';
import type { Database } from '../store/database.ts';
import { type Off, readOff, type SwitchedBy, switchTo } from './store.ts';
import { ALL } from './words.ts';

interface Watcher {
  readonly assistant: string;
  readonly onOff: (off: Off) => void;
}

interface Options {
  readonly record: RecordAct;
  readonly now?: () => Date;
}

/**
 * What of the desk is turned off, as this process knows it: from memory, which `refresh` brings up to date. A database that cannot be
 * reached leaves all as it was: what was off stays off, and what was on stays on.
 */
export class Switches {
  private readonly db: Database;
  private readonly record: RecordAct;
  private readonly now: () => Date;
  private readonly watchers = new Set<Watcher>();
  private known: readonly Off[] = [];
  /** Rises with what is changed here, so that what was read before that is not taken for what is now. */
  private changes = 0;

  constructor(db: Database, { record, now = () => new Date() }: Options) {
    this.db = db;
    this.record = record;
    this.now = now;
  }

  /** All that is off, by name. */
  list(): readonly Off[] {
    return this.known;
  }

  /** Why an assistant takes no questions; undefined: it does. */
  offFor(assistant: string): Off | undefined {
    return this.known.find((off) => off.assistant === ALL) ?? this.known.find((off) => off.assistant === assistant);
  }

  /** @param onOff is called once, when the assistant is turned off. @returns what stops watching. */
  watch(assistant: string, onOff: Watcher['onOff']): () => void {
    const watcher = { assistant, onOff };
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  /** Takes in what other processes changed: one small query. @throws BalieError `database-unavailable`. */
  async refresh(): Promise<void> {
    const { changes } = this;
    const off = await readOff(this.db);
    if (changes === this.changes) this.take(off);
  }

  /** Turns an assistant, or all by `*`, off with a message, or on by null; here at once. @throws BalieError `database-unavailable`. */
  async change(assistant: string, message: string | null, by: SwitchedBy): Promise<void> {
    const off = await switchTo(this.db, { assistant, message, by, now: this.now() }, this.record);
    this.changes += 1;
    this.take(off);
  }

  private take(off: readonly Off[]): void {
    this.known = off;
    for (const watcher of this.watchers) {
      const found = this.offFor(watcher.assistant);
      if (found === undefined) continue;
      this.watchers.delete(watcher);
      watcher.onOff(found);
    }
  }
}
