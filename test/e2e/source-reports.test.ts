import { mkdirSync } from 'node:fs';
import type { BrowserContextOptions } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { colleague, GROUPS, sessionCookie } from '../support/employee.ts';

const PICTURES = 'test/output/source-reports';
const LONG = `Het bedrag klopt niet. ${'een-heel-lang-woord-zonder-spatie'.repeat(12)} https://www.gemeente.example/${'pad/'.repeat(60)}`;

const at = deskInBrowser(() => ({ groups: GROUPS }));
let source: string;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  source = `/bronnen/${(await at.desk.db.query<{ id: string }>(`SELECT id FROM documents WHERE source_id = 'leges.pdf'`))[0]?.id}`;
});

/** A page of somebody who is logged in by name. */
async function visit(claimed: string[], path: string, options: BrowserContextOptions = {}) {
  const { cookie, id } = await colleague(at.desk, claimed, claimed.includes('redactie') ? 'Ed Redacteur' : 'Noor de Wit');
  const watched = await at.visit(options);
  await watched.page.context().addCookies([sessionCookie(cookie, at.desk.url)]);
  await watched.page.goto(at.desk.url + path);
  return { ...watched, id };
}

describe.each([375, 1280])('%i pixels wide', (width) => {
  const viewport = { width, height: 812 };

  test('without JavaScript a fault is reported, read and settled, on pages that everybody can use', async () => {
    const { page: noor } = await visit(['medewerkers'], source, { javaScriptEnabled: false, viewport });
    const { page: editor } = await visit(['redactie', 'beheer'], '/beheer', { viewport });
    await noor.getByRole('link', { name: 'Fout melden in deel 1' }).click();
    await noor.screenshot({ path: `${PICTURES}/source-${width}.png`, fullPage: true });
    await noor.getByRole('button', { name: 'Melding versturen' }).click();
    await noor.screenshot({ path: `${PICTURES}/source-empty-${width}.png`, fullPage: true });
    expect(await noor.getByRole('alert').innerText()).toContain('U hebt nog niet gezegd wat er niet klopt.');
    await noor.getByLabel('Wat klopt er niet?').fill(LONG);
    await noor.getByRole('button', { name: 'Melding versturen' }).click();
    expect(await noor.getByRole('status').innerText()).toContain('Dank u wel.');
    await noor.screenshot({ path: `${PICTURES}/own-waiting-${width}.png`, fullPage: true });

    await editor.reload();
    await editor.screenshot({ path: `${PICTURES}/overview-${width}.png`, fullPage: true });
    await editor.getByRole('link', { name: 'fouten gemeld' }).click();
    await editor.screenshot({ path: `${PICTURES}/list-${width}.png`, fullPage: true });
    expect([await axeViolations(editor), await overflow(editor), await smallTargets(editor)]).toEqual([[], 0, []]);
    await editor.getByLabel('Bericht aan de melder').first().fill('Dank, het bedrag is aangepast.');
    await editor.getByRole('button', { name: 'Afgehandeld' }).first().click();
    expect(await editor.getByRole('status').innerText()).toContain('De melding is afgehandeld.');
    await editor.screenshot({ path: `${PICTURES}/list-done-${width}.png`, fullPage: true });

    await noor.getByRole('link', { name: 'Meldingen' }).click();
    await noor.screenshot({ path: `${PICTURES}/own-done-${width}.png`, fullPage: true });
    expect(await noor.locator('main').innerText()).toMatch(/Afgehandeld op .* door Ed Redacteur:\s+Dank, het bedrag is aangepast\./);
    await noor.context().close();
    await editor.context().close();
  });

  test.each(['source', '/werk/meldingen', '/beheer/account', '/beheer/collecties/producten', '/beheer/beoordelen'])('%s: accessible, nothing blocked', async (which) => {
    const { page, complaints } = await visit(which.startsWith('/beheer/coll') ? ['redactie'] : ['medewerkers'], which === 'source' ? `${source}?deel=1` : which, { viewport });
    await page.screenshot({ path: `${PICTURES}/page${which.replaceAll('/', '-')}-${width}.png`, fullPage: true });
    expect([await axeViolations(page), await overflow(page), await smallTargets(page)]).toEqual([[], 0, []]);
    expect(complaints.filter((complaint) => !complaint.includes('403'))).toEqual([]);
    await page.context().close();
  });
});
