import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BalieError } from '../../../errors.ts';
import { retryAfterSeconds } from '../../faults.ts';
import { programHeaders } from '../../server/security-headers.ts';
import { type Trace, traceOf } from '../../server/trace.ts';
import { drain } from './body.ts';

/** The words in which an API tells of a fault. */
export type FaultWords = (fault: BalieError) => object;

/** Refusals of a body that was perhaps not read to its end. */
const EARLY = new Set([400, 401, 403, 404, 408, 413, 415, 429, 503]);

/**
 * One request of a program and its answer, on Node's own objects: these routes are a hot path, and the web's streams and headers
 * cost several times what they do.
 */
export class Exchange {
  readonly requestId: string;
  readonly trace: Trace;
  readonly words: FaultWords;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, requestId: string, words: FaultWords) {
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.requestId = requestId;
    this.trace = traceOf(one(incoming.headers['traceparent']));
    this.words = words;
    // Writing to a client that has just gone is no fault of anyone.
    this.outgoing.on('error', () => undefined);
  }

  headersFor(contentType: string): string[] {
    return [...programHeaders, 'X-Request-Id', this.requestId, 'traceresponse', this.trace.traceparent, 'Content-Type', contentType];
  }

  headersForStream(contentType: string): string[] {
    // Proxies such as nginx would otherwise hold the pieces back.
    return [...this.headersFor(contentType), 'X-Accel-Buffering', 'no'];
  }

  /** @param headers besides those of every answer, name and value in turn. */
  json(body: object, headers: readonly string[] = []): void {
    this.send(200, [...this.headersFor('application/json'), ...headers], JSON.stringify(body));
  }

  /** Answers with a fault, and lets it reach a client that is still sending. */
  async refuse(fault: BalieError): Promise<void> {
    const { status } = fault.entry;
    const headers = this.headersFor('application/json');
    const seconds = retryAfterSeconds(fault);
    if (seconds !== undefined) headers.push('Retry-After', seconds);
    if (status === 401) headers.push('WWW-Authenticate', 'Bearer');
    const body = Buffer.from(JSON.stringify(this.words(fault)));
    const isUnread = EARLY.has(status) && !this.incoming.readableEnded && hasBody(this.incoming);
    if (!isUnread) return this.send(status, headers, body);
    headers.push('Connection', 'close', 'Content-Length', String(body.length));
    this.outgoing.writeHead(status, headers);
    this.outgoing.write(body);
    // Told to wait for a word before it sends, it sends nothing now; to read would tell it to.
    if (this.incoming.headers.expect === undefined || this.incoming.readableDidRead) await drain(this.incoming);
    this.outgoing.end();
  }

  private send(status: number, headers: string[], body: string | Buffer): void {
    headers.push('Content-Length', String(Buffer.byteLength(body)));
    this.outgoing.writeHead(status, headers);
    this.outgoing.end(body);
  }
}

function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
