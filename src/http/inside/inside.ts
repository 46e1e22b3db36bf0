import { createServer, type IncomingMessage, request as httpRequest } from 'node:http';
import { duplexPair } from 'node:stream';
import type { App } from '../app.ts';

/** Longer than any page takes without a model. */
const LIMIT_MS = 10_000;
const PROGRAMS = /^\/(?:v1|api\/(?!v1\/))/;

/** The way into an app from its own process: the same routes, and no network. */
export function wayInto({ fetch, programs }: Pick<App, 'fetch' | 'programs'>): (request: Request) => Promise<Response> {
  return async (request) => {
    if (programs !== undefined && PROGRAMS.test(new URL(request.url).pathname)) return askPrograms(programs, request);
    return fetch(request);
  };
}

/** Routes of programs stand on Node's own request and response: those are made over a pair of streams in memory. */
async function askPrograms(take: NonNullable<App['programs']>, request: Request): Promise<Response> {
  const [near, far] = duplexPair();
  const server = createServer((incoming, outgoing) => {
    if (!take(incoming, outgoing)) outgoing.writeHead(404).end();
  });
  server.emit('connection', far);
  try {
    const { pathname, search } = new URL(request.url);
    const body = await request.text();
    const answered = Promise.withResolvers<IncomingMessage>();
    const sent = httpRequest({ createConnection: () => near, method: request.method, path: pathname + search, headers: { ...Object.fromEntries(request.headers), host: 'localhost', 'content-length': Buffer.byteLength(body) }, signal: AbortSignal.timeout(LIMIT_MS) }, answered.resolve);
    sent.on('error', answered.reject);
    sent.end(body);
    const answer = await answered.promise;
    const pieces: Buffer[] = [];
    for await (const piece of answer) pieces.push(piece as Buffer);
    return new Response(Buffer.concat(pieces), { status: answer.statusCode ?? 500, headers: headersOf(answer) });
  } finally {
    near.destroy();
    far.destroy();
    server.close();
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}
