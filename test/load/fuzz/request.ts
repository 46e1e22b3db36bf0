import { gzipSync } from 'node:zlib';
import { bySchema } from './schema.ts';
import { schemas, type Target } from './targets.ts';
import { anyJson, anyText, type Dice, inAddress, pick } from './values.ts';

export interface Hostile {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const TYPES = ['application/json', 'application/json; charset=utf-16', 'application/merge-patch+json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x', 'application/pdf', '', 'application/json;;', 'image/svg+xml'];
const HEADERS = ['Accept', 'Accept-Language', 'Accept-Encoding', 'If-Match', 'If-None-Match', 'If-Modified-Since', 'Range', 'Prefer', 'Last-Event-ID', 'Idempotency-Key', 'Origin', 'Referer', 'Cookie', 'Authorization', 'Content-Encoding', 'traceparent', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Forwarded', 'Balie-Proof', 'Balie-Token', 'X-Filename', 'X-HTTP-Method-Override', 'Content-Disposition', 'User-Agent', 'Sec-Fetch-Site', 'Digest'];
/** What a client can put in a header at all. */
const inHeader = (text: string) => text.replaceAll(/[^\x20-\x7e\x80-\xff]/g, '').trim().slice(0, 3_000);

/**
 * One request to a route, of which most fits well enough to be read.
 * @param known values that things of this desk have: ids, names.
 */
export function hostile(dice: Dice, target: Target, known: readonly string[]): Hostile {
  const value = () => (dice(2) === 0 && known.length > 0 ? pick(dice, known) : anyText(dice));
  const method = dice(40) === 0 ? pick(dice, METHODS) : target.method;
  const path = target.path.replaceAll(/:[A-Za-z]+(?:\{[^}]*\})?|\*|(?<=models\/)$/g, () => inAddress(dice, value()) || 'x');
  const headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' };
  for (const name of [...target.headers, ...Array.from({ length: dice(3) }, () => pick(dice, HEADERS))]) headers[name] = inHeader(value());
  const query = queryOf(dice, target, value);
  const sent = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(dice, target, value);
  return { method, path: `${path.startsWith('/') ? '' : '/'}${path}${query}`, headers: { ...headers, ...(sent && sent.type !== '' && { 'Content-Type': sent.type }) }, ...(sent && { body: sent.body }) };
}

function queryOf(dice: Dice, { queries }: Target, value: () => string): string {
  const names = [...queries.filter(() => dice(3) === 0), ...(dice(6) === 0 ? [anyText(dice)] : [])];
  if (names.length === 0) return '';
  return `?${names.flatMap((name) => Array.from({ length: dice(8) === 0 ? 2 : 1 }, () => `${encodeURIComponent(name.slice(0, 100).toWellFormed())}=${inAddress(dice, value())}`)).join('&')}`.slice(0, 12_000);
}

function bodyOf(dice: Dice, { path, schema, fields }: Target, value: () => string): { readonly type: string; readonly body: string | Buffer } {
  const type = dice(15) === 0 ? pick(dice, TYPES) : undefined;
  if (dice(60) === 0) return { type: type ?? 'application/json', body: gzipSync('0'.repeat(1_000_000)) };
  if (dice(60) === 0) return { type: type ?? 'application/json', body: Buffer.from(Array.from({ length: dice(2_000) }, () => dice(256))) };
  if (/^\/(?:api|v1)\//.test(path)) {
    const made = schema === undefined ? anyJson(dice) : bySchema(dice, schema, schemas);
    const text = JSON.stringify(made) ?? '';
    return { type: type ?? 'application/json', body: dice(30) === 0 ? text.slice(0, dice(text.length + 1)) : text };
  }
  const names = [...fields.filter(() => dice(4) > 0).slice(0, 40), ...(dice(10) === 0 ? [anyText(dice)] : [])];
  const pairs = names.flatMap((name) => Array.from({ length: dice(12) === 0 ? 2 : 1 }, () => [name, value()] as const));
  if (dice(6) === 0) return { type: 'multipart/form-data; boundary=x', body: partsOf(dice, pairs) };
  return { type: type ?? 'application/x-www-form-urlencoded', body: new URLSearchParams(pairs.map(([name, text]): [string, string] => [name, text.slice(0, 20_000)])).toString() };
}

const FILES = ['a.txt', 'a.pdf', 'a.docx', '../a.html', '', 'a\0.md', 'a.csv', 'con', 'é.odt', `${'a'.repeat(300)}.txt`];

function partsOf(dice: Dice, pairs: readonly (readonly [string, string])[]): string {
  const parts = pairs.map(([name, text]) => {
    const file = dice(4) === 0 ? `; filename="${pick(dice, FILES)}"\r\nContent-Type: ${pick(dice, TYPES)}` : '';
    return `--x\r\nContent-Disposition: form-data; name="${name.replaceAll(/["\r\n]/g, '')}"${file}\r\n\r\n${text.slice(0, 20_000)}\r\n`;
  });
  return `${parts.join('')}${dice(8) === 0 ? '' : '--x--\r\n'}`;
}
