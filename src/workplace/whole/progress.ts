import { setTimeout as sleep } from 'node:timers/promises';

/** Between two words to the database: how far it is, and whether to go on. */
const REPORT_MS = 1_000;

/** How far work is, told as it goes. */
export class Progress {
  private done = 0;
  private readonly total: number;
  private readonly report: (done: number, total: number) => Promise<boolean>;
  private readonly onStop: () => void;
  private changed = Promise.withResolvers<void>();

  /** @param report gives false when the work is to stop: then `onStop` is called. */
  constructor(total: number, report: (done: number, total: number) => Promise<boolean>, onStop: () => void) {
    this.total = total;
    this.report = report;
    this.onStop = onStop;
  }

  /** One step was done. Merges may come out otherwise than was planned: the total is never passed. */
  readonly step = (): void => {
    this.done = Math.min(this.done + 1, this.total);
    this.changed.resolve();
  };

  /** How much is done, at first and each time that it is more, until the job has ended; how it ended is for who has it. */
  async *until(job: Promise<unknown>): AsyncGenerator<number, void> {
    const over = new AbortController();
    const end = job.then(() => over.abort(), () => over.abort());
    let said = -1;
    let reported = -Infinity;
    try {
      while (!over.signal.aborted) {
        if (this.done !== said) yield (said = this.done);
        if (Date.now() - reported >= REPORT_MS) {
          reported = Date.now();
          if (!(await this.report(this.done, this.total))) this.onStop();
        }
        if (this.done !== said) continue;
        this.changed = Promise.withResolvers();
        await Promise.race([end, this.changed.promise, sleep(REPORT_MS, undefined, { signal: over.signal }).catch(() => undefined)]);
      }
      if (this.done !== said) yield this.done;
    } finally {
      over.abort();
    }
  }
}

/** How long a call takes, by model, as it went so far in this process. */
export class Pace {
  private readonly known = new Map<string, number>();

  learn(model: string, { calls, ms }: { readonly calls: number; readonly ms: number }): void {
    if (calls === 0) return;
    const before = this.known.get(model);
    this.known.set(model, before === undefined ? ms / calls : (before + ms / calls) / 2);
  }

  /** @param atOnce calls that run beside each other. @returns undefined as long as none was made. */
  secondsFor(model: string, calls: number, atOnce = 2): number | undefined {
    const ms = this.known.get(model);
    return ms === undefined ? undefined : Math.ceil((calls * ms) / atOnce / 1_000);
  }
}
