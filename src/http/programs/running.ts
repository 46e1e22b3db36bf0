import { BalieError } from '../../errors.ts';
import type { Exchange } from './wire/exchange.ts';

/** The calls that run, so that they can end at shutdown. */
export class RunningCalls {
  private readonly open = new Set<AbortController>();
  private readonly aftermath = new Set<Promise<void>>();
  private isClosing = false;
  private onEmpty: (() => void) | undefined;

  /** @throws BalieError `desk-stopping` at shutdown. */
  enter(call: AbortController): void {
    if (this.isClosing) throw new BalieError('desk-stopping');
    this.open.add(call);
  }

  leave(call: AbortController): void {
    this.open.delete(call);
    if (this.open.size === 0) this.onEmpty?.();
  }

  /** What is still to be done when the answer has been given, before the end. @param work must not reject. */
  after(work: Promise<void>): void {
    this.aftermath.add(work);
    void work.then(() => this.aftermath.delete(work));
  }

  /** Takes no more, waits for those that run and for what is left to do of others, and aborts those that still run after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.isClosing = true;
    if (this.open.size > 0) await this.ended(graceMs);
    await Promise.all(this.aftermath);
  }

  private async ended(graceMs: number): Promise<void> {
    const empty = Promise.withResolvers<void>();
    this.onEmpty = empty.resolve;
    const grace = setTimeout(() => {
      for (const call of this.open) call.abort(new BalieError('desk-stopping'));
    }, graceMs);
    await empty.promise;
    clearTimeout(grace);
  }
}

/**
 * Runs what answers a program, under a signal that aborts when it leaves (at once, in every phase) and when the desk stops.
 * @throws BalieError `desk-stopping`; what `run` throws.
 */
export async function untilLeft({ outgoing }: Exchange, running: RunningCalls, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const left = new AbortController();
  const leave = () => void (outgoing.writableFinished || left.abort());
  running.enter(left);
  outgoing.once('close', leave);
  try {
    if (!outgoing.destroyed) await run(left.signal);
  } finally {
    outgoing.off('close', leave);
    running.leave(left);
  }
}
