import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { loggedIn } from './admin-support.ts';

const SAID = 'Het bedrag klopt niet: sinds januari is het € 87,50. <script>alert(1)</script>';

let desk: TestDesk;
let source: string;
let hidden: string;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  const idOf = async (name: string) => (await desk.db.query<{ id: string }>('SELECT id FROM documents WHERE source_id = $1', [name]))[0]?.id ?? '';
  source = `/bronnen/${await idOf('leges.pdf')}`;
  hidden = `/bronnen/${await idOf('handboek.md')}`;
});
afterAll(() => desk.close());

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const pageOf = async (who: Pick<Colleague, 'get'>, path: string) => (await who.get(path)).text();
const idIn = (html: string) => /name="nummer" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Reports as the form of the page does. @returns its number. */
async function report(who: Colleague, fields: Record<string, string> = {}): Promise<string> {
  const nummer = idIn(await pageOf(who, source));
  expect((await who.post(`/werk${source}/melden`, { nummer, melding: SAID, ...fields })).status).toBe(303);
  return nummer;
}
const bodies = async (kind: string) => (await desk.db.query<{ body: string }>('SELECT body FROM audit_entries WHERE kind = $1 ORDER BY number', [kind])).map(({ body }) => body);

describe('on the page of a source', () => {
  test('an employee has the form, the head of the workplace and the way back there; others have none of it', async () => {
    const page = await pageOf(await colleague(desk), source);
    expect(page).toContain(`action="/werk${source}/melden#melden"`);
    expect(page).toContain('aria-label="Werkplek"');
    expect(page).toMatch(/balie-back"><a[^>]*href="\/werk"/);
    expect(page).not.toContain('Contact met de gemeente');
    for (const other of [await (await fetch(desk.url + source)).text(), await pageOf(await colleague(desk, []), source), await pageOf(await loggedIn(desk, { name: 'Redactie', collections: ['producten'] }), source)]) {
      expect(other).not.toMatch(/melden|\/werk|staff\./);
      expect(other).toContain('Contact met de gemeente');
    }
  });

  test('a passage is named in the form by its place, and what is none is not', async () => {
    const noor = await colleague(desk);
    const page = await pageOf(noor, source);
    const [, link = ''] = /href="([^"]*\?deel=\d+)#melden"/.exec(page) ?? [];
    expect(textOf(await pageOf(noor, link))).toContain('Over: Tarieventabel, pagina 3');
    for (const deel of ['99', '-1', '01', '0x1', '%00', '']) expect(textOf(await pageOf(noor, `${source}?deel=${deel}`))).not.toContain('Over:');
  });

  test.each([
    ['nothing', {}, 400, 'U hebt nog niet gezegd wat er niet klopt.'],
    ['what is no text', { melding: ' \n\u0000\u0007 ' }, 400, 'U hebt nog niet gezegd wat er niet klopt.'],
    ['too much', { melding: 'a'.repeat(2_001) }, 400, 'maximaal 2.000 tekens'],
  ])('%s is refused in the form itself, with what was written', async (_, fields: Record<string, string>, status, words) => {
    const noor = await colleague(desk);
    const answer = await noor.post(`/werk${source}/melden`, { nummer: randomUUID(), deel: '1', ...fields });
    const page = await answer.text();
    expect([answer.status, textOf(page).includes(words)]).toEqual([status, true]);
    expect(page).toContain('aria-invalid="true"');
    expect(textOf(page)).toContain('Over: Tarieventabel, pagina 3');
    if ((fields['melding'] ?? '').length > 2_000) expect(page).toContain('a'.repeat(2_001));
  });

  test('two thousand characters are kept whole, lines and all', async () => {
    const noor = await colleague(desk);
    const melding = `een\r\ntwee & <b>drie</b> ${'é'.repeat(1_970)}`;
    await report(noor, { melding });
    expect(await pageOf(noor, '/werk/meldingen')).toContain(`een\ntwee &amp; &lt;b&gt;drie&lt;/b&gt; ${'é'.repeat(1_970)}`);
  });

  test('nobody reports who may not read the source, is no employee, or comes from another site', async () => {
    const [noor, fields] = [await colleague(desk), { nummer: randomUUID(), melding: SAID }];
    await desk.db.query(`UPDATE collections SET readers = '{jeugd}' WHERE id = 'intern'`);
    expect((await noor.post(`/werk${hidden}/melden`, fields)).status).toBe(404);
    expect((await (await colleague(desk, ['jeugd'])).post(`/werk${hidden}/melden`, fields)).status).toBe(303);
    await desk.db.query(`UPDATE collections SET readers = '{employee}' WHERE id = 'intern'`);
    for (const path of [`/werk/bronnen/${'0'.repeat(20)}/melden`, '/werk/bronnen/%00/melden', '/werk/bronnen/x/melden']) expect((await noor.post(path, fields)).status, path).toBe(404);
    expect((await (await colleague(desk, [])).post(`/werk${source}/melden`, fields)).status).toBe(403);
    expect((await (await loggedIn(desk, { name: 'Redactie', collections: ['producten'] })).post(`/werk${source}/melden`, fields)).status).toBe(403);
    expect((await noor.post(`/werk${source}/melden`, fields, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await noor.post(`/werk${source}/melden`, new FormData())).status).toBe(415);
    const nobody = await fetch(`${desk.url}/werk${source}/melden`, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams(fields) });
    // What they wrote is given back.
    expect([nobody.status, await nobody.text()]).toEqual([401, expect.stringContaining('href="/inloggen"')]);
  });

  test('a form that is sent twice is one report, also at once', async () => {
    const noor = await colleague(desk);
    const fields = { nummer: randomUUID(), melding: SAID };
    const answers = await Promise.all([1, 2, 3].map(() => noor.post(`/werk${source}/melden`, fields)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await desk.db.query('SELECT FROM source_reports WHERE id = $1', [fields.nummer])).length).toBe(1);
    expect((await bodies('report.made')).filter((body) => body.includes(fields.nummer))).toHaveLength(1);
  });

  test('twenty in an hour is the most of one person, and loses nothing of what was written', async () => {
    const [eager, other] = [await colleague(desk), await colleague(desk)];
    for (let count = 0; count < 20; count += 1) await report(eager);
    const refused = await eager.post(`/werk${source}/melden`, { nummer: randomUUID(), melding: 'Nog een ding' });
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '3600']);
    expect(await refused.text()).toMatch(/<textarea[^>]*>\s*Nog een ding<\/textarea>/);
    await report(other);
    await desk.db.query(`UPDATE source_reports SET created_at = created_at - interval '61 minutes' WHERE person_id = $1`, [eager.id]);
    await report(eager);
  });
});

describe('who keeps the collection', () => {
  test('finds it counted, reads it, and settles it with a word to who reported it, who sees that', async () => {
    await desk.db.query('DELETE FROM source_reports');
    const [noor, editor] = [await colleague(desk, ['medewerkers'], 'Noor de Wit'), await colleague(desk, ['redactie'], 'Ed Redacteur')];
    const id = await report(noor, { deel: '1' });
    expect(textOf(await pageOf(editor, '/beheer'))).toMatch(/fouten gemeld 1 /);
    expect(textOf(await pageOf(editor, '/beheer/collecties/producten'))).toContain('Meldingen van collega’s 1 wacht');
    const list = await pageOf(editor, '/beheer/collecties/producten/meldingen');
    expect(textOf(list)).toMatch(/1 melding wacht op u.*Legesverordening wacht.*Noor de Wit · Tarieventabel, pagina 3 · lees de bron/);
    expect(list).toContain('sinds januari is het € 87,50. &lt;script&gt;');
    expect(list).toContain(`href="${source}#passage-1"`);
    expect(textOf(await pageOf(noor, '/werk/meldingen'))).toMatch(/Legesverordening wacht/);
    const settled = await editor.post(`/beheer/collecties/producten/meldingen/${id}`, { bericht: 'Dank, is aangepast.\r\nGroet' });
    expect([settled.status, settled.headers.get('Location')]).toEqual([303, '/beheer/collecties/producten/meldingen?melding=afgehandeld']);
    expect(textOf(await pageOf(noor, '/werk/meldingen'))).toMatch(/Legesverordening afgehandeld.*Afgehandeld op .* door Ed Redacteur ?: Dank, is aangepast\. Groet/);
    expect(textOf(await pageOf(editor, '/beheer'))).toMatch(/fouten gemeld 0 /);
  });

  test('settles it once', async () => {
    const id = await report(await colleague(desk));
    const editor = await colleague(desk, ['redactie']);
    const path = `/beheer/collecties/producten/meldingen/${id}`;
    const answers = await Promise.all([editor.post(path, { bericht: 'een' }), editor.post(path, { bericht: 'twee' })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    expect((await bodies('report.settled')).filter((body) => body.includes(id))).toHaveLength(1);
  });

  test('may do so with a key too, and keeps what was written when that was too much', async () => {
    const id = await report(await colleague(desk));
    const key = await loggedIn(desk, { name: 'Redactie', collections: ['producten'] });
    const path = `/beheer/collecties/producten/meldingen/${id}`;
    const long = await key.post(path, { bericht: 'b'.repeat(1_001) });
    expect(long.status).toBe(400);
    const page = await long.text();
    expect(page).toContain('b'.repeat(1_001));
    expect(page.match(/aria-invalid="true"/g)).toHaveLength(1);
    expect((await key.post(path)).status).toBe(303);
    expect(textOf(await pageOf(key, '/beheer/collecties/producten/meldingen'))).toContain('door Redactie .');
  });

  test('sees none of another collection, nor settles one', async () => {
    const id = await report(await colleague(desk));
    const other = await loggedIn(desk, { name: 'Intern', collections: ['intern'] });
    expect((await other.get('/beheer/collecties/producten/meldingen')).status).toBe(404);
    expect((await other.post(`/beheer/collecties/producten/meldingen/${id}`)).status).toBe(404);
    expect((await other.post(`/beheer/collecties/intern/meldingen/${id}`)).status).toBe(404);
    expect(textOf(await pageOf(other, '/beheer/collecties/intern/meldingen'))).not.toContain('87,50');
    const plain = await colleague(desk);
    expect((await plain.post(`/beheer/collecties/producten/meldingen/${id}`)).status).toBe(403);
    expect((await plain.get('/beheer/collecties/producten/meldingen')).status).toBe(403);
    const editor = await colleague(desk, ['redactie']);
    expect((await editor.post(`/beheer/collecties/producten/meldingen/${id}`, {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    for (const wrong of ['x', '%00', randomUUID()]) expect((await editor.post(`/beheer/collecties/producten/meldingen/${wrong}`)).status, wrong).toBe(404);
    expect((await desk.db.query<{ done: Date | null }>('SELECT done_at AS done FROM source_reports WHERE id = $1', [id]))[0]?.done).toBeNull();
  });

  test('reads of a document that is gone that it is', async () => {
    const editor = await colleague(desk, ['redactie']);
    await report(await colleague(desk));
    await desk.db.query(`UPDATE source_reports SET document_id = '${'f'.repeat(20)}'`);
    const page = await pageOf(editor, '/beheer/collecties/producten/meldingen');
    expect(textOf(page)).toContain('dit document is er niet meer');
    expect(page).not.toContain('/documenten/leges.pdf');
  });
});

describe('a report', () => {
  test('is seen by who made it alone, in the workplace', async () => {
    const [noor, sam] = [await colleague(desk), await colleague(desk)];
    await report(noor, { melding: 'Alleen van Noor' });
    expect(await pageOf(noor, '/werk/meldingen')).toContain('Alleen van Noor');
    expect(await pageOf(sam, '/werk/meldingen')).not.toContain('Alleen van Noor');
    expect((await fetch(`${desk.url}/werk/meldingen`, { redirect: 'manual' })).headers.get('Location')).toBe('/inloggen?naar=%2Fwerk%2Fmeldingen');
    expect((await (await colleague(desk, [])).get('/werk/meldingen')).status).toBe(403);
  });

  test('is in no row, log line or entry of the chain in words', async () => {
    const [noor, editor] = [await colleague(desk), await colleague(desk, ['redactie'])];
    const id = await report(noor, { melding: 'geheimwoord' });
    await editor.post(`/beheer/collecties/producten/meldingen/${id}`, { bericht: 'antwoordwoord' });
    const found = await desk.db.query<{ row: string; sealed: string }>(`SELECT row_to_json(r)::text AS row, encode(content || coalesce(note, ''), 'hex') AS sealed FROM source_reports r WHERE id = $1`, [id]);
    const rows = found.map(({ row, sealed }) => row + Buffer.from(sealed, 'hex').toString('latin1'));
    expect(rows).toHaveLength(1);
    const made = [...(await bodies('report.made')), ...(await bodies('report.settled'))];
    expect(made.filter((body) => body.includes(id) && (body.includes(noor.id) || body.includes(editor.id)))).toHaveLength(2);
    expect(JSON.stringify([rows, made, desk.logged])).not.toMatch(/geheimwoord|antwoordwoord|Noor/);
  });
});
