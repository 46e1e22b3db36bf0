import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { documentEvents } from '../../src/http/streams/push-events.ts';
import { sseBody } from '../../src/http/streams/sse.ts';
import { Streams } from '../../src/http/streams/streams.ts';
import { revokeKey } from '../../src/identity/keys.ts';
import { listPending } from '../../src/jobs/manage.ts';
import { listDocuments } from '../../src/knowledge/documents/documents.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Client, client, expectProblem, pathOf, refusal, until } from './push-support.ts';

let desk: TestDesk;
let cms: Client;
let staff: Client;
beforeAll(async () => {
  desk = await startTestDesk({ withWorkers: true });
  cms = await client(desk);
  staff = await client(desk, ['intern']);
});
afterAll(() => desk.close());
afterEach(() => desk.db.query('DELETE FROM deliveries'));

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** A document that fails for good. @returns the id of its job. */
async function failing(who = cms, collection = 'producten'): Promise<string> {
  const response = await who.send('PUT', pathOf('kapot.pdf', collection), { body: '%PDF-1.4 kapot', headers: { 'Content-Type': 'application/pdf' } });
  const { id } = (await response.json()) as { id: string };
  await until(async () => expect(await listPending(desk.db, { state: 'failed' })).toMatchObject([{ id }]));
  return id;
}

describe('GET /jobs', () => {
  test('gives those of the key’s collections', async () => {
    const id = await failing();
    const { jobs } = (await (await cms.send('GET', '/jobs?state=failed')).json()) as { jobs: object[] };
    expect(jobs).toMatchObject([{ id, collection: 'producten', sourceId: 'kapot.pdf', state: 'failed', attempts: 1, isHere: true, fault: { code: expect.any(String), action: expect.any(String) } }]);
    expect(await (await cms.send('GET', '/jobs?state=waiting')).json()).toEqual({ jobs: [] });
    expect(await (await staff.send('GET', '/jobs')).json()).toEqual({ jobs: [] });
  });

  test('refuses another state', async () => {
    expect(await refusal(await cms.send('GET', '/jobs?state=alles'))).toBe('400 input-invalid');
  });
});

describe('POST /jobs/{id}/retry and DELETE /jobs/{id}', () => {
  test('have one tried again, and let go of it', async () => {
    const id = await failing();
    const response = await cms.send('POST', `/jobs/${id}/retry`);
    expect([response.status, await response.json()]).toEqual([202, { id, state: 'waiting' }]);
    await until(async () => expect(await listPending(desk.db, { state: 'failed' })).toMatchObject([{ id, attempts: 1 }]));
    expect((await cms.send('DELETE', `/jobs/${id}`)).status).toBe(204);
    expect(await listPending(desk.db)).toEqual([]);
    await expectProblem(await cms.send('DELETE', `/jobs/${id}`), 404, 'job-unknown');
    await expectProblem(await cms.send('POST', `/jobs/${id}/retry`), 404, 'job-unknown');
  });

  test('say honestly what trying anew comes to when the desk has no bytes', async () => {
    const unread = async (sourceId: string, source: string) => {
      const [row] = await desk.db.query<{ id: string }>(
        `INSERT INTO deliveries (id, collection_id, source_id, source, file_name, state, attempts, fault)
         VALUES (gen_random_uuid(), 'producten', $1, $2, 'x.md', 'failed', 1, 'document-empty') RETURNING id`, [sourceId, source]);
      return row?.id ?? '';
    };
    const [bySource, byHand] = [await unread('bron.md', 'folder'), await unread('hand.md', 'path:archief')];
    const { jobs } = (await (await cms.send('GET', '/jobs')).json()) as { jobs: object[] };
    expect(jobs).toMatchObject([{ isHere: false }, { isHere: false }]);
    const response = await cms.send('POST', `/jobs/${bySource}/retry`);
    expect([response.status, await response.json()]).toEqual([202, { id: bySource, state: 'reading-source' }]);
    expect(await expectProblem(await cms.send('POST', `/jobs/${byHand}/retry`), 409, 'job-by-hand')).toMatchObject({ action: expect.stringContaining('balie ingest') });
    await expectProblem(await staff.send('POST', `/jobs/${byHand}/retry`), 404, 'job-unknown');
    expect(await listPending(desk.db, { state: 'failed' })).toHaveLength(2);
  });

  test('tell nothing of jobs of other collections, and leave them alone', async () => {
    const id = await failing(staff, 'intern');
    for (const [method, end] of [['POST', '/retry'], ['DELETE', '']] as const) {
      const body = async (job: string) => {
        const { requestId: _, instance: __, ...rest } = await expectProblem(await cms.send(method, `/jobs/${job}${end}`), 404, 'job-unknown');
        return rest;
      };
      expect(await body(id)).toEqual(await body(UNKNOWN));
      await expectProblem(await cms.send(method, `/jobs/1'--${end}`), 400, 'input-invalid');
    }
    expect(await listPending(desk.db)).toMatchObject([{ id, state: 'failed' }]);
  });
});

describe('GET /jobs/events', () => {
  /** Opens the stream, reads until `enough` of it has come, and leaves; gives what came. */
  async function follow(who: Client, headers: Record<string, string>, act: () => Promise<unknown>, enough: (text: string) => boolean): Promise<string> {
    const left = new AbortController();
    const response = await who.send('GET', '/jobs/events', { headers, signal: left.signal });
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    await act();
    let text = '';
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) {
      text += decoder.decode(piece as Uint8Array, { stream: true });
      if (enough(text)) break;
    }
    left.abort();
    return text;
  }

  const put = (name: string, who = cms, collection = 'producten') =>
    who.send('PUT', pathOf(name, collection), { body: `Tekst van ${name}.`, headers: { 'Content-Type': 'text/markdown' } });

  test('tells what becomes of documents, and goes on where the client was', async () => {
    const text = await follow(cms, {}, () => put('een.md'), (so) => so.includes('een.md'));
    expect(text).toMatch(/^: ping\n\n/);
    const id = Number(/^id: (\d+)\nevent: document\ndata: (.*)$/m.exec(text)?.[1]);
    expect(JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '')).toMatchObject({ collection: 'producten', sourceId: 'een.md', outcome: 'new', passages: 1 });
    const after = await follow(cms, { 'Last-Event-ID': String(id - 1) }, () => cms.send('DELETE', pathOf('een.md')), (so) => so.includes('removed'));
    expect(after).toContain(`id: ${id}\n`);
    const later = await follow(cms, { 'Last-Event-ID': String(id) }, failing, (so) => so.includes('kapot.pdf'));
    expect(later).not.toContain(`id: ${id}\n`);
    expect(later).toMatch(/"outcome":"failed".*"fault":\{"code":"document-/);
  });

  test('tells nothing of other collections', async () => {
    await put('geheim.md', staff, 'intern');
    await until(async () => expect((await listDocuments(desk.db, 'intern')).map(({ sourceId }) => sourceId)).toContain('geheim.md'));
    const text = await follow(cms, { 'Last-Event-ID': '0' }, () => put('twee.md'), (so) => so.includes('twee.md'));
    expect(text).not.toContain('geheim');
    expect(await follow(staff, { 'Last-Event-ID': '0' }, async () => undefined, (so) => so.includes('geheim'))).not.toContain('twee.md');
  });

  test.each(['x', '-1', '1 OR 1=1', '9'.repeat(30)])('refuses to go on after %s', async (seen) => {
    expect(await refusal(await cms.send('GET', '/jobs/events', { headers: { 'Last-Event-ID': seen } }))).toBe('400 input-invalid');
  });

  test('ends when its key is no longer valid, and gives its place back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const end = new AbortController();
      const signal = new Streams().enter(end.signal, 'a');
      const push = { eventsAfter: async () => (vi.setSystemTime(Date.now() + 31_000), []) };
      const events = documentEvents(push, { after: 0, collections: ['a'], signal, renew: async () => undefined, end: () => end.abort() });
      expect(await events.next()).toEqual({ done: true, value: undefined });
      expect(signal.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('bounds how many there are; places come back, and HEAD takes none', async () => {
    for (let n = 0; n < 60; n += 1) expect((await cms.send('HEAD', '/jobs/events')).status).toBe(200);
    const streams = new Streams();
    const left = Array.from({ length: 50 }, () => new AbortController());
    for (const [n, { signal }] of left.entries()) streams.enter(signal, `key-${n % 5}`);
    expect(() => streams.enter(new AbortController().signal, 'other')).toThrow('desk-busy');
    left[0]?.abort();
    expect(streams.enter(new AbortController().signal, 'other').aborted).toBe(false);
  });

  test('bounds those of one key, so that others find a place', async () => {
    const greedy = await client(desk);
    const left = new AbortController();
    const opened = await Promise.all(Array.from({ length: 20 }, () => greedy.send('GET', '/jobs/events', { signal: left.signal })));
    expect(opened.every(({ status }) => status === 200)).toBe(true);
    const refused = await greedy.send('GET', '/jobs/events');
    expect(refused.headers.get('Retry-After')).toMatch(/^\d+$/);
    await expectProblem(refused, 503, 'desk-busy');
    expect(await follow(cms, { 'Last-Event-ID': '0' }, async () => undefined, (so) => so.includes('ping'))).toContain(': ping');
    left.abort();
    await until(async () => {
      const again = new AbortController();
      expect((await greedy.send('GET', '/jobs/events', { signal: again.signal })).status).toBe(200);
      again.abort();
    });
  });

  test('ends within a minute when its key is revoked meanwhile, though nothing happens', async () => {
    const other = await client(desk);
    const response = await other.send('GET', '/jobs/events');
    const text = response.text();
    await revokeKey(desk.db, other.keyId);
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      vi.setSystemTime(now + 60_000);
      expect(await text).toBe(': ping\n\n');
    } finally {
      vi.useRealTimers();
    }
    expect(await refusal(await other.send('GET', '/jobs/events'))).toBe('401 key-invalid');
  });

  test('tells only of the collections that the key is still for', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const asked: (readonly string[])[] = [];
    const end = new AbortController();
    const push = {
      eventsAfter: async (collections: readonly string[], after: number) => {
        asked.push(collections);
        vi.setSystemTime(Date.now() + 31_000);
        return [{ id: after + 1, collectionId: collections[0] ?? '', sourceId: 'x', outcome: 'new' as const, title: null, passages: null, warnings: [], fault: null, detail: null }];
      },
    };
    const events = documentEvents(push, { after: 0, collections: ['a', 'b'], signal: end.signal, renew: async () => ['b'], end: () => end.abort() });
    await events.next();
    await events.next();
    await events.return();
    expect(asked).toEqual([['a', 'b'], ['b']]);
    expect(end.signal.aborted).toBe(true);
    vi.useRealTimers();
  });

  test('says that it lives while nothing happens', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const end = new AbortController();
    const events = documentEvents({ eventsAfter: async () => [] }, { after: 0, collections: [], signal: end.signal, renew: async () => [], end: () => end.abort() });
    const reader = sseBody(events, () => end.abort(), true).getReader();
    const read = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await read()).toBe(': ping\n\n');
    const second = read();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await second).toBe(': ping\n\n');
    vi.useRealTimers();
    end.abort();
    await reader.cancel();
  });

  test('goes on from now for a client that is ahead of what there is, as after a restored backup', async () => {
    const text = await follow(cms, { 'Last-Event-ID': '999999999999999' }, () => put('herstel.md'), (so) => so.includes('herstel.md'));
    expect(text).toContain('"sourceId":"herstel.md"');
  });

  test('ends cleanly when the desk stops', async () => {
    const response = await cms.send('GET', '/jobs/events');
    const text = response.text();
    await desk.app.close(100);
    expect(await text).toBe(': ping\n\n');
    await expectProblem(await cms.send('GET', '/jobs/events'), 503, 'desk-stopping');
  });
});
