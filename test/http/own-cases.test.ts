import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { reviews } from '../../src/cli/commands/reviews.ts';
import { readConfig } from '../../src/config/config.ts';
import { caseReader } from '../../src/evaluation/case.ts';
import { createCases, unlinkCases } from '../../src/review/cases.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { eraseSaid } from '../support/erased.ts';
import { keepTurn, sayOf } from '../support/kept-turns.ts';
import { approvedOpening } from '../support/openings.ts';
import { type Editor, loggedIn, pageText } from './admin-support.ts';

const CASES = '/beheer/toetsvragen';
const hostile = '"></textarea><script>alert(1)</script>';

let desk: TestDesk;
let at: Editor;
beforeAll(async () => {
  desk = await startTestDesk({ toReview: { sampleOneIn: 0, askedOften: 2 } });
  at = await loggedIn(desk, { name: 'Team Kwaliteit', isReviewer: true });
  await approvedOpening(desk);
});
afterAll(() => desk.close());

async function judged(oordeel: string, fields: Record<string, string> = {}, parts: Parameters<typeof keepTurn>[1] = {}): Promise<{ id: string; conversationId: string; form: string }> {
  const turn = await keepTurn(desk, parts);
  await sayOf(desk, turn, { helpful: false });
  const form = `/beheer/beoordelen/${turn.id}/toetsvraag`;
  const response = await at.post(`/beheer/beoordelen/${turn.id}`, { versie: '0', oordeel, daarna: 'toetsvraag', ...fields });
  expect(response.headers.get('Location')).toBe(form);
  return { ...turn, form };
}

/** What is filled in on the page of a form, as a browser would send it. */
function filled(page: string): Record<string, string> {
  const areas = [...page.matchAll(/name="([\w-]+)" rows="\d"[^>]*> ?\n?([^<]*)<\/textarea>/g)].map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')]);
  const chosen = [...page.matchAll(/name="afloop" value="([\w-]+)" checked/g)].map((match) => match[1] ?? '');
  return { ...Object.fromEntries(areas), assistent: 'loket', versie: /name="versie" value="(\d+)"/.exec(page)?.[1] ?? '', afloop: chosen.join() };
}

const last = async () => (await desk.db.query<Record<string, unknown>>('SELECT * FROM own_cases ORDER BY id DESC LIMIT 1'))[0];
const amount = async () => Number((await desk.db.query<{ n: number }>('SELECT count(*) AS n FROM own_cases'))[0]?.n);
const minimal = { assistent: 'loket', vraag: 'Wat kost een paspoort?', afloop: 'answered', versie: '0' };

describe('a test question', () => {
  test.each([
    ['good', {}, { afloop: 'answered', bronnen: 'Paspoort aanvragen', zegt: '' }],
    ['incomplete', { zegt: '62,75' }, { afloop: 'answered,quoted', bronnen: 'Paspoort aanvragen', zegt: '62,75' }],
    ['wrong', { bronnen: 'Legesverordening', zegt: '€ 86,20' }, { afloop: 'answered,quoted', bronnen: 'Legesverordening', zegt: '€ 86,20' }],
    ['should-not-answer', {}, { afloop: 'abstained,out-of-scope', bronnen: '' }],
    ['should-answer', {}, { afloop: 'answered,quoted', bronnen: '' }],
  ])('is proposed from a turn that was judged %s', async (judgement, fields, expected) => {
    const { form } = await judged(judgement, fields);
    const page = await (await at.get(form)).text();
    expect(filled(page)).toMatchObject({ vraag: 'Wat kost een paspoort?', eerder: '', ...expected });
  });

  test('is kept as it was edited, listed, and given as a file that the evaluation reads', async () => {
    const before = await keepTurn(desk);
    const { form } = await judged('incomplete', {}, { question: 'En voor een kind?', conversationId: before.conversationId });
    const page = await (await at.get(form)).text();
    expect(filled(page)['eerder']).toBe('Wat kost een paspoort?');
    const sent = await at.post(form, { ...filled(page), afloop: 'quoted', zegt: '62,75\n/kind(eren)?/', 'zegt-niet': '86,20' });
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${CASES}?melding=toetsvraag`]);
    const kept = await last();
    expect(kept).toMatchObject({ question: 'En voor een kind?', history: ['Wat kost een paspoort?'], outcomes: ['quoted'], say: ['62,75', '/kind(eren)?/'], version: 1 });
    expect(await pageText(at, `${CASES}?melding=toetsvraag`)).toContain('En voor een kind?');
    const file = await at.get(`${CASES}/bestand`);
    expect(file.headers.get('Content-Disposition')).toBe('attachment; filename="toetsvragen.jsonl"');
    const lines = (await file.text()).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      id: `eigen-${String(kept?.['id'])}`, kind: 'own', assistant: 'loket', question: 'En voor een kind?', history: ['Wat kost een paspoort?'],
      expect: { outcome: ['quoted'], cite: ['Paspoort aanvragen'], say: ['62,75', '/kind(eren)?/'], notSay: ['86,20'] },
    });
    expect(lines.map(caseReader()).at(-1)).toMatchObject({ kind: 'own', history: ['Wat kost een paspoort?'], expect: { outcomes: ['quoted'], cite: [['Paspoort aanvragen']] } });
    const out: string[] = [];
    const code = await reviews.run({ values: {}, positionals: ['export'], json: false, config: readConfig({}), database: () => Promise.resolve(desk.db), onFailure: () => undefined, out: (line) => void out.push(line), note: () => undefined, signal: new AbortController().signal });
    expect([code, out]).toEqual([0, lines]);
    expect(await readActs(desk.db, 1)).toMatchObject([{ kind: 'own-case.made', facts: { case: kept?.['id'], byKey: at.keyId } }]);
  });

  test('stays when the term of the turn that it was made of is over, and tells nothing of it', async () => {
    const { id, form } = await judged('good');
    await at.post(form, filled(await (await at.get(form)).text()));
    await eraseSaid(desk.db, desk.auditKey, new Date(Date.now() + 1_000));
    await unlinkCases(desk.db);
    const kept = await last();
    expect(kept).toMatchObject({ question: 'Wat kost een paspoort?' });
    expect(JSON.stringify(kept)).not.toContain(id);
    expect(await pageText(at, `${CASES}/${String(kept?.['id'])}`)).toContain('blijft bewaard, ook na de bewaartermijn van de vraag');
  });

  test('goes with its turn when who asked has that erased', async () => {
    const { id, conversationId, form } = await judged('good');
    await at.post(form, filled(await (await at.get(form)).text()));
    const kept = await last();
    expect(kept).toMatchObject({ turn_id: id });
    expect(await desk.desk.erasing.conversation(conversationId, { by: { by: 'asker' } })).toMatchObject({ turns: 1 });
    expect((await last())?.['id']).not.toBe(kept?.['id']);
    // Who was still at the form has nothing to make it of.
    const made = { assistant: 'loket', question: 'Wat kost een paspoort?', history: [], outcomes: [], cite: [], say: [], notSay: [] };
    await expect(createCases({ db: desk.db, record: desk.desk.recordAct, now: () => new Date() }).make(made, at.keyId, id)).rejects.toMatchObject({ code: 'review-unknown' });
  });

  test('is shown without personal data before it is kept, also what was typed in later', async () => {
    const { form } = await judged('good', {}, { question: 'Ik ben Jan Jansen, bsn 111222333. Wat kost een paspoort?' });
    const page = await (await at.get(form)).text();
    expect(page).toContain('Er stonden persoonlijke gegevens in de vraag.');
    expect(page).not.toMatch(/111222333|Jansen/);
    const before = await amount();
    const again = await at.post(form, { ...filled(page), eerder: 'Mail mij op jan@voorbeeld.nl' });
    const shown = await again.text();
    expect([again.status, await amount()]).toEqual([400, before]);
    expect(shown).toContain('Mail mij op [e-mailadres]');
    expect((await at.post(form, filled(shown))).status).toBe(303);
    expect(await last()).toMatchObject({ history: ['Mail mij op [e-mailadres]'], question: expect.stringMatching(/\[burgerservicenummer\]/) as string });
  });

  test('is changed and removed, each with who did it, and not over what another changed', async () => {
    await at.post((await judged('good')).form, minimal);
    const id = String((await last())?.['id']);
    expect((await at.post(`${CASES}/${id}`, { ...minimal, versie: '1', vraag: 'Wat kost een rijbewijs?' })).status).toBe(303);
    const late = await at.post(`${CASES}/${id}`, { ...minimal, versie: '1', vraag: 'Mijn vraag?' });
    const text = await late.text();
    expect([late.status, filled(text)['versie']]).toEqual([409, '2']);
    expect(text).toContain('Mijn vraag?');
    expect((await at.post(`${CASES}/${id}/verwijderen`)).status).toBe(303);
    expect((await at.get(`${CASES}/${id}`)).status).toBe(404);
    expect((await at.post(`${CASES}/${id}/verwijderen`)).status).toBe(404);
    expect((await at.post(`${CASES}/${id}`, minimal)).status).toBe(404);
    expect((await readActs(desk.db, 2)).map(({ kind, facts }) => [kind, facts['byKey']])).toEqual([['own-case.removed', at.keyId], ['own-case.changed', at.keyId]]);
  });

  test.each([
    ['no question', { vraag: ' ' }, 'U hebt nog geen vraag gesteld.'],
    ['a long one', { vraag: 'x'.repeat(2_001) }, 'Uw vraag is te lang.'],
    ['an assistant that there is not', { assistent: 'ander' }, 'Kies een assistent.'],
    ['nothing that is expected', { afloop: '' }, 'Kies een afloop'],
    ['a pattern that is none', { 'zegt-niet': '/[/' }, 'Dit patroon klopt niet: /[/'],
    ['flags that there are not', { zegt: '/a/iiu' }, 'Dit patroon klopt niet: /a/iiu'],
    ['a long title', { bronnen: 'x'.repeat(201) }, 'hoogstens 200 tekens'],
  ])('with %s is not kept, and nothing that was typed is lost', async (_, fields, said) => {
    const { form } = await judged('good');
    const before = await amount();
    const response = await at.post(form, { ...minimal, eerder: hostile, ...fields });
    const page = await response.text();
    expect([response.status, await amount()]).toEqual([400, before]);
    expect(page).toContain(said);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
  });

  test('of a number that is none, or from another site, is refused', async () => {
    for (const id of ['0', 'x', '99999999999999999', '%2e%2e']) expect([id, (await at.get(`${CASES}/${id}`)).status]).toEqual([id, 404]);
    const before = await amount();
    expect((await at.post((await judged('good')).form, minimal, { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect(await amount()).toBe(before);
  });
});

test('balie reviews says how it is used', async () => {
  const notes: string[] = [];
  const input = { values: {}, json: false, config: readConfig({}), database: () => Promise.resolve(desk.db), onFailure: () => undefined, out: () => undefined, note: (line: string) => void notes.push(line), signal: new AbortController().signal };
  expect(await reviews.run({ ...input, positionals: [] })).toBe(2);
  expect(notes).toEqual([expect.stringContaining('balie reviews export')]);
});
