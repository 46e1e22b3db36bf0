import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** The JSON body of a request, as far as the host and its tests look into it. */
export interface RequestBody {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** How a request ended: the host was done, the client left before that, or the host dropped it (script or `stop`). */
export type Ending = 'completed' | 'cancelled' | 'dropped';

/** One request as the host saw it. */
export class RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly at: number = Date.now();
  /** Raw body text. */
  readonly text: string;
  /** Parsed body; empty when it is not JSON. */
  readonly body: RequestBody;
  /** Lines sent so far. */
  linesSent = 0;
  /** Settles once, when the request is over. */
  readonly ending: Promise<Ending>;
  /** Resolves when the client leaves before the host is done, with how far the host was. Otherwise never. */
  readonly cancelled: Promise<{ readonly at: number; readonly linesSent: number }>;
  /** How it ended; undefined while it runs. */
  endedAs: Ending | undefined;
  #dropped = false;
  readonly #gone = new AbortController();

  constructor(message: IncomingMessage, response: ServerResponse, text: string) {
    this.method = message.method ?? '';
    this.path = (message.url ?? '').replace(/\?.*/, '');
    this.headers = message.headers;
    this.text = text;
    this.body = parse(text);
    const { promise: ending, resolve: end } = Promise.withResolvers<Ending>();
    const { promise: cancelled, resolve: cancel } = Promise.withResolvers<{ at: number; linesSent: number }>();
    this.ending = ending;
    this.cancelled = cancelled;
    response.once('close', () => {
      this.endedAs = this.#dropped ? 'dropped' : response.writableFinished ? 'completed' : 'cancelled';
      if (this.endedAs === 'cancelled') cancel({ at: Date.now(), linesSent: this.linesSent });
      end(this.endedAs);
      this.#gone.abort();
    });
  }

  /** Aborts when the request is over, however it ended. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** The host is about to close the socket itself, so what follows is no cancel of the client's. */
  markDropped(): void {
    this.#dropped = true;
  }
}

function parse(text: string): RequestBody {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as RequestBody) : {};
  } catch {
    return {};
  }
}
