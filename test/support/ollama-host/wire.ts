import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';

/**
 * How the real host writes: Go's encoding/json and net/http, checked against Ollama 0.17.4 with curl. Key order,
 * `omitempty` and header order are the real ones.
 */

/** JSON as Go writes it: `<`, `>`, `&` and two line separators are escaped. */
export function goJson(value: unknown): string {
  const escape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escape);
}

/** The time in UTC with nanoseconds, without trailing zeros (Go's RFC3339Nano). */
export function goTime(): string {
  const nanos = String(process.hrtime.bigint() % 1_000_000n).padStart(6, '0');
  return `${new Date().toISOString().slice(0, -1)}${nanos}`.replace(/\.?0+$/, '') + 'Z';
}

/** Nanoseconds since `start` (a `performance.now()`). At least 1: Go would leave a 0 out. */
export function nanosSince(start: number): number {
  return Math.max(1, Math.round((performance.now() - start) * 1e6));
}

/** Sets the status and the headers in Go's order. Without `length` the response is chunked. */
export function writeHead(response: ServerResponse, status: number, type: string, length?: number): void {
  response.statusCode = status;
  // net/http knows no 499 and writes this.
  response.statusMessage = STATUS_CODES[status] ?? `status code ${status}`;
  // Go sends no Connection and Keep-Alive headers.
  response.removeHeader('connection');
  response.setHeader('Content-Type', type);
  response.setHeader('Date', new Date().toUTCString());
  if (length !== undefined) response.setHeader('Content-Length', length);
}

/** A whole response. Like Go, sends a body of more than 2 kB chunked, and a refusal of a stream too. */
export function send(response: ServerResponse, status: number, body: string, type: string, chunked = false): void {
  const bytes = Buffer.from(body);
  const whole = !chunked && bytes.length <= 2048;
  writeHead(response, status, type, whole ? bytes.length : undefined);
  // Otherwise Node counts the bytes itself and sends a Content-Length.
  if (!whole) response.flushHeaders();
  response.end(bytes);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, goJson(value), 'application/json; charset=utf-8');
}

/** An estimate; the real count depends on the model's tokens. */
export function countTokens(text: string): number {
  return Math.max(1, Math.ceil(Buffer.byteLength(text) / 4));
}
