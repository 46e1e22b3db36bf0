import { setTimeout as sleep } from 'node:timers/promises';

/** Between two words to the database: how far it is, and whether to go on. */
const REPORT_MS = 1_000;

/** How far work is, told as it goes. */
export class Progress {
  private done = 0;
  private total: number;
  private readonly report: (done: number, total: number) => Promise<boolean>;
  private readonly onStop: () => void;
  private changed = Promise.withResolvers<void>();

  /** @param report gives false when the work is to stop: then `onStop` is called. */
  constructor(total: number, report: (done: number, total: number) => Promise<boolean>, onStop: () => void) {
    this.total = total;
    this.report = report;
    this.onStop = onStop;
  }

  /** One step was done. The total is never passed. */
  readonly step = (): void => {
    this.done = Math.min(this.done + 1, this.total);
    this.changed.resolve();
  };

  /** So many are still to come: what is put together may come out otherwise than was planned. */
  readonly left = (steps: number): void => {
    this.total = this.done + steps;
    this.changed.resolve();
  };

  /** How far it is, at first and each time that this changes, until the job has ended; how it ended is for who has it. */
  async *until(job: Promise<unknown>): AsyncGenerator<{ readonly done: number; readonly total: number }, void> {
    const over = new AbortController();
    const end = job.then(() => over.abort(), () => over.abort());
    let said = { done: -1, total: -1 };
    const isNews = () => this.done !== said.done || this.total !== said.total;
    const now = () => ({ done: this.done, total: this.total });
    let reported = -Infinity;
    try {
      while (!over.signal.aborted) {
        if (isNews()) yield (said = now());
        if (Date.now() - reported >= REPORT_MS) {
          reported = Date.now();
          if (!(await this.report(this.done, this.total))) this.onStop();
        }
        if (isNews()) continue;
        this.changed = Promise.withResolvers();
        await Promise.race([end, this.changed.promise, sleep(REPORT_MS, undefined, { signal: over.signal }).catch(() => undefined)]);
      }
      if (isNews()) yield now();
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
