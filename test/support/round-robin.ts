import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RoundRobin {
  readonly url: string;
  /** Shares out requests over these from now on, once each says that it is ready. */
  use(urls: readonly string[]): void;
  /** Those that said at the last look that they are ready. */
  readonly ready: readonly string[];
  close(): Promise<void>;
}

/** As a load balancer of a municipality does it, and oftener, for a test that may not take minutes. */
const LOOK_MS = 100;

/**
 * A load balancer: each request to the next replica that says at `/readyz` that it is ready. What could not be begun at one (nobody listens
 * there) goes to the next; of what was begun nothing is done twice.
 */
export async function startRoundRobin(): Promise<RoundRobin> {
  let targets: readonly string[] = [];
  let ready: readonly string[] = [];
  /** Of each kind of request: who asks a question and then a page, in turns, would have all questions at one replica. */
  const turns = new Map<string, number>();
  const closing = new AbortController();

  async function look(): Promise<void> {
    while (!closing.signal.aborted) {
      const said = await Promise.all(targets.map((url) => fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(({ ok }) => ok, () => false)));
      ready = targets.filter((_, at) => said[at]);
      await sleep(LOOK_MS);
    }
  }

  function pass(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, left: readonly string[]): void {
    const [target, ...others] = left;
    if (target === undefined) return void outgoing.writeHead(502).end('no replica');
    const { hostname, port } = new URL(target);
    let isBegun = false;
    const sent = request({ hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers, agent: false }, (answer) => {
      isBegun = true;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      // What breaks off there breaks off here: the client must see that it is not whole.
      answer.on('error', () => outgoing.destroy()).on('aborted', () => outgoing.destroy()).pipe(outgoing);
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (!isBegun && error.code === 'ECONNREFUSED') pass(incoming, outgoing, body, others);
      else outgoing.destroy();
    });
    outgoing.once('close', () => void (outgoing.writableFinished || sent.destroy()));
    sent.end(body);
  }

  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece)).once('end', () => {
      const turn = (turns.get(incoming.url ?? '') ?? 0) + 1;
      turns.set(incoming.url ?? '', turn);
      const from = ready.length === 0 ? 0 : turn % ready.length;
      pass(incoming, outgoing, Buffer.concat(pieces), [...ready.slice(from), ...ready.slice(0, from)]);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const looking = look();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    use: (urls) => void (targets = urls),
    get ready() {
      return ready;
    },
    async close() {
      closing.abort();
      await looking;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
