import { BalieError } from '../../errors.ts';

/** The calls that run, so that they can end at shutdown. */
export class RunningCalls {
  private readonly open = new Set<AbortController>();
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

  /** Takes no more, waits for those that run, and aborts those that still run after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.isClosing = true;
    if (this.open.size === 0) return;
    const empty = Promise.withResolvers<void>();
    this.onEmpty = empty.resolve;
    const grace = setTimeout(() => {
      for (const call of this.open) call.abort(new BalieError('desk-stopping'));
    }, graceMs);
    await empty.promise;
    clearTimeout(grace);
  }
}
