import { BalieError } from '../errors.ts';

/** How long a turn that was aborted may wait for its client to read that: a second, as for the last bytes of all others. */
const LAST_READ_MS = 1_000;

/** So many turns of one client may run at once: who opens streams and reads none of them must not take the places of all. */
const MAX_OF_ONE = 16;

/** Who asks, as far as admission looks at that. */
interface Asking {
  /** What `clientOf` gives. Undefined: not known, or a program that asks for many and whose key has limits of its own; not limited here. */
  readonly client?: string | undefined;
  /** Somebody is in need: what they are told takes a moment, and they are never refused. */
  readonly isUrgent?: boolean;
}

interface Running {
  readonly client: string | undefined;
  readonly stop: AbortController;
  /** Whether an event was given and the next one not yet asked for. */
  isUnread: boolean;
  end(): void;
}

/** Bounds how many turns run at once, and lets the running ones end at shutdown. */
export class Admission {
  private readonly max: number;
  private readonly running = new Set<Running>();
  private isClosing = false;
  /** It will close soon: who shares out requests should send no more here. What comes is still taken. */
  isLeaving = false;
  private onEmpty: (() => void) | undefined;

  constructor(max: number) {
    this.max = max;
  }

  get isOpen(): boolean {
    return !this.isClosing;
  }

  /**
   * Runs what `start` gives, under a signal that also aborts when time runs out at shutdown. The place is taken when the first
   * event is asked for, so that a refusal comes before anything is sent.
   * @throws BalieError `desk-busy` when all places are taken, `turns-at-once` when this client has its share; `desk-stopping` at shutdown.
   */
  run<T>(start: (signal: AbortSignal) => AsyncIterable<T>, signal: AbortSignal, { client, isUrgent = false }: Asking = {}): AsyncGenerator<T, void> {
    const entry: Running = { client, stop: new AbortController(), isUnread: false, end: () => void events.return() };
    const events = this.admitted(entry, () => start(AbortSignal.any([signal, entry.stop.signal])), isUrgent);
    return events;
  }

  private async *admitted<T>(entry: Running, start: () => AsyncIterable<T>, isUrgent: boolean): AsyncGenerator<T, void> {
    if (this.isClosing && !isUrgent) throw new BalieError('desk-stopping');
    if (this.running.size >= this.max && !isUrgent) throw new BalieError('desk-busy');
    const { client } = entry;
    const ofOne = client === undefined || isUrgent ? 0 : [...this.running].filter((other) => other.client === client).length;
    if (ofOne >= MAX_OF_ONE) throw new BalieError('turns-at-once');
    this.running.add(entry);
    try {
      for await (const event of start()) {
        entry.isUnread = true;
        yield event;
        entry.isUnread = false;
      }
    } finally {
      this.running.delete(entry);
      if (this.running.size === 0) this.onEmpty?.();
    }
  }

  /**
   * Admits no more turns and waits for the running ones; those that still run after `graceMs` are aborted, then waited for. A
   * turn whose client does not even read that it was aborted is ended: it would wait for ever to be asked for its next event.
   */
  async close(graceMs: number): Promise<void> {
    this.isClosing = true;
    if (this.running.size === 0) return;
    const empty = new Promise<void>((resolve) => (this.onEmpty = resolve));
    let unread: NodeJS.Timeout | undefined;
    const grace = setTimeout(() => {
      for (const { stop } of this.running) stop.abort(new BalieError('desk-stopping'));
      unread = setInterval(() => {
        for (const entry of this.running) if (entry.isUnread) entry.end();
      }, LAST_READ_MS);
    }, graceMs);
    await empty;
    clearTimeout(grace);
    clearInterval(unread);
  }
}
