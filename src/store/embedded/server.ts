import type { PGlite } from '@electric-sql/pglite';
import { createServer, type Server, type Socket } from 'node:net';
import { KeptStatements } from './kept-statements.ts';
import { panicIn } from './panic.ts';
import { WireSplitter, type WireUnit } from './wire.ts';

/** A client that holds a transaction open this long without a word is cut off: it blocks everybody. */
const IDLE_IN_TRANSACTION_MS = 60_000;

interface Client {
  readonly socket: Socket;
  readonly units: WireUnit[];
}

/**
 * Serves one PGlite to many PostgreSQL clients on a Unix socket. Clients take turns unit by unit; while one has a transaction
 * open, only that one is served.
 */
export class EmbeddedServer {
  private readonly clients = new Set<Client>();
  private readonly server: Server;
  private readonly db: PGlite;
  private readonly kept = new KeptStatements();
  private running = false;
  /** Whose transaction is open. */
  private holder: Client | undefined;
  private holderTimer: NodeJS.Timeout | undefined;

  private readonly onPanic: (error: Error) => void;

  /** @param onPanic hears that the database is dead, though its thread is not: nobody would ever be answered again. */
  constructor(db: PGlite, onPanic: (error: Error) => void) {
    this.db = db;
    this.onPanic = onPanic;
    this.server = createServer((socket) => this.accept(socket));
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(path, () => resolve());
    });
  }

  /** Stops listening and hangs up; the caller then closes the PGlite. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const client of this.clients) client.socket.destroy();
    await closed;
    while (this.running) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  private accept(socket: Socket): void {
    const client: Client = { socket, units: [] };
    const splitter = new WireSplitter();
    this.clients.add(client);
    socket.on('data', (bytes) => {
      try {
        client.units.push(...splitter.push(bytes));
      } catch {
        socket.destroy();
      }
      void this.run();
    });
    // The close that follows an error does the work; without a listener an error would end the process.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.clients.delete(client);
      client.units.length = 0;
      void this.run();
    });
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let client = await this.nextClient(); client !== undefined; client = await this.nextClient()) {
        const unit = client.units.shift();
        if (unit !== undefined) await this.serve(client, unit);
        // To the back of the row, so that a busy client does not starve the others.
        if (this.clients.delete(client)) this.clients.add(client);
      }
    } finally {
      this.running = false;
    }
  }

  private async nextClient(): Promise<Client | undefined> {
    if (this.holder !== undefined && !this.clients.has(this.holder)) {
      await this.db.exec('ROLLBACK');
      this.hold(undefined);
    }
    if (this.holder !== undefined) return this.holder.units.length > 0 ? this.holder : undefined;
    for (const client of this.clients) if (client.units.length > 0) return client;
    return undefined;
  }

  private async serve(client: Client, unit: WireUnit): Promise<void> {
    if (unit.kind === 'ssl') return void client.socket.write('N');
    if (unit.kind === 'terminate' || unit.kind === 'cancel') return void client.socket.end();
    const { bytes, answer, heard } = this.kept.ask(unit.bytes);
    // A client whose statement runs is not idle.
    clearTimeout(this.holderTimer);
    let last: Buffer | undefined;
    try {
      if (answer !== undefined) client.socket.write(answer);
      await this.db.runExclusive(() =>
        this.db.execProtocolRawStream(bytes, {
          onRawData: (raw) => {
            heard(raw);
            // PGlite reuses its buffer: what is written must be a copy.
            last = Buffer.from(raw);
            if (client.socket.writable) client.socket.write(last);
          },
        }),
      );
    } catch (error) {
      client.socket.destroy(error instanceof Error ? error : undefined);
    }
    const panic = last && panicIn(last);
    if (panic !== undefined) this.onPanic(new Error(panic));
    this.hold(this.db.isInTransaction() ? client : undefined);
  }

  private hold(client: Client | undefined): void {
    clearTimeout(this.holderTimer);
    this.holder = client;
    if (client === undefined) return;
    this.holderTimer = setTimeout(() => client.socket.destroy(), IDLE_IN_TRANSACTION_MS);
    this.holderTimer.unref();
  }
}
