import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { appInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, openPage, overflow, smallTargets } from '../support/desk-page.ts';

const at = appInBrowser();

interface State {
  readonly name: string;
  readonly path: string;
  /** What brings the state about, when opening the page does not. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const states: readonly State[] = [
  { name: 'empty', path: '/' },
  { name: 'empty question', path: '/', prepare: (page) => asked(page, ' ', '.balie-fault') },
  { name: 'searching', path: '/', prepare: (page) => asked(page, 'Vraag die heel lang wacht', '.balie-status') },
  { name: 'writing', path: '/', prepare: (page) => asked(page, 'Vraag met stop', '.balie-answer__text p') },
  { name: 'answered', path: '/', prepare: (page) => asked(page, 'Vraag', '.balie-sources').then(() => page.locator('summary').first().click()) },
  { name: 'broken', path: '/', prepare: (page) => asked(page, 'Vraag met breuk', '.utrecht-alert') },
  { name: 'offline', path: '/', prepare: (page) => page.context().setOffline(true).then(() => page.getByText('lijkt geen verbinding').waitFor()) },
  { name: 'all outcomes', path: '/staten/alle' },
  { name: 'long', path: '/staten/lang' },
  { name: 'fault with draft', path: '/staten/fout' },
  { name: 'document', path: '/documenten/leges#passage-6' },
  { name: 'privacy', path: '/privacy' },
  { name: 'not found', path: '/bestaat-niet' },
];

async function asked(page: Page, question: string, until: string): Promise<void> {
  await ask(page, question);
  await page.locator(until).first().waitFor();
}

// One page for all widths: what is laid out anew is not loaded anew.
it.each(states)('$name: accessible, nothing blocked, nothing fetched elsewhere, and never scrolled sideways', async ({ path, prepare }) => {
  const { page, complaints } = await openPage(at.browser, at.app.url, { viewport: { width: 375, height: 812 } });
  await page.goto(at.app.url + path);
  await prepare?.(page);
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 812 });
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflow(page)).toBe(0);
  // Text twice as large.
  await page.setViewportSize({ width: 640, height: 812 });
  await page.evaluate(`document.documentElement.style.setProperty('font-size', '200%')`);
  expect(await overflow(page)).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('is readable in forced colours and still with reduced motion', async () => {
  const { page } = await openPage(at.browser, at.app.url, { forcedColors: 'active', reducedMotion: 'reduce' });
  await page.goto(at.app.url);
  await ask(page, 'Vraag met stop');
  await page.locator('.balie-status__dots').waitFor();
  expect(await page.evaluate(`getComputedStyle(document.querySelector('.balie-status__dots')).animationName`)).toBe('none');
  expect(await axeViolations(page)).toEqual([]);
});

it('uses its own letters', async () => {
  const { page } = await openPage(at.browser, at.app.url);
  await page.goto(at.app.url);
  expect(await page.evaluate(`document.fonts.ready.then(() => ['400 1em "Noto Sans"', '700 1em "Noto Sans"', '700 1em "Noto Serif"'].every((font) => document.fonts.check(font)))`)).toBe(true);
  expect(await page.evaluate(`[...document.fonts].filter((font) => font.status === 'loaded').length`)).toBeGreaterThanOrEqual(3);
});

it('keeps the way to a person in sight while a long answer is read', async () => {
  for (const width of [375, 1280]) {
    const { page } = await openPage(at.browser, at.app.url, { viewport: { width, height: 812 } });
    await page.goto(`${at.app.url}/staten/alle`);
    await page.evaluate('scrollTo(0, document.body.scrollHeight / 2)');
    const visible = await page.evaluate(`[...document.querySelectorAll('a[href^="tel:"]')].filter((link) => {
      const { top, bottom, height } = link.getBoundingClientRect();
      return height > 0 && top >= 0 && bottom <= innerHeight && !link.closest('.balie-answer');
    }).length`);
    expect(visible).toBeGreaterThan(0);
    await page.context().close();
  }
});
