import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, overflow, smallTargets } from '../support/desk-page.ts';

const at = deskInBrowser();
const question = 'Wat kost een paspoort?';

async function answered(options: BrowserContextOptions = {}) {
  const watched = await at.visit(options);
  await ask(watched.page, question);
  await watched.page.locator('.balie-keep').waitFor();
  return watched;
}

const keys = async () => (await at.desk.db.query('SELECT 1 FROM turn_keys')).length;
const wipe = (page: Page) => page.getByRole('button', { name: 'Gesprek wissen' });

describe.each([true, false])('with a script: %s', (javaScriptEnabled) => {
  test('one press takes the conversation away, here and on the page, and one begins anew', async () => {
    const { page, complaints } = await answered({ javaScriptEnabled, viewport: { width: 375, height: 812 } });
    const before = await keys();
    expect(before).toBeGreaterThan(0);
    expect(await page.getByText('Hebt u het gesprek doorgegeven').count()).toBe(1);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url() + (request.headers()['referer'] ?? '')));
    await wipe(page).click();
    await page.getByText('Uw gesprek is gewist.').first().waitFor();
    await page.waitForLoadState();
    // Who reads the log of a proxy gets no number of a conversation.
    expect(addresses.filter((address) => address.includes('wissen')).length).toBeGreaterThan(0);
    expect(addresses.join('\n')).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
    expect(await keys()).toBe(before - 1);
    expect(await page.locator('.balie-turn, .balie-keep, .balie-passon, .balie-new').count()).toBe(0);
    expect(await page.locator('body').innerText()).not.toContain('Helpt dit antwoord');
    expect(await page.getByLabel('Stel uw vraag').count()).toBe(1);
    expect(await page.locator('#voorbeelden').isVisible()).toBe(true);
    // axe itself waits for scripts of the page.
    if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/wiped-${javaScriptEnabled}.png`, fullPage: true });
    await ask(page, 'Hoe vraag ik een rijbewijs aan?');
    await page.locator('.balie-keep').waitFor();
    expect(await page.locator('.balie-turn').count()).toBe(1);
    expect(await page.locator('.balie-wiped').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('one press keeps it as a file that opens by itself, and runs and loads nothing', async () => {
    const { page } = await answered({ javaScriptEnabled, acceptDownloads: true });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Gesprek bewaren' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^gesprek-digitale-balie-\d{4}-\d\d-\d\d\.html$/);
    const file = join(await mkdtemp(join(tmpdir(), 'balie-kept-')), 'gesprek.html');
    await download.saveAs(file);
    expect(await page.locator('.balie-turn').count()).toBe(1);
    const kept = await page.context().newPage();
    const complaints: string[] = [];
    kept.on('console', (message) => complaints.push(message.text()));
    kept.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(request.url());
    });
    await kept.goto(`file://${file}`);
    expect(await kept.getByText(question).isVisible()).toBe(true);
    expect(await kept.getByText('U praatte met een computer (AI)').isVisible()).toBe(true);
    expect(await kept.locator('a.balie-source__title').first().getAttribute('href')).toContain(`${at.desk.url}/bronnen/`);
    if (javaScriptEnabled) expect(await axeViolations(kept)).toEqual([]);
    if (process.env['SHOTS'] !== undefined) await kept.screenshot({ path: `${process.env['SHOTS']}/kept.png`, fullPage: true });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test('by keyboard and screen reader: focus goes to what is said, which is read out', async () => {
  const { page } = await answered();
  await wipe(page).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Uw gesprek is gewist.').first().waitFor();
  expect(await page.evaluate('document.activeElement.className')).toBe('balie-wiped');
  expect((await page.getByRole('status').allInnerTexts()).join()).toContain('Uw gesprek is gewist.');
  await page.context().close();
});

test('without a connection it says that nothing was erased, and everything stays', async () => {
  const { page } = await answered();
  const before = await keys();
  await page.context().setOffline(true);
  await wipe(page).click();
  await page.getByText('Uw gesprek is niet gewist.').first().waitFor();
  expect(await page.locator('.balie-turn').count()).toBe(1);
  expect(await keys()).toBe(before);
  await page.context().setOffline(false);
  await wipe(page).click();
  await page.locator('.balie-wiped').waitFor();
  expect(await page.locator('.balie-fault').count()).toBe(0);
  await page.context().close();
});
