import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:tls';

export interface SyslogServer {
  readonly port: number;
  /** Messages of connections that were read to their end. */
  readonly messages: string[];
  /** What it does with the next connections: read them to the end, break off in the middle, or read and never close. */
  manner: 'read' | 'break' | 'hold';
  close(): Promise<void>;
}

/** A receiver of syslog over TLS (RFC 5425) that counts bytes as the sender says. */
export async function startSyslogServer(tls: { readonly cert: string; readonly key: string }): Promise<SyslogServer> {
  const state = { messages: [] as string[], manner: 'read' as SyslogServer['manner'] };
  const sockets = new Set<Socket>();
  const server = createServer({ ...tls, allowHalfOpen: true }, (socket) => {
    const { manner } = state;
    const parts: Buffer[] = [];
    socket.on('error', () => socket.destroy());
    socket.on('data', (part: Buffer) => {
      if (manner === 'break') socket.destroy();
      else parts.push(part);
    });
    socket.on('end', () => {
      if (manner !== 'read') return;
      state.messages.push(...framesIn(Buffer.concat(parts)));
      socket.end();
    });
  });
  // Those too that never come to a handshake.
  server.on('connection', (socket: Socket) => void sockets.add(socket.on('close', () => sockets.delete(socket))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

/** @throws where a count does not hold. */
export function framesIn(bytes: Buffer): string[] {
  const frames: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(bytes.subarray(at, space).toString('latin1'));
    if (!Number.isInteger(length) || length <= 0 || space + 1 + length > bytes.length) throw new Error(`no frame at ${at}`);
    frames.push(bytes.subarray(space + 1, space + 1 + length).toString('utf8'));
    at = space + 1 + length;
  }
  return frames;
}
