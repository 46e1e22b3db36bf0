import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { axeViolations } from '../support/desk-page.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type OtherSite, startOtherSite } from '../support/other-site.ts';

let browser: Browser;
let site: OtherSite;
let desk: TestDesk;

beforeAll(async () => {
  [browser, site] = await Promise.all([sharedBrowser(), startOtherSite()]);
  desk = await startTestDesk({ widgetOrigins: [site.origin] });
  site.desk = desk.url;
});
afterAll(async () => {
  await leaveBrowser(browser);
  await desk.close();
  await site.close();
});

interface Visit {
  readonly page: Page;
  /** Paths of all that was asked for, of either site. */
  readonly requests: string[];
  readonly complaints: string[];
}

async function visit(options: BrowserContextOptions = {}, { origin }: OtherSite = site): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(origin);
  return { page, requests, complaints };
}

/** The button's shadow root is closed to tests too: keys and places on the screen are what is left, as for a person. */
async function open(page: Page): Promise<Frame> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error('no frame');
  return frame;
}

const isShown = async (frame: Frame) => (await frame.frameElement()).isVisible();
const focused = (page: Page | Frame) => page.evaluate<string>('document.activeElement.tagName');
/** By whose the pixel is: styles of the page reach no further than its own. */
const topAt = (page: Page, x: number, y: number) => page.evaluate<string>(`document.elementFromPoint(${x}, ${y})?.tagName ?? ''`);

it('asks in a page whose styles and policy are against it, by keyboard', async () => {
  const { page, requests, complaints } = await visit();
  expect(await topAt(page, 1_160, 760)).toBe('BALIE-WIDGET');
  // Nothing is asked for before somebody presses.
  expect(requests).toEqual(['/', '/widget.js']);
  const frame = await open(page);
  // It gets the focus once it is shown: a key that is pressed in that moment goes nowhere.
  await expect.poll(() => frame.evaluate('document.hasFocus()')).toBe(true);
  await frame.getByRole('textbox').fill('Hoe vraag ik een paspoort aan?');
  await frame.getByRole('button', { name: 'Vraag stellen' }).press('Enter');
  await frame.locator('.balie-sources').waitFor();
  expect(await axeViolations(frame)).toEqual([]);
  expect(await page.context().storageState()).toEqual({ cookies: [], origins: [] });
  expect(complaints).toEqual([]);
});

it('keeps the focus in it, closes with Escape also from within, and keeps the conversation', async () => {
  const { page } = await visit();
  const frame = await open(page);
  await expect.poll(() => focused(frame)).not.toBe('');
  await frame.getByRole('textbox').fill('Half getypt');
  for (let times = 0; times < 40; times += 1) {
    await page.keyboard.press('Tab');
    // The body is the browser's own bar, between the last and the first.
    expect(['BALIE-WIDGET', 'BODY']).toContain(await focused(page));
  }
  await frame.getByRole('textbox').press('Escape');
  await expect.poll(() => isShown(frame)).toBe(false);
  expect(await focused(page)).toBe('BALIE-WIDGET');
  await page.keyboard.press('Enter');
  await expect.poll(() => isShown(frame)).toBe(true);
  expect(await frame.getByRole('textbox').inputValue()).toBe('Half getypt');
});

it('begins a new conversation in the same place', async () => {
  const { page } = await visit();
  const frame = await open(page);
  await frame.getByRole('textbox').fill('Hoe vraag ik een paspoort aan?');
  await frame.getByRole('button', { name: 'Vraag stellen' }).click();
  await frame.locator('.balie-sources').waitFor();
  await frame.getByRole('link', { name: 'Nieuw gesprek beginnen' }).click();
  await expect.poll(() => frame.locator('.balie-turn').count()).toBe(0);
  await frame.getByRole('heading', { level: 1 }).waitFor();
});

it('fills a phone, moves nothing of the page and does not move where that is not wanted', async () => {
  const { page } = await visit({ viewport: { width: 320, height: 568 }, reducedMotion: 'reduce' });
  const shift = () => page.evaluate<number>(`new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
    .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => resolve(0), 500))`);
  const frame = await open(page);
  await frame.getByRole('textbox').waitFor();
  const box = await (await frame.frameElement()).boundingBox();
  expect(box).toMatchObject({ x: 0, width: 320 });
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(568);
  expect(await frame.evaluate('document.documentElement.scrollWidth')).toBe(320);
  expect(await shift()).toBe(0);
});

it('says so, with a way to the desk, where it may not be shown', async () => {
  const other = await startOtherSite(['script-src']);
  other.desk = desk.url;
  const { page, complaints } = await visit({}, other);
  const [frame] = await Promise.all([open(page), page.clock.install()]);
  const isGivenUp = async () => (await (await frame.frameElement()).getAttribute('hidden')) !== null;
  expect(await isGivenUp()).toBe(false);
  await page.clock.runFor(16_000);
  await expect.poll(isGivenUp).toBe(true);
  expect(complaints.join(' ')).toContain('frame-src');
  await other.close();
});

it('opens when it is pressed again after it did not, and says meanwhile that it opens', async () => {
  const { page } = await visit();
  let isAway = true;
  await page.route('**/widget/loket', (route) => (isAway ? route.abort() : route.continue()));
  const frame = await open(page);
  expect(await isShown(frame)).toBe(false);
  await page.keyboard.press('Escape');
  isAway = false;
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await page.frames()[1]?.locator('#vraag').count().catch(() => 0)) ?? 0).toBe(1);
  await expect.poll(async () => isShown(page.frames()[1] ?? frame)).toBe(true);
});

it('comes back where it was given up, once it is there after all', async () => {
  const { page } = await visit();
  await page.clock.install();
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/widget/loket', async (route) => {
    await promise;
    await route.continue();
  });
  await open(page);
  await page.clock.runFor(16_000);
  resolve();
  await expect.poll(async () => isShown(page.frames()[1] ?? page.mainFrame())).toBe(true);
});

it('stands as Dutch does on a page that is read from right to left', async () => {
  const { page } = await visit();
  await page.evaluate(`document.documentElement.dir = 'rtl'; document.documentElement.style.setProperty('direction', 'rtl', 'important')`);
  const frame = await open(page);
  await frame.locator('#vraag').waitFor();
  // The way to close it stands at the right end of the bar.
  const box = await (await frame.frameElement()).boundingBox();
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) - 24, (box?.y ?? 0) - 24);
  await expect.poll(() => isShown(frame)).toBe(false);
});

it.each([['en-GB', 'en'], ['NL', 'nl'], ['nl-BE', 'nl'], ['xx', 'nl'], ['" onload="x', 'nl']])('is in the language of the page that it stands in, where it has that: %s', async (language, shown) => {
  site.language = language.replaceAll('"', '&quot;');
  const { page, complaints } = await visit();
  site.language = 'nl';
  const frame = await open(page);
  await frame.locator('#vraag').waitFor();
  expect(await frame.evaluate<string>('document.documentElement.lang')).toBe(shown);
  expect(complaints).toEqual([]);
  await page.context().close();
});
