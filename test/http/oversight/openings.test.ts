import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import { tellSummary } from '../../../src/cli/keeping/keep-overseen.ts';
import { agedReasons, createOpenings } from '../../../src/oversight/openings.ts';
import { eraserOf } from '../../../src/retention/aged.ts';
import type { OversightFigures } from '../../../src/oversight/summary.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague } from '../../support/employee.ts';
import { keepTurn, sayOf } from '../../support/kept-turns.ts';
import { RULES } from '../../support/openings.ts';
import { ROLE_GROUPS } from '../../support/roles.ts';
import { type SmtpServer, startSmtpServer } from '../../support/smtp-server.ts';
import { loggedIn } from '../admin-support.ts';

const ASK = '/beheer/inzage/nieuw';
const hostile = '<img src=x onerror=alert(1)>';
const REASON = 'Mevrouw Zonneveld klaagt over dit antwoord.';
const QUESTION = 'Mag ik mijn kelder verhuren aan een olifant?';

let desk: TestDesk;
let smtp: SmtpServer;
let reviewer: Colleague;
let officer: Colleague;
let turn: { id: string; conversationId: string };
beforeAll(async () => {
  smtp = await startSmtpServer();
  desk = await startTestDesk({ groups: ROLE_GROUPS, toReview: { sampleOneIn: 0, askedOften: 2 }, sendTo: { smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } });
  reviewer = await colleague(desk, ['employee', 'reviewer'], `Rik ${hostile}`);
  officer = await colleague(desk, ['privacy-officer'], 'Fien Gegevens');
  turn = await keepTurn(desk, { question: QUESTION, answer: `Nee, dat mag niet. [1] ${hostile}` });
});
afterAll(async () => {
  await desk.close();
  await smtp.close();
});

const fields = (more: Record<string, string> = {}) => ({ soort: 'turn', nummer: turn.id, categorie: 'complaint', waarom: REASON, duur: '4', eenheid: 'uren', formulier: randomUUID(), ...more });
async function asked(by: Colleague, more: Record<string, string> = {}): Promise<string> {
  const sent = await by.post(ASK, fields(more));
  expect(sent.status).toBe(303);
  return /^(?<path>\/beheer\/inzage\/\d+)\?melding=gevraagd$/.exec(sent.headers.get('Location') ?? '')?.groups?.['path'] ?? '';
}
const decide = (by: Colleague, path: string, besluit = 'goed') => by.post(`${path}/besluit`, { besluit });
const look = (by: Colleague, path: string, conversation = turn.conversationId) => by.get(`${path}/gesprekken/${conversation}`);
const numberOf = (path: string) => Number(path.split('/').at(-1));
async function said(response: Promise<Response>): Promise<readonly [number, string]> {
  const answer = await response;
  return [answer.status, (await answer.text()).replaceAll(/\s+/g, ' ')];
}
const looks = async () => (await readActs(desk.db, 1_000, 'readings')).filter(({ kind }) => kind === 'opening.looked');
const openingsOf = () => createOpenings({ db: desk.db, masterKey: desk.auditKey, rules: RULES, now: () => new Date(), record: desk.desk.recordAct });

describe('an opening', () => {
  test('is asked for, approved by somebody in another role, and then shows what was said: with a mark, in no cache, in the log before', async () => {
    const mail = smtp.next();
    const path = await asked(reviewer);
    const { to, data } = await mail;
    expect(to.join()).toContain('fg@lindewaarde.example');
    expect(data).toContain(`Inzage ${numberOf(path)} gevraagd`);
    expect(data).not.toMatch(/Zonneveld|olifant|Rik/);
    expect((await said(look(reviewer, path)))[0]).toBe(409);
    const [, page] = await said(officer.get(path));
    expect(page).toContain(REASON);
    expect(page).not.toContain('olifant');
    expect((await decide(officer, path)).status).toBe(303);
    const before = (await looks()).length;
    const opened = await look(reviewer, path);
    expect([opened.status, opened.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    const text = await opened.text();
    for (const part of [QUESTION, 'Nee, dat mag niet.', 'Paspoort aanvragen', `inzage ${numberOf(path)}`]) expect(text).toContain(part);
    expect(text).not.toContain('<img src=x');
    expect(text.match(/class="balie-watermark__text">Rik &lt;img[^<]*inzage \d+</g)?.length).toBeGreaterThan(100);
    const seen = await looks();
    expect(seen.length).toBe(before + 1);
    expect(seen[0]?.facts).toEqual({ turn: turn.id, opening: numberOf(path), byPerson: reviewer.id });
    expect((await said(officer.get(path)))[1]).toContain('1 keer een vraag gelezen');
    const kept = await desk.db.query<{ all: string }>("SELECT body AS all FROM audit_entries UNION ALL SELECT o::text || encode(coalesce(reason, ''), 'escape') FROM openings o");
    for (const { all } of kept) expect(all).not.toMatch(/Zonneveld|Rik |Fien/);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });

  test('is never approved by who asked for it: not on the page, not by a request, not in the room, not in the database', async () => {
    const both = await colleague(desk, ['reviewer', 'privacy-officer', 'auditor'], 'Twee Petten');
    const path = await asked(both);
    const number = numberOf(path);
    const [status, page] = await said(both.get(path));
    expect([status, page.includes('Goedkeuren')]).toEqual([200, false]);
    expect(await said(decide(both, path))).toEqual([403, expect.stringContaining('Over uw eigen verzoek beslist u niet zelf.')]);
    await expect(openingsOf().decide(number, { id: both.id, roles: ['admin'] }, true)).rejects.toMatchObject({ code: 'opening-own' });
    const approve = (by: string, as: string) => desk.db.query('UPDATE openings SET decided_by = $2, decided_as = $3, decided_at = now(), is_approved = true, valid_until = now() WHERE number = $1', [number, by, as]);
    await expect(approve(both.id, 'admin')).rejects.toMatchObject({ code: '23514' });
    // Nor by somebody else in a role that they have too.
    await expect(approve(officer.id, 'privacy-officer')).rejects.toMatchObject({ code: '23514' });
    expect(await said(decide(officer, path))).toEqual([403, expect.stringContaining('iemand met een andere rol')]);
    expect((await said(officer.get(path)))[1]).toContain('Hierover beslist een beheerder.');
    expect((await decide(await colleague(desk, ['admin']), path)).status).toBe(303);
    expect((await look(both, path)).status).toBe(200);
  });

  test('of a privacy officer is for an admin or auditor to decide, of others for a privacy officer', async () => {
    const path = await asked(officer);
    const others = await Promise.all(['editor', 'reviewer', 'privacy-officer'].map((role) => colleague(desk, [role])));
    // Who decides of nothing does not see the requests of others.
    expect(await Promise.all(others.map(async (one) => (await decide(one, path)).status))).toEqual([404, 404, 403]);
    const ofReviewer = await asked(reviewer);
    for (const role of ['admin', 'auditor']) expect((await decide(await colleague(desk, [role]), ofReviewer)).status).toBe(403);
    expect((await decide(await colleague(desk, ['auditor']), path, 'weiger')).status).toBe(303);
    expect((await look(officer, path)).status).toBe(409);
    expect((await said(officer.get(path)))[1]).toContain('geweigerd');
  });

  test('is not decided by an account that was made after it was asked', async () => {
    const path = await asked(reviewer);
    const made = await colleague(desk, ['privacy-officer'], 'Net Gemaakt');
    await desk.db.query('UPDATE people SET created_at = now() WHERE id = $1', [made.id]);
    expect(await said(decide(made, path))).toEqual([403, expect.stringContaining('gemaakt nadat deze inzage is gevraagd')]);
    expect((await decide(officer, path)).status).toBe(303);
  });

  test('is told to the privacy officer of now', async () => {
    const { settings, forms } = desk.desk.changing;
    const section = forms.find(({ path }) => path === 'teksten')?.section;
    if (section === undefined) throw new Error('no form');
    await settings.publish('texts', { value: { ...settings.value(section), privacyOfficer: 'nieuw@lindewaarde.example' }, expected: 0, reason: 'Een andere functionaris', by: { byPerson: officer.id } });
    const mail = smtp.next();
    await asked(reviewer);
    expect((await mail).to.join()).toContain('nieuw@lindewaarde.example');
  });

  test('is decided once, whoever is first, and asked once, however often the form is sent', async () => {
    const formulier = randomUUID();
    const [path, again] = [await asked(reviewer, { formulier }), await asked(reviewer, { formulier })];
    expect(again).toBe(path);
    const other = await colleague(desk, ['privacy-officer']);
    const both = await Promise.all([decide(officer, path), decide(other, path, 'weiger')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
  });

  test('shows nothing before it holds, when its time is over, and as soon as it is taken back', async () => {
    const path = await asked(reviewer);
    const before = (await looks()).length;
    expect((await look(reviewer, path)).status).toBe(409);
    await decide(officer, path);
    expect((await look(reviewer, path)).status).toBe(200);
    await desk.db.query("UPDATE openings SET valid_until = now() - interval '1 second' WHERE number = $1", [numberOf(path)]);
    expect(await said(look(reviewer, path))).toEqual([409, expect.stringContaining('Deze inzage geldt niet')]);
    await desk.db.query("UPDATE openings SET valid_until = now() + interval '1 hour' WHERE number = $1", [numberOf(path)]);
    expect((await look(reviewer, path)).status).toBe(200);
    expect((await (await colleague(desk, ['editor'])).post(`${path}/intrekken`)).status).toBe(404);
    expect((await officer.post(`${path}/intrekken`)).status).toBe(303);
    expect((await look(reviewer, path)).status).toBe(409);
    expect((await officer.post(`${path}/intrekken`)).status).toBe(409);
    expect((await looks()).length).toBe(before + 2);
    // The longest that was asked for is the longest that there is, also in the database.
    await expect(desk.db.query("UPDATE openings SET valid_until = decided_at + interval '5 hours' WHERE number = $1", [numberOf(path)])).rejects.toMatchObject({ code: '23514' });
  });

  test('shows no more than it was asked for, and to nobody but who asked', async () => {
    const next = await keepTurn(desk, { question: 'En aan een giraf?', conversationId: turn.conversationId });
    const elsewhere = await keepTurn(desk, { question: 'Iets heel anders' });
    const path = await asked(reviewer);
    await decide(officer, path);
    const [, one] = await said(look(reviewer, path));
    expect(one).toContain('olifant');
    expect(one).not.toContain('giraf');
    expect(await said(look(reviewer, path, elsewhere.conversationId))).toEqual([403, expect.not.stringContaining('Iets heel anders')]);
    for (const other of [officer, await colleague(desk, ['reviewer']), await colleague(desk, ['admin'])]) expect(await said(look(other, path))).toEqual([403, expect.not.stringContaining('olifant')]);
    for (const conversation of [randomUUID(), 'x', '%00', `${turn.conversationId}x`]) expect([403, 404]).toContain((await look(reviewer, path, conversation)).status);
    await desk.db.query("UPDATE people SET claimed = '{employee,editor}' WHERE id = $1", [reviewer.id]);
    expect((await look(reviewer, path)).status).toBe(403);
    await desk.db.query("UPDATE people SET claimed = '{employee,reviewer}' WHERE id = $1", [reviewer.id]);
    const whole = await asked(reviewer, { soort: 'conversation', nummer: turn.conversationId });
    await decide(officer, whole);
    const before = (await looks()).length;
    expect((await said(look(reviewer, whole)))[1]).toMatch(/olifant.*giraf/);
    expect((await looks()).slice(0, -before).map(({ facts }) => facts['turn'])).toEqual([next.id, turn.id]);
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());
    const period = await asked(reviewer, { soort: 'assistant', nummer: '', assistent: 'loket', van: day, tot: day });
    await decide(officer, period);
    expect((await said(reviewer.get(period)))[1]).toContain(`/gesprekken/${elsewhere.conversationId}`);
    await desk.db.query("UPDATE openings SET from_at = from_at - interval '2 days', until_at = until_at - interval '1 day' WHERE number = $1", [numberOf(period)]);
    expect((await look(reviewer, period, elsewhere.conversationId)).status).toBe(403);
  });

  test('of what was erased shows that it was, and its reason goes after the retention time', async () => {
    const gone = await keepTurn(desk, { question: 'Dit wordt gewist' });
    const path = await asked(reviewer, { soort: 'conversation', nummer: gone.conversationId });
    await decide(officer, path);
    await desk.desk.log.eraseConversation(gone.conversationId, ['loket']);
    expect(await said(look(reviewer, path, gone.conversationId))).toEqual([200, expect.stringContaining('Deze vraag is gewist, of nooit bewaard.')]);
    await eraserOf(desk.db, agedReasons).erase({ kind: 'openings', before: new Date(Date.now() + 1_000) });
    expect((await said(officer.get(path)))[1]).toContain('De reden is gewist');
  });
});

describe('the form', () => {
  test.each([
    ['nothing', { soort: '', categorie: '', waarom: '', duur: '' }, ['Kies wat u wilt lezen.', 'Kies waarvoor het is.', 'Leg uit waarom het nodig is.', 'Vul een heel getal in']],
    ['a number that is none', { nummer: 'x' }, ['Vul het hele nummer in']],
    ['a turn that there is not', { nummer: randomUUID() }, ['Er is geen vraag of gesprek'], 404],
    ['too many hours', { duur: '73' }, ['Hoogstens 72 uur.']],
    ['too many days', { soort: 'review', duur: '91', eenheid: 'dagen' }, ['Hoogstens 90 dagen.']],
    ['no hours at all', { duur: '-1' }, ['Vul een heel getal in']],
    ['a reason without end', { waarom: 'x'.repeat(1_001) }, ['Hoogstens 1.000 tekens.']],
    ['a period that is too long', { soort: 'assistant', assistent: 'loket', van: '2026-01-01', tot: '2026-02-01' }, ['Hoogstens 31 dagen.']],
    ['a period that is yet to come', { soort: 'assistant', assistent: 'loket', van: '2099-01-01', tot: '2099-01-02' }, ['Deze dag moet nog komen.']],
    ['a period that goes back', { soort: 'assistant', assistent: 'loket', van: '2026-01-02', tot: '2026-01-01' }, ['Deze dag ligt voor de eerste dag.']],
    ['days that are none', { soort: 'assistant', assistent: '../x', van: '2026-02-30', tot: "'; DROP TABLE openings" }, ['Kies een assistent.', 'Vul een datum in.']],
  ])('says what is wrong with %s, keeps what was typed, and asks nothing', async (_, more, told, status = 400) => {
    const before = await desk.db.query('SELECT number FROM openings');
    const [code, page] = await said(reviewer.post(ASK, fields(more)));
    expect(code).toBe(status);
    for (const part of told) expect(page).toContain(part);
    if (!('waarom' in more)) expect(page).toContain(REASON);
    expect(await desk.db.query('SELECT number FROM openings')).toEqual(before);
  });

  test('is for people by name, who are more than an employee', async () => {
    const key = await loggedIn(desk, { name: 'Team Kwaliteit', isReviewer: true, isAdmin: true });
    for (const path of ['/beheer/inzage', ASK, '/beheer/inzage/1']) {
      expect([path, (await key.get(path)).status]).toEqual([path, 403]);
      expect((await fetch(desk.url + path, { redirect: 'manual' })).headers.get('Location')).toMatch(/^\/beheer\/inloggen/);
    }
    expect((await (await colleague(desk, ['employee'])).post(ASK, fields())).status).toBe(403);
    for (const number of ['0', 'x', '99999', '1e1', '-1']) expect([number, (await officer.get(`/beheer/inzage/${number}`)).status]).toEqual([number, 404]);
  });

  test('shows what is written as text, wherever it stands, and takes no more than twenty a day', async () => {
    const many = await colleague(desk, ['reviewer'], `Veel ${hostile}`);
    const path = await asked(many, { waarom: `"><script>alert(1)</script> ${hostile}` });
    for (const place of [path, '/beheer/inzage']) {
      const [, page] = await said(officer.get(place));
      expect(page).toContain('Veel &lt;img');
      expect(page).not.toMatch(/<img src=x|<script>alert/);
    }
    for (let index = 1; index < 20; index += 1) await asked(many);
    const [status, page] = await said(many.post(ASK, fields()));
    expect([status, page.includes('twintig keer')]).toEqual([429, true]);
  });
});

describe('the queue of answers to judge', () => {
  test('shows numbers alone until an opening of it holds, to persons and keys alike', async () => {
    await desk.db.query("UPDATE openings SET valid_until = now() - interval '1 second' WHERE scope = 'review' AND is_approved");
    const bad = await keepTurn(desk, { question: 'Waarom is mijn aanvraag weg?' });
    await sayOf(desk, bad, { helpful: false, text: 'Dit klopt niet.' });
    const key = await loggedIn(desk, { name: 'Team Kwaliteit', isReviewer: true });
    const path = `/beheer/beoordelen/${bad.id}`;
    for (const by of [reviewer, key]) {
      const [, page] = await said(by.get('/beheer/beoordelen'));
      expect(page).toMatch(/Lezen kan nu niet.*Dit hielp niet: 1/);
      expect(page).not.toContain(bad.id);
      for (const refused of [by.get(path), by.get(`${path}/toetsvraag`), by.post(path, { versie: '0', oordeel: 'good' })]) expect(await said(refused)).toEqual([409, expect.stringContaining('een goedgekeurde inzage nodig')]);
    }
    const opening = await asked(reviewer, { soort: 'review', duur: '30', eenheid: 'dagen' });
    await decide(officer, opening);
    for (const by of [reviewer, key]) expect(await said(by.get(path))).toEqual([200, expect.stringContaining('Waarom is mijn aanvraag weg?')]);
    const [act] = await readActs(desk.db, 1, 'readings');
    expect(act).toMatchObject({ kind: 'review.opened', facts: { turn: bad.id, opening: numberOf(opening), byKey: key.keyId } });
    // One that is taken back at that very moment opens nothing.
    const reading = await desk.db.transaction(async (tx) => {
      await tx.query("UPDATE openings SET valid_until = now() - interval '1 second' WHERE number = $1", [numberOf(opening)]);
      const asking = [key.get(path), key.post(path, { versie: '0', oordeel: 'good' })];
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { asking };
    });
    expect((await Promise.all(reading.asking)).map(({ status }) => status)).toEqual([409, 409]);
    expect((await readActs(desk.db, 1, 'readings'))[0]).toEqual(act);
    await desk.db.query("UPDATE openings SET valid_until = now() + interval '1 day' WHERE number = $1", [numberOf(opening)]);
    await reviewer.post(`${opening}/intrekken`);
    expect((await key.get(path)).status).toBe(409);
  });
});

describe('who looked at what', () => {
  let noor: Colleague;
  let path: string;
  beforeAll(async () => {
    noor = await colleague(desk, ['employee'], '=HYPERLINK("https://kwaad.example")');
    const id = randomUUID();
    const conversationId = randomUUID();
    await desk.desk.log.received({ id, conversationId, isNew: true, assistant: 'collega', question: 'Hoe vraag ik verlof aan?', person: noor.id });
    await desk.desk.log.ended(id, { outcome: 'answered', answer: 'Met het formulier.', sources: [], durationMs: 1 });
    const asker = await colleague(desk, ['editor'], '=1+1');
    path = await asked(asker, { soort: 'conversation', nummer: conversationId });
    await decide(officer, path);
    await look(asker, path, conversationId);
  });
  /** What the page says of the opening. */
  const told = async () => new RegExp(`id="inzage-${numberOf(path)}".*?</section>`).exec((await said(noor.get('/werk/inzage')))[1])?.[0] ?? '';

  test('is there for all employees: by whom, why in a word, approved by whom, how often, and where the log has it', async () => {
    const one = await told();
    for (const part of ['=1+1 (redacteur)', 'Fien Gegevens (functionaris gegevensbescherming)', 'Een klacht of bezwaar', 'Eén gesprek', '1 keer een vraag gelezen, waarvan 1 van medewerkers']) expect(one).toContain(part);
    expect(one).toMatch(/gevraagd \d+, besluit \d+, gelezen \d+/);
    const [, page] = await said(noor.get('/werk/inzage'));
    expect(page).not.toMatch(/Zonneveld|verlof|klopt niet met/);
    expect(page).not.toContain(noor.id);
    expect((await (await colleague(desk, ['auditor'])).get('/werk/inzage')).status).toBe(403);
    expect((await fetch(`${desk.url}/werk/inzage/inzages.csv`, { redirect: 'manual' })).status).toBe(303);
  });

  test('is a file in which nothing is a formula', async () => {
    const file = await noor.get('/werk/inzage/inzages.csv');
    expect(file.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const lines = (await file.text()).split('\r\n');
    expect(lines.filter((line) => line.includes("'=1+1")).length).toBe(1);
    for (const cell of lines.flatMap((line) => line.split(';'))) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@\t]/);
    expect(lines.join('\n')).not.toMatch(/Zonneveld|verlof/);
  });

  test('is on the account page of who asked, and of nobody else', async () => {
    expect((await said(noor.get('/werk/account')))[1]).toMatch(new RegExp(`Ja, 1 keer.*door =1\\+1 · met inzage ${numberOf(path)} · regel \\d+`));
    expect((await said((await colleague(desk, ['employee'])).get('/werk/account')))[1]).toContain('Niemand heeft een vraag van u geopend.');
  });

  test('comes from the log: a list that was changed by hand is told so', async () => {
    // A word before the first entry, where the walk along the log never comes, is none.
    await desk.db.query('ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_number_check');
    const forged = JSON.stringify({ number: -1, kind: 'opening.ended', facts: { opening: numberOf(path), byPerson: officer.id } });
    await desk.db.query(`INSERT INTO audit_entries (number, body, hash) VALUES (-1, $1, sha256(convert_to($1, 'UTF8')))`, [forged]);
    expect(await told()).not.toContain('klopt niet met het logboek');
    for (const [change, back] of [
      [`decided_by = '${randomUUID()}'`, `decided_by = '${officer.id}'`],
      ['ended_at = now(), ended_by = asked_by', 'ended_at = NULL, ended_by = NULL'],
    ]) {
      await desk.db.query(`UPDATE openings SET ${change} WHERE number = $1`, [numberOf(path)]);
      expect([change, (await told()).includes('klopt niet met het logboek')]).toEqual([change, true]);
      await desk.db.query(`UPDATE openings SET ${back} WHERE number = $1`, [numberOf(path)]);
    }
    expect(await told()).not.toContain('klopt niet met het logboek');
    await desk.db.query('DELETE FROM openings WHERE number = $1', [numberOf(path)]);
    expect((await said(noor.get('/werk/inzage')))[1]).toContain(`die niet meer in deze lijst is: ${numberOf(path)}.`);
  });
});

test('the privacy officer is told once of each week, by one process, in numbers; when it cannot be sent, later', async () => {
  const told: OversightFigures[] = [];
  const telling = (at: Date, isDown = false) =>
    tellSummary({ db: desk.db, every: 'weekly', now: () => at, mail: { asked: () => Promise.resolve(), summary: (figures) => (isDown ? Promise.reject(new Error('down')) : Promise.resolve(void told.push(figures))) } });
  const wednesday = new Date('2024-11-27T12:00:00Z');
  await expect(telling(wednesday, true)).rejects.toThrow('down');
  expect((await Promise.all([telling(wednesday), telling(wednesday)])).filter(Boolean)).toHaveLength(1);
  expect(await telling(new Date('2024-12-01T22:00:00Z'))).toBe(false);
  expect(told).toEqual([expect.objectContaining({ from: new Date('2024-11-17T23:00:00Z'), until: new Date('2024-11-24T23:00:00Z'), asked: 0, looks: 0 })]);
  expect(await telling(new Date(Date.now() + 7 * 24 * 60 * 60 * 1_000))).toBe(true);
  expect(told[1]?.asked).toBeGreaterThan(20);
  expect(told[1]?.looks).toBe((await readActs(desk.db, 10_000, 'readings')).length);
});
