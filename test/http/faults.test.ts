import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../src/errors.ts';
import type { Database } from '../../src/store/database.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { drop, type OllamaHost, reply, silence, text } from '../support/ollama-host/index.ts';
import { askEvents, askForm, askJson, PASSPORT } from '../support/questions.ts';

const BROKEN = { code: 'model-broken-stream', message: 'request failed', requestId: expect.any(String) };

describe('the log of requests', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => void desk.logged.splice(0));

  const withCode = () => desk.logged.filter((line) => 'code' in line);

  test.each([
    ['a stream', askEvents],
    ['JSON', askJson],
    ['a page', askForm],
  ])('names once the fault that ended %s, with what lies behind it', async (_, ask) => {
    desk.host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1]. '), text('U betaalt'), drop('reset')]);
    await ask(desk.url, PASSPORT);
    expect(withCode()).toEqual([expect.objectContaining(BROKEN)]);
    expect(withCode()[0]?.['detail'] ?? withCode()[0]?.['cause']).toEqual(expect.any(String));
  });

  test.each([
    ['a stream', askEvents],
    ['JSON', askJson],
    ['a page', askForm],
  ])('names why the desk quoted in %s, and nothing of what was said', async (_, ask) => {
    desk.host.setModels([]);
    await ask(desk.url, PASSPORT);
    desk.host.setModels(['chat']);
    expect(withCode()).toEqual([{ requestId: expect.any(String), outcome: 'quoted', code: 'model-missing', message: 'turn ended otherwise' }]);
  });
});

describe('a database that goes away while the model writes', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());

  test('is a fault to the asker at once, and is kept as one when it is back', async () => {
    const db = desk.db as { -readonly [Name in keyof Database]: Database[Name] };
    const { query, transaction } = db;
    desk.host.setScript(() => {
      const isAway = () => Promise.reject(new BalieError('database-unavailable'));
      Object.assign(db, { query: isAway, transaction: isAway });
      return reply('Een paspoort voor volwassenen kost € 86,20 [1].');
    });
    const outcomes = () => query('SELECT outcome FROM turns');
    expect(await askJson(desk.url, PASSPORT)).toMatchObject({ status: 503, code: 'database-unavailable' });
    expect(await outcomes()).toEqual([{ outcome: null }]);
    Object.assign(db, { query, transaction });
    await expect.poll(outcomes).toEqual([{ outcome: 'failed' }]);
  });
});

describe('a desk that stops', () => {
  let desk: TestDesk;
  let host: OllamaHost;
  beforeAll(async () => {
    desk = await startTestDesk();
    host = desk.host;
  });
  afterAll(() => desk.close());

  test('tells those who wait, when time is up, and keeps their turns as interrupted', async () => {
    host.setScript([silence()]);
    const asked = [askJson(desk.url, PASSPORT), askForm(desk.url, PASSPORT), askEvents(desk.url, PASSPORT)] as const;
    // One is with the host, the others wait for it.
    await host.nextChat();
    await expect.poll(() => desk.gateway.waiting().get('standaard')).toBe(2);
    await desk.app.close(50);
    const [json, form, events] = await Promise.all(asked);
    expect(json).toMatchObject({ status: 503, code: 'desk-stopping' });
    expect(form.status).toBe(503);
    expect(form.page).toContain('opnieuw gestart');
    expect(events.at(-1)).toMatchObject({ event: 'error', data: { code: 'desk-stopping' } });
    expect(await desk.db.query('SELECT DISTINCT outcome FROM turns')).toEqual([{ outcome: 'interrupted' }]);
    host.setScript(reply('Ja.'));
  });
});
