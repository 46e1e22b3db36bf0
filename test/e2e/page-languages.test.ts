import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { busy } from '../support/ollama-host/index.ts';
import { translator } from '../support/translating.ts';

const ARABIC = translator({
  question: 'Wat kost een paspoort voor volwassenen?',
  answer: 'Een paspoort voor volwassenen kost € 86,20 [1].',
  sentence: () => 'يكلف جواز السفر للبالغين 86,20 € .',
});
const ASK = 'إرسال السؤال';
const QUESTION = 'كم يكلف جواز السفر للبالغين؟';

/** Words that are Dutch and nothing else, in text that is not said to be. */
const DUTCH = /\b(uw|vraag|een|niet|gemeente(?! Lindewaarde)|stel|medewerkers?|bronnen|gesloten)\b/i;

const at = deskInBrowser();
const phone = { viewport: { width: 375, height: 800 } };

/** For who wants to look: SCREENSHOTS names a folder. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** What a reader of the page's language meets: what is in another one is marked so. */
const ownText = (page: Page) =>
  page.evaluate<string>(`(() => { const own = document.documentElement.lang; const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let text = '';
    while (walker.nextNode()) if (walker.currentNode.parentElement.closest('[lang]').lang === own) if (!walker.currentNode.parentElement.matches('textarea')) text += walker.currentNode.data + '\\n'; return text; })()`);

describe('the page of the desk', () => {
  test.each(['en', 'de', 'fr', 'es', 'tr', 'ar', 'pl', 'uk'])('is wholly in %s where that is asked for', async (language) => {
    const { page, complaints } = await at.visit(phone, `/?taal=${language}`);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    expect((await ownText(page)).replaceAll(/Gemeente Lindewaarde/g, '')).not.toMatch(DUTCH);
    await page.locator('.balie-topic summary').first().click();
    await page.locator('#talen summary').click();
    expect(await page.locator('#talen [aria-current]').getAttribute('lang')).toBe(language);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await look(page, `start-${language}`);
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  test('is Dutch where nobody asks for another, and offers what the browser asks for in its own words', async () => {
    const { page } = await at.visit({ ...phone, locale: 'tr-TR' });
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
    const offer = page.locator('.balie-languages__offer a');
    expect(await offer.getAttribute('hreflang')).toBe('tr');
    await look(page, 'start-offer');
    await offer.click();
    await page.waitForURL(/\/\?taal=tr$/);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Size nasıl yardımcı olabiliriz?');
    expect(await page.evaluate('document.cookie + localStorage.length + sessionStorage.length')).toBe('00');
  });

  test('stays Arabic by forms alone: question, feedback and passing on', async () => {
    at.desk.host.setScript(ARABIC);
    const { page } = await at.visit({ ...phone, javaScriptEnabled: false }, '/');
    await page.locator('#talen summary').click();
    await page.getByRole('link', { name: 'العربية', exact: true }).click();
    await page.getByRole('textbox').fill(QUESTION);
    await page.getByRole('button', { name: ASK }).click();
    await page.locator('.balie-source').waitFor();
    const isArabic = async () => expect([await page.locator('html').getAttribute('lang'), await page.locator('html').getAttribute('dir')]).toEqual(['ar', 'rtl']);
    await isArabic();
    await look(page, 'answer-ar');
    await page.getByRole('button', { name: /هذا يساعدني/ }).click();
    await page.locator('.balie-feedback__thanks').waitFor();
    await isArabic();
    await page.locator('.balie-passon button').click();
    await page.getByRole('heading', { level: 1, name: 'التحويل إلى موظف' }).waitFor();
    await isArabic();
    expect(await ownText(page)).not.toMatch(DUTCH);
    await look(page, 'handover-ar');
    expect(await overflow(page)).toBe(0);
  });

  test.each([true, false])('takes the conversation along into another language (with scripts: %s)', async (javaScriptEnabled) => {
    at.desk.host.setScript([busy()]);
    const { page } = await at.visit({ ...phone, javaScriptEnabled });
    await page.getByRole('textbox').fill('Wat kost een paspoort?');
    await page.getByRole('button', { name: 'Vraag stellen' }).click();
    await page.locator('.balie-source').first().waitFor();
    await page.locator('#talen summary').click();
    await page.locator('#talen [lang=ar]').click();
    await page.locator('html[lang=ar]').waitFor();
    await page.waitForLoadState();
    expect(await page.locator('.balie-question__text').allInnerTexts()).toEqual(['Wat kost een paspoort?']);
    // The conversation is Dutch still, and said to be.
    expect(await page.locator('.balie-answer').getAttribute('lang')).toBe('nl');
    expect(await page.locator('.balie-answer').getAttribute('dir')).toBe('ltr');
    await page.getByRole('button', { name: ASK }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await look(page, `dutch-on-ar-${javaScriptEnabled}`);
  });

  test('says what goes wrong in its language, and while an answer comes', async () => {
    const { page } = await at.visit(phone, '/?taal=en');
    await page.getByRole('button', { name: 'Ask question' }).click();
    expect(await page.locator('.balie-fault').innerText()).toContain('You have not asked a question yet.');
    expect(await page.locator('.balie-fault .utrecht-alert').getAttribute('lang')).toBe('en');
    await page.route('**/turns', (route) => route.fulfill({ status: 503, json: { code: 'desk-busy', message: 'Het is druk.', action: 'Wacht.', requestId: 'r-1' } }));
    await page.getByRole('textbox').fill('What does a passport cost?');
    await page.getByRole('button', { name: 'Ask question' }).click();
    const answer = page.locator('.balie-answer');
    await expect.poll(() => answer.innerText()).toContain('The digital desk is very busy at the moment.');
    expect(await answer.innerText()).toMatch(/Number of this message: r-1/);
    expect(await ownText(page)).not.toMatch(/Het is druk|Stel een vervolgvraag/);
    await look(page, 'fault-en');
    expect(await axeViolations(page)).toEqual([]);
  });
});
