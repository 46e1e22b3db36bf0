import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { eraseSaid } from '../support/erased.ts';

const question = 'Wat kost een paspoort?';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.close());

interface Turn {
  readonly id: string;
  readonly conversationId: string;
  readonly outcome: string;
}

async function ask(): Promise<Turn> {
  const response = await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question }) });
  return (await response.json()) as Turn;
}

const put = (id: string, body: object | string, headers: Record<string, string> = {}) =>
  fetch(`${desk.url}/api/v1/turns/${id}/feedback`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const refusal = async (response: Response) => `${response.status} ${((await response.json()) as { code: string }).code}`;
const row = async (id: string) => (await desk.db.query('SELECT helpful, reasons, times FROM turn_feedback WHERE turn_id = $1', [id]))[0];
const isWhole = async () => expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();

describe('what people say of an answer, over the API', () => {
  test('is kept, and the last word counts', async () => {
    const { id, conversationId } = await ask();
    const first = await put(id, { conversationId, helpful: true });
    expect([first.status, first.headers.get('API-Version'), await first.json()]).toEqual([200, '1.0.0', { turnId: id, helpful: true, reasons: [], text: '', masked: [] }]);
    const second = await put(id, { conversationId, helpful: false, reasons: ['wrong', 'incomplete', 'wrong'], text: ' Het bedrag is oud. ' });
    expect(await second.json()).toEqual({ turnId: id, helpful: false, reasons: ['wrong', 'incomplete'], text: 'Het bedrag is oud.', masked: [] });
    expect(await row(id)).toEqual({ helpful: false, reasons: ['wrong', 'incomplete'], times: 2 });
    const [kept] = await desk.desk.log.conversation(conversationId, 'loket');
    expect(kept?.feedback).toEqual({ helpful: false, reasons: ['wrong', 'incomplete'], text: 'Het bedrag is oud.' });
    await isWhole();
  });

  test('is kept without personal data, and nowhere in clear', async () => {
    const { id, conversationId } = await ask();
    const given = await put(id, { conversationId, helpful: false, text: 'Mijn bsn is 111222333 en bel mij op 06 12345678.' });
    const { text, masked } = (await given.json()) as { text: string; masked: string[] };
    expect([text, masked]).toEqual(['Mijn bsn is [burgerservicenummer] en bel mij op [telefoonnummer].', ['bsn', 'phone']]);
    const rows = await desk.db.query<{ all: string }>("SELECT body || encode(coalesce(content, ''), 'escape') AS all FROM audit_entries UNION ALL SELECT turn_feedback::text FROM turn_feedback");
    for (const { all } of rows) expect(all).not.toMatch(/111222333|12345678|bel mij/);
    for (const line of desk.logged) expect(JSON.stringify(line)).not.toMatch(/111222333|12345678|bel mij/);
  });

  test('goes when the turn is erased, and the log stays whole', async () => {
    const { id, conversationId } = await ask();
    await put(id, { conversationId, helpful: false, text: 'Te vaag.' });
    await eraseSaid(desk.db, desk.auditKey, new Date(Date.now() + 1_000));
    const [kept] = await desk.desk.log.conversation(conversationId, 'loket');
    expect(kept?.feedback).toEqual({ helpful: false, reasons: [] });
    const contents = await desk.db.query<{ content: Buffer | null }>("SELECT content FROM audit_entries WHERE turn_id = $1", [id]);
    expect(contents.map(({ content }) => content)).toEqual([null, null, null]);
    expect(await refusal(await put(id, { conversationId, helpful: true }))).toBe('404 turn-unknown');
    await isWhole();
  });

  test('is counted by assistant, outcome and whether it helps, once for each change of mind', async () => {
    const { id, conversationId, outcome } = await ask();
    const counted = (helpful: string) => {
      const line = desk.metrics().split('\n').find((one) => one.startsWith(`balie_feedback_total{assistant="loket",outcome="${outcome}",helpful="${helpful}"}`));
      return Number(line?.split(' ').at(-1) ?? 0);
    };
    const before = [counted('yes'), counted('no')];
    for (const helpful of [true, true, false, false]) await put(id, { conversationId, helpful });
    expect([counted('yes'), counted('no')]).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);
  });

  test('is refused for an answer that is not there, or in another conversation: they are not told apart', async () => {
    const [{ id }, other] = [await ask(), await ask()];
    expect(await refusal(await put(id, { conversationId: other.conversationId, helpful: true }))).toBe('404 turn-unknown');
    expect(await refusal(await put(randomUUID(), { conversationId: other.conversationId, helpful: true }))).toBe('404 turn-unknown');
    expect(await row(id)).toBeUndefined();
  });

  test.each([
    ['no proof', { helpful: true }, '400 input-invalid'],
    ['no opinion', { conversationId: randomUUID() }, '400 input-invalid'],
    ['an opinion in words', { conversationId: randomUUID(), helpful: 'ja' }, '400 input-invalid'],
    ['a reason that there is not', { conversationId: randomUUID(), helpful: false, reasons: ['lelijk'] }, '400 input-invalid'],
    ['a reason why it helps', { conversationId: randomUUID(), helpful: true, reasons: ['wrong'] }, '400 input-invalid'],
    ['a field that there is not', { conversationId: randomUUID(), helpful: true, naam: 'x' }, '400 input-invalid'],
    ['a long text', { conversationId: randomUUID(), helpful: false, text: 'x'.repeat(501) }, '400 feedback-too-long'],
    ['no JSON', '{', '400 body-malformed'],
  ])('is refused with %s', async (_, body, expected) => {
    expect(await refusal(await put(randomUUID(), body))).toBe(expected);
  });

  test('is refused under a number that is none, as another kind of content, and from another site', async () => {
    const { id, conversationId } = await ask();
    expect(await refusal(await put('1', { conversationId, helpful: true }))).toBe('400 input-invalid');
    expect(await refusal(await put(id, { conversationId, helpful: true }, { 'Content-Type': 'text/plain' }))).toBe('415 content-type-unsupported');
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://kwaad.example' }]) {
      expect(await refusal(await put(id, { conversationId, helpful: true }, headers))).toBe('403 cross-site-refused');
    }
    expect(await row(id)).toBeUndefined();
  });

  test('is refused after ten times, also at once, and the last one stays', async () => {
    const { id, conversationId } = await ask();
    const all = await Promise.all(Array.from({ length: 14 }, (_, index) => put(id, { conversationId, helpful: index % 2 === 0 })));
    const refused = all.filter(({ status }) => status !== 200);
    expect(await Promise.all(refused.map(refusal))).toEqual(Array.from({ length: 4 }, () => '429 feedback-too-often'));
    expect(await row(id)).toMatchObject({ times: 10 });
    await isWhole();
  });

  test('is refused half a day after the question', async () => {
    const { id, conversationId } = await ask();
    await desk.db.query("UPDATE turns SET received_at = received_at - interval '13 hours' WHERE id = $1", [id]);
    expect(await refusal(await put(id, { conversationId, helpful: true }))).toBe('409 feedback-closed');
    await desk.db.query("UPDATE turns SET received_at = received_at + interval '13 hours' WHERE id = $1", [id]);
  });

  test('is refused while the answer is being made', async () => {
    const { id, conversationId } = await ask();
    const running = randomUUID();
    await desk.desk.log.received({ id: running, conversationId, isNew: false, assistant: 'loket', question });
    expect(await refusal(await put(running, { conversationId, helpful: true }))).toBe('409 turn-running');
    expect((await put(id, { conversationId, helpful: true })).status).toBe(200);
  });

  test.each([
    ['UPDATE turn_feedback SET helpful = NOT helpful WHERE turn_id = $1'],
    ["UPDATE turn_feedback SET reasons = '{wrong}' WHERE turn_id = $1"],
    ['DELETE FROM turn_feedback WHERE turn_id = $1'],
    ['UPDATE turn_feedback SET number = number - 1 WHERE turn_id = $1'],
  ])('cannot be changed beside the log without being found: %s', async (sql) => {
    const { id, conversationId } = await ask();
    await put(id, { conversationId, helpful: false, reasons: ['difficult'] });
    const [before] = await desk.db.query<{ number: number; given_at: Date }>('SELECT number, given_at FROM turn_feedback WHERE turn_id = $1', [id]);
    await desk.db.query(sql, [id]);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toEqual({ number: before?.number, fault: 'note-altered' });
    await desk.db.query('DELETE FROM turn_feedback WHERE turn_id = $1', [id]);
    await desk.db.query("INSERT INTO turn_feedback VALUES ($1, false, '{difficult}', $2, 1, $3)", [id, before?.given_at, before?.number]);
    await isWhole();
  });
});
