import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { keyboardFaults } from '../support/keyboard.ts';
import { PRICE, type Screen, SCREENS, SITE } from '../support/screens.ts';

const at = deskInBrowser(() => ({ widgetOrigins: [SITE], withWorkers: true, sendTo: { smtp: { host: '127.0.0.1', port: 9, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } }));

async function open({ script = PRICE, go, sees }: Screen, options: Parameters<typeof at.visit>[0] = {}) {
  at.desk.host.setScript(script);
  const watched = await at.visit({ viewport: { width: 375, height: 812 }, ...options });
  // A stream that stays open would hold the model for the next screen.
  onTestFinished(() => watched.page.context().close());
  await go(watched.page, at.desk);
  await watched.page.locator('main').filter({ hasText: sees }).waitFor();
  return watched;
}

/** Boxes that hide part of the text in them: letters that grew must find room. */
const cutOff = (page: Page) => page.evaluate<string[]>(`[...document.querySelectorAll('main *, header *, footer *')]
  .filter((element) => element.checkVisibility() && !element.matches('textarea, .balie-hidden') && !['visible', 'auto', 'scroll'].includes(getComputedStyle(element).overflowY))
  .filter((element) => element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 1)
  .map((element) => element.outerHTML.slice(0, 120))`);

/** Buttons and fields that only a background tells from the text around them, of which forced colours leave nothing. */
const borderless = (page: Page) => page.evaluate<string[]>(`[...document.querySelectorAll('button, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), select')]
  .filter((element) => element.checkVisibility())
  .filter((element) => { const { borderTopStyle, borderTopWidth, textDecorationLine } = getComputedStyle(element); return (borderTopStyle === 'none' || borderTopWidth === '0px') && textDecorationLine === 'none'; })
  .map((element) => element.outerHTML.slice(0, 120))`);

const moving = (page: Page) => page.evaluate<string[]>(`document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect.getComputedTiming().duration > 10)
  .map(({ animationName, transitionProperty }) => animationName ?? transitionProperty)`);

// One page for all conditions: what is laid out anew is not loaded anew.
describe.each(Object.entries(SCREENS))('%s', (_, screen) => {
  it('stands at every width and size of letters, in forced colours, without motion, by keyboard and from right to left', async () => {
    const { page, complaints } = await open(screen);
    for (const width of [320, 375, 768, 1280]) {
      await page.setViewportSize({ width, height: 812 });
      expect(await overflow(page), `${width} px`).toBe(0);
    }
    await page.setViewportSize({ width: 768, height: 1_024 });
    expect(await axeViolations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    expect(await borderless(page)).toEqual([]);
    expect(await moving(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none' });
    // A window of 640 pixels at 200 %, and one of 1,280 at 400 %.
    for (const [width, size] of [[640, '200%'], [320, '100%']] as const) {
      await page.setViewportSize({ width, height: 256 });
      await page.evaluate(`document.documentElement.style.setProperty('font-size', '${size}')`);
      expect(await overflow(page), `${width} px at ${size}`).toBe(0);
      expect(await cutOff(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await keyboardFaults(page)).toEqual([]);
    await page.evaluate(`document.documentElement.dir = 'rtl'`);
    expect(await overflow(page), 'from right to left').toBe(0);
    expect(complaints).toEqual([]);
  });

  it.skipIf(screen.needsScript)('is there without scripts', async () => {
    const { page, complaints } = await open(screen, { javaScriptEnabled: false });
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});
