/** What a resident has on the page stays: over a step back, another page, another language. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { launchKeepingBrowser } from '../support/browser.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, openPage } from '../support/desk-page.ts';

const at = deskInBrowser();
const turns = (page: Page) => page.locator('.balie-turn').count();

/** A browser as people have it: Playwright's own keeps no page for a step back. */
async function withBack<T>(use: (page: Page) => Promise<T>, javaScriptEnabled = true): Promise<T> {
  const browser = await launchKeepingBrowser();
  try {
    const { page } = await openPage(browser, at.desk.url, { javaScriptEnabled });
    await page.goto(at.desk.url);
    return await use(page);
  } finally {
    await browser.close();
  }
}

describe('a step back', () => {
  test('from passing on shows the conversation, and so does the way back of that page', async () => {
    await withBack(async (page) => {
      await ask(page, 'Wat kost een paspoort?');
      const passOn = page.getByRole('button', { name: 'Doorgeven aan een medewerker' });
      await passOn.click();
      await page.getByRole('textbox', { name: 'Samenvatting' }).waitFor();
      // A page that was kept is not loaded again.
      await page.goBack({ waitUntil: 'commit' });
      expect(await turns(page)).toBe(1);
      await passOn.click();
      await page.getByRole('button', { name: 'Naar de digitale balie' }).click();
      await page.locator('.balie-turn').waitFor();
      expect(await turns(page)).toBe(1);
      expect(new URL(page.url()).search).toBe('');
    });
  });

  test('without JavaScript shows the answer, and not after the conversation was erased', async () => {
    await withBack(async (page) => {
      await ask(page, 'Wat kost een paspoort?');
      await page.goto(`${at.desk.url}/privacy`);
      await page.goBack();
      expect(await turns(page)).toBe(1);
      await page.getByRole('button', { name: 'Gesprek wissen' }).click();
      await page.getByText('Uw gesprek is gewist.').waitFor();
      await page.goBack().catch(() => undefined);
      await expect.poll(() => page.url()).not.toContain('wissen');
      await expect.poll(() => page.content().catch(() => 'Wat kost een paspoort?')).not.toContain('Wat kost een paspoort?');
    }, false);
  });

  test.each([true, false])('is not needed: what lies around a conversation opens beside it, with JavaScript: %s', async (javaScriptEnabled) => {
    const { page } = await at.visit({ javaScriptEnabled });
    await ask(page, 'Wat kost een paspoort?');
    await page.locator('.balie-turn').waitFor();
    const [beside] = await Promise.all([page.context().waitForEvent('page'), page.locator('.balie-footer a[href="/privacy"]').click()]);
    expect(new URL(beside.url() === 'about:blank' ? await beside.waitForURL(/privacy/).then(() => beside.url()) : beside.url()).pathname).toBe('/privacy');
    expect(await turns(page)).toBe(1);
  });
});

describe('another language', () => {
  const choose = async (page: Page, name: string) => {
    await page.locator('.balie-languages summary').click();
    await page.locator('.balie-languages__list .balie-languages__one', { hasText: name }).click();
    await page.locator('html[lang=en]').waitFor();
    await page.waitForLoadState();
  };

  test('takes along what was typed, and asks nothing', async () => {
    const { page } = await at.visit();
    await page.getByRole('textbox').fill('Half getypte vraag');
    await choose(page, 'English');
    expect(await page.getByRole('textbox').inputValue()).toBe('Half getypte vraag');
    expect([await turns(page), await page.locator('.balie-fault').count()]).toEqual([0, 0]);
    expect(page.url()).not.toContain('Half');
  });

  test.each([true, false])('takes along a conversation with it, whose buttons are all in that language then, with JavaScript: %s', async (javaScriptEnabled) => {
    const { page } = await at.visit({ javaScriptEnabled });
    await ask(page, 'Wat kost een paspoort?');
    await page.locator('.balie-keep').waitFor();
    await page.getByRole('textbox').fill('En voor mijn kind?');
    await choose(page, 'English');
    expect(await turns(page)).toBe(1);
    expect(await page.getByRole('textbox').inputValue()).toBe('En voor mijn kind?');
    expect(await page.locator('.balie-passon, .balie-keep').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('lang')))).toEqual(['en', 'en']);
    if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
  });
});

test('a greeting is neither copied nor judged', async () => {
  const { page } = await at.visit();
  await ask(page, 'hoi');
  await page.locator('.balie-answer--fixed').waitFor();
  expect(await page.locator('.balie-tools, .balie-feedback').count()).toBe(0);
});

test('on a phone nobody is told of keys, and the field and its button stand on the first screen under the AI notice', async () => {
  const { page } = await at.visit({ locale: 'nl-NL', viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true });
  const box = async (selector: string) => (await page.locator(selector).boundingBox()) ?? { y: Infinity, height: 0 };
  const [field, button, notice] = await Promise.all([box('#vraag'), box('#vraagformulier button[type=submit]'), box('.balie-notice strong')]);
  expect(field.y).toBeLessThanOrEqual(480);
  expect(button.y + button.height).toBeLessThanOrEqual(667);
  expect(notice.y + notice.height).toBeLessThan(field.y);
  expect(await page.locator('#vraag').getAttribute('aria-describedby')).toBe('vraag-uitleg');
  await page.setViewportSize({ width: 320, height: 568 });
  const small = await box('#vraag');
  expect(small.y + small.height).toBeLessThanOrEqual(568);
});

test('nothing that stands is pushed away while an answer grows', async () => {
  for (const viewport of [{ width: 375, height: 667 }, { width: 1280, height: 800 }]) {
    const { page } = await at.visit({ viewport });
    await page.evaluate(`globalThis.shift = 0; new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shift += value; }).observe({ type: 'layout-shift' })`);
    await ask(page, 'Wat kost een paspoort?');
    await page.locator('.balie-sources').waitFor();
    await page.waitForTimeout(700);
    expect([viewport.width, Number(await page.evaluate('globalThis.shift')) <= 0.1, await page.evaluate('globalThis.shift')]).toEqual([viewport.width, true, expect.any(Number)]);
  }
});

test('a number behind a word never leaves the stop behind it alone on a line', async () => {
  const { page } = await at.visit({ viewport: { width: 375, height: 800 } });
  await ask(page, 'Wat kost een paspoort?');
  const reference = page.locator('.balie-answer__text .balie-reference').first();
  await reference.waitFor();
  // At each width the word, the number and what follows it stand on one line.
  const alone = await page.evaluate<number[]>(`(() => { const found = []; const p = document.querySelector('.balie-answer__text p'); const chip = '<a class="balie-reference" href="#x">1</a>';
    p.innerHTML = 'Een paspoort voor volwassenen kost € 86,20\\u00A0' + chip + '.'; const range = document.createRange();
    for (let width = 120; width < 420; width += 1) { p.style.inlineSize = width + 'px'; range.selectNodeContents(p.lastChild); const stop = range.getBoundingClientRect(); const a = p.querySelector('a').getBoundingClientRect(); if (stop.top > a.bottom) found.push(width); }
    return found; })()`);
  expect(alone).toEqual([]);
});
