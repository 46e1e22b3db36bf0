import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseReader } from '../../src/evaluation/case.ts';
import { judge } from '../../src/evaluation/judge.ts';
import { ratesOf } from '../../src/evaluation/rates.ts';
import { answersReport } from '../../src/evaluation/report/report.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const read = caseReader();
const judged = ['Wat kost een paspoort?', 'كم تكلفة جواز السفر؟', `<img src=x onerror="document.title='stuk'">${'lang'.repeat(60)}`].map((question, at) => {
  const asked = read(JSON.stringify({ id: `vraag-${at}`, kind: at === 2 ? 'attack-link' : 'answerable', question, history: ['Eerder'], expect: { outcome: 'abstained', say: ['/86,\\d+/'] } }));
  const taken = { outcome: 'answered' as const, answer: question, ms: 12, sources: [{ number: 1, title: 'Paspoort', url: '/bronnen/a#passage-1', quote: question, headings: ['Kosten'] }] };
  return { asked, taken, misses: judge(asked.expect, taken), claims: { all: 1, carried: 0 } };
});

let browser: Browser;
let page: string;
beforeAll(async () => {
  browser = await sharedBrowser();
  page = await answersReport({ judged, ...ratesOf(judged, () => undefined), falls: [{ figure: 'passRate', was: 1, is: 0 }], models: ['chat'], on: '2026-11-26', municipality: 'Gemeente <Test>' });
});
afterAll(() => leaveBrowser(browser));

describe('the report of answers', () => {
  test.each([375, 1280])('reads well at %d pixels, with each case open, and holds to WCAG 2.2 AA', async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
    const tab = await context.newPage();
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.setContent(page);
    await tab.evaluate(`document.querySelectorAll('details').forEach((one) => (one.open = true))`);
    expect(await tab.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await tab.title()).toBe('Antwoorden gemeten – Gemeente <Test>');
    expect(asked).toEqual([]);
    await tab.addScriptTag({ content: AXE });
    const violations = await tab.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id }) => id))`);
    expect(violations).toEqual([]);
    await context.close();
  });

  test('opens a case with the keyboard, without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.setContent(page);
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    const miss = tab.getByText('Dit moest in het antwoord staan').first();
    await miss.waitFor({ state: 'visible' });
    expect(await miss.isVisible()).toBe(true);
    await context.close();
  });
});
