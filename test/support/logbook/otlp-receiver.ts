import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { ownPort } from '../ports.ts';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly Attribute[];
}

/** What it does with a request: keep what is in it, or say no; `hang` says nothing at all, `break` ends the connection once it has kept it. */
type Answer = 'keep' | 'hang' | 'break' | { readonly status: number; readonly headers?: Record<string, string> } | { readonly refuse: (span: ReceivedSpan) => boolean } | { readonly warn: string };

export interface OtlpReceiver {
  readonly url: string;
  /** In the order in which they came, what was kept of them. */
  readonly spans: ReceivedSpan[];
  readonly requests: { readonly headers: IncomingMessage['headers']; readonly body: string; readonly isByClientCertificate: boolean }[];
  /** What it does from now on. */
  answer: Answer;
  close(): Promise<void>;
}

interface Options {
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string; readonly requestCert?: boolean; readonly rejectUnauthorized?: boolean };
  readonly port?: number;
}

/** A receiver of OTLP/HTTP in JSON that does as it is told. */
export async function startOtlpReceiver({ tls, port }: Options = {}): Promise<OtlpReceiver> {
  const receiver = { spans: [] as ReceivedSpan[], requests: [] as OtlpReceiver['requests'][number][], answer: 'keep' as Answer };
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const isByClientCertificate = 'authorized' in request.socket && request.socket.authorized === true;
      receiver.requests.push({ headers: request.headers, body, isByClientCertificate });
      const { answer } = receiver;
      const spans = spansIn(body);
      const say = (status: number, said: object = {}, headers: Record<string, string> = {}) => void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(said));
      if (answer === 'hang') return;
      if (typeof answer === 'object' && 'status' in answer) return say(answer.status, { message: 'no' }, answer.headers);
      const refused = typeof answer === 'object' && 'refuse' in answer ? spans.filter((span) => answer.refuse(span)) : [];
      receiver.spans.push(...spans.filter((span) => !refused.includes(span)));
      if (answer === 'break') return void request.socket.destroy();
      if (typeof answer === 'object' && 'warn' in answer) return say(200, { partialSuccess: { rejectedSpans: '0', errorMessage: answer.warn } });
      say(200, refused.length === 0 ? {} : { partialSuccess: { rejectedSpans: String(refused.length), errorMessage: 'not these' } });
    });
  };
  const server = tls === undefined ? createPlain(take) : createSecure(tls, take);
  const taken = port ?? (await ownPort());
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(taken, '127.0.0.1', resolve));
  return Object.assign(receiver, {
    url: `${tls === undefined ? 'http' : 'https'}://localhost:${taken}/v1/traces`.replace('localhost', tls === undefined ? '127.0.0.1' : 'localhost'),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function spansIn(body: string): ReceivedSpan[] {
  const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: ReceivedSpan[] }[] }[] };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

export function attributeOf(span: ReceivedSpan | undefined, key: string): string | undefined {
  return span?.attributes.find((attribute) => attribute.key === key)?.value.stringValue;
}
