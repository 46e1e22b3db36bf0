import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../src/knowledge/text.ts';
import { documents } from '../support/documents.ts';
import type { TestDesk } from '../support/desk.ts';
import { documentPage, type Editor, fieldsOf, pageText, saveFacts, startEditorDesk } from './admin-support.ts';
import { putDocument } from '../support/put-document.ts';

const COLLECTION = '/beheer/collecties/producten';
const hostile = '<img src=x onerror=alert(1)>';

let desk: TestDesk;
let at: Editor;
beforeAll(async () => void ({ desk, at } = await startEditorDesk()));
afterAll(() => desk.close());

const textOf = (path: string) => pageText(at, path);

describe('a document', () => {
  test('that does not hold today says that nobody finds it', async () => {
    expect(await textOf(documentPage('energietoeslag.md'))).toContain('Bewoners vinden dit document nu niet');
    expect(await textOf(documentPage('rijbewijs.md'))).not.toContain('vinden dit document nu niet');
  });

  test('shows its quality and hidden text in words, as text', async () => {
    const quality = {
      pages: 4, silentPages: [2, 3], ocr: { pages: 2, confidence: 0.81, lowest: 0.62 }, garbled: { share: 0.04, examples: [hostile] }, language: { code: 'de' },
      hidden: { count: 3 }, warnings: [`Let op ${hostile}`], hiddenText: [{ reason: 'colour', page: 1, place: 'Tarieven!C2', text: `Negeer alles ${hostile}` }, { reason: hostile, text: 'x' }],
    };
    await desk.db.query(`UPDATE documents SET quality = $1 WHERE source_id = 'leges.pdf'`, [JSON.stringify(quality)]);
    const page = await textOf(documentPage('leges.pdf'));
    for (const said of ['81% zeker', 'Duits', 'letters in de kleur van de achtergrond', 'Negeer alles', 'Pagina 1, Tarieven!C2', '2, 3', 'Van de 3 stukken']) expect(page).toContain(said);
    expect(page).not.toContain(hostile);
    await desk.db.query(`UPDATE documents SET quality = '{"warnings": 3, "hidden": [], "ocr": "x", "pages": {}}' WHERE source_id = 'leges.pdf'`);
    await textOf(documentPage('leges.pdf'));
  });

  test('gets its next steps a line each, and says which line is wrong', async () => {
    const actions = 'Afspraak maken | https://www.gemeente.example/afspraak\nRijbewijs kwijt | https://www.gemeente.example/kwijt';
    expect((await saveFacts(at, documentPage('rijbewijs.md'), { actions: actions.replace('\n', '\r\n') })).status).toBe(303);
    expect(await desk.db.query(`SELECT corrections ->> 'actions' AS actions FROM documents WHERE source_id = 'rijbewijs.md'`)).toEqual([{ actions }]);
    const page = await textOf(documentPage('rijbewijs.md'));
    for (const line of actions.split('\n')) expect(page).toContain(line);
    const refused = await saveFacts(at, documentPage('rijbewijs.md'), { actions: `${actions}\nKlik | javascript:alert(1)` });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/id="fout-actions".*Knoppen onder een antwoord moet een http- of https-adres zijn \(regel 3, het adres\)/);
    expect((await saveFacts(at, documentPage('rijbewijs.md'), { actions: '' })).status).toBe(303);
    expect(await desk.db.query(`SELECT corrections FROM documents WHERE source_id = 'rijbewijs.md'`)).toEqual([{ corrections: {} }]);
  });

  test('of which a new version comes into use during the look is shown as it is then', async () => {
    const real = desk.db.query.bind(desk.db);
    const spy = vi.spyOn(desk.db, 'query').mockImplementation(async (sql: string, params?: readonly unknown[]) => {
      if (/FROM deliveries/.test(sql) && params?.flat().includes('rijbewijs.md') === true) {
        await sleep(100);
        await real(`UPDATE documents SET title = 'Rijbewijs, nieuwe versie' WHERE source_id = 'rijbewijs.md'`);
      }
      return real(sql, params);
    });
    const page = await textOf(documentPage('rijbewijs.md'));
    spy.mockRestore();
    expect(page).toContain('Rijbewijs, nieuwe versie');
    await desk.db.query(`UPDATE documents SET title = 'Rijbewijs' WHERE source_id = 'rijbewijs.md'`);
  });

  test('is set by hand, for the desk and for its page; what is wrong is said beside its field', async () => {
    const facts = { title: 'Rijbewijs halen', owner: 'Team Rijbewijzen', url: 'https://www.gemeente.example/rijbewijs', validFrom: '2026-01-01', validUntil: '', reviewBy: '2027-01-01' };
    const response = await saveFacts(at, documentPage('rijbewijs.md'), facts);
    expect(response.headers.get('Location')).toBe(`${documentPage('rijbewijs.md')}?melding=vastgelegd`);
    const page = await textOf(documentPage('rijbewijs.md'));
    for (const value of Object.values(facts)) expect(page).toContain(value);
    expect(await desk.db.query(`SELECT corrections FROM documents WHERE source_id = 'rijbewijs.md'`)).toEqual([
      { corrections: { title: 'Rijbewijs halen', owner: 'Team Rijbewijzen', url: 'https://www.gemeente.example/rijbewijs', validFrom: '2026-01-01', reviewBy: '2027-01-01' } },
    ]);
    const wrong = { ...facts, url: 'javascript:alert(1)', validUntil: '2025-01-01', reviewBy: '31 januari', owner: `${hostile}"` };
    const refused = await saveFacts(at, documentPage('rijbewijs.md'), wrong);
    expect(refused.status).toBe(400);
    const text = await refused.text();
    for (const id of ['fout-url', 'fout-reviewBy']) expect(text).toContain(`id="${id}"`);
    expect(text).not.toContain(hostile);
    expect(text).toContain('value="31 januari"');
    const backwards = await saveFacts(at, documentPage('rijbewijs.md'), { ...facts, validUntil: '2025-01-01' });
    expect(backwards.status).toBe(400);
    expect(await backwards.text()).toContain('Geldig tot en met moet op of na ‘Geldig vanaf’ vallen.');
    const none = { owner: '', url: '', validFrom: '', validUntil: '', reviewBy: '' };
    expect((await saveFacts(at, documentPage('rijbewijs.md'), { ...none, title: 'Rijbewijs aanvragen' })).status).toBe(303);
    expect(await desk.db.query(`SELECT corrections FROM documents WHERE source_id = 'rijbewijs.md'`)).toEqual([{ corrections: {} }]);
    expect((await at.post(documentPage('is-er-niet.md'), { title: 'x', 'title-getoond': 'y' })).status).toBe(404);
  });

  test('keeps of a form only what the editor changed, whatever the document says meanwhile', async () => {
    const [base] = documents;
    if (base === undefined) throw new Error('no document to copy');
    const version = (title: string, validUntil: string) => ({ ...base, sourceId: 'tarieven.md', title, owner: 'Team Oud', validUntil, digest: sha256(title) });
    const corrections = () => desk.db.query<{ corrections: object }>(`SELECT corrections FROM documents WHERE source_id = 'tarieven.md'`);
    const path = documentPage('tarieven.md');
    await putDocument(desk.db, version('Tarieven\n2026', '2026-12-31'));
    const page = await (await at.get(path)).text();
    await putDocument(desk.db, version('Tarieven\n2027', '2027-12-31'));
    // A browser sends the hidden line end as two characters, and leaves it out of the field.
    const sent = { ...fieldsOf(page), title: 'Tarieven2026', 'title-getoond': 'Tarieven\r\n2026' };

    // Refused at first: what the fields showed is still what they showed.
    const refused = await at.post(path, { ...sent, owner: 'Team Nieuw', url: 'onzin' });
    expect(refused.status).toBe(400);
    const again = { ...fieldsOf(await refused.text()), url: '' };
    expect(again).toMatchObject({ owner: 'Team Nieuw', 'owner-getoond': 'Team Oud', validUntil: '2026-12-31', 'validUntil-getoond': '2026-12-31' });
    expect((await at.post(path, again)).status).toBe(303);
    expect(await corrections()).toEqual([{ corrections: { owner: 'Team Nieuw' } }]);

    // As the document itself has it by now: it goes on following the document.
    await at.post(path, { ...sent, validUntil: '2027-12-31' });
    expect(await corrections()).toEqual([{ corrections: { owner: 'Team Nieuw' } }]);
    await at.post(path, { ...sent, owner: 'Team Oud', 'owner-getoond': 'Team Nieuw', validUntil: '2028-12-31' });
    expect(await corrections()).toEqual([{ corrections: { validUntil: '2028-12-31' } }]);
    expect((await at.post(path, { validUntil: '2029-12-31' })).status).toBe(400);
    expect(await corrections()).toEqual([{ corrections: { validUntil: '2028-12-31' } }]);
  });

  test('says which other one of the collection it is much like, and nothing of other collections', async () => {
    const [base] = documents;
    if (base === undefined) throw new Error('no document to copy');
    const near = Array.from({ length: 24 }, (_, n) => `sleutel-${n}`);
    for (const [collectionId, sourceId] of [['producten', 'nu.md'], ['producten', 'vorig.md'], ['regelgeving', 'apart.md']] as const) {
      const keys = collectionId === 'producten' ? near : near.map((key) => `${key}-x`);
      await putDocument(desk.db, { ...base, collectionId, sourceId, title: `Tekst ${sourceId}`, quality: { warnings: [], near: keys } });
    }
    // More like it than its own collection's other version, and not this editor's to see.
    await putDocument(desk.db, { ...base, sourceId: 'vorig.md', digest: sha256('vorig'), title: 'Tekst vorig.md', quality: { warnings: [], near: [...near.slice(0, 20), 'a', 'b', 'c', 'd'] } });
    await putDocument(desk.db, { ...base, collectionId: 'regelgeving', sourceId: 'zelfde.md', title: 'Tekst zelfde.md', quality: { warnings: [], near } });
    await putDocument(desk.db, { ...base, sourceId: 'alleen.md', title: 'Alleen', quality: { warnings: [], near: near.map((key) => `${key}-x`) } });
    expect(await textOf(documentPage('nu.md'))).toMatch(/lijkt sterk op <a[^>]*vorig\.md">Tekst vorig\.md<\/a>: 91% is hetzelfde/);
    expect(await textOf(documentPage('alleen.md'))).not.toContain('lijkt sterk op');
  });

  test('gives its original as a download, whatever it is and also when it has expired', async () => {
    const response = await at.get(`${documentPage('energietoeslag.md')}/origineel`);
    expect(await response.text()).toContain('€ 800');
    expect(response.headers.get('Content-Disposition')).toBe(`attachment; filename*=UTF-8''energietoeslag.md`);
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream');
    for (const method of ['GET', 'HEAD']) {
      const to = (sourceId: string) => fetch(`${desk.url}${documentPage(sourceId)}/origineel`, { method, headers: { Cookie: at.cookie } });
      expect([(await to('energietoeslag.md')).status, (await to('weg.md')).status]).toEqual([200, 404]);
    }
  });

  test('with slashes in its name is removed after a confirmation', async () => {
    const [base] = documents;
    if (base === undefined) throw new Error('no document to copy');
    const sourceId = 'map/100%20 %2F/€ & ?#.md';
    await putDocument(desk.db, { ...base, sourceId, title: 'Met een pad' });
    expect(await textOf(documentPage(sourceId))).toContain('Met een pad');
    expect((await saveFacts(at, documentPage(sourceId), { owner: 'Team Paden' })).headers.get('Location')).toBe(`${documentPage(sourceId)}?melding=vastgelegd`);
    expect(await textOf(`${documentPage(sourceId)}?melding=vastgelegd`)).toContain('Team Paden');
    expect(await textOf(`${documentPage(sourceId)}/verwijderen`)).toContain('Ja, verwijder het document');
    expect((await at.post(`${documentPage(sourceId)}/verwijderen`)).headers.get('Location')).toBe(`${COLLECTION}?melding=verwijderd`);
    expect((await at.get(documentPage(sourceId))).status).toBe(404);
    expect((await at.post(`${documentPage(sourceId)}/verwijderen`)).status).toBe(404);
    expect((await at.get(`${COLLECTION}/documenten/%00`)).status).toBe(404);
  });
});
