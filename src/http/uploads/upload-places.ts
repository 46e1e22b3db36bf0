import { BalieError } from '../../errors.ts';

/** Others are told to come back: who waits keeps a connection, and none of its body is read. */
const MAX_WAITING = 100;

interface Waiting {
  readonly size: number;
  readonly enter: () => void;
}

/** Shares out room for what is in memory: who does not fit waits his turn, so that a large one is not passed by for ever. */
export class UploadPlaces {
  private readonly room: number;
  private readonly line: Waiting[] = [];
  private taken = 0;

  /** @param room for all together. */
  constructor(room: number) {
    this.room = room;
  }

  /**
   * Waits until there is room, and takes it. @returns what gives it back.
   * @throws BalieError `upload-busy` when too many wait already; `upload-malformed` when `left` aborts, for who waits no more.
   */
  async enter(wanted: number, left: AbortSignal): Promise<() => void> {
    const size = Math.min(wanted, this.room);
    if (this.line.length === 0 && this.taken + size <= this.room) this.taken += size;
    else await this.wait(size, left);
    return () => {
      this.taken -= size;
      this.admit();
    };
  }

  private async wait(size: number, left: AbortSignal): Promise<void> {
    if (this.line.length >= MAX_WAITING) throw new BalieError('upload-busy');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting: Waiting = { size, enter: resolve };
    const leave = () => {
      const place = this.line.indexOf(waiting);
      if (place >= 0) this.line.splice(place, 1);
      reject(new BalieError('upload-malformed'));
      this.admit();
    };
    this.line.push(waiting);
    left.addEventListener('abort', leave, { once: true });
    if (left.aborted) leave();
    try {
      await promise;
    } finally {
      left.removeEventListener('abort', leave);
    }
  }

  private admit(): void {
    for (let first = this.line[0]; first !== undefined && this.taken + first.size <= this.room; first = this.line[0]) {
      this.line.shift();
      this.taken += first.size;
      first.enter();
    }
  }
}
