import type { ServerResponse } from 'node:http';
import { asBalieError, type BalieError } from '../../../errors.ts';
import type { Beating, Heartbeat } from './heartbeat.ts';

/** A client that reads nothing for so many beats (a minute) holds a place that others need. */
const STALLED_BEATS = 12;
/** Letters. A host that gives without a pause gets to the client all the same. */
const MAX_PENDING = 16 * 1024;
/**
 * From the error's last byte to the end of the connection. Most clients leave by themselves when they have read the error; one whose
 * connection breaks at the same moment throws away what it had received and not read yet.
 */
const READ_MS = 1_000;

/**
 * A streamed answer, straight on Node's response. Its headers go out with the first bytes: until then a refusal can still have a
 * status of its own.
 */
export class StreamOut implements Beating {
  private readonly outgoing: ServerResponse;
  private readonly headers: string[];
  /** What may be sent at any time and means nothing to a program. */
  ping: string;
  private pending = '';
  private isQuiet = false;
  private beatsWaiting = 0;
  private waiting: PromiseWithResolvers<void> | undefined;

  constructor(outgoing: ServerResponse, headers: string[], ping: string) {
    this.outgoing = outgoing;
    this.headers = headers;
    this.ping = ping;
  }

  /** Whether something was sent, and more is to come. */
  get isOpen(): boolean {
    return (this.outgoing.headersSent || this.pending !== '') && !this.outgoing.writableEnded;
  }

  /**
   * What comes in one go, as the lines of one packet of the host do, goes out in one: each write costs more than what is in it.
   * @returns false when the client has no room for more: see `drained`.
   */
  write(text: string): boolean {
    this.isQuiet = false;
    if (this.pending === '') process.nextTick(this.flush);
    this.pending += text;
    if (this.pending.length >= MAX_PENDING) this.flush();
    return !this.outgoing.writableNeedDrain;
  }

  private readonly flush = (): void => {
    const text = this.takePending();
    if (text !== '') this.outgoing.write(text);
  };

  /** With the headers sent before it. */
  private takePending(): string {
    const { pending } = this;
    this.pending = '';
    if (!this.outgoing.headersSent) this.outgoing.writeHead(200, this.headers);
    return pending;
  }

  /** Resolves when the client has room again, or has gone: whoever writes looks at its signal then. */
  drained(): Promise<void> {
    if (this.outgoing.destroyed || !this.outgoing.writableNeedDrain) return Promise.resolve();
    this.waiting = Promise.withResolvers<void>();
    this.outgoing.once('drain', this.goOn).once('close', this.goOn);
    return this.waiting.promise;
  }

  private readonly goOn = (): void => {
    this.outgoing.off('drain', this.goOn).off('close', this.goOn);
    this.beatsWaiting = 0;
    this.waiting?.resolve();
    this.waiting = undefined;
  };

  beat(): void {
    if (this.waiting !== undefined) {
      this.beatsWaiting += 1;
      if (this.beatsWaiting >= STALLED_BEATS) this.outgoing.destroy();
      return;
    }
    if (this.isQuiet) this.write(this.ping);
    this.isQuiet = true;
  }

  /** The whole answer is there. */
  end(text: string): void {
    this.outgoing.end(this.takePending() + text);
  }

  /** What `work` writes, with a beat while it says nothing. A fault is told with `words`, unless nothing was sent yet. @throws what `work` throws. */
  async during(heartbeat: Heartbeat, words: (fault: BalieError) => string, work: () => Promise<void>): Promise<void> {
    heartbeat.add(this);
    try {
      await work();
    } catch (error) {
      if (this.isOpen) this.breakOff(words(asBalieError(error)));
      throw error;
    } finally {
      heartbeat.delete(this);
    }
  }

  /** Tells the client what went wrong and then breaks the connection: a clean end would say that this was all. */
  breakOff(text: string): void {
    const { outgoing } = this;
    const last = this.takePending() + text;
    let cut = setTimeout(() => outgoing.destroy(), READ_MS * 10);
    outgoing.once('close', () => clearTimeout(cut));
    outgoing.write(last, () => {
      clearTimeout(cut);
      if (!outgoing.destroyed) cut = setTimeout(() => outgoing.destroy(), READ_MS);
    });
  }
}
