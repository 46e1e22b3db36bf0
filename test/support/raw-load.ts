import { connect } from 'node:net';

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

interface Target {
  readonly port: number;
  readonly path: string;
  /** JSON. */
  readonly body: string;
  readonly token?: string;
  readonly connections?: number;
}

/**
 * Sends so many requests, the same each time, over so many connections (64), one after another on each. The client does as little as it can: it is
 * not what is measured. @returns how long each took, in ms, and heads of answers other than 200.
 */
export async function rawLoad({ port, path, body, token = 'x', connections = 64 }: Target, requests: number): Promise<{ readonly waits: readonly number[]; readonly refused: readonly string[] }> {
  const bytes = Buffer.from(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const waits: number[] = [];
  const refused: string[] = [];
  let left = requests;
  const one = () => new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => ask());
    let received = Buffer.alloc(0);
    let sentAt = 0;
    const ask = () => {
      left -= 1;
      received = Buffer.alloc(0);
      sentAt = performance.now();
      if (left >= 0) socket.write(bytes);
      else socket.end(() => resolve());
    };
    socket.setNoDelay(true).on('error', reject).on('data', (piece) => {
      received = Buffer.concat([received, piece]);
      const head = received.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(received.toString('latin1', 0, head))?.[1];
      if (!(length === undefined ? received.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) : received.length >= head + 4 + Number(length))) return;
      waits.push(performance.now() - sentAt);
      if (!received.subarray(0, 12).equals(Buffer.from('HTTP/1.1 200'))) refused.push(received.toString('latin1', 0, 300));
      ask();
    });
  });
  await Promise.all(Array.from({ length: connections }, one));
  return { waits, refused };
}
