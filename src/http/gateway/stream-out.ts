import type { ServerResponse } from 'node:http';
import type { Beating } from './heartbeat.ts';

/** A client that reads nothing for so many beats (a minute) holds a place that others need. */
const STALLED_BEATS = 12;
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
  private isQuiet = false;
  private beatsWaiting = 0;
  private waiting: PromiseWithResolvers<void> | undefined;

  constructor(outgoing: ServerResponse, headers: string[], ping: string) {
    this.outgoing = outgoing;
    this.headers = headers;
    this.ping = ping;
  }

  get isOpen(): boolean {
    return this.outgoing.headersSent;
  }

  /** @returns false when the client has no room for more: see `drained`. */
  write(text: string): boolean {
    this.isQuiet = false;
    if (!this.outgoing.headersSent) this.outgoing.writeHead(200, this.headers);
    return this.outgoing.write(text);
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
    if (!this.outgoing.headersSent) this.outgoing.writeHead(200, this.headers);
    this.outgoing.end(text);
  }

  /** Tells the client what went wrong and then breaks the connection: a clean end would say that this was all. */
  breakOff(text: string): void {
    const { outgoing } = this;
    if (!outgoing.headersSent) outgoing.writeHead(200, this.headers);
    let cut = setTimeout(() => outgoing.destroy(), READ_MS * 10);
    outgoing.once('close', () => clearTimeout(cut));
    outgoing.write(text, () => {
      clearTimeout(cut);
      if (!outgoing.destroyed) cut = setTimeout(() => outgoing.destroy(), READ_MS);
    });
  }
}
