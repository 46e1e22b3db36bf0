import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { putDocument } from '../../src/knowledge/documents/put-documents.ts';
import { sha256 } from '../../src/knowledge/text.ts';
import { documents } from '../support/documents.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { documentPage, type Editor, editor, fieldsOf, filesForm, saveFacts } from './admin-support.ts';
import { until } from './push-support.ts';

const COLLECTION = '/beheer/collecties/producten';
const hostile = '<img src=x onerror=alert(1)>';

let desk: TestDesk;
let at: Editor;
beforeAll(async () => {
  desk = await startTestDesk({ withWorkers: true });
  at = await editor(desk);
});
afterAll(() => desk.close());

const textOf = async (path: string) => {
  const response = await at.get(path);
  expect(response.status, path).toBe(200);
  return (await response.text()).replaceAll(/\s+/g, ' ');
};
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

test('the overview tells of each source what it brought, and what asks for a decision', async () => {
  await desk.db.query(
    `INSERT INTO runs (id, collection_id, source, state, found, unchanged, kept, notes, ended_at)
     VALUES (gen_random_uuid(), 'producten', 'folder', 'ended', 5, 4, $1, $2, now()), (gen_random_uuid(), 'intern', 'folder', 'ended', 1, 1, '{geheim.md}', '{}', now())`,
    [[`oud/${hostile}.md`], [`Let op ${hostile}`]],
  );
  const page = await textOf('/beheer');
  for (const said of ['4 hetzelfde gebleven', '1 document staat', 'Kijk welke, en verwijder ze', 'Let op &lt;img']) expect(page).toContain(said);
  for (const kept of [hostile, 'geheim.md']) expect(page).not.toContain(kept);
});

describe('what is gone from a source', () => {
  const kept = async (collection: string, source: string, names: readonly string[], startedAt = 'now()') => {
    const [run] = await desk.db.query<{ id: string }>(
      `INSERT INTO runs (id, collection_id, source, state, kept, started_at, ended_at) VALUES (gen_random_uuid(), $1, $2, 'ended', $3, ${startedAt}, now()) RETURNING id`, [collection, source, names]);
    return `/beheer/collecties/${collection}/verdwenen/${run?.id}`;
  };
  const put = async (sourceId: string, source: string) => {
    const [base] = documents;
    if (base === undefined) throw new Error('no document to copy');
    await putDocument(desk.db, { ...base, sourceId, source, title: sourceId });
  };
  const left = async () => (await desk.db.query<{ id: string }>(`SELECT source_id AS id FROM documents WHERE source_id LIKE 'weg%' ORDER BY 1`)).map(({ id }) => id);
  afterEach(() => desk.db.query(`DELETE FROM documents WHERE source_id LIKE 'weg%'`));

  test('goes after a confirmation that names it, and nothing else goes', async () => {
    await put('weg-1.md', 'website');
    await put('weg-2.md', 'website');
    await put('weg-anders-binnen.md', 'push');
    const path = await kept('producten', 'website', ['weg-1.md', 'weg-anders-binnen.md', `weg-${hostile}`]);
    expect(await textOf('/beheer')).toContain(`href="${path}"`);
    const page = await textOf(path);
    expect(page).toContain('<li>weg-1.md</li>');
    expect(page).not.toContain(hostile);
    expect((await at.post(path, {}, {})).status).toBe(403);
    expect(await left()).toHaveLength(3);
    expect((await at.post(path)).headers.get('Location')).toBe(`${COLLECTION}?melding=opgeruimd`);
    expect(await left()).toEqual(['weg-2.md', 'weg-anders-binnen.md']);
    expect(await desk.db.query(`SELECT outcome FROM document_events WHERE source_id LIKE 'weg-1%'`)).toEqual([{ outcome: 'removed' }]);
    expect((await at.get(path)).status).toBe(404);
  });

  test('stays when the source has been looked at since', async () => {
    await put('weg-1.md', 'folder');
    const path = await kept('producten', 'folder', ['weg-1.md'], `now() - interval '1 hour'`);
    await kept('producten', 'folder', []);
    expect((await at.get(path)).status).toBe(404);
    expect((await at.post(path)).headers.get('Location')).toBe(`${COLLECTION}?melding=intussen`);
    expect(await left()).toEqual(['weg-1.md']);
    expect(await textOf(`${COLLECTION}?melding=intussen`)).toContain('Er is niets verwijderd.');
  });

  test('goes 500 at a time, and is no business of other collections', async () => {
    await put('weg-600.md', 'path:groot');
    const path = await kept('producten', 'path:groot', Array.from({ length: 600 }, (_, n) => `weg-${n + 1}.md`));
    expect(await textOf(path)).toContain('De eerste 500 gaan nu weg.');
    const elsewhere = await kept('intern', 'folder', ['geheim.md']);
    const id = elsewhere.split('/').at(-1) ?? '';
    for (const other of [elsewhere, `${COLLECTION}/verdwenen/${id}`, `${COLLECTION}/verdwenen/1'--`]) expect((await at.get(other)).status, other).toBe(404);
    expect((await at.post(`${COLLECTION}/verdwenen/${id}`)).headers.get('Location')).toContain('melding=intussen');
    expect((await at.post(elsewhere)).status).toBe(404);
    expect(await desk.db.query('SELECT kept FROM runs WHERE id = $1', [id])).toEqual([{ kept: ['geheim.md'] }]);
    await at.post(path);
    expect(await left()).toEqual(['weg-600.md']);
    await at.post(path);
    expect(await left()).toEqual([]);
  });
});

describe('the list', () => {
  test('is searched, narrowed and paged; what is asked for is never markup', async () => {
    expect(await textOf(`${COLLECTION}?q=rijbewijs`)).toMatch(/1 document met/);
    expect(await textOf(`${COLLECTION}?q=%25`)).toContain('0 documenten');
    expect(await textOf(`${COLLECTION}?q=${encodeURIComponent(`">${hostile}`)}`)).not.toContain(hostile);
    const expired = await textOf(`${COLLECTION}?toon=expired`);
    expect(expired).toContain('Energietoeslag 2023');
    expect(expired).not.toContain('Rijbewijs aanvragen');
    expect(await textOf(`${COLLECTION}?toon=review-due`)).toContain('Energietoeslag 2023');
    for (const odd of ['?pagina=0', '?pagina=-1', '?pagina=9999999999', '?pagina=99999', '?toon=alles', '?q=%00', '?melding=%3Cb%3E']) await textOf(COLLECTION + odd);
  });

  test('has fifty on a page', async () => {
    const [base] = documents;
    if (base === undefined) throw new Error('no document to copy');
    for (let n = 0; n < 55; n += 1) await putDocument(desk.db, { ...base, collectionId: 'bestuur', sourceId: `b-${n}.md`, title: `Besluit ${String(n).padStart(2, '0')}` });
    const council = await editor(desk, ['bestuur']);
    const page = async (query: string) => (await (await council.get(`/beheer/collecties/bestuur${query}`)).text()).match(/Besluit \d\d/g) ?? [];
    expect(await page('')).toHaveLength(50);
    expect(await page('?pagina=2')).toEqual(['Besluit 50', 'Besluit 51', 'Besluit 52', 'Besluit 53', 'Besluit 54']);
  });
});

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

test('public pages say nothing of Beheer but a way in for employees', async () => {
  const page = await (await fetch(desk.url)).text();
  expect(page).toContain('<a class="utrecht-link utrecht-link--html-a" href="/beheer">Voor medewerkers</a>');
  expect(page.match(/beheer/gi)).toHaveLength(1);
});
