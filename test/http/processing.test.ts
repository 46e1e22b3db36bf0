import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { createFollower } from '../../src/logbook/follow.ts';
import { failed } from '../../src/logbook/outlets.ts';
import { createDelivery, DELIVERY } from '../../src/logbook/otlp/deliver.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague } from '../support/employee.ts';
import { activityUri, logbookSettings, makingWith } from '../support/logbook/settings.ts';
import { ROLE_GROUPS } from '../support/roles.ts';

const PAGE = '/beheer/verwerkingen';
const API = '/api/v1/processing-activities';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '53995c3f42cd8ad8';
const settings = logbookSettings({ url: 'https://ldv.gemeente.example/v1/traces' });

let desk: TestDesk;
let auditor: Colleague;
let admin = '';
let follower: ReturnType<typeof createFollower>;
beforeAll(async () => {
  desk = await startTestDesk({ groups: ROLE_GROUPS, recordsIn: { logbook: settings, siem: [{ format: 'cef', to: 'file:/var/log/<balie>.log', target: { kind: 'file', path: '/' } }] } });
  auditor = await colleague(desk, ['auditor']);
  admin = (await createKey(desk.db, { name: 'Beheer', isAdmin: true })).token;
  follower = createFollower({ db: desk.db, making: makingWith(desk.auditKey, settings), now: () => new Date() });
  await follower.start();
  await createDelivery({ db: desk.db, send: () => Promise.resolve({ what: 'acknowledged' }), version: '1', now: () => new Date() }).start();
});
afterAll(() => desk.close());

const read = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(desk.url + API, { method: 'POST', headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
interface Answer {
  readonly processingActivities: readonly { readonly traceId: string; readonly spanId: string; readonly parentSpanId?: string; readonly attributes: Readonly<Record<string, string>> }[];
  readonly next?: number;
}
const found = async (body: unknown) => (await (await read(body)).json()) as Answer;

describe('the logbook, read', () => {
  beforeAll(async () => {
    const asked = await fetch(`${desk.url}/api/v1/assistants/loket/turns`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', traceparent: `00-${TRACE}-${PARENT}-00` }, body: JSON.stringify({ question: 'Wat kost een paspoort voor Jan Jansen?' }),
    });
    await asked.text();
    await follower.follow();
  });

  test('has the question in the trace of who called, sampled or not, and by the pseudonym of the asker', async () => {
    const response = await read({ traceId: TRACE.toUpperCase() });
    expect([response.status, response.headers.get('API-Version')]).toEqual([200, expect.stringMatching(/^\d/)]);
    const answer = (await response.json()) as Answer;
    expect(answer).toEqual({
      processingActivities: [
        {
          traceId: TRACE, spanId: expect.stringMatching(/^[0-9a-f]{16}$/) as string, parentSpanId: PARENT, status: 'Ok', name: 'Vraag van een inwoner beantwoorden',
          startTime: expect.any(Number) as number, endTime: expect.any(Number) as number,
          resource: { attributes: { 'service.name': 'balie', 'service.version': 'test' } },
          attributes: {
            'dpl.core.processing_activity_id': activityUri('turn-resident'),
            'dpl.core.data_subject_id': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
            'dpl.core.data_subject_id_type': 'urn:test:conversation',
          },
        },
      ],
    });
    const [record] = answer.processingActivities;
    expect(await found({ 'dpl.core.data_subject_id': record?.attributes['dpl.core.data_subject_id'] })).toEqual(answer);
    expect(await found({ 'dpl.core.processing_activity_id': activityUri('turn-resident'), endTime: 1 })).toEqual({ processingActivities: [] });
  });

  test('comes in parts when there is much', async () => {
    await desk.db.query(
      `INSERT INTO logbook_records (trace_id, span_id, status, name, started, ended, activity, attributes, resource, entry)
       SELECT lpad('a', 32, 'a'), lpad(to_hex(n), 16, '0'), 'Ok', 'x', 1, 2, 'urn:a:b', '{}', '{"attributes": {}}', n FROM generate_series(1, 1001) n`,
    );
    const query = { 'dpl.core.processing_activity_id': 'urn:a:b' };
    const first = await found(query);
    expect(first.processingActivities).toHaveLength(1_000);
    const rest = await found({ ...query, after: first.next });
    expect([rest.processingActivities.length, rest.next]).toEqual([1, undefined]);
  });

  test.each([
    ['nothing to look for', {}],
    ['a period alone', { startTime: 1 }],
    ['a trace that is none', { traceId: "x' OR 1=1" }],
    ['a time that is text', { traceId: TRACE, startTime: 'gisteren' }],
    ['a time that no database holds', { traceId: TRACE, endTime: 1e300 }],
    ['a field that there is not', { traceId: TRACE, name: 'x' }],
    ['a person of a megabyte', { 'dpl.core.data_subject_id': 'x'.repeat(500_000) }],
    ['a null byte', { 'dpl.core.data_subject_id': 'a\u0000b' }],
    ['a list', []],
    ['no JSON', '{"traceId": '],
  ])('refuses %s', async (_, body) => {
    const response = await read(body);
    expect([400, 413]).toContain(response.status);
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  });

  test('is for admins alone, and not there on a desk that keeps none', async () => {
    const { token } = await createKey(desk.db, { name: 'Redactie', collections: ['producten'], isReviewer: true });
    expect((await read({ traceId: TRACE }, { Authorization: `Bearer ${token}` })).status).toBe(403);
    expect((await read({ traceId: TRACE }, { Authorization: '' })).status).toBe(401);
    expect((await auditor.send('POST', API, { traceId: TRACE })).status).toBe(403);
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect((await fetch(desk.url + API, { method, headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json' }, body: '{}' })).status, method).toBe(405);
  });
});

describe('the page', () => {
  test('tells what waits, what last arrived, and what to do about a fault; of nobody', async () => {
    const page = await (await auditor.get(PAGE)).text();
    expect(page).toContain('https://ldv.gemeente.example/v1/traces');
    expect(page).toContain('file:/var/log/&lt;balie&gt;.log');
    expect(page).toMatch(/Nog te versturen<\/dt><dd>1</);
    await failed(desk.db, DELIVERY, { code: 'logbook-unreachable', detail: 'ECONNREFUSED <x>' }, new Date());
    const failing = await (await auditor.get(PAGE)).text();
    expect(failing).toContain('is niet bereikbaar');
    expect(failing).toContain('(ECONNREFUSED &lt;x&gt;)');
    expect(failing).not.toMatch(/Jansen|paspoort/);
  });

  test('is for who watches over the desk, by name', async () => {
    for (const role of ['privacy-officer', 'admin']) expect((await (await colleague(desk, [role])).get(PAGE)).status, role).toBe(200);
    for (const role of ['employee', 'editor', 'reviewer']) expect((await (await colleague(desk, [role])).get(PAGE)).status, role).toBe(403);
    const nobody = await fetch(desk.url + PAGE, { redirect: 'manual' });
    expect([nobody.status, nobody.headers.get('Location')]).toEqual([303, expect.stringContaining('/beheer/inloggen')]);
  });
});
