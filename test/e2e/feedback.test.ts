import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ask, axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';

const at = deskInBrowser();

async function answered(options: BrowserContextOptions = {}) {
  const watched = await at.visit(options);
  await ask(watched.page, 'Wat kost een paspoort?');
  await thumb(watched.page, 'Dit helpt mij').waitFor();
  return watched;
}

const thumb = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name} \\(`) });
const kept = () => at.desk.db.query('SELECT helpful, reasons, times FROM turn_feedback ORDER BY given_at DESC LIMIT 1').then(([row]) => row);
const thanks = (page: Page) => page.locator('.balie-feedback__thanks');
const pressed = (page: Page) => page.locator('.balie-thumb[aria-pressed=true]').allInnerTexts();

describe.each([true, false])('with a script: %s', (javaScriptEnabled) => {
  test('one says that an answer helps, changes one’s mind, says why, and goes on in the same conversation', async () => {
    const { page, complaints } = await answered({ javaScriptEnabled, viewport: { width: 375, height: 812 } });
    expect(await page.getByRole('group', { name: 'Helpt dit antwoord u?' }).count()).toBe(1);
    await thumb(page, 'Dit helpt mij').click();
    await thanks(page).waitFor();
    expect(await kept()).toEqual({ helpful: true, reasons: [], times: 1 });
    await thumb(page, 'Dit helpt mij niet').click();
    await page.getByLabel('Het is te moeilijk').check();
    await page.getByLabel('Wilt u nog iets zeggen?').fill('Ik ben Jan, mijn bsn is 111222333.');
    await page.getByRole('button', { name: 'Uitleg versturen' }).click();
    await page.getByText('persoonlijke gegevens weggehaald').first().waitFor();
    expect(await kept()).toEqual({ helpful: false, reasons: ['difficult'], times: 3 });
    expect(await pressed(page)).toEqual([expect.stringContaining('Dit helpt mij niet')]);
    expect(await page.getByLabel('Het is te moeilijk').isChecked()).toBe(true);
    expect(await page.getByLabel('Wilt u nog iets zeggen?').inputValue()).toContain('[burgerservicenummer]');
    expect(await page.locator('.balie-question').count()).toBe(1);
    await page.locator('#vraag').fill('En voor een kind?');
    await page.getByRole('button', { name: 'Vraag stellen' }).click();
    await expect.poll(() => thumb(page, 'Dit helpt mij').count()).toBe(2);
    expect(await page.locator('.balie-question').count()).toBe(2);
    expect(await pressed(page)).toEqual([expect.stringContaining('Dit helpt mij niet')]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('what could not be kept is said beside it, and nothing that was typed is lost', async () => {
    const { page } = await answered({ javaScriptEnabled });
    await thumb(page, 'Dit helpt mij niet').click();
    await page.getByLabel('Wilt u nog iets zeggen?').fill('x'.repeat(501));
    await page.getByLabel('Het klopt niet').check();
    await page.getByRole('button', { name: 'Uitleg versturen' }).click();
    expect(await page.locator('.balie-feedback .utrecht-alert').innerText()).toContain('maximaal 500 tekens');
    expect(await page.getByLabel('Wilt u nog iets zeggen?').inputValue()).toBe('x'.repeat(501));
    expect(await page.getByLabel('Het klopt niet').isChecked()).toBe(true);
    expect(await kept()).toMatchObject({ helpful: false, reasons: [] });
    await page.context().close();
  });
});

test('without a script the page that comes back opens at the answer it is about, and its address opens the desk', async () => {
  const { page } = await answered({ javaScriptEnabled: false });
  await thumb(page, 'Dit helpt mij niet').click();
  expect(page.url()).toBe(`${at.desk.url}/reactie#reactie-1`);
  await page.goto(`${at.desk.url}/reactie`);
  expect(page.url()).toBe(`${at.desk.url}/`);
  await page.context().close();
});

test('by keyboard: focus stays on what was pressed, and what was kept is read out', async () => {
  const { page } = await answered();
  await thumb(page, 'Dit helpt mij').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await thanks(page).waitFor();
  const focused = () => page.evaluate<string>('document.activeElement?.textContent ?? ""');
  expect(await focused()).toContain('Dit helpt mij niet');
  await expect.poll(() => page.locator('[aria-live], [role=status]').allInnerTexts().then((texts) => texts.join())).toContain('Wilt u zeggen waarom?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.getByLabel('Het klopt niet').isChecked()).toBe(true);
  await page.context().close();
});

test('without a connection it says so, and keeps what was typed', async () => {
  const { page } = await answered();
  await thumb(page, 'Dit helpt mij niet').click();
  await page.getByLabel('Wilt u nog iets zeggen?').fill('Te kort.');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Uitleg versturen' }).click();
  await page.locator('.balie-feedback .utrecht-alert').waitFor();
  expect(await page.getByLabel('Wilt u nog iets zeggen?').inputValue()).toBe('Te kort.');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Uitleg versturen' }).click();
  await page.locator('.balie-feedback .utrecht-alert').waitFor({ state: 'detached' });
  expect(await kept()).toMatchObject({ helpful: false, times: 2 });
  await page.context().close();
});

describe.each([375, 1280])('%i pixels wide', (width) => {
  test('thumbs and reasons are accessible, and large enough', async () => {
    const { page } = await answered({ viewport: { width, height: 812 } });
    expect(await axeViolations(page)).toEqual([]);
    await thumb(page, 'Dit helpt mij niet').click();
    await thanks(page).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/feedback-${width}.png`, fullPage: true });
    await page.context().close();
  });
});
