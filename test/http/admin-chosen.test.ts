import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { documentId } from '../../src/knowledge/text.ts';
import type { TestDesk } from '../support/desk.ts';
import { documents } from '../support/documents.ts';
import { putDocument } from '../support/put-document.ts';
import { documentPage, editor, type Editor, loggedIn, pageText, saveFacts, startEditorDesk } from './admin-support.ts';

const COLLECTION = '/beheer/collecties/producten';
const CHOSEN = `${COLLECTION}/keuze`;
const HOSTILE = '"><script>alert(1)</script>';
const NAMES = ['keuze-1.md', 'keuze-2.md', 'keuze-3.md'];
const IDS = NAMES.map((name) => documentId('producten', name));

let desk: TestDesk;
let at: Editor;
beforeAll(async () => void ({ desk, at } = await startEditorDesk()));
afterAll(() => desk.close());
beforeEach(async () => {
  const [base] = documents;
  if (base === undefined) throw new Error('no document to copy');
  for (const [index, sourceId] of NAMES.entries()) await putDocument(desk.db, { ...base, sourceId, source: 'push', title: `Keuze ${index + 1} ${index === 0 ? HOSTILE : ''}`.trim() });
  await desk.db.query(`UPDATE documents SET corrections = '{}', valid_from = NULL, valid_until = NULL, owner = NULL WHERE source_id LIKE 'keuze-%'`);
});

/** A form with more than one value of a name, as a browser sends it. */
const send = (path: string, fields: readonly (readonly [string, string])[], as = at) =>
  fetch(desk.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: as.cookie, 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])) });
const chosen = (ids: readonly string[] = IDS) => ids.map((id) => ['document', id] as const);
const textOf = async (response: Response) => (await response.text()).replaceAll(/\s+/g, ' ');
const rows = () => desk.db.query<{ id: string; corrections: object }>(`SELECT source_id AS id, corrections FROM documents WHERE source_id LIKE 'keuze-%' ORDER BY 1`);
const lastActs = (many: number) => readActs(desk.db, many);
const reasons = () => desk.db.query<{ kind: string; subject: string; reason: Buffer }>(`SELECT kind, subject, reason FROM console_changes ORDER BY number`);

test('the list is narrowed to what holds, ends, or does not hold yet, and gives a tick for each', async () => {
  await desk.db.query(`UPDATE documents SET valid_until = current_date + 10 WHERE source_id = 'keuze-1.md'`);
  await desk.db.query(`UPDATE documents SET valid_from = current_date + 10 WHERE source_id = 'keuze-2.md'`);
  const shown = async (filter: string) => NAMES.filter((_, index) => new RegExp(`name="document" value="${IDS[index]}"`).test(page)).map((name) => [filter, name].join(' '));
  let page = '';
  const found: string[] = [];
  for (const filter of ['valid', 'expiring', 'upcoming', 'expired']) {
    page = await pageText(at, `${COLLECTION}?q=keuze&toon=${filter}`);
    found.push(...(await shown(filter)));
  }
  expect(found).toEqual(['valid keuze-1.md', 'valid keuze-3.md', 'expiring keuze-1.md', 'upcoming keuze-2.md']);
});

describe('several documents', () => {
  test('get what was filled in after a page that names them; each is an act, with one reason', async () => {
    const asked = await send(CHOSEN, [...chosen(), ['actie', 'gegevens'], ['q', 'keuze'], ['toon', 'valid']]);
    const page = await textOf(asked);
    expect(page).toContain('Vastleggen bij 3 documenten');
    for (const name of NAMES) expect(page).toContain(name);
    expect(page).not.toContain(HOSTILE);
    const before = (await reasons()).length;
    const done = await send(`${CHOSEN}/gegevens`, [...chosen(), ['q', 'keuze'], ['validUntil', '2030-12-31'], ['owner', 'Team Burgerzaken'], ['reden', 'Nieuwe regels']]);
    expect([done.status, done.headers.get('Location')]).toEqual([303, `${COLLECTION}?melding=keuze-vastgelegd&q=keuze#documenten`]);
    expect((await rows()).map(({ corrections }) => corrections)).toEqual(NAMES.map(() => ({ validUntil: '2030-12-31', owner: 'Team Burgerzaken' })));
    const acts = await lastActs(4);
    expect(acts.filter(({ kind }) => kind === 'document.corrected')).toHaveLength(3);
    expect(new Set(acts.slice(0, 3).map(({ facts }) => facts['name']))).toEqual(new Set(IDS));
    expect(acts[0]?.facts).toMatchObject({ collection: 'producten', fields: ['owner', 'validUntil'], byKey: at.keyId });
    expect(JSON.stringify(acts)).not.toContain('Burgerzaken');
    const kept = (await reasons()).slice(before);
    expect(kept).toHaveLength(3);
    expect(new Set(kept.map(({ subject }) => subject))).toEqual(new Set(IDS));
    expect(kept.every(({ reason }) => !reason.toString('latin1').includes('Nieuwe regels'))).toBe(true);
    // A tick takes back; an empty field leaves what it was.
    expect((await send(`${CHOSEN}/gegevens`, [...chosen(), ['leeg', 'owner'], ['reden', 'Toch niet']])).status).toBe(303);
    expect((await rows()).map(({ corrections }) => corrections)).toEqual(NAMES.map(() => ({ validUntil: '2030-12-31' })));
  });

  test('get nothing at all where one of them refuses it, and that one is named', async () => {
    expect((await saveFacts(at, documentPage('keuze-2.md'), { validFrom: '2031-01-01' })).status).toBe(303);
    expect((await lastActs(1))[0]).toMatchObject({ kind: 'document.corrected', facts: { name: IDS[1], fields: ['validFrom'], byKey: at.keyId } });
    const before = await rows();
    const refused = await send(`${CHOSEN}/gegevens`, [...chosen(), ['validUntil', '2030-12-31'], ['reden', 'Nieuwe regels']]);
    expect(refused.status).toBe(400);
    expect(await textOf(refused)).toContain('van “Keuze 2” ligt dan vóór de dag waarop het begint te gelden');
    expect(await rows()).toEqual(before);
    expect((await lastActs(1))[0]?.facts['fields']).toEqual(['validFrom']);
  });

  test('go after a page that names and counts them; each is an act', async () => {
    await desk.db.query(`UPDATE documents SET container = 'keuze-1.md' WHERE source_id = 'keuze-3.md'`);
    const page = await textOf(await send(CHOSEN, [['alle', IDS.slice(0, 2).join(' ')], ['actie', 'verwijderen']]));
    for (const said of ['2 documenten verwijderen?', 'Ja, verwijder 2 documenten', 'Ook 1 document dat hieruit is gehaald, gaat weg.']) expect(page).toContain(said);
    expect((await send(`${CHOSEN}/verwijderen`, chosen(IDS.slice(0, 2)))).status).toBe(400);
    expect(await rows()).toHaveLength(3);
    const done = await send(`${CHOSEN}/verwijderen`, [...chosen(IDS.slice(0, 2)), ['reden', 'Dubbel']]);
    expect(done.headers.get('Location')).toBe(`${COLLECTION}?melding=keuze-verwijderd#documenten`);
    expect(await rows()).toEqual([]);
    const acts = await lastActs(2);
    expect(acts).toContainEqual(expect.objectContaining({ kind: 'document.removed', facts: expect.objectContaining({ name: IDS[0], parts: 1 }) }));
    expect(acts).toContainEqual(expect.objectContaining({ kind: 'document.removed', facts: expect.not.objectContaining({ parts: expect.anything(), name: IDS[0] }) }));
    const gone = await send(`${CHOSEN}/verwijderen`, [...chosen(), ['reden', 'Nog eens']]);
    expect(gone.headers.get('Location')).toContain('melding=niets-gekozen');
    expect((await at.post(`${documentPage('rijbewijs.md')}/verwijderen`)).status).toBe(303);
    expect((await lastActs(1))[0]).toMatchObject({ kind: 'document.removed', facts: { name: documentId('producten', 'rijbewijs.md'), byKey: at.keyId } });
  });

  test.each([
    ['none', [['actie', 'gegevens']], 303, /niets-gekozen/],
    ['what is no document', [['document', '1;DROP'], ['alle', 'x y'], ['actie', 'gegevens']], 303, /niets-gekozen/],
    ['more than a page', [...Array.from({ length: 51 }, (_, n) => ['document', n.toString(16).padStart(20, '0')] as const), ['actie', 'verwijderen']], 400, undefined],
    ['no such action', [['document', IDS[0] ?? ''], ['actie', 'iets']], 400, undefined],
  ] as const)('are not chosen: %s', async (_, fields, status, location) => {
    const response = await send(CHOSEN, fields);
    expect(response.status).toBe(status);
    if (location !== undefined) expect(response.headers.get('Location')).toMatch(location);
  });

  test.each([
    ['nothing to set', [['reden', 'Zomaar']], 'Vul in wat er moet gelden'],
    ['no reason', [['owner', 'Team']], 'geef een reden'],
    ['no day', [['validUntil', '31 december'], ['reden', 'Zomaar']], 'moet een bestaande datum zijn'],
    ['markup', [['validUntil', HOSTILE], ['reden', HOSTILE]], 'moet een bestaande datum zijn'],
  ] as const)('are left as they are, and what was filled in comes back: %s', async (_, fields, said) => {
    const before = await rows();
    const response = await send(`${CHOSEN}/gegevens`, [...chosen(), ...fields]);
    expect(response.status).toBe(400);
    const page = await textOf(response);
    expect(page).toContain(said);
    expect(page).not.toContain(HOSTILE);
    expect(await rows()).toEqual(before);
  });

  test('are for who keeps the collection, from a page of the desk, and never those of another collection', async () => {
    const other = await editor(desk, ['bestuur']);
    const reviewer = await loggedIn(desk, { name: 'Team Kwaliteit', isReviewer: true });
    for (const path of [CHOSEN, `${CHOSEN}/gegevens`, `${CHOSEN}/verwijderen`]) {
      for (const [who, status] of [[other, 404], [reviewer, 403]] as const) expect((await send(path, [...chosen(), ['reden', 'Zomaar'], ['owner', 'Dief']], who)).status, path).toBe(status);
      expect((await at.post(path, { document: IDS[0] ?? '', reden: 'Zomaar' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    }
    const across = await send('/beheer/collecties/bestuur/keuze/verwijderen', [...chosen(), ['reden', 'Zomaar']], other);
    expect(across.headers.get('Location')).toContain('niets-gekozen');
    expect(await rows()).toHaveLength(3);
    await desk.db.query(`DELETE FROM documents WHERE source_id LIKE 'keuze-%'`);
  });
});
