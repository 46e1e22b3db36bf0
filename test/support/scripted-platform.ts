import { createHash, createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a platform says instead of looking at what it is sent. */
export type Instead = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } | 'silent' | 'lost';

export interface Received {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A platform that takes factsheets as docs/platform-openapi.json says, and nothing else. */
export interface ScriptedPlatform {
  readonly url: string;
  readonly received: Received[];
  /** Documents that it holds, by their receipts. */
  readonly held: Map<string, string>;
  /** What it says to the next requests, in that order. */
  readonly next: Instead[];
  /** What it thinks that the time is, beside ours. */
  clock: { skewSeconds: number };
  close(): Promise<void>;
}

const SKEW_SECONDS = 30;
const INPUT = /^balie=(?<parameters>\((?<names>(?:"[@a-z-]+" ?)+)\);created=(?<created>\d+);expires=(?<expires>\d+);nonce="(?<nonce>[^"]+)";alg="ed25519";keyid="(?<keyid>[0-9a-f]{64})";tag="balie-factsheet")$/;
const COVERED = ['@method', '@target-uri', 'content-type', 'content-digest', 'idempotency-key'];

/** @param publicKey of the desk, as it was told by another way. */
export async function startPlatform(publicKey: string, token?: string): Promise<ScriptedPlatform> {
  const [received, held, nonces, next]: [Received[], Map<string, string>, Set<string>, Instead[]] = [[], new Map(), new Set(), []];
  const clock = { skewSeconds: 0 };
  const keyId = createHash('sha256').update(createPublicKey(publicKey).export({ format: 'der', type: 'spki' })).digest('hex');
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    received.push({ method: request.method ?? '', headers, body });
    const instead = next.shift();
    if (instead === 'silent') return;
    if (typeof instead === 'object') return void response.writeHead(instead.status, instead.headers).end(instead.body ?? '');
    const [status, said] = judge(request.method ?? '', `http://${headers['host']}${request.url}`, headers, body);
    if (instead === 'lost') return void request.socket.destroy();
    response.writeHead(status, { 'Content-Type': status < 300 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(said));
  }

  function judge(method: string, uri: string, headers: Readonly<Record<string, string>>, body: string): [number, object] {
    const problem = (status: number, title: string): [number, object] => [status, { title, status }];
    if (token !== undefined && headers['authorization'] !== `Bearer ${token}`) return problem(401, 'token');
    const { names = '', created, expires, nonce = '', keyid, parameters } = INPUT.exec(headers['signature-input'] ?? '')?.groups ?? {};
    if (names !== COVERED.map((name) => `"${name}"`).join(' ')) return problem(401, 'components');
    if (keyid !== keyId) return problem(401, 'key');
    const now = Date.now() / 1_000 + clock.skewSeconds;
    if (Number(created) > now + SKEW_SECONDS || Number(expires) < now - SKEW_SECONDS || Number(expires) - Number(created) > 600) return problem(401, 'time');
    if (headers['content-digest'] !== `sha-256=:${createHash('sha256').update(body).digest('base64')}:`) return problem(401, 'digest');
    const value = (name: string) => ({ '@method': method, '@target-uri': uri })[name] ?? headers[name] ?? '';
    const base = [...COVERED.map((name) => `"${name}": ${value(name)}`), `"@signature-params": ${parameters}`].join('\n');
    const [, signature = ''] = /^balie=:([A-Za-z0-9+/]+=*):$/.exec(headers['signature'] ?? '') ?? [];
    if (!verify(null, Buffer.from(base), createPublicKey(publicKey), Buffer.from(signature, 'base64'))) return problem(401, 'signature');
    if (nonces.has(nonce)) return problem(409, 'replayed');
    nonces.add(nonce);
    const envelope = JSON.parse(body) as { format: string; number: number; publishedAt: string; desk?: string; document: string; sha256: string; signature: string };
    const sha256 = createHash('sha256').update(envelope.document).digest('hex');
    const isWhole = envelope.format === 'balie-factsheet-publication/1' && sha256 === envelope.sha256 && headers['idempotency-key'] === `"${sha256}"`;
    if (!isWhole || !verify(null, Buffer.from(envelope.document), createPublicKey(publicKey), Buffer.from(envelope.signature, 'base64'))) return problem(400, 'document');
    const { publication } = JSON.parse(envelope.document) as { publication?: { number: number; at: string; desk?: string } };
    if (publication?.number !== envelope.number || publication.at !== envelope.publishedAt || publication.desk !== envelope.desk) return problem(400, 'publication');
    const receipt = `ontvangst-${sha256.slice(0, 12)}`;
    const isNew = !held.has(receipt);
    held.set(receipt, envelope.document);
    return [isNew ? 201 : 200, { receipt, sha256 }];
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/factsheets`,
    received, held, next, clock,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
