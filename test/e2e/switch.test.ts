import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { reply, silence, text } from '../support/ollama-host/index.ts';
import { type OtherSite, startOtherSite } from '../support/other-site.ts';

const MESSAGE = 'Wij werken aan de digitale balie.\nVanmiddag zijn wij er weer.';
const BY = { byUser: 'toets' };

let site: OtherSite;
beforeAll(async () => {
  site = await startOtherSite();
});
const at = deskInBrowser(() => ({ widgetOrigins: [site.origin] }));
let token = '';
beforeAll(async () => {
  ({ token } = await createKey(at.desk.db, { name: 'Beheer gemeente', isAdmin: true }));
  site.desk = at.desk.url;
});
afterAll(() => site.close());
afterEach(async () => {
  for (const { assistant } of at.desk.switches.list()) await at.desk.switches.change(assistant, null, BY);
});

async function enter(options: BrowserContextOptions = {}) {
  const watched = await at.visit({ javaScriptEnabled: false, ...options }, '/beheer/aan-uit');
  await watched.page.getByLabel('Uw sleutel').fill(token);
  await watched.page.getByRole('button', { name: 'Inloggen' }).click();
  await watched.page.getByRole('heading', { name: 'De digitale balie staat aan', level: 1 }).waitFor();
  return watched;
}

async function look(page: Page) {
  return { axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) };
}
const GOOD = { axe: [], overflow: 0, small: [] };

describe.each([375, 1280])('%i pixels wide', (width) => {
  const viewport = { width, height: 812 };

  test('what an assistant misses, and an exception that is wrong, are accessible', async () => {
    const { page, complaints } = await enter({ viewport, javaScriptEnabled: true });
    await page.getByRole('link', { name: 'Wat ontbreekt er bij loket?' }).click();
    await page.getByRole('heading', { name: 'loket mist nog iets', level: 1 }).waitFor();
    expect(await look(page)).toEqual(GOOD);
    await page.getByLabel('Reden').fill('Haast.');
    await page.getByRole('button', { name: 'Vervang de uitzondering' }).click();
    await page.getByRole('link', { name: 'Reden heeft minstens 20 tekens nodig.' }).waitFor();
    expect(await look(page)).toEqual(GOOD);
    expect(complaints).toEqual([]);
  });

  test('the desk goes off with two presses and on with one, and each page is accessible', async () => {
    // With scripts allowed, as axe is one; the pages have none.
    const { page, complaints } = await enter({ viewport, javaScriptEnabled: true });
    expect(await look(page)).toEqual(GOOD);
    await page.getByLabel('Wat moeten mensen lezen?').first().fill(MESSAGE);
    await page.getByRole('button', { name: 'Zet de balie uit …' }).click();
    await page.getByRole('heading', { name: 'De digitale balie uitzetten voor iedereen?', level: 1 }).waitFor();
    expect(await page.getByRole('blockquote').innerText()).toBe(MESSAGE);
    expect(await look(page)).toEqual(GOOD);
    expect(at.desk.switches.list()).toEqual([]);
    await page.getByRole('button', { name: 'Ja, zet de balie nu uit' }).click();
    await page.getByRole('heading', { name: 'De digitale balie staat uit', level: 1 }).waitFor();
    expect(await page.getByRole('region', { name: 'Niemand kan nu vragen stellen' }).innerText()).toMatch(/door Beheer gemeente/);
    expect(await look(page)).toEqual(GOOD);
    await page.goto(`${at.desk.url}/beheer`);
    expect(await page.getByRole('region', { name: 'De digitale balie aan of uit' }).innerText()).toContain('staat uit');
    expect(await look(page)).toEqual(GOOD);
    await page.getByRole('link', { name: 'De digitale balie aan of uit' }).click();
    await page.getByRole('button', { name: 'Zet de balie weer aan' }).click();
    await page.getByRole('heading', { name: 'De digitale balie staat aan', level: 1 }).waitFor();
    expect(at.desk.switches.list()).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('residents see in the place of the form why, whom to call, and no error', async () => {
    await at.desk.switches.change('*', MESSAGE, BY);
    const { page, complaints } = await at.visit({ viewport });
    const notice = page.getByRole('region', { name: 'De digitale balie is nu gesloten' });
    expect(await notice.innerText()).toContain(MESSAGE);
    expect(await notice.getByRole('link').first().getAttribute('href')).toMatch(/^tel:/);
    expect(await page.getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual(['De digitale balie is nu gesloten']);
    expect(await look(page)).toEqual(GOOD);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('who was asking reads it where the answer would have come, keeps the question, and gets the numbers when in need', async () => {
    at.desk.host.setScript([text('Een paspoort kost '), silence()]);
    const chats = () => at.desk.host.requests.filter(({ path }) => path === '/api/chat').length;
    const before = chats();
    const { page, complaints } = await at.visit({ viewport });
    await ask(page, 'Wat kost een paspoort?');
    await expect.poll(chats).toBeGreaterThan(before);
    await at.desk.switches.change('*', MESSAGE, BY);
    const told = page.locator('.balie-turn .utrecht-alert');
    await told.waitFor();
    expect(await told.innerText()).toMatch(/^Wij werken aan de digitale balie\.\nVanmiddag zijn wij er weer\.\s+.*14 000/s);
    expect(await page.getByRole('textbox').inputValue()).toBe('Wat kost een paspoort?');
    expect(await look(page)).toEqual(GOOD);
    await ask(page, 'ik wil niet meer leven');
    await page.getByText('0800-0113').first().waitFor();
    expect(complaints).toEqual([]);
    at.desk.host.setScript(reply('Een paspoort kost € 86,20 [1].'));
    await page.context().close();
  });
});

test('without JavaScript one assistant is turned off by itself; a text that is too long is given back', async () => {
  const { page } = await enter();
  const one = page.getByRole('region', { name: /^collega/ });
  await one.getByText('Uitzetten').click();
  await one.getByLabel('Wat moeten mensen lezen?').fill('x'.repeat(501));
  await one.getByRole('button', { name: 'Zet collega uit' }).click();
  await one.getByText('hoogstens 500 tekens').waitFor();
  expect(await one.getByLabel('Wat moeten mensen lezen?').inputValue()).toBe('x'.repeat(501));
  expect(at.desk.switches.list()).toEqual([]);
  await one.getByLabel('Wat moeten mensen lezen?').fill('Even niet.');
  await one.getByRole('button', { name: 'Zet collega uit' }).click();
  await one.getByText('Even niet.').waitFor();
  expect(at.desk.switches.list()).toMatchObject([{ assistant: 'collega', message: 'Even niet.' }]);
  await page.context().close();
});

test('the question of a form comes back on the page that says so, which opens there', async () => {
  const { page } = await at.visit({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } });
  await page.getByRole('textbox').fill('Wat kost een paspoort?');
  await at.desk.switches.change('loket', MESSAGE, BY);
  await page.getByRole('button', { name: 'Vraag stellen' }).click();
  const notice = page.getByRole('region', { name: 'De digitale balie is nu gesloten' });
  expect(await notice.getByRole('blockquote').innerText()).toBe('Wat kost een paspoort?');
  expect(new URL(page.url()).hash).toBe('#antwoord');
  expect(await notice.getAttribute('id')).toBe('antwoord');
  await page.context().close();
});

test('in the page of another site the desk says so, and Escape closes it', async () => {
  await at.desk.switches.change('*', MESSAGE, BY);
  const { page } = await at.visit();
  await page.goto(site.origin);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = page.frames()[1];
  await frame?.getByText('Vanmiddag zijn wij er weer.').waitFor();
  expect(frame && (await axeViolations(frame))).toEqual([]);
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('BALIE-WIDGET');
  await frame?.getByRole('link').first().focus();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await frame?.frameElement())?.isVisible()).toBe(false);
  await page.context().close();
});
