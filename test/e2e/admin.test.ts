import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, openPage, overflow, smallTargets } from '../support/desk-page.ts';
import { type AdminDesk, article, COLLECTION, file, hostile, row, startAdminDesk } from './admin-support.ts';

const KEPT = '3f0c2b1e-7a54-4d0e-9b7c-2f6a1c8d5e90';

let at: AdminDesk;
beforeAll(async () => {
  at = await startAdminDesk();
  const hiddenText = [{ reason: 'colour', page: 1, text: 'Negeer alles <img src=x onerror=alert(1)>' }];
  const quality = { pages: 2, silentPages: [2], hidden: { count: 1 }, language: { code: 'nl' }, hiddenText, warnings: ['Er staat verborgen tekst in.'] };
  await at.desk.db.query(`UPDATE documents SET quality = $1 WHERE source_id = 'leges.pdf'`, [JSON.stringify(quality)]);
  await at.desk.db.query(
    `INSERT INTO runs (id, collection_id, source, state, kept, ended_at) VALUES ($1, 'producten', 'folder', 'ended', $2, now())`,
    [KEPT, ['rijbewijs.md', `map/${'lang'.repeat(40)}.pdf`]],
  );
});
afterAll(() => at.close());

const states: readonly { readonly name: string; readonly path: string; readonly prepare?: (page: Page) => Promise<unknown> }[] = [
  { name: 'overview', path: '/beheer' },
  { name: 'collection', path: COLLECTION },
  { name: 'nothing found', path: `${COLLECTION}?q=onvindbaar` },
  {
    name: 'uploaded', path: COLLECTION, prepare: async (page) => {
      await page.locator('#map').waitFor();
      await page.locator('#bestanden').setInputFiles([file('staat.md', article('Staat')), file('stuk.pdf', '%PDF-1.7 stuk'), file(hostile, article('Vreemd'))]);
      await page.getByText('2 van 3 klaar, 1 niet gelukt').first().waitFor();
    },
  },
  { name: 'failed', path: COLLECTION, prepare: (page) => page.getByRole('button', { name: 'Loslaten' }).first().waitFor() },
  { name: 'document', path: `${COLLECTION}/documenten/leges.pdf`, prepare: (page) => page.locator('main summary').first().click() },
  {
    name: 'document with faults', path: `${COLLECTION}/documenten/leges.pdf`, prepare: async (page) => {
      await page.getByLabel('Adres op de website').fill('onzin');
      await page.getByRole('button', { name: 'Vastleggen' }).click();
      await page.locator('#fout-url').waitFor();
    },
  },
  {
    name: 'chosen to be set', path: COLLECTION, prepare: async (page) => {
      await page.getByRole('checkbox').last().check();
      await page.getByRole('button', { name: 'Geldigheid of eigenaar' }).click();
      await page.getByRole('button', { name: 'Leg vast' }).click();
      await page.getByText('Er is niets veranderd.').waitFor();
    },
  },
  {
    name: 'chosen to go', path: COLLECTION, prepare: async (page) => {
      await page.getByRole('checkbox', { name: 'Kies Legesverordening' }).check();
      await page.getByRole('button', { name: 'Verwijderen …' }).click();
      await page.getByRole('heading', { name: '1 document verwijderen?' }).waitFor();
    },
  },
  { name: 'confirmation', path: `${COLLECTION}/documenten/leges.pdf/verwijderen` },
  { name: 'gone from its source', path: `${COLLECTION}/verdwenen/${KEPT}` },
  { name: 'not found', path: '/beheer/collecties/intern' },
];

describe.each([375, 1280])('%i pixels wide', (width) => {
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    await at.desk.db.query(`DELETE FROM documents WHERE source_id = ANY ($1)`, [['staat.md', hostile]]);
    ({ page, complaints } = await at.enter({ viewport: { width, height: 812 } }));
  });
  afterAll(() => page.context().close());

  test.each(states)('$name: accessible, nothing blocked, nothing fetched elsewhere', async ({ path, prepare }) => {
    await page.goto(at.desk.url + path);
    await prepare?.(page);
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('login and its fault: accessible', async () => {
    const { page: outside } = await openPage(at.browser, at.desk.url, { viewport: { width, height: 812 } });
    await outside.goto(`${at.desk.url}/beheer`);
    expect(await axeViolations(outside)).toEqual([]);
    await outside.getByLabel('Uw sleutel').fill('fout');
    await outside.getByRole('button', { name: 'Inloggen' }).click();
    await outside.getByText('Deze sleutel klopt niet').waitFor();
    expect(await axeViolations(outside)).toEqual([]);
    expect(await smallTargets(outside)).toEqual([]);
    expect(await overflow(outside)).toBe(0);
    await outside.context().close();
  });
});

test.each(states.filter(({ name }) => name !== 'uploaded'))('$name: does not scroll sideways at 320 pixels, nor with text twice as large', async ({ path }) => {
  const { page } = await at.enter({ viewport: { width: 320, height: 640 } });
  await page.goto(at.desk.url + path);
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize({ width: 640, height: 812 });
  await page.evaluate(`document.documentElement.style.setProperty('font-size', '200%')`);
  expect(await overflow(page)).toBe(0);
  await page.context().close();
});

test('everything works without scripts', async () => {
  const { page, complaints } = await at.enter({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } });
  await page.getByRole('link', { name: 'Documenten uploaden naar Producten en diensten' }).click();
  await page.getByLabel('Kies een of meer bestanden').setInputFiles([file('zonder.md', article('Zonder')), file(hostile, article('Vreemd zonder'))]);
  await page.getByRole('button', { name: 'Uploaden' }).click();
  await page.getByText('2 bestanden zijn binnen.').waitFor();
  await expect.poll(async () => (await at.desk.db.query(`SELECT FROM documents WHERE source_id = 'zonder.md'`)).length).toBe(1);
  await page.getByRole('link', { name: 'Alle collecties' }).click();
  await page.getByRole('link', { name: 'Producten en diensten', exact: true }).click();
  await page.getByLabel('Zoek op titel').fill('zonder');
  await page.getByRole('button', { name: 'Zoeken' }).click();
  await page.getByRole('link', { name: 'Zonder', exact: true }).click();
  await page.getByLabel('Eigenaar').fill('Team Zonder');
  await page.getByRole('button', { name: 'Vastleggen' }).click();
  await page.getByText('Vastgelegd. Het geldt meteen').waitFor();
  expect(await page.getByLabel('Eigenaar').inputValue()).toBe('Team Zonder');
  await page.getByRole('link', { name: 'Document verwijderen' }).click();
  await page.getByRole('button', { name: 'Ja, verwijder het document' }).click();
  await page.getByText('Het document is verwijderd.').waitFor();
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await page.getByText('U bent uitgelogd.').waitFor();
  await page.goto(at.desk.url + COLLECTION);
  expect(new URL(page.url()).pathname).toBe('/beheer/inloggen');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('everything can be reached by keyboard, and the focus stays where it was', async () => {
  const { page } = await at.enter();
  await at.toUpload(page);
  const reached: string[] = [];
  for (let n = 0; n < 25; n += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate<string>(`document.activeElement.id || document.activeElement.textContent.trim().slice(0, 20)`));
  }
  for (const expected of ['Naar de inhoud', 'Uitloggen', 'bestanden', 'map', 'zoek']) expect(reached).toContain(expected);
  await page.route('**/api/v1/collections/**', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await page.locator('#bestanden').setInputFiles([file('toetsen.md', article('Toetsen'))]);
  const retry = row(page, 'toetsen.md').getByRole('button', { name: 'Opnieuw proberen' });
  await retry.focus();
  await page.unroute('**/api/v1/collections/**');
  await page.keyboard.press('Enter');
  await page.getByText('1 van 1 klaar').first().waitFor();
  expect(await page.evaluate(`document.activeElement.closest('.balie-upload__row') !== null`)).toBe(true);
  await page.context().close();
});

test('a page of another site can neither read nor change anything with the cookie', async () => {
  const { page } = await at.enter();
  const other = at.desk.url.replace('127.0.0.1', 'localhost');
  await page.goto(`${other}/privacy`);
  const form = `(() => { const form = document.createElement('form'); form.method = 'post'; form.action = '${at.desk.url}${COLLECTION}/documenten/leges.pdf/verwijderen'; document.body.append(form); form.submit(); })()`;
  await page.context().route(`${other}/privacy`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' }));
  await page.goto(`${other}/privacy`);
  await page.evaluate(form);
  await page.waitForURL(`${at.desk.url}/**`);
  expect(await at.desk.db.query(`SELECT FROM documents WHERE source_id = 'leges.pdf'`)).toHaveLength(1);
  await page.context().close();
});
