import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import { tellSummary } from '../../../src/cli/keeping/keep-overseen.ts';
import { agedReasons } from '../../../src/oversight/openings.ts';
import type { OversightFigures } from '../../../src/oversight/summary.ts';
import { eraserOf } from '../../../src/retention/aged.ts';
import { clearOfMidnight } from '../../support/clear-of-midnight.ts';
import { onServer } from '../../support/database.ts';
import { dayFromNow } from '../../support/day-from-now.ts';
import { colleague } from '../../support/employee.ts';
import { eraseTalk } from '../../support/erased.ts';
import { keepTurn } from '../../support/kept-turns.ts';
import { ASK, decide, HOSTILE, numberOf, overseenDesk, QUESTION, REASON, said } from '../../support/overseen-desk.ts';
import { loggedIn } from '../admin-support.ts';

// A period, and how often one may ask, are of a day.
beforeAll(clearOfMidnight);
const at = overseenDesk();

describe('an opening', () => {
  test('is asked for, approved by somebody in another role, and then shows what was said: with a mark, in no cache, in the log before', async () => {
    const mail = at.smtp.next();
    const path = await at.asked(at.reviewer);
    const { to, data } = await mail;
    expect(to.join()).toContain('fg@lindewaarde.example');
    expect(data).toContain(`Inzage ${numberOf(path)} gevraagd`);
    expect(data).not.toMatch(/Zonneveld|olifant|Rik/);
    expect((await said(at.look(at.reviewer, path)))[0]).toBe(409);
    const [, page] = await said(at.officer.get(path));
    expect(page).toContain(REASON);
    expect(page).not.toContain('olifant');
    expect((await decide(at.officer, path)).status).toBe(303);
    const before = (await at.looks()).length;
    const opened = await at.look(at.reviewer, path);
    expect([opened.status, opened.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    const text = await opened.text();
    for (const part of [QUESTION, 'Nee, dat mag niet.', 'Paspoort aanvragen', `inzage ${numberOf(path)}`]) expect(text).toContain(part);
    expect(text).not.toContain('<img src=x');
    expect(text.match(/class="balie-watermark__text">Rik &lt;img[^<]*inzage \d+</g)?.length).toBeGreaterThan(100);
    const seen = await at.looks();
    expect(seen.length).toBe(before + 1);
    expect(seen[0]?.facts).toEqual({ turn: at.turn.id, opening: numberOf(path), byPerson: at.reviewer.id });
    expect((await said(at.officer.get(path)))[1]).toContain('1 keer een vraag gelezen');
    const kept = await at.desk.db.query<{ all: string }>("SELECT body AS all FROM audit_entries UNION ALL SELECT o::text || encode(coalesce(reason, ''), 'escape') FROM openings o");
    for (const { all } of kept) expect(all).not.toMatch(/Zonneveld|Rik |Fien/);
    expect((await verify(at.desk.db, at.desk.auditKey)).firstFault).toBeUndefined();
  });

  test('is never approved by who asked for it: not on the page, not by a request, not in the room, not in the database', async () => {
    const both = await colleague(at.desk, ['reviewer', 'privacy-officer', 'auditor'], 'Twee Petten');
    const path = await at.asked(both);
    const number = numberOf(path);
    const [status, page] = await said(both.get(path));
    expect([status, page.includes('Goedkeuren')]).toEqual([200, false]);
    expect(await said(decide(both, path))).toEqual([403, expect.stringContaining('Over uw eigen verzoek beslist u niet zelf.')]);
    await expect(at.openings().decide(number, { id: both.id, roles: ['admin'] }, true)).rejects.toMatchObject({ code: 'opening-own' });
    const approve = (by: string, as: string) => at.desk.db.query('UPDATE openings SET decided_by = $2, decided_as = $3, decided_at = now(), is_approved = true, valid_until = now() WHERE number = $1', [number, by, as]);
    await expect(approve(both.id, 'admin')).rejects.toMatchObject({ code: '23514' });
    // Nor by somebody else in a role that they have too.
    await expect(approve(at.officer.id, 'privacy-officer')).rejects.toMatchObject({ code: '23514' });
    expect(await said(decide(at.officer, path))).toEqual([403, expect.stringContaining('iemand met een andere rol')]);
    expect((await said(at.officer.get(path)))[1]).toContain('Hierover beslist een beheerder.');
    expect((await decide(await colleague(at.desk, ['admin']), path)).status).toBe(303);
    expect((await at.look(both, path)).status).toBe(200);
  });

  test('of a privacy officer is for an admin or auditor to decide, of others for a privacy officer', async () => {
    const path = await at.asked(at.officer);
    const others = await Promise.all(['editor', 'reviewer', 'privacy-officer'].map((role) => colleague(at.desk, [role])));
    // Who decides of nothing does not see the requests of others.
    expect(await Promise.all(others.map(async (one) => (await decide(one, path)).status))).toEqual([404, 404, 403]);
    const ofReviewer = await at.asked(at.reviewer);
    for (const role of ['admin', 'auditor']) expect((await decide(await colleague(at.desk, [role]), ofReviewer)).status).toBe(403);
    expect((await decide(await colleague(at.desk, ['auditor']), path, 'weiger')).status).toBe(303);
    expect((await at.look(at.officer, path)).status).toBe(409);
    expect((await said(at.officer.get(path)))[1]).toContain('geweigerd');
  });

  test('is not decided by an account that was made after it was asked', async () => {
    const path = await at.asked(at.reviewer);
    const made = await colleague(at.desk, ['privacy-officer'], 'Net Gemaakt');
    await at.desk.db.query('UPDATE people SET created_at = now() WHERE id = $1', [made.id]);
    expect(await said(decide(made, path))).toEqual([403, expect.stringContaining('gemaakt nadat deze inzage is gevraagd')]);
    expect((await decide(at.officer, path)).status).toBe(303);
  });

  test('is told to the privacy officer of now', async () => {
    const { settings, forms } = at.desk.desk.changing;
    const section = forms.find(({ path }) => path === 'teksten')?.section;
    if (section === undefined) throw new Error('no form');
    await settings.publish('texts', { value: { ...settings.value(section), privacyOfficer: 'nieuw@lindewaarde.example' }, expected: 0, reason: 'Een andere functionaris', by: { byPerson: at.officer.id } });
    const mail = at.smtp.next();
    await at.asked(at.reviewer);
    expect((await mail).to.join()).toContain('nieuw@lindewaarde.example');
  });

  test('is decided once, whoever is first, and asked once, however often the form is sent', async () => {
    const formulier = randomUUID();
    const [path, again] = [await at.asked(at.reviewer, { formulier }), await at.asked(at.reviewer, { formulier })];
    expect(again).toBe(path);
    const other = await colleague(at.desk, ['privacy-officer']);
    const both = await Promise.all([decide(at.officer, path), decide(other, path, 'weiger')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
  });

  test('shows nothing before it holds, when its time is over, and as soon as it is taken back', async () => {
    const path = await at.asked(at.reviewer);
    const before = (await at.looks()).length;
    expect((await at.look(at.reviewer, path)).status).toBe(409);
    await decide(at.officer, path);
    expect((await at.look(at.reviewer, path)).status).toBe(200);
    await at.desk.db.query("UPDATE openings SET valid_until = now() - interval '1 second' WHERE number = $1", [numberOf(path)]);
    expect(await said(at.look(at.reviewer, path))).toEqual([409, expect.stringContaining('Deze inzage geldt niet')]);
    await at.desk.db.query("UPDATE openings SET valid_until = now() + interval '1 hour' WHERE number = $1", [numberOf(path)]);
    expect((await at.look(at.reviewer, path)).status).toBe(200);
    expect((await (await colleague(at.desk, ['editor'])).post(`${path}/intrekken`)).status).toBe(404);
    expect((await at.officer.post(`${path}/intrekken`)).status).toBe(303);
    expect((await at.look(at.reviewer, path)).status).toBe(409);
    expect((await at.officer.post(`${path}/intrekken`)).status).toBe(409);
    expect((await at.looks()).length).toBe(before + 2);
    // The longest that was asked for is the longest that there is, also in the database.
    await expect(at.desk.db.query("UPDATE openings SET valid_until = decided_at + interval '5 hours' WHERE number = $1", [numberOf(path)])).rejects.toMatchObject({ code: '23514' });
  });

  test('is taken back by who asked alone before anybody decided: who decides refuses, and stops what holds', async () => {
    const path = await at.asked(at.reviewer);
    const both = await Promise.all([at.officer, at.reviewer].map((one) => said(one.get(path))));
    expect(both.map(([, page]) => ['Goedkeuren', 'Weigeren', 'Verzoek intrekken', 'Inzage intrekken'].filter((press) => page.includes(`>${press}</button>`)))).toEqual([['Goedkeuren', 'Weigeren'], ['Verzoek intrekken']]);
    expect(await said(at.officer.post(`${path}/intrekken`))).toEqual([403, expect.stringContaining('Dit verzoek kunt u niet intrekken.')]);
    expect((await decide(at.officer, path)).status).toBe(303);
    expect((await said(at.officer.get(path)))[1]).toContain('Moet Rik &lt;img src=x onerror=alert(1)&gt; niet langer kunnen lezen');
    expect((await said(at.reviewer.get(path)))[1]).toContain('Hebt u genoeg gelezen?');
    const next = await at.asked(at.reviewer);
    expect((await at.reviewer.post(`${next}/intrekken`)).status).toBe(303);
    expect((await said(at.reviewer.get(next)))[1]).not.toContain('/intrekken"');
  });

  test('shows no more than it was asked for, and to nobody but who asked', async () => {
    const next = await keepTurn(at.desk, { question: 'En aan een giraf?', conversationId: at.turn.conversationId });
    const elsewhere = await keepTurn(at.desk, { question: 'Iets heel anders' });
    const path = await at.asked(at.reviewer);
    await decide(at.officer, path);
    const [, one] = await said(at.look(at.reviewer, path));
    expect(one).toContain('olifant');
    expect(one).not.toContain('giraf');
    expect(await said(at.look(at.reviewer, path, elsewhere.conversationId))).toEqual([403, expect.not.stringContaining('Iets heel anders')]);
    for (const other of [at.officer, await colleague(at.desk, ['reviewer']), await colleague(at.desk, ['admin'])]) expect(await said(at.look(other, path))).toEqual([403, expect.not.stringContaining('olifant')]);
    for (const conversation of [randomUUID(), 'x', '%00', `${at.turn.conversationId}x`]) expect([403, 404]).toContain((await at.look(at.reviewer, path, conversation)).status);
    await at.desk.db.query("UPDATE people SET claimed = '{employee,editor}' WHERE id = $1", [at.reviewer.id]);
    expect((await at.look(at.reviewer, path)).status).toBe(403);
    await at.desk.db.query("UPDATE people SET claimed = '{employee,reviewer}' WHERE id = $1", [at.reviewer.id]);
    const whole = await at.asked(at.reviewer, { soort: 'conversation', nummer: at.turn.conversationId });
    await decide(at.officer, whole);
    const before = (await at.looks()).length;
    expect((await said(at.look(at.reviewer, whole)))[1]).toMatch(/olifant.*giraf/);
    expect((await at.looks()).slice(0, -before).map(({ facts }) => facts['turn'])).toEqual([next.id, at.turn.id]);
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());
    const period = await at.asked(at.reviewer, { soort: 'assistant', nummer: '', assistent: 'loket', van: day, tot: day });
    await decide(at.officer, period);
    expect((await said(at.reviewer.get(period)))[1]).toContain(`/gesprekken/${elsewhere.conversationId}`);
    await at.desk.db.query("UPDATE openings SET from_at = from_at - interval '2 days', until_at = from_at WHERE number = $1", [numberOf(period)]);
    expect((await at.look(at.reviewer, period, elsewhere.conversationId)).status).toBe(403);
  });

  test('of what was erased shows that it was, and its reason goes after the retention time', async () => {
    const gone = await keepTurn(at.desk, { question: 'Dit wordt gewist' });
    const path = await at.asked(at.reviewer, { soort: 'conversation', nummer: gone.conversationId });
    await decide(at.officer, path);
    await eraseTalk(at.desk.db, at.desk.auditKey, gone.conversationId, ['loket']);
    expect(await said(at.look(at.reviewer, path, gone.conversationId))).toEqual([200, expect.stringContaining('Deze vraag is gewist, of nooit bewaard.')]);
    await eraserOf(at.desk.db, agedReasons).erase({ kind: 'openings', before: new Date(Date.now() + 1_000) });
    expect((await said(at.officer.get(path)))[1]).toContain('De reden is gewist');
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
    const before = await at.desk.db.query('SELECT number FROM openings');
    const [code, page] = await said(at.reviewer.post(ASK, at.fields(more)));
    expect(code).toBe(status);
    for (const part of told) expect(page).toContain(part);
    if (!('waarom' in more)) expect(page).toContain(REASON);
    expect(await at.desk.db.query('SELECT number FROM openings')).toEqual(before);
  });

  test('is for people by name, who are more than an employee', async () => {
    const key = await loggedIn(at.desk, { name: 'Team Kwaliteit', isReviewer: true, isAdmin: true });
    for (const path of ['/beheer/inzage', ASK, '/beheer/inzage/1']) {
      expect([path, (await key.get(path)).status]).toEqual([path, 403]);
      expect((await fetch(at.desk.url + path, { redirect: 'manual' })).headers.get('Location')).toMatch(/^\/beheer\/inloggen/);
    }
    expect((await (await colleague(at.desk, ['employee'])).post(ASK, at.fields())).status).toBe(403);
    for (const number of ['0', 'x', '99999', '1e1', '-1']) expect([number, (await at.officer.get(`/beheer/inzage/${number}`)).status]).toEqual([number, 404]);
  });

  test('shows what is written as text, wherever it stands, and takes no more than twenty a day', async () => {
    const many = await colleague(at.desk, ['reviewer'], `Veel ${HOSTILE}`);
    const path = await at.asked(many, { waarom: `"><script>alert(1)</script> ${HOSTILE}` });
    for (const place of [path, '/beheer/inzage']) {
      const [, page] = await said(at.officer.get(place));
      expect(page).toContain('Veel &lt;img');
      expect(page).not.toMatch(/<img src=x|<script>alert/);
    }
    for (let index = 1; index < 20; index += 1) await at.asked(many);
    const [status, page] = await said(many.post(ASK, at.fields()));
    expect([status, page.includes('twintig keer')]).toEqual([429, true]);
  });
});

test('the privacy officer is told once of each week, by one process, in numbers; when it cannot be sent, later', async () => {
  const told: OversightFigures[] = [];
  const telling = (moment: Date, isDown = false) =>
    tellSummary({ db: at.desk.db, every: 'weekly', now: () => moment, signal: new AbortController().signal, onUnwritten: () => undefined, mail: { asked: () => Promise.resolve(), summary: (figures) => (isDown ? Promise.reject(new Error('down')) : Promise.resolve(void told.push(figures))) } });
  const wednesday = new Date('2024-11-27T12:00:00Z');
  await expect(telling(wednesday, true)).rejects.toThrow('down');
  // The embedded database has one process, which looks once at a time.
  const both = onServer ? await Promise.all([telling(wednesday), telling(wednesday)]) : [await telling(wednesday), await telling(wednesday)];
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await telling(new Date('2024-12-01T22:00:00Z'))).toBe(false);
  expect(told).toEqual([expect.objectContaining({ from: new Date('2024-11-17T23:00:00Z'), until: new Date('2024-11-24T23:00:00Z'), asked: 0, looks: 0 })]);
  // At noon: a week in which the clock changes is an hour longer or shorter.
  expect(await telling(new Date(`${dayFromNow(7)}T11:00:00Z`))).toBe(true);
  expect(told[1]?.asked).toBeGreaterThan(20);
  expect(told[1]?.looks).toBe((await readActs(at.desk.db, 10_000, 'readings')).length);
});
