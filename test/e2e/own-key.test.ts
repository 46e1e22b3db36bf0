import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { putGroup } from '../../src/identity/change-keys.ts';
import { createKey } from '../../src/identity/keys.ts';
import { addUse } from '../../src/identity/limits/counters.ts';
import { dutchDay } from '../../src/dutch-time.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';

const hostile = '<img src=x onerror=alert(1)>';

const at = deskInBrowser();
const tokens = { full: '', bare: '' };
let isFirstDay: boolean;
let made = 0;
// Anew for each test: what was used today would be of yesterday once midnight has passed.
beforeEach(async () => {
  const today = dutchDay(new Date());
  const month = today.slice(0, 8);
  isFirstDay = today === `${month}01`;
  const group = `Informatievoorziening ${(made += 1)} ${hostile}`;
  await putGroup(at.desk.db, group, { requestsPerMinute: 500, tokensPerDay: null, tokensPerMonth: 1_000_000 });
  const rights = { collections: ['producten'], models: [`een-model-met-een-${'lange'.repeat(20)}-naam`, hostile], assistants: ['*'], isAdmin: true };
  const full = await createKey(at.desk.db, { name: `Team Data ${hostile}`, group, ...rights, requestsPerMinute: 60, tokensPerDay: 20_000, tokensPerMonth: 400_000, expiresAt: new Date('2099-06-30T22:00:00Z') });
  tokens.full = full.token;
  tokens.bare = (await createKey(at.desk.db, { name: 'Programma', models: ['chat'] })).token;
  await addUse(at.desk.db, [
    { scope: `key:${full.id}`, day: `${month}01`, requests: 1_204, promptTokens: 98_000, answerTokens: 31_000 },
    ...(isFirstDay ? [] : [{ scope: `key:${full.id}`, day: today, requests: 31, promptTokens: 15_000, answerTokens: 5_500 }]),
    { scope: `group:${group}`, day: `${month}01`, requests: 3_000, promptTokens: 500_000, answerTokens: 100_000 },
  ]);
});

async function enter(token: string, options: BrowserContextOptions = {}) {
  const watched = await at.visit(options, '/beheer/sleutel');
  await watched.page.getByLabel('Uw sleutel').fill(token);
  await watched.page.keyboard.press('Enter');
  await watched.page.getByRole('heading', { name: 'Uw sleutel', level: 1 }).waitFor();
  await watched.page.waitForLoadState();
  return watched;
}

describe.each([375, 1280])('%i pixels wide', (width) => {
  test.each(['full', 'bare'] as const)('the page about a key (%s): accessible, nothing blocked, nothing fetched elsewhere', async (which) => {
    const { page, complaints } = await enter(tokens[which], { viewport: { width, height: 812 } });
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** How far the table does not fit in what shows it. */
const hidden = (page: Page) => page.locator('.balie-scroll').evaluate((box: { scrollWidth: number; clientWidth: number }) => box.scrollWidth - box.clientWidth);

test('fits from 320 pixels on, table and all, also with text twice as large', async () => {
  const { page } = await enter(tokens.full, { viewport: { width: 320, height: 640 } });
  for (const width of [320, 375, 640, 641, 800, 1280]) {
    await page.setViewportSize({ width, height: 640 });
    expect([width, await overflow(page), await hidden(page)]).toEqual([width, 0, 0]);
  }
  await page.setViewportSize({ width: 640, height: 800 });
  await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
  expect([await overflow(page), await hidden(page)]).toEqual([0, 0]);
  await page.context().close();
});

test('on a phone says by each number what it is, and stays a table to a screen reader', async () => {
  const { page } = await enter(tokens.full, { viewport: { width: 375, height: 812 } });
  const labels = await page.evaluate<string[]>(`[...document.querySelectorAll('tbody tr:last-child td')].map((cell) => getComputedStyle(cell, '::before').content)`);
  expect(labels.map((label) => /^"([^"]+)"/.exec(label)?.[1])).toEqual(['Tokens', 'Verzoeken', 'Tokens erin', 'Tokens eruit']);
  const table = page.getByRole('table');
  expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Dag', 'Tokens', 'Verzoeken', 'Tokens erin', 'Tokens eruit']);
  expect(await table.getByRole('row').last().getByRole('cell').count()).toBe(4);
  await page.context().close();
});

test('without JavaScript it shows rights, budgets, and a bar for each day with use', async () => {
  const { page } = await enter(tokens.full, { javaScriptEnabled: false });
  const text = await page.locator('main').innerText();
  for (const shown of ['Producten en diensten', 'Alle assistenten', 'Sleutels en groepen', hostile, '600.000 van 1.000.000', 'hoogstens 60', 'hoogstens 500']) expect(text).toContain(shown);
  const rows = page.locator('tbody tr');
  expect(await rows.count()).toBe(isFirstDay ? 1 : 2);
  const widths = await page.locator('tbody tr rect').evaluateAll((bars: { getBoundingClientRect(): { width: number } }[]) => bars.map((bar) => Math.round(bar.getBoundingClientRect().width)));
  expect(widths.at(-1)).toBeGreaterThan(50);
  expect(await rows.last().innerText()).toContain('129.000');
  expect(await page.getByRole('link', { name: 'Team Data' }).getAttribute('href')).toBe('/beheer/sleutel');
  await page.context().close();
});

test('without any use it says so, and shows no empty days', async () => {
  const { page } = await enter(tokens.bare);
  expect(await page.getByRole('region', { name: 'Uw gebruik deze maand' }).innerText()).toContain('nog geen gebruik');
  expect(await page.getByRole('table').count()).toBe(0);
  await page.context().close();
});

test('says that a budget is spent, and when there is one again', async ({ skip }) => {
  skip(isFirstDay, 'what was used today is what was used this month');
  const { page } = await enter(tokens.full);
  expect(await page.locator('.balie-budget--spent').allInnerTexts()).toEqual([expect.stringMatching(/^Tokens vandaag\s+20\.500 van 20\.000\s+Dit budget is op\. Morgen/)]);
  expect(await page.getByRole('progressbar', { name: 'Tokens deze maand' }).first().getAttribute('value')).toBe('149500');
  await page.context().close();
});
