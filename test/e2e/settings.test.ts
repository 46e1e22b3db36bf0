import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { reply } from '../support/ollama-host/index.ts';

const at = deskInBrowser();
let token = '';
beforeAll(async () => {
  ({ token } = await createKey(at.desk.db, { name: 'Beheer gemeente', isAdmin: true }));
});

async function enter(path: string, options: BrowserContextOptions = {}) {
  const watched = await at.visit(options, path);
  await watched.page.getByLabel('Uw sleutel').fill(token);
  await watched.page.getByRole('button', { name: 'Inloggen' }).click();
  await watched.page.locator('h1').waitFor();
  return watched;
}

async function isSound(page: Page, what: string): Promise<void> {
  expect({ axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) }, what).toEqual({ axe: [], overflow: 0, small: [] });
}

const openAll = (page: Page) => page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);

describe.each([375, 1280])('%i pixels wide', (width) => {
  test('settings are changed, refused and taken back, and each page is accessible', async () => {
    const { page, complaints } = await enter('/beheer/instellingen', { viewport: { width, height: 812 } });
    await isSound(page, 'list');
    for (const name of ['Persoonsgegevens in vragen', 'Contact en openingstijden', 'Huisstijl']) {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      await isSound(page, name);
      await page.goBack();
    }
    await page.getByRole('link', { name: 'Grenzen voor bezoekers' }).click();
    await page.getByLabel('Zonder meer').first().fill('veel');
    await page.getByRole('button', { name: 'Bewaar en gebruik' }).click();
    await page.getByText('Er is niets bewaard.').waitFor();
    await isSound(page, 'refused');
    await page.getByLabel('Zonder meer').first().fill(String(width));
    await page.getByLabel('Hoogstens').first().fill('2000');
    await page.getByLabel('Waarom verandert u dit?').fill('Drukke week');
    await page.getByRole('button', { name: 'Bewaar en gebruik' }).click();
    await page.getByText('Bewaard. Het geldt nu').waitFor();
    await openAll(page);
    await isSound(page, 'saved, with its history open');
    expect(at.desk.desk.config.limits.address.free).toBe(width);
    await page.getByLabel('Waarom zet u wat er in het configuratiebestand staat terug?').fill('Weer rustig');
    await page.getByRole('button', { name: 'Zet terug wat er in het configuratiebestand staat' }).click();
    await page.getByText('Teruggezet. Het geldt nu').waitFor();
    expect(at.desk.desk.config.limits.address.free).toBe(40);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a text of an assistant is compared, tried and published, and each page is accessible', async () => {
    at.desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    const { page, complaints } = await enter('/beheer/assistenten', { viewport: { width, height: 812 } });
    await isSound(page, 'list');
    await page.getByRole('link', { name: 'loket' }).click();
    await page.getByRole('heading', { name: 'Assistent loket', level: 1 }).waitFor();
    await isSound(page, 'assistant');
    await page.getByRole('link', { name: 'system.md' }).click();
    const text = page.getByLabel('De tekst');
    const before = await text.inputValue();
    await text.fill(before.replace('geen medewerker.', `geen medewerker. U bent op een scherm van ${width} pixels.`));
    await page.getByLabel('Vraag om te proberen').fill('Wat kost een paspoort?');
    await page.getByRole('button', { name: 'Stel de vraag' }).click();
    await page.getByText('86,20').first().waitFor();
    await isSound(page, 'tried');
    await page.getByLabel('Hoeveel vragen').selectOption('10');
    await page.getByRole('button', { name: 'Meet het concept' }).click();
    await page.getByRole('heading', { name: 'Meting van een concept', level: 1 }).waitFor();
    await isSound(page, 'being measured');
    await expect.poll(async () => (await page.reload()) !== null && page.getByText('klaar', { exact: true }).count()).toBe(1);
    await openAll(page);
    await isSound(page, 'measured');
    await page.getByRole('button', { name: 'Terug naar de tekst' }).click();
    await page.getByRole('heading', { name: 'Cijfers' }).waitFor();
    await isSound(page, 'with both rates above the button');
    await page.getByLabel('Waarom verandert u dit?').fill('Duidelijker');
    await page.getByRole('button', { name: 'Publiceer en gebruik' }).click();
    await page.getByText('Bewaard. Het geldt nu').waitFor();
    await openAll(page);
    await isSound(page, 'published, with its history open');
    expect(at.desk.desk.assistants.get('loket')?.systemPrompt).toContain(`${width} pixels`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test.each(['#2f5f1b', '#a3123a', '#6b6b6b'])('a colour that is taken is readable on the pages of residents: %s', async (color) => {
  const { settings, forms } = at.desk.desk.changing;
  const checked = forms.find(({ path }) => path === 'huisstijl')?.section.check({ color });
  if (checked === undefined || 'faults' in checked) throw new Error('refused');
  const { number } = await settings.current('theme');
  await settings.publish('theme', { value: checked.value, expected: number, reason: 'Toets van kleuren', by: { byKey: 'toets' } });
  at.desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
  const { page } = await at.visit({ viewport: { width: 375, height: 812 } });
  await page.getByRole('textbox').fill('Wat kost een paspoort?');
  await page.getByRole('button', { name: 'Vraag stellen' }).click();
  await page.locator('.balie-source').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.context().close();
});
