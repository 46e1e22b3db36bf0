import { createHmac, randomBytes } from 'node:crypto';
import { dutchDay } from '../dutch-time.ts';
import type { Queryable } from '../store/database.ts';

/**
 * Digests of addresses, by a key that all replicas share for a day. It is drawn at random and deleted with its day: a digest that is left
 * over then says nothing, though there are few enough addresses to try them all.
 */
export class DayKeys {
  readonly #db: Queryable;
  readonly #now: () => number;
  #held: { readonly day: string; readonly key: Promise<Buffer> } | undefined;

  constructor(db: Queryable, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** @param network the bytes of an IPv4 address or of the first half of an IPv6 one. @throws BalieError `database-unavailable`. */
  async digest(network: Uint8Array): Promise<string> {
    return createHmac('sha256', await this.#today()).update(network).digest('base64url');
  }

  /** Deletes the keys of days that are over. */
  async sweep(): Promise<void> {
    const day = dutchDay(new Date(this.#now()));
    if (this.#held !== undefined && this.#held.day !== day) this.#held = undefined;
    await this.#db.query('DELETE FROM visitor_keys WHERE day < $1::date', [day]);
  }

  #today(): Promise<Buffer> {
    const day = dutchDay(new Date(this.#now()));
    if (this.#held?.day === day) return this.#held.key;
    const held = { day, key: this.#draw(day) };
    this.#held = held;
    held.key.catch(() => {
      if (this.#held === held) this.#held = undefined;
    });
    return held.key;
  }

  /** Two statements: one that finds a row of another's which it could not yet see gives nothing back. */
  async #draw(day: string): Promise<Buffer> {
    await this.#db.query('INSERT INTO visitor_keys (day, key) VALUES ($1::date, $2) ON CONFLICT (day) DO NOTHING', [day, randomBytes(32)]);
    const [row] = await this.#db.query<{ key: Buffer }>('SELECT key FROM visitor_keys WHERE day = $1::date', [day]);
    if (row === undefined) throw new Error('no key of the day');
    return row.key;
  }
}
