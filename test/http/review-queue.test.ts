import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { verify } from '../../src/audit/verify.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { eraseSaid } from '../support/erased.ts';
import { keepTurn, sayOf } from '../support/kept-turns.ts';
import { approvedOpening } from '../support/openings.ts';
import { type Editor, loggedIn, pageText } from './admin-support.ts';

const LIST = '/beheer/beoordelen';
const hostile = '<img src=x onerror=alert(1)>';

let desk: TestDesk;
let at: Editor;
beforeAll(async () => {
  desk = await startTestDesk({ toReview: { sampleOneIn: 0, askedOften: 2 } });
  at = await loggedIn(desk, { name: 'Team Kwaliteit', isReviewer: true });
  await approvedOpening(desk);
});
afterAll(() => desk.close());
/** What earlier tests left is not for later ones. */
beforeEach(async () => void (await eraseSaid(desk.db, desk.auditKey, new Date(Date.now() + 1_000))));

const listed = async () => [...(await pageText(at, LIST)).matchAll(/\/beheer\/beoordelen\/([0-9a-f-]{36})/g)].map((match) => match[1]);
const judge = (id: string, fields: Record<string, string>, by = at) => by.post(`${LIST}/${id}`, { versie: '0', oordeel: 'good', ...fields });
const notHelpful = async (parts: Parameters<typeof keepTurn>[1] = {}) => {
  const turn = await keepTurn(desk, parts);
  await sayOf(desk, turn, { helpful: false, reasons: ['incomplete'], text: 'De prijs voor kinderen ontbreekt.' });
  return turn;
};

describe('the queue of reviews', () => {
  test('holds what did not help first, then what is asked often without an answer, and nothing else', async () => {
    await keepTurn(desk);
    await keepTurn(desk, { question: 'Hoe laat gaat het zwembad open?', outcome: 'abstained' });
    const often = await keepTurn(desk, { question: 'Waar kan ik mijn hond uitlaten?', outcome: 'abstained' });
    await keepTurn(desk, { question: 'waar mag ik de hond uitlaten', outcome: 'abstained' });
    const bad = await notHelpful();
    await sayOf(desk, await keepTurn(desk), { helpful: true });
    expect(await listed()).toEqual([bad.id, often.id]);
    const text = await pageText(at, LIST);
    expect(text).toContain('2 keer gevraagd');
    expect(text).toContain('Het is niet volledig');
    expect(text).not.toMatch(/hond|paspoort|kinderen/);
  });

  test('asks of what is asked often once, for all who asked it', async () => {
    const first = await keepTurn(desk, { question: 'Waar kan ik vuurwerk kopen?', outcome: 'blocked' });
    await keepTurn(desk, { question: 'Waar kan ik vuurwerk kopen?', outcome: 'blocked' });
    expect((await judge(first.id, { oordeel: 'should-answer' })).status).toBe(303);
    await keepTurn(desk, { question: 'vuurwerk kopen, waar?', outcome: 'blocked' });
    expect(await listed()).toEqual([]);
  });

  test('draws one of so many answers, the same ones each time until they are judged', async () => {
    const drawing = await startTestDesk({ toReview: { sampleOneIn: 3, askedOften: 2 } });
    const reviewer = await loggedIn(drawing, { name: 'Kwaliteit', isReviewer: true });
    await approvedOpening(drawing);
    // Drawn by their numbers: of the same ones the same come out each time.
    for (let index = 10; index < 70; index += 1) await keepTurn(drawing, { id: `00000000-0000-4000-8000-0000000000${index}` });
    const drawn = async () => [...(await pageText(reviewer, LIST)).matchAll(/beoordelen\/([0-9a-f-]{36})/g)].map((match) => match[1]);
    const first = await drawn();
    expect(first.length).toBeGreaterThan(5);
    expect(first.length).toBeLessThan(40);
    expect(await drawn()).toEqual(first);
    expect((await judge(first[0] ?? '', {}, reviewer)).status).toBe(303);
    expect(await drawn()).toEqual(first.slice(1));
    await drawing.close();
  });

  test('opens again what is said not to help after it was judged', async () => {
    const turn = await notHelpful();
    await judge(turn.id, {});
    expect(await listed()).toEqual([]);
    await sayOf(desk, turn, { helpful: false, text: 'Nog steeds niet.' });
    expect(await listed()).toEqual([turn.id]);
  });

  test('shows of a turn what was asked before, the answer, its sources, what the asker said and how it came about', async () => {
    const before = await keepTurn(desk, { question: `Wat kost een paspoort? ${hostile}` });
    const turn = await notHelpful({ question: 'En voor een kind?', conversationId: before.conversationId, answer: `Dat kost € 86,20. [1] ${hostile}`, details: { guard: { masked: ['name'], score: 0.25 }, strange: { x: 1 } } });
    const text = await pageText(at, `${LIST}/${turn.id}`);
    for (const shown of ['Wat kost een paspoort?', 'En voor een kind?', 'Dat kost € 86,20.', 'Paspoort aanvragen', 'De prijs voor kinderen ontbreekt.', 'Het is niet volledig', 'een naam', '0,25']) expect(text).toContain(shown);
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('strange');
  });

  test('shows an answer in another language in its own direction', async () => {
    const { id } = await notHelpful({ question: 'ما هي تكلفة جواز السفر؟', answer: 'التكلفة € 86,20', details: { language: { detected: 'ar', certainty: 1, answeredIn: 'ar', answer: 'Een paspoort kost € 86,20.' } } });
    const text = await pageText(at, `${LIST}/${id}`);
    expect(text).toContain('class="balie-answer__text" lang="ar" dir="rtl"');
    expect(text).toContain('Het antwoord in het Nederlands</dt><dd class="balie-lines">Een paspoort kost € 86,20.');
    expect(text).toContain('Arabisch');
  });

  test('opens no other turn, and not one that was erased', async () => {
    const [plain, bad] = [await keepTurn(desk), await notHelpful()];
    for (const id of [plain.id, randomUUID(), 'x', '%00', `${bad.id}x`]) expect([id, (await at.get(`${LIST}/${id}`)).status]).toEqual([id, 404]);
    expect((await judge(plain.id, {})).status).toBe(404);
    expect((await at.get(`${LIST}/${bad.id}`)).status).toBe(200);
    await eraseSaid(desk.db, desk.auditKey, new Date(Date.now() + 1_000));
    expect((await at.get(`${LIST}/${bad.id}`)).status).toBe(404);
    expect((await at.get(`${LIST}/${bad.id}/toetsvraag`)).status).toBe(404);
  });

  test('records who opened and who judged, and the log stays whole', async () => {
    const turn = await notHelpful();
    await pageText(at, `${LIST}/${turn.id}`);
    await judge(turn.id, { oordeel: 'wrong', opmerking: 'Bedrag van vorig jaar' });
    const [read] = await readActs(desk.db, 1, 'readings');
    expect(read).toMatchObject({ kind: 'review.opened', facts: { turn: turn.id, byKey: at.keyId } });
    const [judged] = await readActs(desk.db, 1);
    expect(judged).toMatchObject({ kind: 'turn.judged', facts: { turn: turn.id, judgement: 'wrong', byKey: at.keyId } });
    const rows = await desk.db.query<{ all: string }>("SELECT body || encode(coalesce(content, ''), 'escape') AS all FROM audit_entries UNION ALL SELECT r::text FROM turn_reviews r");
    for (const { all } of rows) expect(all).not.toContain('vorig jaar');
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
    await desk.db.query("UPDATE turn_reviews SET judgement = 'good' WHERE turn_id = $1", [turn.id]);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toEqual({ number: judged?.number, fault: 'note-altered' });
    await desk.db.query("UPDATE turn_reviews SET judgement = 'wrong' WHERE turn_id = $1", [turn.id]);
  });

  test('does not let one who judges overwrite another without knowing: what they filled in stays', async () => {
    const turn = await notHelpful();
    const other = await loggedIn(desk, { name: `Collega ${hostile}`, isReviewer: true });
    expect((await judge(turn.id, { oordeel: 'incomplete' }, other)).status).toBe(303);
    const refused = await judge(turn.id, { oordeel: 'wrong', opmerking: 'Mijn opmerking' });
    expect(refused.status).toBe(409);
    const text = await refused.text();
    expect(text).toContain('Iemand anders heeft dit intussen veranderd.');
    expect(text).toMatch(/Eerder oordeel: <strong>Niet volledig<\/strong>, door Collega &lt;img/);
    expect(text).toContain('Mijn opmerking');
    expect(text).toMatch(/value="wrong" checked/);
    const version = /name="versie" value="(\d+)"/.exec(text)?.[1] ?? '';
    expect((await judge(turn.id, { versie: version, oordeel: 'wrong' })).status).toBe(303);
    const both = await Promise.all([judge(turn.id, { versie: '2', oordeel: 'good' }), judge(turn.id, { versie: '2', oordeel: 'incomplete' }, other)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
  });

  test.each([
    ['no judgement', { oordeel: '' }, 'Kies een oordeel.'],
    ['one that there is not', { oordeel: 'mooi' }, 'Kies een oordeel.'],
    ['a long remark', { opmerking: 'x'.repeat(2_001) }, 'Hoogstens 2.000 tekens.'],
    ['many lines', { bronnen: Array.from({ length: 21 }, (_, index) => `Bron ${index}`).join('\n') }, 'Hoogstens 20 regels.'],
    ['a long line', { zegt: 'x'.repeat(301) }, 'hoogstens 300 tekens'],
    ['a pattern that is none', { zegt: '/(/' }, 'Dit patroon klopt niet: /(/'],
  ])('says what is wrong with %s, and keeps nothing', async (_, fields, said) => {
    const turn = await notHelpful();
    const response = await judge(turn.id, fields);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(said);
    expect(await listed()).toEqual([turn.id]);
  });
});

describe('who may not judge', () => {
  test('is sent to log in without a session, and refused with another key, an admin’s too', async () => {
    const turn = await notHelpful();
    for (const path of [LIST, `${LIST}/${turn.id}`, `${LIST}/${turn.id}/toetsvraag`, '/beheer/toetsvragen', '/beheer/toetsvragen/bestand', '/beheer/toetsvragen/1']) {
      const anonymous = await fetch(desk.url + path, { redirect: 'manual' });
      expect([path, anonymous.status, anonymous.headers.get('Location')?.split('?')[0]]).toEqual([path, 303, '/beheer/inloggen']);
    }
    for (const rights of [{ collections: ['producten'] }, { isAdmin: true }]) {
      const other = await loggedIn(desk, { name: 'Ander', ...rights });
      for (const path of [LIST, `${LIST}/${turn.id}`, '/beheer/toetsvragen/bestand']) expect((await other.get(path)).status).toBe(403);
      expect((await judge(turn.id, {}, other)).status).toBe(403);
      expect(await (await other.get('/beheer')).text()).not.toContain('beoordelen');
    }
    expect(await readActs(desk.db, 1, 'readings').then(([act]) => act?.facts['turn'])).not.toBe(turn.id);
  });

  test('is a page of another site', async () => {
    const turn = await notHelpful();
    expect((await at.post(`${LIST}/${turn.id}`, { versie: '0', oordeel: 'good' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect(await listed()).toEqual([turn.id]);
  });
});

test('the first page of Beheer says how much there is to judge', async () => {
  await notHelpful();
  const text = await pageText(at, '/beheer');
  expect(text).toMatch(/hielp niet<\/a><\/dt><dd>1</);
  expect(text).toMatch(/steekproef<\/dt><dd>0</);
  expect(text).not.toContain('per collectie');
});
