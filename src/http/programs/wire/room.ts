import type { IncomingMessage } from 'node:http';
import { BalieError } from '../../../errors.ts';
import { MAX_BODY_BYTES } from './body.ts';

/** Requests that are smaller count for nothing: their number is bounded by the queue. */
const SMALL_BYTES = 64 * 1024;
const ROOM_BYTES = 256 * 1024 * 1024;

/** Room for requests with long prompts or pictures, which stay in memory until they are answered. */
export class Room {
  private readonly bytes: number;
  private taken = 0;

  constructor(bytes = ROOM_BYTES) {
    this.bytes = bytes;
  }

  /**
   * Takes room for a request whose body is still to be read. @returns how much, to be given to `leave` when it has been answered.
   * @throws BalieError `desk-busy` when there is not so much.
   */
  enter({ headers }: IncomingMessage): number {
    // Of no told length: it may become as long as is allowed.
    const size = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : MAX_BODY_BYTES;
    if (size <= SMALL_BYTES) return 0;
    // What is too long altogether is refused as such before any of it is read.
    const wanted = Math.min(size, MAX_BODY_BYTES);
    if (this.taken + wanted > this.bytes) throw new BalieError('desk-busy');
    this.taken += wanted;
    return wanted;
  }

  leave(size: number): void {
    this.taken -= size;
  }
}
