import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { colleague, type Colleague } from '../../support/employee.ts';
import { keepTurn, sayOf } from '../../support/kept-turns.ts';
import { decide, numberOf, overseenDesk, said } from '../../support/overseen-desk.ts';
import { loggedIn } from '../admin-support.ts';

const at = overseenDesk();

describe('the queue of answers to judge', () => {
  test('shows numbers alone until an opening of it holds, to persons and keys alike', async () => {
    await at.desk.db.query("UPDATE openings SET valid_until = now() - interval '1 second' WHERE scope = 'review' AND is_approved");
    const bad = await keepTurn(at.desk, { question: 'Waarom is mijn aanvraag weg?' });
    await sayOf(at.desk, bad, { helpful: false, text: 'Dit klopt niet.' });
    const key = await loggedIn(at.desk, { name: 'Team Kwaliteit', isReviewer: true });
    const path = `/beheer/beoordelen/${bad.id}`;
    for (const by of [at.reviewer, key]) {
      const [, page] = await said(by.get('/beheer/beoordelen'));
      expect(page).toMatch(/Lezen kan nu niet.*Dit hielp niet: 1/);
      expect(page).not.toContain(bad.id);
      for (const refused of [by.get(path), by.get(`${path}/toetsvraag`), by.post(path, { versie: '0', oordeel: 'good' })]) expect(await said(refused)).toEqual([409, expect.stringContaining('een goedgekeurde inzage nodig')]);
    }
    const opening = await at.asked(at.reviewer, { soort: 'review', duur: '30', eenheid: 'dagen' });
    await decide(at.officer, opening);
    for (const by of [at.reviewer, key]) expect(await said(by.get(path))).toEqual([200, expect.stringContaining('Waarom is mijn aanvraag weg?')]);
    const [act] = await readActs(at.desk.db, 1, 'readings');
    expect(act).toMatchObject({ kind: 'review.opened', facts: { turn: bad.id, opening: numberOf(opening), byKey: key.keyId } });
    // One that is taken back at that very moment opens nothing.
    const reading = await at.desk.db.transaction(async (tx) => {
      await tx.query("UPDATE openings SET valid_until = now() - interval '1 second' WHERE number = $1", [numberOf(opening)]);
      const asking = [key.get(path), key.post(path, { versie: '0', oordeel: 'good' })];
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { asking };
    });
    expect((await Promise.all(reading.asking)).map(({ status }) => status)).toEqual([409, 409]);
    expect((await readActs(at.desk.db, 1, 'readings'))[0]).toEqual(act);
    await at.desk.db.query("UPDATE openings SET valid_until = now() + interval '1 day' WHERE number = $1", [numberOf(opening)]);
    await at.reviewer.post(`${opening}/intrekken`);
    expect((await key.get(path)).status).toBe(409);
  });
});

describe('who looked at what', () => {
  let noor: Colleague;
  let path: string;
  beforeAll(async () => {
    noor = await colleague(at.desk, ['employee'], '=HYPERLINK("https://kwaad.example")');
    const id = randomUUID();
    const conversationId = randomUUID();
    await at.desk.desk.log.received({ id, conversationId, isNew: true, assistant: 'collega', question: 'Hoe vraag ik verlof aan?', person: noor.id });
    await at.desk.desk.log.ended(id, { outcome: 'answered', answer: 'Met het formulier.', sources: [], durationMs: 1 });
    const asker = await colleague(at.desk, ['editor'], '=1+1');
    path = await at.asked(asker, { soort: 'conversation', nummer: conversationId });
    await decide(at.officer, path);
    await at.look(asker, path, conversationId);
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
    expect((await (await colleague(at.desk, ['auditor'])).get('/werk/inzage')).status).toBe(403);
    expect((await fetch(`${at.desk.url}/werk/inzage/inzages.csv`, { redirect: 'manual' })).status).toBe(303);
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
    expect((await said((await colleague(at.desk, ['employee'])).get('/werk/account')))[1]).toContain('Niemand heeft een vraag van u geopend.');
  });

  test('comes from the log: a list that was changed by hand is told so', async () => {
    // A word before the first entry, where the walk along the log never comes, is none.
    await at.desk.db.query('ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_number_check');
    const forged = JSON.stringify({ number: -1, kind: 'opening.ended', facts: { opening: numberOf(path), byPerson: at.officer.id } });
    await at.desk.db.query(`INSERT INTO audit_entries (number, body, hash) VALUES (-1, $1, sha256(convert_to($1, 'UTF8')))`, [forged]);
    expect(await told()).not.toContain('klopt niet met het logboek');
    for (const [change, back] of [
      [`decided_by = '${randomUUID()}'`, `decided_by = '${at.officer.id}'`],
      ['ended_at = now(), ended_by = asked_by', 'ended_at = NULL, ended_by = NULL'],
    ]) {
      await at.desk.db.query(`UPDATE openings SET ${change} WHERE number = $1`, [numberOf(path)]);
      expect([change, (await told()).includes('klopt niet met het logboek')]).toEqual([change, true]);
      await at.desk.db.query(`UPDATE openings SET ${back} WHERE number = $1`, [numberOf(path)]);
    }
    expect(await told()).not.toContain('klopt niet met het logboek');
    await at.desk.db.query('DELETE FROM openings WHERE number = $1', [numberOf(path)]);
    expect((await said(noor.get('/werk/inzage')))[1]).toContain(`die niet meer in deze lijst is: ${numberOf(path)}.`);
  });
});
