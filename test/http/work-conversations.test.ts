import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

const QUESTION = 'Wat kost een paspoort?';
let desk: TestDesk;
let noor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  noor = await colleague(desk);
});
afterAll(() => desk.close());

/** Asks by the form. @returns the path of the conversation. */
async function begin(by: Colleague, fields: Record<string, string> = {}): Promise<string> {
  const answer = await by.post('/werk', { assistent: 'collega', vraag: QUESTION, ...fields });
  expect(answer.status).toBe(303);
  return (answer.headers.get('Location') ?? '').replace('#antwoord', '');
}
const idOf = (path: string) => path.split('/').at(-1) ?? '';
const page = async (by: Colleague, path: string) => (await by.get(path)).text();
const list = (by: Colleague) => page(by, '/werk/gesprekken');

describe('a conversation', () => {
  test('is made by a question, and stands in the list, on the first page and on a page of its own', async () => {
    const path = await begin(noor);
    const shown = await page(noor, path);
    expect(shown).toContain('Wordt gewist op');
    expect(shown).toContain('balie-answer');
    expect(await list(noor)).toContain(path);
    expect(await page(noor, '/werk')).toContain(path);
  });
});
