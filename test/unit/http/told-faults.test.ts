import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import type { AppEnv } from '../../../src/http/env.ts';
import { problemResponse } from '../../../src/http/faults.ts';

async function answer(fault: BalieError) {
  const app = new Hono<AppEnv>();
  app.get('/', (c) => problemResponse(c, fault));
  const response = await app.request('/');
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), body: (await response.json()) as { title: string; message: string; detail: string } };
}

test('a limit that was met is named, with the moment to come back, in whole seconds and never too early', async () => {
  const { status, retryAfter, body } = await answer(new BalieError('budget-spent', { detail: 'deze sleutel mag 100 tokens per dag', retryAfterMs: 1_001 }));
  expect([status, retryAfter]).toEqual([429, '2']);
  expect(body.title).toBe('Het budget aan tokens is op.');
  expect(body.message).toBe('Het budget aan tokens is op: deze sleutel mag 100 tokens per dag.');
  expect(body.detail).toMatch(/^Het budget aan tokens is op: deze sleutel mag 100 tokens per dag\. Wacht/);
});

test('what a fault is about is not told where that may hold what is not for who asks', async () => {
  const { retryAfter, body } = await answer(new BalieError('database-unavailable', { detail: 'ECONNREFUSED 10.0.0.7' }));
  expect(JSON.stringify(body)).not.toContain('10.0.0.7');
  expect(retryAfter).toBe('30');
});
