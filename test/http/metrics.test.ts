import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BalieError } from '../../src/errors.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

const question = 'Hoeveel kost een paspoort voor Jan Jansen?';

const token = 'meet-mij-maar-ik-zeg-niets';

test('GET /metrics is not there without a token, also for this machine: a proxy on it says nothing of whom it speaks for', async () => {
  const desk = await startTestDesk();
  const response = await fetch(`${desk.url}/metrics`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'not-found' });
  await desk.close();
});

describe('GET /metrics with a token', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk({ metricsToken: token });
  });
  afterAll(() => desk.close());

  const metrics = async () => fetch(`${desk.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } });
  const ask = (body: object) =>
    fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

  test('tells what was done: by pattern, outcome and code', async () => {
    const { outcome, conversationId } = (await (await ask({ question })).json()) as { outcome: string; conversationId: string };
    await ask({ question, conversationId });
    await ask({ question, conversationId: '00000000-0000-4000-8000-000000000000' });
    await fetch(`${desk.url}/bronnen/een-geheim-document`);
    const response = await metrics();
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    expect(text).toContain('balie_http_requests_total{method="POST",route="/api/v1/assistants/:assistant/turns",status="200"} 2');
    expect(text).toMatch(new RegExp(`balie_turns_total\\{assistant="loket",outcome="${outcome}",code="[a-z-]*"\\} \\d`));
    expect(text).toContain('balie_turns_total{assistant="loket",outcome="failed",code="conversation-unknown"} 1');
    expect(text).toMatch(/balie_faults_total\{code="source-unknown"\} 1/);
    expect(Number(/^balie_audit_batch_entries_sum (.*)$/m.exec(text)?.[1])).toBeGreaterThanOrEqual(4);
    // Nothing about who asked what.
    expect(text).not.toContain(conversationId);
    expect(text).not.toMatch(/Jansen|paspoort|een-geheim-document|127\.0\.0\.1/);
  });

  test('counts probes by the patterns that the alarm of faults leaves out', async () => {
    const leftOut = new Set([...readFileSync(new URL('../../deploy/monitoring/alerts.yaml', import.meta.url), 'utf8').matchAll(/route!~"([^"]+)"/g)].map(([, pattern]) => pattern ?? ''));
    expect(leftOut.size).toBe(1);
    await ask({ question });
    for (const path of ['/healthz', '/readyz', '/metrics']) await fetch(`${desk.url}${path}`);
    const routes = new Set([...(await (await metrics()).text()).matchAll(/^balie_http_requests_total\{[^}]*route="([^"]*)"/gm)].map(([, route]) => route ?? ''));
    const isLeftOut = new RegExp(`^(?:${[...leftOut].join('|')})$`);
    expect([...routes].filter((route) => isLeftOut.test(route)).toSorted()).toEqual(['/healthz', '/metrics', '/readyz']);
    expect([...routes].some((route) => !isLeftOut.test(route))).toBe(true);
  });

  test('is for who has it, from wherever', async () => {
    const response = await fetch(`${desk.url}/metrics`, { headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '203.0.113.7' } });
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain(token);
  });

  test.each([undefined, 'Bearer ', 'Bearer iets anders', `Basic ${token}`, `Bearer ${token}x`])('and for nobody else: %s', async (authorization) => {
    const response = await fetch(`${desk.url}/metrics`, { headers: authorization === undefined ? {} : { Authorization: authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
  });
});

test('tells whether the database answers, also where nobody asks it anything, and does not wait for one that says nothing', async () => {
  let ping = () => Promise.resolve();
  const desk = await startTestDesk({ metricsToken: token, ping: () => ping() });
  const told = async () => /^balie_database_up (.*)$/m.exec(await (await fetch(`${desk.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } })).text())?.[1];
  expect(await told()).toBe('1');
  ping = () => Promise.reject(new BalieError('database-unavailable'));
  expect(await told()).toBe('0');
  ping = () => new Promise(() => undefined);
  expect(await told()).toBe('0');
  ping = () => Promise.resolve();
  expect(await told()).toBe('1');
  await desk.close();
});

describe('a trace', () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());

  test('is told in the answer and in the log', async () => {
    const response = await fetch(`${desk.url}/healthz`, { headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } });
    expect(response.headers.get('traceresponse')).toMatch(new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[\\da-f]{16}-01$`));
    expect(desk.logged.findLast(({ message }) => message === 'request')).toMatchObject({ traceId: trace });
  });

  test('is made where the request has none that is well-formed', async () => {
    const response = await fetch(`${desk.url}/bestaat-niet`, { headers: { traceparent: `00-${trace}-niet-goed` } });
    const made = /^00-([\da-f]{32})-[\da-f]{16}-00$/.exec(response.headers.get('traceresponse') ?? '')?.[1];
    expect(made).toBeDefined();
    expect(made).not.toBe(trace);
    expect(desk.logged.findLast(({ message }) => message === 'request')).toMatchObject({ traceId: made });
  });
});
