/**
 * What the scripted host does with one chat request: a list of steps, played in order. A list that ends without
 * `done()` ends the response without its last line, as a real host does when its runner gives up.
 */
export type Step =
  | { readonly step: 'text' | 'thinking'; readonly text: string }
  | { readonly step: 'calls'; readonly calls: readonly object[] }
  | { readonly step: 'done'; readonly reason: string }
  | { readonly step: 'error'; readonly message: string }
  | { readonly step: 'status'; readonly status: number; readonly body: string; readonly type: string }
  | { readonly step: 'raw'; readonly bytes: string | Uint8Array }
  | { readonly step: 'pause'; readonly ms: number }
  | { readonly step: 'until'; readonly open: Promise<unknown>; readonly everyMs: number }
  | { readonly step: 'pieces'; readonly size: number }
  | { readonly step: 'drop'; readonly how: 'close' | 'reset' }
  | { readonly step: 'headers'; readonly status: number }
  | { readonly step: 'silence' | 'end' };

/** One line of answer text: the real host sends one token a line. */
export const text = (words: string): Step => ({ step: 'text', text: words });
/** One line of thinking. */
export const thinking = (words: string): Step => ({ step: 'thinking', text: words });
/** One line with calls of tools, as `{ id, function: { name, arguments } }`. */
export const calls = (...all: readonly object[]): Step => ({ step: 'calls', calls: all });
/** The last line, with its counts. Reason `''` leaves `done_reason` out, as when the runner lost its connection. */
export const done = (reason: 'stop' | 'length' | '' = 'stop'): Step => ({ step: 'done', reason });
/** `{"error": …}`: a line once the stream has begun, otherwise status 500. Nothing follows it. */
export const error = (message: string): Step => ({ step: 'error', message });
/** Bytes as they are, also half a line or half a character. */
export const raw = (bytes: string | Uint8Array): Step => ({ step: 'raw', bytes });
/** Waits; ends early when the client leaves. */
export const pause = (ms: number): Step => ({ step: 'pause', ms });
/** Thinks, a line each so often, until something else has happened: at work, and never silent. */
export const until = (open: Promise<unknown>, everyMs = 5_000): Step => ({ step: 'until', open, everyMs });
/** From here on, sends everything in pieces of `size` bytes, also across lines: 1 cuts every character in pieces. */
export const pieces = (size: number): Step => ({ step: 'pieces', size });
/** Sends the headers now, also of a refusal; the real host sends them together with the first line. */
export const headers = (code = 200): Step => ({ step: 'headers', status: code });
/** Sends nothing more and keeps the connection, until the client leaves or the host stops. */
export const silence = (): Step => ({ step: 'silence' });
/** Ends the response properly, without a last line. The same as no more steps. */
export const end = (): Step => ({ step: 'end' });
/** Drops the socket: `close` by FIN, as a process that ends; `reset` by RST, as one that crashes. */
export const drop = (how: 'close' | 'reset' = 'close'): Step => ({ step: 'drop', how });

/** A refusal as JSON, as the real host words it. */
export function status(code: number, message: string): Step {
  const body = JSON.stringify({ error: message });
  return { step: 'status', status: code, body, type: 'application/json; charset=utf-8' };
}
/** A refusal by something in between, such as a proxy's page. */
export function page(code: number, body: string): Step {
  return { step: 'status', status: code, body, type: 'text/html' };
}
/** The host's queue is full: 503. */
export const busy = (): Step => status(503, 'server busy, please try again.  maximum pending requests exceeded');

export interface ReplyOptions {
  /** Milliseconds before the headers, that is, before anything. */
  readonly beforeHeaders?: number;
  /** Milliseconds between the headers and the first line. Sends the headers on their own. */
  readonly beforeFirst?: number;
  /** Milliseconds between two lines. */
  readonly between?: number;
  readonly reason?: 'stop' | 'length';
}

/**
 * A whole answer. A string goes out word by word, an array in the lines as given; `''` or `[]` is an empty answer.
 */
export function reply(answer: string | readonly string[], options: ReplyOptions = {}): Step[] {
  const lines = typeof answer === 'string' ? answer.match(/\s*\S+|\s+$/g) ?? [] : answer;
  const steps: Step[] = [];
  if (options.beforeHeaders !== undefined) steps.push(pause(options.beforeHeaders));
  if (options.beforeFirst !== undefined) steps.push(headers(), pause(options.beforeFirst));
  for (const line of lines) {
    steps.push(text(line));
    if (options.between !== undefined) steps.push(pause(options.between));
  }
  return [...steps, done(options.reason)];
}
