import type { Hono } from 'hono';
import { createHash, timingSafeEqual } from 'node:crypto';
import { BalieError } from '../../errors.ts';
import type { AccessList } from '../access/access.ts';
import { answersSoon } from '../answers-soon.ts';
import type { AppDeps, HttpMetrics } from '../deps.ts';
import type { AppEnv } from '../env.ts';

/**
 * `GET /metrics` in Prometheus' text format. Not a word about persons, but not for everyone either: for who has the token. Without one
 * there is no such page, also for this very machine: all that a proxy on it passes on comes from here.
 */
export function metricsRoute(app: Hono<AppEnv>, access: AccessList, { text, token, database }: HttpMetrics, ping: AppDeps['ping']): void {
  // By a rule of its own, below: it must also answer when the database, and so every key, is away.
  access.declare('GET', '/metrics', 'secret');
  app.get('/metrics', async (c) => {
    if (token === undefined) throw new BalieError('not-found');
    if (!isSame(c.req.header('Authorization') ?? '', `Bearer ${token}`)) throw new BalieError('key-invalid');
    // Asked here, since where nobody asks the desk anything, nothing else tells that the database is away.
    database(await answersSoon(ping));
    return c.text(text(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
}

/** In the same time wherever they differ. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
