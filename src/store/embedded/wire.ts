/**
 * Cuts the bytes of a PostgreSQL client into units that may run as one: a start-up packet, a simple query, or everything up
 * to a Sync. PGlite is one session, so a unit must never be mixed with another client's: with the unnamed prepared
 * statement shared, a Parse of one and a Bind of the other would run the wrong statement.
 */
export type WireUnit = { readonly kind: 'startup' | 'query' | 'ssl' | 'cancel' | 'terminate'; readonly bytes: Uint8Array };

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
/** Messages after which a client waits for an answer: Sync, Query, CopyDone, CopyFail, Flush. */
const ENDS_UNIT = new Set(['S', 'Q', 'c', 'f', 'H'].map((letter) => letter.charCodeAt(0)));
const TERMINATE = 'X'.charCodeAt(0);
const MAX_MESSAGE = 256 * 1024 * 1024;

export class WireSplitter {
  private pending: Buffer = Buffer.alloc(0);
  /** Where the message that is not yet complete begins; before it stand whole messages of a unit that is still open. */
  private scanned = 0;
  private started = false;

  /**
   * Takes the next bytes and gives the units they complete.
   * @throws Error when the bytes are not the protocol's: the connection must be closed.
   */
  push(bytes: Uint8Array): WireUnit[] {
    this.pending = this.pending.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.pending, bytes]);
    const units: WireUnit[] = [];
    for (let unit = this.next(); unit !== undefined; unit = this.next()) units.push(unit);
    return units;
  }

  private next(): WireUnit | undefined {
    return this.started ? this.nextMessages() : this.nextStartup();
  }

  private nextStartup(): WireUnit | undefined {
    if (this.pending.length < 8) return undefined;
    const length = checkedLength(this.pending.readInt32BE(0), 8);
    if (this.pending.length < length) return undefined;
    const code = this.pending.readInt32BE(4);
    const bytes = this.take(length);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'ssl', bytes };
    if (code === CANCEL_REQUEST) return { kind: 'cancel', bytes };
    this.started = true;
    return { kind: 'startup', bytes };
  }

  private nextMessages(): WireUnit | undefined {
    while (this.pending.length - this.scanned >= 5) {
      const type = this.pending[this.scanned] ?? 0;
      const end = this.scanned + 1 + checkedLength(this.pending.readInt32BE(this.scanned + 1), 4);
      if (this.pending.length < end) return undefined;
      this.scanned = end;
      if (type === TERMINATE) return { kind: 'terminate', bytes: this.take(end) };
      if (ENDS_UNIT.has(type)) return { kind: 'query', bytes: this.take(end) };
    }
    return undefined;
  }

  private take(length: number): Uint8Array {
    const bytes = this.pending.subarray(0, length);
    this.pending = this.pending.subarray(length);
    this.scanned = 0;
    return bytes;
  }
}

function checkedLength(length: number, least: number): number {
  if (length < least || length > MAX_MESSAGE) throw new Error('not a PostgreSQL message');
  return length;
}
