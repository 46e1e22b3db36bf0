import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { createHash, timingSafeEqual } from 'node:crypto';
import { BalieError } from '../../errors.ts';
import type { AccessList } from '../access/access.ts';
import type { HttpMetrics } from '../deps.ts';
import type { AppEnv } from '../env.ts';

/** A request with one of these came by way of a proxy, and so from anywhere. */
const FORWARDED = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP', 'Via'];

/**
 * `GET /metrics` in Prometheus' text format. Not a word about persons, but not for everyone either: with a token, or from this very
 * machine where none is set. To others there is no such page.
 */
export function metricsRoute(app: Hono<AppEnv>, access: AccessList, { text, token }: HttpMetrics): void {
  // By a rule of its own, below: it must also answer when the database, and so every key, is away.
  access.declare('GET', '/metrics', 'public');
  app.get('/metrics', (c) => {
    if (token === undefined && !isFromHere(c)) throw new BalieError('not-found');
    if (token !== undefined && !isSame(c.req.header('Authorization') ?? '', `Bearer ${token}`)) throw new BalieError('key-invalid');
    return c.text(text(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
}

function isFromHere(c: Context<AppEnv>): boolean {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  // A proxy of HTTP/1.0, such as nginx unless told otherwise, may say nothing of whom it speaks for.
  if (incoming === undefined || incoming.httpVersion === '1.0') return false;
  const address = incoming.socket.remoteAddress ?? '';
  const isLocal = address === '::1' || /^(?:::ffff:)?127\./.test(address);
  return isLocal && FORWARDED.every((name) => c.req.header(name) === undefined);
}

/** In the same time wherever they differ. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
