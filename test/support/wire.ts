import { type AddressInfo, connect as connectSocket, createServer, type Server, type Socket } from 'node:net';

export interface Wire {
  /** The target's URL, by way of this wire. */
  readonly url: string;
  /** Drops every connection and refuses new ones. */
  cut(): void;
  /** Lets no byte through any more, and ends nothing. */
  hang(): void;
  /** Drops what hung; new connections get through. */
  mend(): void;
  close(): Promise<void>;
}

/** A wire to a server, for tests of what happens when it is cut. */
export async function startWire(target: URL): Promise<Wire> {
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'hanging' = 'open';
  // Half-open: a wire that hangs does not answer a goodbye either.
  const server: Server = createServer({ allowHalfOpen: true }, (near) => {
    sockets.add(near);
    near.on('error', () => undefined).on('close', () => sockets.delete(near));
    if (state === 'cut') return void near.resetAndDestroy();
    if (state === 'hanging') return;
    const far = connectSocket(Number(target.port), target.hostname);
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.on('close', () => far.destroy()).on('end', () => void (state === 'open' && far.end()));
    near.on('data', (bytes) => void (state === 'open' && far.write(bytes)));
    far.on('data', (bytes) => void (state === 'open' && near.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  url.hostname = '127.0.0.1';
  const drop = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: url.href,
    cut() {
      state = 'cut';
      drop();
    },
    hang: () => void (state = 'hanging'),
    mend() {
      state = 'open';
      drop();
    },
    async close() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
