import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, openPage, overflow, smallTargets } from '../support/desk-page.ts';

const at = appInBrowser();
const DARK = 'rgb(18, 22, 27)';

async function open(options: Parameters<typeof openPage>[2] = {}, path = '/') {
  const watched = await openPage(at.browser, at.app.url, options);
  await watched.page.goto(at.app.url + path);
  return watched;
}

async function choose(page: Page, name: string): Promise<void> {
  if ((await page.locator('.balie-settings').getAttribute('open')) === null) await page.locator('.balie-settings__open').click();
  await page.getByRole('radio', { name, exact: true }).check();
}

/** By the debugger, which works on a page without scripts too. */
const style = (page: Page, property: 'backgroundColor' | 'fontSize') => page.evaluate<string>(`getComputedStyle(document.documentElement).${property}`);

describe.each([true, false])('with a script: %s', (javaScriptEnabled) => {
  test('letters grow in three steps and colours change at once, nothing is stored, and both go along to the next page', async () => {
    const { page, complaints } = await open({ javaScriptEnabled, viewport: { width: 375, height: 812 } });
    const usual = Number.parseFloat(await style(page, 'fontSize'));
    await choose(page, 'Groot');
    expect(Number.parseFloat(await style(page, 'fontSize')) / usual).toBeCloseTo(1.25, 1);
    await choose(page, 'Nog groter');
    expect(Number.parseFloat(await style(page, 'fontSize')) / usual).toBeCloseTo(1.5, 1);
    expect(await style(page, 'backgroundColor')).not.toBe(DARK);
    await choose(page, 'Donker');
    expect(await style(page, 'backgroundColor')).toBe(DARK);
    await page.locator('.balie-settings__open').click();
    await ask(page, 'Hoe vraag ik een paspoort aan?');
    await page.locator('.balie-sources').waitFor();
    expect(await style(page, 'backgroundColor')).toBe(DARK);
    expect(Number.parseFloat(await style(page, 'fontSize')) / usual).toBeCloseTo(1.5, 1);
    expect(await overflow(page)).toBe(0);
    expect(page.url()).not.toContain('?');
    expect(await page.context().cookies()).toEqual([]);
    if (javaScriptEnabled) expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/large-dark-${javaScriptEnabled}.png`, fullPage: true });
    expect(complaints).toEqual([]);
  });
});

test('a dark device gets a dark page, and who chooses light gets that', async () => {
  const { page } = await open({ colorScheme: 'dark' });
  expect(await style(page, 'backgroundColor')).toBe(DARK);
  await choose(page, 'Licht');
  expect(await style(page, 'backgroundColor')).not.toBe(DARK);
  await choose(page, 'Zoals uw apparaat');
  expect(await style(page, 'backgroundColor')).toBe(DARK);
});

test('by keyboard it opens, is chosen from, and closes with Escape', async () => {
  const { page } = await open();
  await page.locator('.balie-settings__open').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: 'Groot', exact: true }).isChecked()).toBe(true);
  expect(await page.getByRole('group', { name: 'Grootte van de letters' }).count()).toBe(1);
  await page.keyboard.press('Escape');
  expect(await page.locator('.balie-settings').getAttribute('open')).toBeNull();
  expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
});

const pages = ['/', '/staten/alle', '/staten/lang', '/staten/fout', '/documenten/leges', '/privacy', '/bestaat-niet'];
describe.each([375, 1280])('in the dark, %i pixels wide', (width) => {
  test.each(pages)('%s is accessible', async (path) => {
    const { page } = await open({ colorScheme: 'dark', viewport: { width, height: 812 } }, path);
    await page.locator('.balie-settings__open').click();
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
  });
});

test.each([320, 375, 1280])('the largest letters fit at %i pixels', async (width) => {
  const { page } = await open({ viewport: { width, height: 812 } }, '/staten/alle');
  await choose(page, 'Nog groter');
  expect(await overflow(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
});

test('with colours of the person’s own, icons and what is chosen are still seen', async () => {
  const { page } = await open({ forcedColors: 'active' });
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  await page.locator('.balie-tools').waitFor();
  const [icon, behind] = await page.evaluate<[string, string]>(`(() => { const icon = document.querySelector('.balie-tool__icon');
    return [getComputedStyle(icon).backgroundColor, getComputedStyle(document.body).backgroundColor]; })()`);
  expect(icon).not.toBe(behind);
  if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/forced.png`, fullPage: true });
});
