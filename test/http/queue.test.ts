import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type ReceivedEvent, readEvents } from '../support/events.ts';
import { reply, silence } from '../support/ollama-host/index.ts';

describe('a turn before whose model others wait', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk({ maxWaiting: 2 });
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.host.setScript([silence()]));

  const ask = (accept: string, signal?: AbortSignal) =>
    fetch(`${desk.url}/api/v1/assistants/loket/turns`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: accept },
      body: JSON.stringify({ question: 'Wat kost een paspoort?' }),
      ...(signal && { signal }),
    });
  const waiting = () => desk.gateway.waiting().get('standaard');
  const statuses = (events: readonly ReceivedEvent[]) => events.flatMap(({ event, data }) => (event === 'status' ? data['phase'] : []));

  /** Someone at the host, whose answer the test lets go. */
  async function occupy(): Promise<() => void> {
    const leaving = new AbortController();
    ask('text/event-stream', leaving.signal).then((response) => response.text()).catch(() => undefined);
    await desk.host.nextChat();
    return () => leaving.abort();
  }

  test('is told where it stands and for how long, and then that its answer is being written', async () => {
    const leave = await occupy();
    const asked = ask('text/event-stream').then(readEvents);
    await expect.poll(waiting).toBe(1);
    desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    leave();
    const events = await asked;
    expect(statuses(events)).toEqual(['searching', 'writing', 'waiting', 'writing']);
    expect(events.find(({ data }) => data['phase'] === 'waiting')?.data).toEqual({
      phase: 'waiting', position: 1, expectedSeconds: expect.any(Number), conversationId: events[0]?.data['conversationId'],
    });
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { outcome: 'answered' } });
  });

  test('that its asker leaves gives its place back', async () => {
    const leave = await occupy();
    const leaving = new AbortController();
    const asked = ask('application/json', leaving.signal).catch((error: Error) => error.name);
    await expect.poll(waiting).toBe(1);
    leaving.abort();
    expect(await asked).toBe('AbortError');
    await expect.poll(waiting).toBe(0);
    leave();
  });

  test('quotes from the documents when the queue is full, as it does without a model', async () => {
    const leave = await occupy();
    const leaving = new AbortController();
    const others = [1, 2].map(() => ask('application/json', leaving.signal).catch(() => undefined));
    await expect.poll(waiting).toBe(2);
    expect(await (await ask('application/json')).json()).toMatchObject({ outcome: 'quoted', sources: [{ quote: expect.stringContaining('€ 86,20') }] });
    expect(desk.logged).toContainEqual(expect.objectContaining({ outcome: 'quoted', code: 'queue-full' }));
    leaving.abort();
    leave();
    await Promise.all(others);
  });
});
