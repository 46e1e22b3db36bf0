import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptDeps } from '../../src/cli/deps/kept-deps.ts';
import { groupRules } from '../../src/identity/groups.ts';
import { retentionRules } from '../../src/retention/rules.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { keepTurn } from '../support/kept-turns.ts';

const PAGE = '/beheer/bewaren';
const HOLDS = `${PAGE}/blokkades`;
const HOSTILE = '<img src=x onerror=alert(1)>';
const RULES = retentionRules.parse({ said: 'P28D', audiences: { employee: 'P3M' }, assistants: { loket: 'P14D', beleid: 'P7D' }, kinds: { handovers: 'P1Y6M', reports: 'P6M' }, at: '04:15' });

const group = (id: string, role: string) => groupRules.parse({ id, title: id, claims: [id], roles: [role] });

let desk: TestDesk;
let officer: Colleague;
let auditor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: [...GROUPS, group('fg', 'privacy-officer'), group('audit', 'auditor')], retentionRules: RULES });
  officer = await colleague(desk, ['fg'], 'Fenna Groot');
  auditor = await colleague(desk, ['audit'], 'Aart Dijk');
});
afterAll(() => desk.close());

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const pageOf = async (who: Pick<Colleague, 'get'>, path = PAGE) => textOf(await (await who.get(path)).text());
const make = (who: Colleague, fields: Record<string, string>) => who.post(HOLDS, { nummer: randomUUID(), reden: 'Bezwaar, zaak 2026-114', ...fields });
const open = async () => (await desk.db.query<{ id: string }>('SELECT id FROM legal_holds WHERE ended_at IS NULL')).map(({ id }) => id);

describe('the page of how long data is kept', () => {
  test('says in words which rules hold, what goes soon, and what was erased, to who watches over the desk', async () => {
    await desk.retention.run('day');
    const page = await pageOf(auditor);
    for (const text of ['assistent loket 14 dagen', 'Doorgegeven gesprekken alles 1 jaar en 6 maanden', 'om 04:15 uur', 'Er gaat niets weg van wat er nu is', 'dagelijks', 'gelukt', 'Er zijn geen blokkades']) expect(page).toContain(text);
    // An auditor looks, and holds nothing.
    expect(page).not.toContain('Nieuwe blokkade');
    expect(await pageOf(officer)).toContain('Nieuwe blokkade');
  });

  test('is for no others', async () => {
    expect((await (await colleague(desk)).get(PAGE)).status).toBe(403);
    expect((await fetch(desk.url + PAGE, { redirect: 'manual' })).headers.get('Location')).toMatch(/inloggen/);
  });

  test('stands behind what residents and employees are told', async () => {
    expect(textOf(await (await fetch(`${desk.url}/privacy`)).text())).toMatch(/Na 14 dagen wissen wij ze.*tot 1 jaar en 6 maanden daarna/);
    // As the assistants are now, not as they were at the start.
    const collega = desk.desk.assistants.get('collega');
    if (collega === undefined) throw new Error('no assistant');
    const assistants = new Map([['collega', collega]]);
    const { keeps } = keptDeps(desk.retention, { db: desk.db, desk: { ...desk.desk, assistants }, assistant: 'loket' });
    assistants.set('proef', { ...collega, name: 'beleid', title: 'Beleidshulp' });
    expect(keeps().besides.map(({ title }) => title)).toEqual(['Beleidshulp']);
    const noor = await colleague(desk);
    expect(await pageOf(noor, '/werk/uitleg')).toContain('Na 3 maanden wissen wij');
    expect(await pageOf(noor, '/werk/meldingen')).toContain('Meldingen worden na 6 maanden gewist');
  });
});

describe('a hold', () => {
  test('is made for a conversation, told with its reason as text, and ended with another; both are in the chain', async () => {
    const turn = await keepTurn(desk);
    const made = await make(officer, { gesprek: turn.conversationId, reden: `${HOSTILE} zaak 7` });
    expect([made.status, made.headers.get('Location')]).toEqual([303, `${PAGE}?melding=gemaakt#blokkades`]);
    const html = await (await officer.get(`${PAGE}?melding=gemaakt`)).text();
    expect(html).not.toContain(HOSTILE);
    for (const text of ['De blokkade geldt', `Gesprek ${turn.conversationId.slice(0, 8)}…`, 'zaak 7', 'door Fenna Groot']) expect(textOf(html)).toContain(text);
    const [id = ''] = await open();
    const end = `${HOLDS}/${id}/opheffen`;
    for (const reden of ['', ' ', 'x'.repeat(501)]) {
      const refused = await officer.post(end, { reden });
      expect([refused.status, textOf(await refused.text())]).toEqual([400, expect.stringContaining('Schrijf op waarom, in hoogstens 500 tekens')]);
    }
    expect((await officer.post(end, { reden: 'Afgehandeld' })).status).toBe(303);
    expect(await open()).toEqual([]);
    expect((await officer.post(end, { reden: 'Nog eens' })).status).toBe(409);
    expect(await pageOf(officer)).toContain('opgeheven door Fenna Groot');
    expect(await desk.db.query("SELECT kind FROM audit_entries WHERE kind LIKE 'hold.%' ORDER BY number")).toEqual([{ kind: 'hold.made' }, { kind: 'hold.ended' }]);
  });

  test('is made for an employee by number or address, and for an assistant in a time', async () => {
    const noor = await colleague(desk);
    await desk.db.query(`UPDATE people SET email = 'noor@gemeente.example' WHERE id = $1`, [noor.id]);
    for (const fields of [{ medewerker: noor.id }, { medewerker: 'Noor@gemeente.example' }, { assistent: 'loket', van: '2026-03-01', tot: '2026-03-29', einde: '2099-12-31' }]) expect((await make(officer, fields)).status).toBe(303);
    const rows = await desk.db.query<{ person: string | null; from: Date | null; until: Date | null }>('SELECT person_id AS person, said_from AS "from", said_until AS until FROM legal_holds WHERE ended_at IS NULL ORDER BY made_at');
    // By the days of the Netherlands, in which the clock was set.
    expect(rows).toEqual([{ person: noor.id, from: null, until: null }, { person: noor.id, from: null, until: null }, { person: null, from: new Date('2026-02-28T23:00:00Z'), until: new Date('2026-03-29T22:00:00Z') }]);
    expect(await pageOf(officer)).toContain('Alles van Noor de Wit');
  });

  test('sent twice is one', async () => {
    const before = (await open()).length;
    const nummer = randomUUID();
    for (let times = 0; times < 2; times += 1) expect((await make(officer, { nummer, assistent: 'loket' })).status).toBe(303);
    expect(await open()).toHaveLength(before + 1);
  });

  test.each([
    ['nothing', {}, /Vul één van deze drie in/],
    ['two at once', { gesprek: randomUUID(), assistent: 'loket' }, /Vul één van deze drie in/],
    ['a conversation that is not there', { gesprek: randomUUID() }, /Dit gesprek is er niet/],
    ['no number', { gesprek: `'; DROP TABLE turns --` }, /Dit gesprek is er niet/],
    ['nobody', { medewerker: HOSTILE }, /Deze medewerker is er niet/],
    ['an assistant that is not there', { assistent: 'niemand' }, /Vul één van deze drie in/],
    ['no day', { assistent: 'loket', van: '2026-02-30' }, /Dit is geen dag/],
    ['a time that ends before it begins', { assistent: 'loket', van: '2026-02-02', tot: '2026-02-01' }, /hij ligt voor de eerste dag/],
    ['a time of a conversation', { gesprek: randomUUID(), van: '2026-02-02' }, /Een tijd kan alleen bij een assistent/],
    ['an end that is past', { assistent: 'loket', einde: '2020-01-01' }, /geen dag die nog komt/],
    ['no reason', { assistent: 'loket', reden: ' \n ' }, /Schrijf op waarom/],
    ['a reason without end', { assistent: 'loket', reden: 'x'.repeat(90_000) }, /Schrijf op waarom/],
  ])('is refused beside the field that is wrong, with what was filled in: %s', async (_, fields, fault) => {
    const before = await open();
    const refused = await make(officer, fields);
    const html = await refused.text();
    expect([refused.status, textOf(html)]).toEqual([400, expect.stringMatching(fault)]);
    expect(html).not.toContain(HOSTILE);
    expect(html).toContain('zaak 2026-114'.slice(0, 'reden' in fields ? 0 : undefined));
    expect(await open()).toEqual(before);
  });

  test('is for privacy officers and admins by name alone', async () => {
    for (const who of [auditor, await colleague(desk)]) expect((await make(who, { assistent: 'loket' })).status).toBe(403);
    expect((await make(await colleague(desk, ['beheer']), { assistent: 'loket' })).status).toBe(303);
    expect((await auditor.post(`${HOLDS}/${(await open())[0]}/opheffen`, { reden: 'x' })).status).toBe(403);
    expect((await officer.post(HOLDS, { assistent: 'loket', reden: 'x' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    for (const id of ['x', randomUUID()]) expect((await officer.post(`${HOLDS}/${id}/opheffen`, { reden: 'x' })).status).toBe(404);
  });
});
