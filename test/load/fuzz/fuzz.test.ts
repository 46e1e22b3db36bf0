import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../../src/audit/verify.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { text } from '../../support/ollama-host/index.ts';
import { ROLE_GROUPS } from '../../support/roles.ts';
import { fuzz } from './run.ts';

/** `REQUESTS=100000 SEED=1 vitest run test/load/fuzz` sends more of them, and prints what was answered. */
const requests = Number(process.env['REQUESTS'] ?? 400);
const seed = Number(process.env['SEED'] ?? 1);
const isLong = process.env['REQUESTS'] !== undefined;
const SITE = 'https://www.gemeente.example';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk({ groups: ROLE_GROUPS, metricsToken: 'x'.repeat(32), widgetOrigins: [SITE], withWorkers: true });
  desk.host.setScript([text('Een paspoort kost € 86,20.')]);
});
afterAll(() => desk.close());

test('hostile requests to every route are no fault of the desk, and leave it whole', { timeout: 7_200_000 }, async () => {
  const began = performance.now();
  const told = (sent: number) => {
    if (isLong && sent % 5_000 === 0) console.log(`${sent} sent, ${Math.round((sent / (performance.now() - began)) * 1_000)} a second, ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
  };
  const { routes, reached, statuses, faults } = await fuzz(desk, { requests, seed, told, ...(isLong && { found: console.log }) });
  const internal = desk.logged.filter(({ code }) => code === 'internal');
  const chain = await verify(desk.db, desk.auditKey);
  if (isLong) {
    console.log(`seed ${seed}: ${requests} requests to ${routes} routes in ${Math.round((performance.now() - began) / 1_000)} s, ${reached} of which took one; chain of ${chain.entries} entries`);
    console.log([...statuses].toSorted(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`).join(', '));
  }
  expect([...faults]).toEqual([]);
  expect(internal).toEqual([]);
  expect(chain.firstFault).toBeUndefined();
  expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
  expect(routes).toBeGreaterThan(250);
  expect(reached).toBeGreaterThan(isLong ? 150 : 20);
});
