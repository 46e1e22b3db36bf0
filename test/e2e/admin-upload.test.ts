import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AdminDesk, article, COLLECTION, file, hostile, row, startAdminDesk } from './admin-support.ts';

let at: AdminDesk;
beforeAll(async () => {
  at = await startAdminDesk();
});
afterAll(() => at.close());

/** Drops files on the zone, as far as a script can: those of a real folder come with an entry each. */
const drop = (page: Page, names: readonly string[]) =>
  page.evaluate(`(() => {
    const data = new DataTransfer();
    for (const name of ${JSON.stringify(names)}) data.items.add(new File(['# ' + name + '\\n\\nEen gesleepte tekst met genoeg woorden.'], name, { type: 'text/markdown' }));
    document.getElementById('uploadformulier').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  })()`);

describe('uploading with a script', () => {
  let page: Page;
  beforeEach(async () => {
    ({ page } = await at.enter());
    await at.toUpload(page);
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
    const place = { x: (zone?.x ?? 0) + 40, y: (zone?.y ?? 0) + 20, data: { items: [], files: [join(folder, 'dossier')], dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await cdp.send('Input.dispatchDragEvent', { type, ...place });
    await page.getByText('2 van 2 klaar').first().waitFor();
    await page.locator('#map').setInputFiles(join(folder, 'gekozen'));
    await page.getByText('4 van 4 klaar').first().waitFor();
    const found = await at.desk.db.query(`SELECT source_id AS id FROM documents WHERE source_id ~ '^(dossier|gekozen)/' ORDER BY source_id`);
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
    await expect.poll(() => row(page, 'net-binnen.md').innerText()).toContain('Staat in de balie');
    expect((await at.desk.db.query(`SELECT FROM documents WHERE source_id = 'net-niet.md'`)).length).toBe(0);
  });

  test('takes no more than 2,000 at once, dropped or chosen, and says of what', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'balie-veel-')), 'archief');
    await mkdir(folder);
    for (let n = 0; n <= 2_000; n += 1) await writeFile(join(folder, `brief-${n}.md`), 'x');
    const refused = page.locator('#uploaden').getByText('Er is niets verstuurd. Dit zijn meer dan 2.000 bestanden: archief.');
    await page.locator('#map').setInputFiles(folder);
    await refused.waitFor();
    expect(await page.locator('.balie-upload__row').count()).toBe(0);
    await at.toUpload(page);
    const zone = await page.locator('#uploadformulier').boundingBox();
    const cdp = await page.context().newCDPSession(page);
    const place = { x: (zone?.x ?? 0) + 40, y: (zone?.y ?? 0) + 20, data: { items: [], files: [folder], dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await cdp.send('Input.dispatchDragEvent', { type, ...place });
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
    await expect.poll(() => page.locator('.balie-results__sum').innerText()).toBe('1 van 1 klaar');
  });

  test('tells that the login has ended, keeps what was in, and goes on after a new one', async () => {
    await at.desk.db.query('DELETE FROM sessions');
    await page.locator('#bestanden').setInputFiles([file('later.md', article('Later'))]);
    await row(page, 'later.md').getByText('U bent niet meer ingelogd').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${at.desk.url}/beheer`);
    await other.getByText('Log opnieuw in').waitFor();
    await other.getByLabel('Uw sleutel').fill(at.token);
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Beheer', level: 1 }).waitFor();
    await row(page, 'later.md').getByRole('button', { name: 'Opnieuw proberen' }).click();
    await expect.poll(() => page.locator('.balie-results__sum').innerText()).toBe('1 van 1 klaar');
  });

  test('hears from the desk also when no stream can be opened', async () => {
    await page.route('**/api/v1/jobs/events', (route) => route.fulfill({ status: 503 }));
    await page.locator('#bestanden').setInputFiles([file('stil.md', article('Stil'))]);
    await expect.poll(() => row(page, 'stil.md').innerText()).toContain('Staat in de balie');
  });

  test('does not take what became of an earlier version for what becomes of this one', async () => {
    let stand: object = { state: 'waiting', job: { id: 'later' } };
    let opened = 0;
    const event = { collection: 'producten', sourceId: 'eerder.md', outcome: 'changed', passages: 3, warnings: [] };
    await page.route('**/api/v1/jobs/events', (route) => {
      opened += 1;
      return route.fulfill({ contentType: 'text/event-stream', body: `retry: 100\nevent: document\ndata: ${JSON.stringify(event)}\n\n` });
    });
    await page.route('**/documents/eerder.md', (route) => route.fulfill(route.request().method() === 'PUT' ? { status: 202, json: { state: 'waiting' } } : { json: stand }));
    await page.locator('#bestanden').setInputFiles([file('eerder.md', article('Later'))]);
    await expect.poll(() => opened).toBeGreaterThan(2);
    expect(await row(page, 'eerder.md').innerText()).toContain('wordt verwerkt');
    stand = { state: 'in-use', inUse: { passages: 7, quality: { warnings: [] } } };
    await expect.poll(() => row(page, 'eerder.md').innerText()).toContain('7 passages');
  });

  test('says in one line now and then how far it is', async () => {
    await page.locator('#bestanden').setInputFiles([file('a1.md', article('A1')), file('a2.md', article('A2'))]);
    await expect.poll(() => page.locator('[role=status].balie-hidden').innerText()).toBe('2 van 2 klaar. Alles is afgehandeld.');
    expect(await page.locator('[aria-live], [role=status], [role=alert]').count()).toBe(1);
  });
});

test('without scripts, a form that is far too large is answered by a page', async () => {
  const { page } = await at.enter({ javaScriptEnabled: false });
  const folder = await mkdtemp(join(tmpdir(), 'balie-groot-'));
  const names = Array.from({ length: 5 }, (_, n) => join(folder, `groot-${n}.md`));
  for (const name of names) {
    await writeFile(name, '');
    await truncate(name, 49 * 1024 * 1024);
  }
  await page.goto(at.desk.url + COLLECTION);
  await page.locator('#bestanden').setInputFiles(names);
  await page.getByRole('button', { name: 'Uploaden' }).click();
  await page.getByText('Dit zijn te veel bestanden in één keer.').waitFor();
  expect(await page.getByRole('heading', { name: 'Documenten uploaden' }).count()).toBe(1);
  await page.context().close();
  await rm(folder, { recursive: true });
});
