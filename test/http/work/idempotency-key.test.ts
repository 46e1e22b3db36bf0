import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { readEvents } from '../../support/events.ts';

const QUESTION = 'Wat kost een paspoort?';
let desk: TestDesk;
let noor: Colleague;
let sam: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  [noor, sam] = [await colleague(desk), await colleague(desk, ['medewerkers'], 'Sam Bakker')];
});
afterAll(() => desk.close());

const sent = (by: Colleague, key: string, body: object = {}) => by.send('POST', '/api/v1/work/turns', { assistant: 'collega', question: QUESTION, ...body }, { 'Sec-Fetch-Site': 'same-origin', 'Idempotency-Key': key });
const lastOf = async (answer: Promise<Response>) => (await readEvents(await answer)).at(-1) ?? expect.fail();
const problemIn = async (answer: Promise<Response>) => [(await answer).status, await (await answer).json()];
const turnsOf = async (by: Colleague, conversationId: unknown) => (await (await by.get(`/werk/gesprekken/${String(conversationId)}`)).text()).split('<article class="balie-turn">').length - 1;

describe('a question that a script sends again with its key', () => {
  test('is in the conversation once, and answered with what it was', async () => {
    const key = randomUUID();
    const { data: first } = await lastOf(sent(noor, key));
    const { conversationId } = first;
    expect((await lastOf(sent(noor, key, { conversationId }))).data).toMatchObject({ id: first['id'], answer: first['answer'], took: { durationMs: expect.any(Number) } });
    expect(await turnsOf(noor, conversationId)).toBe(1);
  });

  test('is who sent it: the same key of a colleague is another question', async () => {
    const key = randomUUID();
    const { data: first } = await lastOf(sent(noor, key));
    expect((await lastOf(sent(sam, key))).data['id']).not.toBe(first['id']);
  });

  test('comes in the place of another once, whatever its key; the one that it became is asked anew under the same key, as a page does after a fault', async () => {
    const key = randomUUID();
    const { data: first } = await lastOf(sent(noor, key));
    const replacing = { conversationId: first['conversationId'], instead: first['id'] };
    expect((await lastOf(sent(noor, key, replacing))).event).toBe('done');
    expect(await problemIn(sent(noor, key, replacing))).toEqual([409, expect.objectContaining({ code: 'question-replaced' })]);
  });

  test('has a key that is hard to guess', async () => {
    expect(await problemIn(sent(noor, 'kort'))).toEqual([400, expect.objectContaining({ code: 'idempotency-key-invalid' })]);
  });
});
