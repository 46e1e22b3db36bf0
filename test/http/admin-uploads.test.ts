import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TestDesk } from '../support/desk.ts';
import { documentPage, type Editor, editor, filesForm, pageText, startEditorDesk } from './admin-support.ts';
import { until } from './push-support.ts';

const COLLECTION = '/beheer/collecties/producten';
const hostile = '<img src=x onerror=alert(1)>';

let desk: TestDesk;
let at: Editor;
beforeAll(async () => void ({ desk, at } = await startEditorDesk({ withWorkers: true })));
afterAll(() => desk.close());

const textOf = (path: string) => pageText(at, path);
const upload = async (files: Record<string, string>, status = 200) => {
  const response = await at.post(`${COLLECTION}/uploaden`, filesForm(files));
  expect(response.status).toBe(status);
  return (await response.text()).replaceAll(/\s+/g, ' ');
};
const isGone = (sourceId: string) => until(async () => expect(await desk.db.query('SELECT FROM deliveries WHERE source_id = $1', [sourceId])).toEqual([]));

describe('upload without a script', () => {
  test('takes many files, each with its own outcome, and they come into use', async () => {
    const page = await upload({ 'een.md': '# Een\n\nDe eerste tekst.', 'twee.md': '# Twee\n\nDe tweede tekst.', 'leeg.md': '', 'paspoort.md': '# Paspoort\n\nNieuw.' });
    expect(page).toContain('2 bestanden zijn binnen, 2 niet.');
    expect(page).toContain('Dit bestand is leeg');
    expect(page).toContain('dat komt uit de map of de website van de collectie');
    await isGone('twee.md');
    expect(await textOf(documentPage('twee.md'))).toContain('De tweede tekst.');
    expect(await upload({ 'twee.md': '# Twee\n\nDe tweede tekst.' })).toContain('Precies dit bestand is al in gebruik');
    expect(await upload({ 'twee.md': '# Twee\n\nNog een tekst.' })).toContain('Vervangt het document met deze naam');
    await isGone('twee.md');
  });

  test('says of two files with one name that the last one counts', async () => {
    const form = filesForm({ 'dubbel.md': 'De eerste.' });
    form.append('bestanden', new File(['De laatste.'], 'dubbel.md'));
    const page = await (await at.post(`${COLLECTION}/uploaden`, form)).text();
    expect(page).toContain('Het laatste geldt');
    await isGone('dubbel.md');
    expect(await textOf(documentPage('dubbel.md'))).toContain('De laatste.');
  });

  test('keeps of a hostile name its last part, as text', async () => {
    const page = await upload({ [`../../${hostile}.md`]: 'Tekst.', '..': 'Tekst.', [`${'x'.repeat(600)}.md`]: 'Lang.' });
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;.md');
    expect(page).not.toContain(hostile);
    expect(page).toContain('De naam van dit bestand is niet te gebruiken.');
    await isGone(`${hostile}.md`);
    for (const path of [COLLECTION, documentPage(`${hostile}.md`)]) expect(await textOf(path)).not.toContain(hostile);
  });

  test('refuses what is no upload, and nothing at all, and says so on the page', async () => {
    expect(await upload({}, 400)).toContain('U hebt nog geen bestand gekozen.');
    const send = (type: string, body: string) => at.post(`${COLLECTION}/uploaden`, body as never, { 'Content-Type': type, 'Sec-Fetch-Site': 'same-origin' });
    expect((await send('application/json', '{}')).status).toBe(415);
    expect((await send('multipart/form-data', 'x')).status).toBe(415);
    for (const body of ['', 'x', '--b', '--b\r\n', '--b\r\nContent-Disposition: form-data; name="bestanden"; filename="a.md"\r\n\r\nhalf', `--b\r\n${'x'.repeat(20_000)}`]) {
      expect((await fetch(`${desk.url}${COLLECTION}/uploaden`, { method: 'POST', body, headers: { Cookie: at.cookie, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'multipart/form-data; boundary=b' } })).status, body.slice(0, 40)).toBe(400);
    }
    expect(await desk.db.query(`SELECT FROM deliveries WHERE source_id = 'a.md'`)).toEqual([]);
  });

  test('says on the page that a form is too large as a whole, before anything of it is read', async () => {
    const headers = { Cookie: at.cookie, 'Sec-Fetch-Site': 'same-origin', Host: '127.0.0.1', 'Content-Type': 'multipart/form-data; boundary=b', 'Content-Length': String(201 * 1024 * 1024) };
    const response = await desk.app.fetch(new Request(`http://127.0.0.1${COLLECTION}/uploaden`, { method: 'POST', body: 'x', headers }));
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('samen hoogstens 200 MB');
  });

  test('takes 100 files, and what came before the 101st stays', async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`veel-${n}.md`, `Tekst ${n}.`]));
    const page = await upload(many, 413);
    expect(page).toContain('100 bestanden zijn binnen.');
    expect(page).toContain('te veel bestanden');
    await desk.db.query(`DELETE FROM deliveries WHERE source_id LIKE 'veel-%'`);
  });

  test('passes by one file that is too large, and takes the others', async () => {
    const form = filesForm({ 'voor.md': 'Voor.' });
    form.append('bestanden', new File([new Uint8Array(50 * 1024 * 1024 + 1)], 'groot.bin'));
    form.append('bestanden', new File(['Na.'], 'na.md'));
    const page = (await (await at.post(`${COLLECTION}/uploaden`, form)).text()).replaceAll(/\s+/g, ' ');
    expect(page).toContain('2 bestanden zijn binnen, 1 niet.');
    expect(page).toContain('Het bestand is te groot.');
  });
});

describe('the queue', () => {
  test('shows what failed with its cause, and lets it be retried and let go', async () => {
    await upload({ 'kapot.pdf': '%PDF-1.7 kapot' });
    await until(async () => expect(await textOf(COLLECTION)).toContain('Het bestand is beschadigd'));
    expect(await textOf('/beheer')).toMatch(/mislukt<\/a><\/dt><dd>1</);
    const [job] = await desk.db.query<{ id: string }>(`SELECT id FROM deliveries WHERE source_id = 'kapot.pdf'`);
    const retried = await at.post(`${COLLECTION}/wachtrij/${job?.id}/opnieuw`);
    expect([retried.status, retried.headers.get('Location')]).toEqual([303, `${COLLECTION}?melding=opnieuw`]);
    await until(async () => expect(await textOf(COLLECTION)).toContain('Het bestand is beschadigd'));
    const other = await editor(desk, ['bestuur']);
    expect((await other.post(`/beheer/collecties/bestuur/wachtrij/${job?.id}/loslaten`)).status).toBe(404);
    expect((await at.post(`${COLLECTION}/wachtrij/${job?.id}/loslaten`)).status).toBe(303);
    expect(await textOf(`${COLLECTION}?melding=losgelaten`)).toContain('Het document is losgelaten');
    expect((await at.post(`${COLLECTION}/wachtrij/${job?.id}/loslaten`)).status).toBe(404);
    expect((await at.post(`${COLLECTION}/wachtrij/%00/opnieuw`)).status).toBe(404);
  });
});

describe('what failed without its bytes', () => {
  const without = async (sourceId: string, source: string, collection = 'producten') => {
    const [row] = await desk.db.query<{ id: string }>(
      `INSERT INTO deliveries (id, collection_id, source_id, source, file_name, state, attempts, fault)
       VALUES (gen_random_uuid(), $1, $2, $3, 'x.md', 'failed', 1, 'document-empty') RETURNING id`, [collection, sourceId, source]);
    return row?.id ?? '';
  };
  const states = () => desk.db.query(`SELECT state FROM deliveries WHERE source_id IN ('hand.md', 'bron.md') ORDER BY source_id`);
  afterEach(() => desk.db.query('DELETE FROM deliveries'));

  test('has no button when only a person can bring it, and says so to who asks all the same', async () => {
    const id = await without('hand.md', 'path:archief');
    const page = await textOf(COLLECTION);
    expect(page).toContain('De balie heeft dit bestand niet en kan het niet zelf ophalen.');
    expect(page).not.toContain(`/wachtrij/${id}/opnieuw`);
    expect(page).toContain(`/wachtrij/${id}/loslaten`);
    const refused = await at.post(`${COLLECTION}/wachtrij/${id}/opnieuw`);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('balie ingest');
    expect(await states()).toEqual([{ state: 'failed' }]);
  });

  test('is for a person too when the desk does not read that source any more', async () => {
    const id = await without('hand.md', 'website');
    expect(await textOf(COLLECTION)).not.toContain('Bron opnieuw lezen');
    expect((await at.post(`${COLLECTION}/wachtrij/${id}/opnieuw`)).status).toBe(409);
  });

  test('has its source read anew, and says that and no more', async () => {
    const id = await without('bron.md', 'folder');
    expect(await textOf(COLLECTION)).toContain('Bron opnieuw lezen');
    expect((await at.post(`${COLLECTION}/wachtrij/${id}/opnieuw`)).headers.get('Location')).toBe(`${COLLECTION}?melding=bron`);
    expect(await textOf(`${COLLECTION}?melding=bron`)).toContain('De bron wordt opnieuw gelezen.');
    expect(await states()).toEqual([{ state: 'failed' }]);
  });

  test('stays when all is tried anew; the rest waits again, of this collection only', async () => {
    await without('bron.md', 'folder');
    await without('hand.md', 'path:archief');
    await desk.db.query(
      `INSERT INTO deliveries (id, collection_id, source_id, source, file_name, original, digest, state, fault)
       SELECT gen_random_uuid(), c, n || '.md', 'push', 'x.md', (SELECT sha256 FROM originals LIMIT 1), repeat('e', 64), 'failed', 'document-empty'
       FROM (VALUES ('producten', 'een'), ('producten', 'twee'), ('intern', 'geheim')) AS v (c, n)`);
    expect(await textOf(COLLECTION)).toContain('Alles opnieuw proberen');
    expect((await at.post(`${COLLECTION}/wachtrij/opnieuw`, {}, {})).status).toBe(403);
    expect((await at.post('/beheer/collecties/intern/wachtrij/opnieuw')).status).toBe(404);
    expect((await at.post(`${COLLECTION}/wachtrij/opnieuw`)).headers.get('Location')).toBe(`${COLLECTION}?melding=alles-opnieuw`);
    const still = await desk.db.query<{ id: string }>(`SELECT source_id AS id FROM deliveries WHERE state = 'failed' AND fault = 'document-empty' AND run_id IS NULL ORDER BY 1`);
    expect(still.map(({ id }) => id)).toEqual(expect.arrayContaining(['bron.md', 'geheim.md', 'hand.md']));
    expect(still.map(({ id }) => id)).not.toContain('een.md');
  });
});
