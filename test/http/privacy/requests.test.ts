import { randomUUID } from 'node:crypto';
import { conversationMark } from '../../../src/audit/conversation-mark.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import type { Receipt } from '../../../src/audit/receipt.ts';
import { isSignedBy } from '../../../src/audit/signing.ts';
import { verify } from '../../../src/audit/verify.ts';
import { groupRules } from '../../../src/identity/groups.ts';
import { figuresOf } from '../../../src/oversight/summary.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { keepTurn, sayOf } from '../../support/kept-turns.ts';

const OFFICER = groupRules.parse({ id: 'fg', title: 'FG', claims: ['fg'], roles: ['employee', 'privacy-officer'] });
const NOTE = 'Ik woon <b>niet</b> meer in Lindewaarde; "><script>alert(1)</script>';

let desk: TestDesk;
let admin: Colleague;
let officer: Colleague;
let other: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: [...GROUPS, OFFICER] });
  admin = await colleague(desk, ['beheer'], 'Ada Beheer');
  officer = await colleague(desk, ['fg'], 'Femke Gerritsen');
  other = await colleague(desk, ['fg'], 'Olaf Ander');
});
afterAll(() => desk.close());

const today = new Date().toISOString().slice(0, 10);
const register = (by: Colleague, fields: Record<string, string>) => by.post('/beheer/verzoeken', { soort: 'access', ontvangen: today, ...fields });
const acts = async (kind: string) => (await desk.db.query<{ body: string }>('SELECT body FROM audit_entries WHERE kind = $1 ORDER BY number', [kind])).map(({ body }) => (JSON.parse(body) as { facts: Record<string, unknown> }).facts);

async function registered(by: Colleague, fields: Record<string, string>): Promise<string> {
  const answer = await register(by, fields);
  expect(answer.status).toBe(303);
  return (answer.headers.get('Location') ?? '').split('?')[0] ?? '';
}

describe('inzage', () => {
  test('of a conversation is a file that a second person grants, with all that was said and who read it', async () => {
    const turn = await keepTurn(desk, { question: 'Wat kost een <i>zebra</i>?' });
    await sayOf(desk, turn, { helpful: false, text: 'Veel te moeilijk.' });
    const path = await registered(admin, { waarvan: ` ${turn.conversationId.toUpperCase()} ` });
    expect((await admin.post(`${path}/besluit`, { besluit: 'granted' })).status).toBe(403);
    expect((await officer.get(`${path}/inzage/html`)).status).toBe(409);
    expect((await officer.post(`${path}/besluit`, { besluit: 'granted' })).status).toBe(303);
    const page = await (await officer.get(path)).text();
    expect(page).toContain('door Femke Gerritsen');
    expect(page).not.toContain('zebra');
    expect((await admin.get(`${path}/inzage/json`)).status).toBe(403);

    const file = await officer.get(`${path}/inzage/html`);
    expect(file.headers.get('Content-Disposition')).toMatch(/^attachment; filename="inzage-[0-9a-f]{8}\.html"$/);
    const text = await file.text();
    for (const said of ['Wat kost een &lt;i&gt;zebra&lt;/i&gt;?', 'Een paspoort kost € 86,20.', 'Veel te moeilijk.', '<dt>Uitkomst</dt>', 'Alleen voor wie erom vroeg.', 'Dit was alles.']) expect(text).toContain(said);
    expect(text).not.toMatch(/<(?:script|img|link|form|iframe|i)\b/);
    const json = (await (await officer.get(`${path}/inzage/json`)).json()) as { complete: boolean; sections: { kind: string; items: { texts: { what: string; text: string }[] }[] }[] };
    expect(json.complete).toBe(true);
    expect(json.sections[0]?.items[0]?.texts).toContainEqual({ what: 'Vraag', text: 'Wat kost een <i>zebra</i>?' });
    const id = path.split('/').at(-1);
    expect(await acts('avg.registered')).toContainEqual({ request: id, asked: 'access', conversation: conversationMark(turn.conversationId), receivedOn: today, byPerson: admin.id });
    expect(await acts('avg.granted')).toContainEqual({ request: id, asked: 'access', conversation: conversationMark(turn.conversationId), byPerson: officer.id });
    expect((await acts('avg.handed-out')).filter(({ request }) => request === id)).toEqual(['html', 'json'].map((format) => ({ request: id, conversation: expect.any(String), format, byPerson: officer.id })));
    expect(text).toContain(`opgehaald door medewerker ${officer.id}.`);
    expect((await readActs(desk.db, 1, 'readings'))[0]).toMatchObject({ kind: 'avg.handed-out', facts: { request: id } });
    expect(await readActs(desk.db, 1_000)).not.toContainEqual(expect.objectContaining({ kind: 'avg.handed-out' }));
    expect(page).toContain('Het kan worden opgehaald tot');
  });

  test('can be had for thirty days after the decision', async () => {
    const { conversationId } = await keepTurn(desk);
    const path = await registered(admin, { waarvan: conversationId });
    await officer.post(`${path}/besluit`, { besluit: 'granted' });
    const age = (by: string) => desk.db.query('UPDATE privacy_requests SET registered_at = registered_at - $2::interval, decided_at = decided_at - $2::interval WHERE id = $1', [path.split('/').at(-1), by]);
    await age('719 hours');
    expect((await officer.get(`${path}/inzage/json`)).status).toBe(200);
    const before = await acts('avg.handed-out');
    await age('2 hours');
    const late = await officer.get(`${path}/inzage/json`);
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('niet meer op te halen')]);
    expect(await acts('avg.handed-out')).toEqual(before);
    const page = await (await officer.get(path)).text();
    expect([page.includes('Het kon worden opgehaald tot'), page.includes('/inzage/json')]).toEqual([true, false]);
  });

  test('of an employee, or a conversation of theirs, is a look that they and their council see', async () => {
    const bram = await colleague(desk, ['medewerkers'], 'Bram Bekeken');
    await bram.post('/werk', { assistent: 'collega', vraag: 'Wat kost een paspoort?' });
    const [conversation] = await desk.db.query<{ id: string }>('SELECT id FROM conversations WHERE person_id = $1', [bram.id]);
    const start = new Date();
    for (const waarvan of [bram.id, conversation?.id ?? '']) {
      const path = await registered(admin, { waarvan });
      await officer.post(`${path}/besluit`, { besluit: 'granted' });
      expect((await officer.get(`${path}/inzage/json`)).status).toBe(200);
      expect((await acts('avg.handed-out')).at(-1)).toMatchObject({ request: path.split('/').at(-1), ofEmployee: true, byPerson: officer.id });
      expect(await (await bram.get('/werk/account')).text()).toContain(`voor AVG-verzoek ${path.split('/').at(-1)?.slice(0, 8).toUpperCase()}`);
    }
    await bram.get('/werk/account/gegevens/json');
    expect(await (await bram.get('/werk/account')).text()).toContain('Ja, 2 keer');
    expect(await (await other.get('/werk/account')).text()).toContain('Niemand heeft een vraag van u geopend.');
    expect(await (await bram.get('/werk/inzage')).text()).toMatch(/Bestanden gemaakt voor een AVG-verzoek<\/dt>\s*<dd[^>]*>\d+, waarvan 2 van medewerkers/);
    expect(await figuresOf(desk.db, start, new Date(Date.now() + 1_000))).toMatchObject({ looks: 0, handedOut: 2 });
  });

  test('is not decided by an account that was made after it was registered', async () => {
    const { conversationId } = await keepTurn(desk);
    const path = await registered(admin, { waarvan: conversationId });
    const made = await colleague(desk, ['fg'], 'Net Gemaakt');
    await desk.db.query('UPDATE people SET created_at = now() WHERE id = $1', [made.id]);
    const refused = await made.post(`${path}/besluit`, { besluit: 'granted' });
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('gemaakt nadat dit verzoek is vastgelegd')]);
    expect((await officer.post(`${path}/besluit`, { besluit: 'granted' })).status).toBe(303);
  });

  test('is not decided by who wrote it down, nor twice, and a refusal has a reason', async () => {
    const { conversationId } = await keepTurn(desk);
    const path = await registered(officer, { waarvan: conversationId });
    const own = await officer.post(`${path}/besluit`, { besluit: 'granted' });
    expect([own.status, await own.text()]).toEqual([403, expect.stringContaining('U hebt dit verzoek zelf vastgelegd.')]);
    expect((await other.post(`${path}/besluit`, { besluit: 'refused', reden: 'zomaar' })).status).toBe(400);
    expect((await other.post(`${path}/besluit`, { besluit: 'refused', reden: 'identity' })).status).toBe(303);
    expect((await other.post(`${path}/besluit`, { besluit: 'granted' })).status).toBe(409);
    expect((await other.get(`${path}/inzage/html`)).status).toBe(409);
    expect(await (await other.get(path)).text()).toContain('Niet gebleken dat de verzoeker');
    // Nor beside the desk.
    const id = path.split('/').at(-1);
    await expect(desk.db.query('UPDATE privacy_requests SET decided_by = registered_by WHERE id = $1', [id])).rejects.toMatchObject({ code: '23514' });
  });

  test('finds by the reference of what was passed on and by an account, and says what it cannot find; nothing that was typed is kept', async () => {
    const { conversationId } = await keepTurn(desk);
    const handover = randomUUID();
    await desk.db.query('INSERT INTO handovers (id, conversation_id, created_at) VALUES ($1, $2, now())', [handover, conversationId]);
    await desk.db.query(`UPDATE people SET email = 'Noor.Zoekmaar@lindewaarde.example' WHERE id = $1`, [other.id]);
    const subjectOf = async (path: string) => (await desk.db.query('SELECT subject, subject_id FROM privacy_requests WHERE id = $1', [path.split('/').at(-1)]))[0];
    expect(await subjectOf(await registered(admin, { waarvan: handover.slice(0, 8).toUpperCase() }))).toEqual({ subject: 'conversation', subject_id: conversationId });
    expect(await subjectOf(await registered(admin, { waarvan: 'noor.zoekmaar@lindewaarde.example' }))).toEqual({ subject: 'person', subject_id: other.id });
    for (const waarvan of ['', 'niemand@lindewaarde.example', randomUUID(), "' OR 1=1 --"]) expect((await register(admin, { waarvan })).status).toBe(400);
    const wrong = await register(admin, { waarvan: '"><script>alert(1)</script>', ontvangen: '2999-01-01' });
    expect([wrong.status, (await wrong.text()).includes('<script>alert')]).toEqual([400, false]);
    const rows = await desk.db.query<{ row: string }>('SELECT row_to_json(r)::text AS row FROM privacy_requests r');
    expect(rows.map(({ row }) => row).join()).not.toMatch(/zoekmaar/i);
    expect((await desk.db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE kind ~ '^avg'`)).map(({ body }) => body).join()).not.toMatch(/zoekmaar/i);
  });

  test('says when its month is over', async () => {
    const { conversationId } = await keepTurn(desk);
    const path = await registered(admin, { waarvan: conversationId, ontvangen: '2026-01-31' });
    const page = await (await admin.get(path)).text();
    expect(page).toContain('28 februari 2026');
    expect(page).toContain('te laat');
    expect(await (await admin.get('/beheer/verzoeken')).text()).toContain('te laat');
  });
});

describe('a correction', () => {
  test('stands with its answer wherever that is shown, in the chain without its words, and encrypted', async () => {
    const first = await keepTurn(desk, { question: 'Eerste vraag?' });
    await keepTurn(desk, { question: 'Tweede vraag?', conversationId: first.conversationId });
    for (const [fields, status] of [[{ plaats: '3' }, 400], [{ plaats: 'x' }, 400], [{ aanvulling: '' }, 400], [{ aanvulling: 'a'.repeat(2_001) }, 400]] as const) {
      expect((await register(admin, { soort: 'correction', waarvan: first.conversationId, plaats: '1', aanvulling: NOTE, ...fields })).status).toBe(status);
    }
    const path = await registered(admin, { soort: 'correction', waarvan: first.conversationId, plaats: '1', aanvulling: NOTE });
    expect(await (await admin.get(path)).text()).not.toContain('meer in Lindewaarde');
    expect(await (await officer.get(path)).text()).toContain('Ik woon &lt;b&gt;niet&lt;/b&gt; meer in Lindewaarde');
    const plain = await desk.db.query<{ row: string }>('SELECT row_to_json(r)::text AS row FROM privacy_requests r');
    expect(plain.map(({ row }) => row).join()).not.toContain('Lindewaarde');
    await officer.post(`${path}/besluit`, { besluit: 'granted' });
    expect(await acts('turn.corrected')).toEqual([{ request: path.split('/').at(-1), byPerson: officer.id }]);
    expect(await desk.db.query('SELECT 1 FROM privacy_requests WHERE content IS NOT NULL')).toEqual([]);

    const kept = await (await fetch(`${desk.url}/gesprek/bewaren`, { method: 'POST', body: new URLSearchParams({ conversationId: first.conversationId }) })).text();
    const shown = await (await fetch(`${desk.url}/`, { method: 'POST', body: new URLSearchParams({ conversationId: first.conversationId, question: 'En nu?' }) })).text();
    for (const page of [kept, shown]) {
      expect(page.match(/Aanvulling op verzoek/g)).toHaveLength(1);
      expect(page).toContain('Ik woon &lt;b&gt;niet&lt;/b&gt; meer in Lindewaarde; &quot;&gt;&lt;script&gt;');
      expect(page.indexOf('Eerste vraag?')).toBeLessThan(page.indexOf('Aanvulling op verzoek'));
      expect(page.indexOf('Aanvulling op verzoek')).toBeLessThan(page.indexOf('Tweede vraag?'));
    }
    const access = await registered(admin, { waarvan: first.conversationId });
    await officer.post(`${access}/besluit`, { besluit: 'granted' });
    expect(await (await officer.get(`${access}/inzage/json`)).text()).toContain('meer in Lindewaarde');
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });
});

describe('erasing on a request', () => {
  test('takes everything of a conversation at once, with a proof', async () => {
    const { id, conversationId } = await keepTurn(desk);
    const path = await registered(admin, { soort: 'erasure', waarvan: conversationId });
    expect((await officer.get(`${path}/wisbewijs`)).status).toBe(404);
    expect((await officer.post(`${path}/besluit`, { besluit: 'granted' })).status).toBe(303);
    const receipt = (await (await admin.get(`${path}/wisbewijs`)).json()) as Receipt;
    expect(isSignedBy(receipt.publicKey, receipt.statement, receipt.signature)).toBe(true);
    expect(JSON.parse(receipt.statement)).toMatchObject({ conversation: conversationId, turns: 1 });
    expect(await desk.db.query('SELECT 1 FROM turn_keys WHERE turn_id = $1', [id])).toEqual([]);
    expect((await acts('conversation.erased')).at(-1)).toMatchObject({ by: 'request', request: path.split('/').at(-1), byPerson: officer.id });
  });

  test('takes everything of an employee, and their account', async () => {
    const noor = await colleague(desk, ['medewerkers'], 'Noor Verdwijnt');
    const asked = await noor.post('/werk', { assistent: 'collega', vraag: 'Wat kost een paspoort?' });
    expect(asked.status).toBeLessThan(400);
    await noor.post('/werk/prompts', { titel: 'Mijn prompt', tekst: 'Vat samen.' });
    const path = await registered(admin, { soort: 'erasure', waarvan: noor.id });
    expect((await officer.post(`${path}/besluit`, { besluit: 'granted' })).status).toBe(303);
    const receipt = (await (await officer.get(`${path}/wisbewijs`)).json()) as Receipt;
    expect(JSON.parse(receipt.statement)).toMatchObject({ person: noor.id, turns: 1, erased: { titles: 1, prompts: 1, account: true } });
    for (const [table, column] of [['people', 'id'], ['conversations', 'person_id'], ['kept_prompts', 'person_id'], ['sessions', 'person_id']]) expect(await desk.db.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [noor.id])).toEqual([]);
    expect((await noor.get('/werk')).status).toBe(303);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });
});

describe('what employees get of their own', () => {
  test('is all that the desk has of them, without asking anybody, and the proof of what they erased', async () => {
    const sam = await colleague(desk, ['medewerkers'], 'Sam de Boer');
    await sam.post('/werk', { assistent: 'collega', vraag: 'Wat kost een paspoort voor een olifant?' });
    const [conversation] = await desk.db.query<{ id: string }>('SELECT id FROM conversations WHERE person_id = $1', [sam.id]);
    await sam.post('/werk/prompts', { titel: 'Mijn prompt', tekst: 'Vat samen voor een giraf.' });
    expect(await (await sam.get('/werk/account')).text()).toContain('/werk/account/gegevens/html');
    const html = await (await sam.get('/werk/account/gegevens/html')).text();
    for (const said of ['Sam de Boer', 'olifant', 'giraf', 'Uw verbruik', 'Alleen voor uzelf.', 'bestand met iemands gegevens gemaakt']) expect(html).toContain(said);
    expect(await acts('avg.handed-out')).toContainEqual({ person: sam.id, format: 'html', byPerson: sam.id });
    expect((await sam.get('/werk/account/gegevens/exe')).status).toBe(404);

    const gone = await sam.post(`/werk/gesprekken/${conversation?.id}/wissen`);
    const list = await (await sam.get(gone.headers.get('Location') ?? '')).text();
    const receipt = /\/werk\/wisbewijs\/\d+/.exec(list)?.[0] ?? '';
    expect(await (await sam.get(receipt)).json()).toMatchObject({ statement: expect.stringContaining(conversation?.id ?? '') });
    // Of somebody else it is not there.
    expect((await officer.get(receipt)).status).toBe(404);
    expect(await (await sam.get('/werk/account/gegevens/json')).text()).not.toContain('olifant');
  });
});

test('requests are no business of others', async () => {
  const { conversationId } = await keepTurn(desk);
  const path = await registered(admin, { waarvan: conversationId });
  const editor = await colleague(desk, ['redactie']);
  for (const answer of [await editor.get('/beheer/verzoeken'), await editor.get(path), await register(editor, { waarvan: conversationId })]) expect(answer.status).toBe(403);
  expect((await officer.get(`/beheer/verzoeken/${randomUUID()}`)).status).toBe(404);
  expect((await officer.post(`/beheer/verzoeken/${randomUUID()}/besluit`, { besluit: 'granted' })).status).toBe(404);
  expect((await officer.post(`${path}/besluit`, { besluit: 'granted' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
});
