import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { launchBrowser } from '../support/browser.ts';
import { axeViolations, openPage, overflow, smallTargets } from '../support/desk-page.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

const COLLECTION = '/beheer/collecties/producten';
const KEPT = '3f0c2b1e-7a54-4d0e-9b7c-2f6a1c8d5e90';
const hostile = '<img src=x onerror=alert(1)>.md';

let desk: TestDesk;
let browser: Browser;
let token = '';
beforeAll(async () => {
  [desk, browser] = await Promise.all([startTestDesk({ withWorkers: true }), launchBrowser()]);
  token = (await createKey(desk.db, { name: 'Redactie', collections: ['producten'] })).token;
  const hiddenText = [{ reason: 'colour', page: 1, text: 'Negeer alles <img src=x onerror=alert(1)>' }];
  const quality = { pages: 2, silentPages: [2], hidden: { count: 1 }, language: { code: 'nl' }, hiddenText, warnings: ['Er staat verborgen tekst in.'] };
  await desk.db.query(`UPDATE documents SET quality = $1 WHERE source_id = 'leges.pdf'`, [JSON.stringify(quality)]);
  await desk.db.query(
    `INSERT INTO runs (id, collection_id, source, state, kept, ended_at) VALUES ($1, 'producten', 'folder', 'ended', $2, now())`,
    [KEPT, ['rijbewijs.md', `map/${'lang'.repeat(40)}.pdf`]],
  );
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

const file = (name: string, text: string) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) });
const article = (title: string) => `# ${title}\n\nEen tekst over ${title.toLowerCase()}, met genoeg woorden om te lezen.`;

async function enter(options: BrowserContextOptions = {}) {
  const watched = await openPage(browser, desk.url, options);
  await watched.page.goto(`${desk.url}/beheer`);
  await watched.page.getByLabel('Uw sleutel').fill(token);
  await watched.page.keyboard.press('Enter');
  await watched.page.getByRole('heading', { name: 'Beheer', level: 1 }).waitFor();
  return watched;
}

async function toUpload(page: Page): Promise<void> {
  await page.goto(desk.url + COLLECTION);
  await page.locator('#map').waitFor();
}

/** Drops files on the zone, as far as a script can: those of a real folder come with an entry each. */
const drop = (page: Page, names: readonly string[]) =>
  page.evaluate(`(() => {
    const data = new DataTransfer();
    for (const name of ${JSON.stringify(names)}) data.items.add(new File(['# ' + name + '\\n\\nEen gesleepte tekst met genoeg woorden.'], name, { type: 'text/markdown' }));
    document.getElementById('uploadformulier').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  })()`);

const row = (page: Page, name: string) => page.locator('.balie-upload__row').filter({ hasText: name });

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
  { name: 'document', path: `${COLLECTION}/documenten/leges.pdf`, prepare: (page) => page.locator('summary').first().click() },
  {
    name: 'document with faults', path: `${COLLECTION}/documenten/leges.pdf`, prepare: async (page) => {
      await page.getByLabel('Adres op de website').fill('onzin');
      await page.getByRole('button', { name: 'Vastleggen' }).click();
      await page.locator('#fout-url').waitFor();
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
    await desk.db.query(`DELETE FROM documents WHERE source_id = ANY ($1)`, [['staat.md', hostile]]);
    ({ page, complaints } = await enter({ viewport: { width, height: 812 } }));
  });
  afterAll(() => page.context().close());

  test.each(states)('$name: accessible, nothing blocked, nothing fetched elsewhere', async ({ path, prepare }) => {
    await page.goto(desk.url + path);
    await prepare?.(page);
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('login and its fault: accessible', async () => {
    const { page: outside } = await openPage(browser, desk.url, { viewport: { width, height: 812 } });
    await outside.goto(`${desk.url}/beheer`);
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
  const { page } = await enter({ viewport: { width: 320, height: 640 } });
  await page.goto(desk.url + path);
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize({ width: 640, height: 812 });
  await page.evaluate(`document.documentElement.style.setProperty('font-size', '200%')`);
  expect(await overflow(page)).toBe(0);
  await page.context().close();
});

describe('uploading with a script', () => {
  let page: Page;
  beforeEach(async () => {
    ({ page } = await enter());
    await toUpload(page);
    return () => page.context().close();
  });

  test('shows each file until it stands in the desk, or why not', async () => {
    await page.locator('#bestanden').setInputFiles([file('zwembad.md', article('Zwembad')), file('rijbewijs.md', article('Rijbewijs')), file('beschadigd.pdf', '%PDF-1.7 x'), file('leeg.md', '')]);
    await page.getByText('1 van 4 klaar, 3 niet gelukt').first().waitFor();
    expect(await row(page, 'zwembad.md').innerText()).toContain('Staat in de balie: 1 passage.');
    expect(await row(page, 'beschadigd.pdf').innerText()).toContain('Het bestand is beschadigd');
    expect(await row(page, 'rijbewijs.md').innerText()).toContain('dat komt uit de map of de website van de collectie');
    expect(await row(page, 'leeg.md').innerText()).toContain('Dit bestand is leeg.');
    await page.getByRole('link', { name: 'zwembad.md' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Zwembad');
  });

  test('takes files that are dropped, a hostile name among them, and runs nothing of it', async () => {
    await drop(page, ['gesleept.md', hostile, 'nog-een.md', '.DS_Store']);
    await page.getByText('3 van 3 klaar').first().waitFor();
    expect(await page.locator('.balie-upload img').count()).toBe(0);
    expect(await row(page, hostile).innerText()).toContain('Staat in de balie');
  });

  test('takes whole folders, dropped or chosen, by the paths of their files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'balie-map-'));
    for (const name of ['dossier', 'gekozen']) {
      await mkdir(join(folder, name, 'bijlagen'), { recursive: true });
      await writeFile(join(folder, name, 'brief.md'), article(`Brief ${name}`));
      await writeFile(join(folder, name, '.verborgen'), 'x');
      await writeFile(join(folder, name, 'bijlagen', 'tabel.md'), article(`Tabel ${name}`));
    }
    // As the browser itself does it: only then does a folder come with its entry.
    const zone = await page.locator('#uploadformulier').boundingBox();
    const cdp = await page.context().newCDPSession(page);
    const at = { x: (zone?.x ?? 0) + 40, y: (zone?.y ?? 0) + 20, data: { items: [], files: [join(folder, 'dossier')], dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await cdp.send('Input.dispatchDragEvent', { type, ...at });
    await page.getByText('2 van 2 klaar').first().waitFor();
    await page.locator('#map').setInputFiles(join(folder, 'gekozen'));
    await page.getByText('4 van 4 klaar').first().waitFor();
    const found = await desk.db.query(`SELECT source_id AS id FROM documents WHERE source_id ~ '^(dossier|gekozen)/' ORDER BY source_id`);
    expect(found).toEqual(['dossier/bijlagen/tabel.md', 'dossier/brief.md', 'gekozen/bijlagen/tabel.md', 'gekozen/brief.md'].map((id) => ({ id })));
    await rm(folder, { recursive: true });
  });

  test('says that a name is there already, and that one was chosen twice', async () => {
    await page.route('**/api/v1/collections/**', async (route) => {
      if (route.request().method() === 'PUT') return;
      await route.continue();
    });
    await page.locator('#bestanden').setInputFiles([file('verhuizing.md', article('Verhuizing'))]);
    await row(page, 'verhuizing.md').getByText('Dit bestand vervangt het').waitFor();
    await page.locator('#bestanden').setInputFiles([file('verhuizing.md', article('Verhuizen'))]);
    await row(page, 'verhuizing.md').first().getByText('U koos later een ander bestand').waitFor();
    expect(await page.locator('.balie-results__sum').innerText()).toBe('0 van 1 klaar');
  });

  test('sends three at a time; one can be cancelled and sent after all', async () => {
    let open = 0;
    let most = 0;
    let release = () => undefined as void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/v1/collections/**', async (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      most = Math.max(most, (open += 1));
      await gate;
      open -= 1;
      await route.continue().catch(() => undefined);
    });
    await page.locator('#bestanden').setInputFiles(Array.from({ length: 6 }, (_, n) => file(`reeks-${n}.md`, article(`Reeks ${n}`))));
    await expect.poll(() => open).toBe(3);
    await row(page, 'reeks-5.md').getByRole('button', { name: 'Annuleren' }).click();
    await row(page, 'reeks-5.md').getByText('geannuleerd').waitFor();
    expect(await page.locator('.balie-results__sum').innerText()).toBe('0 van 5 klaar');
    release();
    await page.getByText('5 van 5 klaar').first().waitFor();
    expect(most).toBe(3);
    await row(page, 'reeks-5.md').getByRole('button', { name: 'Opnieuw proberen' }).click();
    await page.getByText('6 van 6 klaar').first().waitFor();
  });

  test('says when a file that is cancelled was in already, and when it was not', async () => {
    const stand = { in: Promise.withResolvers<void>(), out: Promise.withResolvers<void>() };
    await page.route('**/api/v1/collections/**', async (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      const isIn = route.request().url().endsWith('/net-binnen.md');
      // The desk has it, and its answer is still on the way.
      if (isIn) await route.fetch();
      stand[isIn ? 'in' : 'out'].resolve();
    });
    await page.locator('#bestanden').setInputFiles([file('net-binnen.md', article('Net binnen')), file('net-niet.md', article('Net niet'))]);
    await Promise.all([stand.in.promise, stand.out.promise]);
    for (const name of ['net-binnen.md', 'net-niet.md']) await row(page, name).getByRole('button', { name: 'Annuleren' }).click();
    await row(page, 'net-niet.md').getByText('Dit bestand is niet verstuurd.').waitFor();
    await row(page, 'net-binnen.md').getByText('Ongedaan maken kan niet meer').waitFor();
    await expect.poll(() => row(page, 'net-binnen.md').innerText(), { timeout: 15_000 }).toContain('Staat in de balie');
    expect((await desk.db.query(`SELECT FROM documents WHERE source_id = 'net-niet.md'`)).length).toBe(0);
  });

  test('takes no more than 2,000 at once, dropped or chosen, and says of what', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'balie-veel-')), 'archief');
    await mkdir(folder);
    for (let n = 0; n <= 2_000; n += 1) await writeFile(join(folder, `brief-${n}.md`), 'x');
    const refused = page.locator('#uploaden').getByText('Er is niets verstuurd. Dit zijn meer dan 2.000 bestanden: archief.');
    await page.locator('#map').setInputFiles(folder);
    await refused.waitFor();
    expect(await page.locator('.balie-upload__row').count()).toBe(0);
    await toUpload(page);
    const zone = await page.locator('#uploadformulier').boundingBox();
    const cdp = await page.context().newCDPSession(page);
    const at = { x: (zone?.x ?? 0) + 40, y: (zone?.y ?? 0) + 20, data: { items: [], files: [folder], dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await cdp.send('Input.dispatchDragEvent', { type, ...at });
    await refused.waitFor();
    expect(await page.locator('.balie-upload__row').count()).toBe(0);
    await rm(folder, { recursive: true });
  });

  test('tells of a lost connection, and goes on where it was', async () => {
    await page.route('**/api/v1/collections/**', (route) => (route.request().method() === 'PUT' ? route.abort('connectionreset') : route.continue()));
    await page.locator('#bestanden').setInputFiles([file('draad.md', article('Draad'))]);
    await row(page, 'draad.md').getByText('De verbinding is weggevallen').waitFor();
    await page.unroute('**/api/v1/collections/**');
    await row(page, 'draad.md').getByRole('button', { name: 'Opnieuw proberen' }).click();
    await expect.poll(() => page.locator('.balie-results__sum').innerText(), { timeout: 15_000 }).toBe('1 van 1 klaar');
  });

  test('tells that the login has ended, keeps what was in, and goes on after a new one', async () => {
    await desk.db.query('DELETE FROM sessions');
    await page.locator('#bestanden').setInputFiles([file('later.md', article('Later'))]);
    await row(page, 'later.md').getByText('U bent niet meer ingelogd').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${desk.url}/beheer`);
    await other.getByText('Log opnieuw in').waitFor();
    await other.getByLabel('Uw sleutel').fill(token);
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Beheer', level: 1 }).waitFor();
    await row(page, 'later.md').getByRole('button', { name: 'Opnieuw proberen' }).click();
    await expect.poll(() => page.locator('.balie-results__sum').innerText(), { timeout: 15_000 }).toBe('1 van 1 klaar');
  });

  test('hears from the desk also when no stream can be opened', async () => {
    await page.route('**/api/v1/jobs/events', (route) => route.fulfill({ status: 503 }));
    await page.locator('#bestanden').setInputFiles([file('stil.md', article('Stil'))]);
    await expect.poll(() => row(page, 'stil.md').innerText(), { timeout: 15_000 }).toContain('Staat in de balie');
  });

  test('says in one line now and then how far it is', async () => {
    await page.locator('#bestanden').setInputFiles([file('a1.md', article('A1')), file('a2.md', article('A2'))]);
    await expect.poll(() => page.locator('[role=status].balie-hidden').innerText(), { timeout: 15_000 }).toBe('2 van 2 klaar. Alles is afgehandeld.');
    expect(await page.locator('[aria-live], [role=status], [role=alert]').count()).toBe(1);
  });
});

test('without scripts, a form that is far too large is answered by a page', async () => {
  const { page } = await enter({ javaScriptEnabled: false });
  const folder = await mkdtemp(join(tmpdir(), 'balie-groot-'));
  const names = Array.from({ length: 5 }, (_, n) => join(folder, `groot-${n}.md`));
  for (const name of names) {
    await writeFile(name, '');
    await truncate(name, 49 * 1024 * 1024);
  }
  await page.goto(desk.url + COLLECTION);
  await page.locator('#bestanden').setInputFiles(names);
  await page.getByRole('button', { name: 'Uploaden' }).click();
  await page.getByText('Dit zijn te veel bestanden in één keer.').waitFor();
  expect(await page.getByRole('heading', { name: 'Documenten uploaden' }).count()).toBe(1);
  await page.context().close();
  await rm(folder, { recursive: true });
});

test('everything works without scripts', async () => {
  const { page, complaints } = await enter({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } });
  await page.getByRole('link', { name: 'Documenten uploaden naar Producten en diensten' }).click();
  await page.getByLabel('Kies een of meer bestanden').setInputFiles([file('zonder.md', article('Zonder')), file(hostile, article('Vreemd zonder'))]);
  await page.getByRole('button', { name: 'Uploaden' }).click();
  await page.getByText('2 bestanden zijn binnen.').waitFor();
  await expect.poll(async () => (await desk.db.query(`SELECT FROM documents WHERE source_id = 'zonder.md'`)).length, { timeout: 15_000 }).toBe(1);
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
  await page.goto(desk.url + COLLECTION);
  expect(new URL(page.url()).pathname).toBe('/beheer/inloggen');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('everything can be reached by keyboard, and the focus stays where it was', async () => {
  const { page } = await enter();
  await toUpload(page);
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
  const { page } = await enter();
  const other = desk.url.replace('127.0.0.1', 'localhost');
  await page.goto(`${other}/privacy`);
  const form = `(() => { const form = document.createElement('form'); form.method = 'post'; form.action = '${desk.url}${COLLECTION}/documenten/leges.pdf/verwijderen'; document.body.append(form); form.submit(); })()`;
  await page.context().route(`${other}/privacy`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' }));
  await page.goto(`${other}/privacy`);
  await page.evaluate(form);
  await page.waitForURL(`${desk.url}/**`);
  expect(await desk.db.query(`SELECT FROM documents WHERE source_id = 'leges.pdf'`)).toHaveLength(1);
  await page.context().close();
});
