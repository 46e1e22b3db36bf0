import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { limitRules } from '../../src/visitors/limit-rules.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { startOtherSite } from '../support/other-site.ts';
import { PASSPORT } from '../support/questions.ts';

const PROVING = 'Wij controleren of u geen robot bent. Dit duurt een paar tellen.';
const NARROW = { width: 375, height: 800 };
const site = await startOtherSite();
afterAll(() => site.close());
const at = deskInBrowser(() => ({ widgetOrigins: [site.origin], limits: limitRules.parse({ address: { free: 1, most: 3 }, difficulty: 3_000 }) }));

/** From an address of its own, behind the proxy that all tests are. */
const from = (last: number, options: BrowserContextOptions = {}) => at.visit({ ...options, extraHTTPHeaders: { 'X-Forwarded-For': `203.0.113.${last}` } });
const answers = (page: Page) => page.locator('.balie-sources');
const listen = (page: Page) =>
  page.evaluate(`{ const region = [...document.querySelectorAll('[role=status]')].at(-1); globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(region.textContent)).observe(region, { childList: true }); }`);

it('proves that it is no program when many ask, says so once, and gets its answer', async () => {
  const { page, complaints } = await from(1);
  await ask(page, PASSPORT);
  await answers(page).waitFor();
  await listen(page);
  await ask(page, PASSPORT);
  await expect.poll(() => answers(page).count()).toBe(2);
  expect((await page.evaluate<string[]>('globalThis.said')).filter((text) => text === PROVING)).toHaveLength(1);
  expect(await page.locator('.utrecht-alert').count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('stays alive meanwhile, and can be stopped', async () => {
  const { page } = await from(2);
  await ask(page, PASSPORT);
  await answers(page).waitFor();
  // A sum that takes minutes.
  await page.route('**/turns', async (route) => {
    const response = await route.fetch();
    const problem = (await response.json()) as { challenge: object };
    await route.fulfill({ response, json: { ...problem, challenge: { ...problem.challenge, iterations: 100_000, difficulty: 100_000 } } });
  });
  await ask(page, 'Hoe laat bent u open?');
  await page.locator('.balie-status__text', { hasText: PROVING }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Niet compleet', { exact: true }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('Hoe laat bent u open?');
});

it('over the limit: says what to do and whom to call, and gives the question back', async () => {
  const { page } = await from(3, { viewport: NARROW });
  for (let times = 1; times <= 3; times += 1) {
    await ask(page, PASSPORT);
    await expect.poll(() => answers(page).count()).toBe(times);
  }
  await ask(page, 'Hoe laat bent u open?');
  const alert = page.locator('.utrecht-alert');
  await alert.waitFor();
  expect(await alert.innerText()).toContain('Wacht een paar minuten');
  expect(await page.locator('.balie-answer').last().getByRole('link', { name: '14 000' }).count()).toBe(1);
  expect(await page.getByRole('textbox').inputValue()).toBe('Hoe laat bent u open?');
  expect(await axeViolations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

it('says so where a browser cannot prove it, as on a page without https', async () => {
  const { page } = await from(4);
  await page.evaluate(`Object.defineProperty(window, 'isSecureContext', { value: false })`);
  await ask(page, PASSPORT);
  await answers(page).waitFor();
  await ask(page, PASSPORT);
  await page.locator('.utrecht-alert', { hasText: 'niet beveiligd' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe(PASSPORT);
});

it.each([NARROW, { width: 1_280, height: 900 }])('without our script: the question stays, with what to do and whom to call ($width)', async (viewport) => {
  const { page } = await from(viewport.width % 250, { viewport });
  // Where JavaScript is off altogether axe would not run either.
  await page.route('**/*.js', (route) => route.abort());
  await page.reload();
  for (let times = 0; times < 2; times += 1) await ask(page, PASSPORT);
  const alert = page.locator('.utrecht-alert');
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/Wacht een paar minuten[^]*Uw vraag staat nog in het vak\. Bellen kan op 14 000/);
  expect(await page.getByRole('textbox').inputValue()).toBe(PASSPORT);
  expect(await axeViolations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await smallTargets(page)).toEqual([]);
  // The conversation so far is there.
  expect(await page.locator('.balie-turn').count()).toBe(1);
});

it('proves it in a page of another site, too', async () => {
  const { page } = await from(5);
  site.desk = at.desk.url;
  await page.goto(site.origin);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.frames().length).toBe(2);
  const [, frame] = page.frames();
  for (let times = 1; times <= 2; times += 1) {
    await frame?.getByRole('textbox').fill(PASSPORT);
    await frame?.getByRole('button', { name: 'Vraag stellen' }).press('Enter');
    await expect.poll(() => frame?.locator('.balie-sources').count()).toBe(times);
  }
  expect(at.desk.metrics()).toMatch(/^balie_visitor_questions_total\{verdict="proved",limit=""\} [1-9]/m);
});
