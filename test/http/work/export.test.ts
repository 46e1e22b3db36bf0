import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { eraseTalk } from '../../support/erased.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { reply } from '../../support/ollama-host/index.ts';

const MARK = 'Concept, gemaakt met AI. Controleer voor gebruik.';

let desk: TestDesk;
let noor: Colleague;
const ids = { conversation: '', task: '' };
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  noor = await colleague(desk);
  const ask = async (path: string, body: object) => ((await (await noor.send('POST', path, body)).json()) as { conversationId: string }).conversationId;
  ids.conversation = await ask('/api/v1/assistants/collega/turns', { question: 'Wat kost een paspoort?' });
  desk.host.setScript(reply('# Brief\n\nKom **graag** langs.'));
  ids.task = await ask('/api/v1/work/tasks/vertalen/runs', { given: { tekst: 'Kom langs.', taal: 'Engels', soort: 'Brief of e-mail' } });
});
afterAll(() => desk.close());

const path = (id: string, format: string) => `/api/v1/work/conversations/${id}/export?format=${format}`;
const exported = async (id: string, format: string) => {
  const response = await noor.get(path(id, format));
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
};
const textOf = async (bytes: Uint8Array, name: string) => (await extract(bytes, { name })).sections.map(({ headings, text }) => [...headings, text].join('\n')).join('\n');

describe.each([['docx', 'wordprocessingml.document'], ['pdf', 'application/pdf'], ['md', 'text/markdown']])('as %s', (format, type) => {
  test('a conversation has its question, answer, sources and mark, as our own reader reads it back', async () => {
    const { response, bytes } = await exported(ids.conversation, format);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toContain(type);
    expect(response.headers.get('Content-Disposition')).toMatch(new RegExp(`^attachment; filename="wat-kost-een-paspoort-\\d{4}-\\d\\d-\\d\\d\\.${format}"$`));
    const text = await textOf(bytes, `bestand.${format}`);
    expect(text).toContain('Wat kost een paspoort?');
    expect(text).toContain('Bronnen');
    expect(text).toContain(MARK);
  });

  test('a task has what was filled in and its result', async () => {
    const text = await textOf((await exported(ids.task, format)).bytes, `bestand.${format}`);
    expect(text).toContain('Vertalen');
    expect(text).toContain('Kom langs.');
    expect(text).toMatch(/Kom (?:\*\*)?graag(?:\*\*)? langs\./);
  });
});

test('is of nobody else, whatever they may', async () => {
  for (const other of [await colleague(desk), await colleague(desk, ['beheer'])]) {
    for (const id of [ids.conversation, ids.task]) expect((await other.get(path(id, 'md'))).status).toBe(404);
  }
  const nobody = await fetch(desk.url + path(ids.conversation, 'md'));
  expect(nobody.status).toBe(401);
});

test.each([
  ['a format that there is not', () => path(ids.conversation, 'exe'), 400],
  ['no format', () => `/api/v1/work/conversations/${ids.conversation}/export`, 400],
  ['what is no number', () => path('1', 'md'), 400],
  ['one that is not there', () => path('00000000-0000-4000-8000-000000000000', 'md'), 404],
])('refuses %s', async (_, at, status) => {
  expect((await noor.get(at())).status).toBe(status);
});

test('gives no PDF of letters that it cannot write, and a document of Word all the same', async () => {
  desk.host.setScript(reply('يمكنك استلام جواز سفرك.'));
  const { conversationId } = (await (await noor.send('POST', '/api/v1/work/tasks/vertalen/runs', { given: { tekst: 'Kom langs.', taal: 'Arabisch', soort: 'Brief of e-mail' } })).json()) as { conversationId: string };
  const { response } = await exported(conversationId, 'pdf');
  expect(response.status).toBe(400);
  expect((await exported(conversationId, 'docx')).response.status).toBe(200);
});

test('is gone with what was erased', async () => {
  desk.host.setScript(reply('Weg.'));
  const { conversationId } = (await (await noor.send('POST', '/api/v1/work/tasks/vertalen/runs', { given: { tekst: 'Weg.', taal: 'Engels', soort: 'Brief of e-mail' } })).json()) as { conversationId: string };
  await eraseTalk(desk.db, desk.auditKey, conversationId, ['taak:vertalen']);
  expect((await exported(conversationId, 'md')).response.status).toBe(404);
});
