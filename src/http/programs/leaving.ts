import type { Exchange } from './exchange.ts';
import type { RunningCalls } from './running.ts';

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
