import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { echoScript } from '../support/ollama-host/echo.ts';
import { pause } from '../support/ollama-host/index.ts';
import { resident, Residents } from '../support/resident.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk();
  desk.host.setScript((request) => [pause(60), ...echoScript(request)]);
});
afterAll(() => desk.close());

const crowd = Array.from({ length: 70 }, (_, number) => resident(number));

// More than are at work at once; a thousand are in test/bench/residents.ts.
test('many at once are all answered, told a place that only falls meanwhile, and nothing of theirs is in the log', async () => {
  const residents = new Residents(desk.url);
  const told = await Promise.all(crowd.map((one) => residents.ask(one)));
  residents.leave();
  expect(new Set(told.map(({ status, outcome }) => `${status} ${outcome}`))).toEqual(new Set(['200 answered']));
  const waited = told.filter(({ places }) => places.length > 0);
  expect(waited.length).toBeGreaterThan(0);
  for (const { places } of waited) expect(places).toEqual(places.toSorted((one, other) => other - one));
  expect(desk.logged.length).toBeGreaterThan(crowd.length - 1);
  const log = JSON.stringify(desk.logged);
  expect(crowd.flatMap(({ secrets }) => secrets).filter((secret) => log.includes(secret))).toEqual([]);
});
