import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

describe('a source', () => {
  let desk: TestDesk;
  let ids: Map<string, string>;
  beforeAll(async () => {
    desk = await startTestDesk();
    const rows = await desk.db.query<{ id: string; sourceId: string }>('SELECT id, source_id AS "sourceId" FROM documents');
    ids = new Map(rows.map(({ id, sourceId }) => [sourceId, id]));
  });
  afterAll(() => desk.close());

  const open = (name: string, rest = '') => fetch(`${desk.url}/bronnen/${ids.get(name) ?? name}${rest}`);

  test('opens in its document, at its passage', async () => {
    const response = await open('paspoort.md');
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('id="passage-1"');
    expect(html).toContain('€ 86,20');
    expect(html).toContain('https://www.lindewaarde.example/paspoort');
    expect(html).toContain(`/bronnen/${ids.get('paspoort.md')}/origineel`);
  });

  test('gives the original file, byte for byte', async () => {
    const response = await open('paspoort.md', '/origineel');
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toContain('Een paspoort voor volwassenen kost € 86,20.');
  });

  test('gives the original file once: a client that has it gets no bytes', async () => {
    const { headers } = await open('leges.pdf', '/origineel');
    const etag = headers.get('ETag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    expect(headers.get('Cache-Control')).toBe('private, no-cache');
    const path = `${desk.url}/bronnen/${ids.get('leges.pdf')}/origineel`;
    const again = await fetch(path, { headers: { 'If-None-Match': `W/"x", ${etag}` } });
    expect([again.status, again.headers.get('ETag'), await again.text()]).toEqual([304, etag, '']);
    expect((await fetch(path, { headers: { 'If-None-Match': '"x"' } })).status).toBe(200);
    // A look at the headers alone takes no place that others need.
    for (let number = 0; number < 6; number += 1) expect((await fetch(path, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(path)).status).toBe(200);
  });

  test('that is a PDF opens at its page, and the browser may show it', async () => {
    expect(await (await open('leges.pdf')).text()).toContain(`href="/bronnen/${ids.get('leges.pdf')}/origineel#page=3"`);
    const { headers } = await open('leges.pdf', '/origineel');
    expect(headers.get('Content-Type')).toBe('application/pdf');
    expect(headers.get('Content-Disposition')).toMatch(/^inline/);
    expect(headers.get('Content-Security-Policy')).toContain("object-src 'self'");
    expect(headers.get('Content-Security-Policy')).not.toContain('script-src');
  });

  test.each([
    ['is not there', '00000000000000000000'],
    ['has an impossible id', "x'; DROP TABLE documents; --"],
    ['is of employees only', 'handboek.md'],
    ['has expired', 'energietoeslag.md'],
  ])('that %s is not found, nor its original', async (_, name) => {
    for (const rest of ['', '/origineel']) {
      const response = await open(ids.has(name) ? name : encodeURIComponent(name), rest);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toMatch(/toegangscode|€ 800/);
    }
  });

  test('that is a mail is read as text; its file, which says who wrote to whom, is not given', async () => {
    const id = ids.get('afval.html');
    await desk.db.query(`UPDATE documents SET media_type = 'message/rfc822' WHERE id = $1`, [id]);
    const page = await (await open('afval.html')).text();
    expect(page).toContain('Dit is de tekst die de digitale balie leest');
    expect(page).not.toContain('/origineel');
    expect((await open('afval.html', '/origineel')).status).toBe(404);
    await desk.db.query(`UPDATE documents SET media_type = 'text/html' WHERE id = $1`, [id]);
  });

  test('that is a web page is a download, never a page of this desk', async () => {
    const response = await open('afval.html', '/origineel');
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename\*=UTF-8''afval\.html$/);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('with markup in its title and text is shown as text', async () => {
    const html = await (await open('afval.html')).text();
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
  });
});
