import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { GROUPS } from '../support/employee.ts';
import { loginWith, startProvider, type TestProvider } from '../support/login/provider.ts';
import { nextOf, Visitor } from '../support/login/visitor.ts';

let desk: TestDesk;
let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
  desk = await startTestDesk({ groups: GROUPS, loginWith: loginWith(provider) });
  provider.register(desk.url);
});
afterAll(async () => {
  await desk.close();
  await provider.close();
});
beforeEach(() => {
  provider.outage = undefined;
});

describe('logging in', () => {
  test('is done with the provider, and ends in the workplace by a page of the desk itself', async () => {
    const noor = new Visitor(desk.url);
    const { answer, at } = await noor.logIn('noor');
    expect([answer.status, at.pathname, nextOf(answer)]).toEqual([200, '/inloggen/terug', '/werk']);
    const page = await noor.ask('/werk');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Noor de Wit');
    const [act] = await readActs(desk.db, 1, 'logins');
    const [person] = await desk.db.query<{ id: string }>(`SELECT id FROM people WHERE subject = 'noor'`);
    expect(act).toMatchObject({ kind: 'login.opened', facts: { person: person?.id } });
    expect(JSON.stringify(act)).not.toMatch(/Noor|noor@/);
    expect((await readActs(desk.db, 50, 'changes')).filter(({ kind }) => kind.startsWith('login.'))).toEqual([]);
  });
});
