import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { documents } from '../support/documents.ts';
import type { TestDesk } from '../support/desk.ts';
import { type Editor, editor, pageText, startEditorDesk } from './admin-support.ts';
import { putDocument } from '../support/put-document.ts';

const COLLECTION = '/beheer/collecties/producten';
const hostile = '<img src=x onerror=alert(1)>';

let desk: TestDesk;
let at: Editor;
beforeAll(async () => void ({ desk, at } = await startEditorDesk()));
afterAll(() => desk.close());

const textOf = (path: string) => pageText(at, path);

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
    const page = async (query: string) => (await (await council.get(`/beheer/collecties/bestuur${query}`)).text()).match(/(?<=>)Besluit \d\d(?=<)/g) ?? [];
    expect(await page('')).toHaveLength(50);
    expect(await page('?pagina=2')).toEqual(['Besluit 50', 'Besluit 51', 'Besluit 52', 'Besluit 53', 'Besluit 54']);
  });
});

test('public pages say nothing of Beheer but a way in for employees', async () => {
  const page = await (await fetch(desk.url)).text();
  expect(page).toContain('<a class="utrecht-link utrecht-link--html-a" href="/beheer">Voor medewerkers</a>');
  expect(page.match(/beheer/gi)).toHaveLength(1);
});

describe('what an editor took out of a source', () => {
  afterEach(() => desk.db.query(`DELETE FROM deliveries WHERE fault = 'document-withdrawn'`));
  const withdraw = (many: number, source: string) =>
    desk.db.query(
      `INSERT INTO deliveries (id, collection_id, source_id, source, file_name, state, fault, delivered_at)
       SELECT gen_random_uuid(), 'producten', 'eruit-' || n || '.md', $2, 'x', 'withdrawn', 'document-withdrawn', now() - make_interval(hours => n) FROM generate_series(1, $1) n`,
      [many, source],
    );

  test('has a list of its own, that says how many there are and in which each can be reached', async () => {
    expect(await textOf(COLLECTION)).not.toContain('weggehaald');
    await withdraw(53, 'folder');
    const first = await textOf(COLLECTION);
    for (const said of ['53 documenten zijn verwijderd', 'En nog 3 documenten.', 'eruit-53.md', '?weg=2#weggehaald', 'Er wacht niets, en er is niets mislukt.']) expect(first).toContain(said);
    expect(first).not.toContain('>eruit-3.md');
    const second = await textOf(`${COLLECTION}?weg=2`);
    for (const n of [1, 2, 3]) expect(second).toContain(`>eruit-${n}.md`);
    expect(second).not.toMatch(/En nog|eruit-53/);
  });

  test('can be let go of only where the desk does not read its source, as cannot be promised there', async () => {
    await withdraw(1, 'website');
    const page = await textOf(COLLECTION);
    expect(page).not.toContain('Weer opnemen');
    const [, id = ''] = /wachtrij\/([0-9a-f-]+)\/loslaten/.exec(page) ?? [];
    expect((await at.post(`${COLLECTION}/wachtrij/${id}/loslaten`)).status).toBe(303);
    await withdraw(1, 'folder');
    const [row] = await desk.db.query<{ id: string }>(`SELECT id FROM deliveries WHERE source_id = 'eruit-1.md'`);
    expect(await textOf(COLLECTION)).toContain('Weer opnemen');
    expect((await at.post(`${COLLECTION}/wachtrij/${row?.id}/loslaten`)).status).toBe(409);
  });

  test.each([['website', false], ['folder', true]])('is promised to stay out before it goes only where that is so: %s', async (source, staysOut) => {
    const [base] = documents;
    if (base === undefined) throw new Error('no document to copy');
    await putDocument(desk.db, { ...base, sourceId: 'blijft.md', source, title: 'Blijft' });
    const page = await textOf(`${COLLECTION}/documenten/blijft.md/verwijderen`);
    expect(page.includes('komt het niet terug')).toBe(staysOut);
    expect(page.includes('U kunt dit niet ongedaan maken')).toBe(!staysOut);
    await desk.db.query(`DELETE FROM documents WHERE source_id = 'blijft.md'`);
  });
});
