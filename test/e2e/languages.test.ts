import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { busy } from '../support/ollama-host/index.ts';
import { translator } from '../support/translating.ts';

const QUESTION = 'كم يكلف جواز السفر للبالغين؟';
const ARABIC = translator({
  question: 'Wat kost een paspoort voor volwassenen?',
  answer: 'Een paspoort voor volwassenen kost € 86,20 [1].\n\n- U betaalt bij de balie van het stadhuis [1].',
  sentence: (dutch) => (dutch.includes('86,20') ? 'يكلف جواز السفر للبالغين 86,20 € .' : 'تدفع عند مكتب دار البلدية.'),
});

/** Asked from right to left, on a phone and on a wide screen, with scripts and without. */
describe.each([
  ['phone with scripts', 375, true],
  ['phone without scripts', 375, false],
  ['wide screen', 1280, true],
] as const)('the desk in Arabic on a %s', (name, width, javaScriptEnabled) => {
  const at = deskInBrowser();
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    at.desk.host.setScript(ARABIC);
    ({ page, complaints } = await at.visit({ javaScriptEnabled, viewport: { width, height: 900 } }));
  });

  /** For who wants to look: SCREENSHOTS names a folder. */
  const look = async (what: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${what}-${name.replaceAll(' ', '-')}.png`), fullPage: true });
  };

  test('shows question and answer from right to left, with Dutch from left to right in it', async () => {
    await ask(page, QUESTION);
    await page.locator('.balie-source').waitFor();
    const direction = (selector: string) => page.evaluate<string>(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).direction`);
    expect(await direction('.balie-question__text')).toBe('rtl');
    expect(await direction('.balie-answer')).toBe('rtl');
    expect(await direction('.balie-answer__text ul')).toBe('rtl');
    expect(await direction('.balie-dutch__text')).toBe('ltr');
    expect(await direction('.balie-source .balie-quote')).toBe('ltr');
    expect(await direction('.balie-composer')).toBe('ltr');
    expect(await page.locator('.balie-feedback__ask').innerText()).toBe('هل تساعدك هذه الإجابة؟');
    expect(await page.locator('.balie-answer').getAttribute('lang')).toBe('ar');
    expect(await page.locator('.balie-question__text').getAttribute('lang')).toBe('ar');
    expect(await page.locator('.balie-answer').innerText()).toContain('النص الهولندي وحده هو المعتمد');
    await page.locator('.balie-dutch summary').click();
    expect(await page.locator('.balie-dutch__text').innerText()).toContain('Een paspoort voor volwassenen kost € 86,20');
    await look('answer');
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    // axe waits for timers, which a page without scripts does not have.
    if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
  });

  test('quotes in Dutch under a text in Arabic where there is no model', async () => {
    at.desk.host.setScript([busy()]);
    await ask(page, 'جواز السفر');
    await expect.poll(() => page.locator('.balie-mark').count()).toBe(1);
    expect(await page.locator('.balie-answer').last().locator('.balie-answer__text blockquote').getAttribute('lang')).toBe('nl');
    await look('quoted');
    expect(complaints).toEqual([]);
  });

  test('is not turned around by a question that tries to', async () => {
    await ask(page, 'Wat kost een \u202eid-kaart en een paspoort?');
    await expect.poll(() => page.locator('.balie-question__text').count()).toBe(3);
    expect(await page.locator('.balie-question__text').last().textContent()).toBe('Wat kost een id-kaart en een paspoort?');
  });

  test('is passed on in the language of the conversation', async () => {
    await ask(page, 'جواز السفر');
    // Under a conversation all is in the page's language, and nobody chose another one here.
    await page.getByRole('button', { name: 'Doorgeven aan een medewerker' }).click();
    const title = page.getByRole('heading', { level: 1, name: 'التحويل إلى موظف' });
    await title.waitFor();
    expect(await page.locator('main > [lang=ar][dir=rtl] h1').count()).toBe(1);
    expect(await page.getByLabel('الملخص').inputValue()).toContain('جواز السفر');
    expect(await page.locator('main').innerText()).not.toMatch(/Samenvatting|Bellen|Downloaden/);
    await look('handover');
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
  });
});
