import { BalieError } from '../../errors.ts';

/** Of one holder; others are told to come back: who waits keeps a connection, and none of its body is read. */
const MAX_WAITING = 100;

interface Waiting {
  readonly holder: string;
  readonly size: number;
  readonly enter: () => void;
}

/**
 * Shares out room for what is in memory: who does not fit waits his turn, so that a large one is not passed by for ever. Whose uploads hold
 * the least comes first: one that sends many slow ones does not keep the others out.
 */
export class UploadPlaces {
  private readonly room: number;
  private readonly line: Waiting[] = [];
  private taken = 0;
  private readonly takenBy = new Map<string, number>();

  /** @param room for all together. */
  constructor(room: number) {
    this.room = room;
  }

  /**
   * Waits until there is room, and takes it. @param holder whose it is. @returns what gives it back.
   * @throws BalieError `upload-busy` when too many wait already; `upload-malformed` when `left` aborts, for who waits no more.
   */
  async enter(wanted: number, left: AbortSignal, holder: string): Promise<() => void> {
    const size = Math.min(wanted, this.room);
    if (this.line.length === 0 && this.taken + size <= this.room) this.take(size, holder);
    else await this.wait(size, left, holder);
    return () => {
      this.take(-size, holder);
      this.admit();
    };
  }

  private take(size: number, holder: string): void {
    this.taken += size;
    const held = this.heldBy(holder) + size;
    if (held === 0) this.takenBy.delete(holder);
    else this.takenBy.set(holder, held);
  }

  private heldBy(holder: string): number {
    return this.takenBy.get(holder) ?? 0;
  }

  private async wait(size: number, left: AbortSignal, holder: string): Promise<void> {
    if (this.line.filter((other) => other.holder === holder).length >= MAX_WAITING) throw new BalieError('upload-busy');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting: Waiting = { holder, size, enter: resolve };
    const leave = () => {
      const place = this.line.indexOf(waiting);
      if (place >= 0) this.line.splice(place, 1);
      reject(new BalieError('upload-malformed'));
      this.admit();
    };
    this.line.push(waiting);
    left.addEventListener('abort', leave, { once: true });
    if (left.aborted) leave();
    else this.admit();
    try {
      await promise;
    } finally {
      left.removeEventListener('abort', leave);
    }
  }

  private admit(): void {
    for (let next = this.next(); next !== undefined && this.taken + next.size <= this.room; next = this.next()) {
      this.line.splice(this.line.indexOf(next), 1);
      this.take(next.size, next.holder);
      next.enter();
    }
  }

  private next(): Waiting | undefined {
    return this.line.reduce<Waiting | undefined>((first, other) => (first === undefined || this.heldBy(other.holder) < this.heldBy(first.holder) ? other : first), undefined);
  }
}
