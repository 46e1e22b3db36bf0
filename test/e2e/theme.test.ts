import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { reply } from '../support/ollama-host/index.ts';

const example = (name: string) => readFileSync(new URL(`../../deploy/theme-example/${name}`, import.meta.url));
const at = deskInBrowser(() => ({ siteConfig: { theme: { css: example('linde.css'), logo: { bytes: example('linde.svg'), extension: '.svg' }, name: undefined } } }));

const GREEN = 'rgb(47, 95, 27)';
const colorOf = (page: Page, selector: string, property: string, pseudo = '') => page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}'), '${pseudo}').getPropertyValue('${property}')`);

async function isSound(page: Page): Promise<void> {
  // Contrast is among what axe looks at.
  expect(await axeViolations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  expect(await smallTargets(page)).toEqual([]);
}

it.each([375, 1280])('the example theme gives the whole desk its colours, logo and corners, at %s pixels', async (width) => {
  at.desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
  const { page, complaints } = await at.visit({ viewport: { width, height: 812 } });
  expect(await colorOf(page, '.balie-header', 'background-color', '::before')).toBe(GREEN);
  expect(await colorOf(page, 'button[type=submit]', 'background-color')).toBe(GREEN);
  expect(await colorOf(page, 'html', 'background-color')).toBe('rgb(250, 247, 239)');
  expect(await page.evaluate('document.querySelector(".balie-brand__logo").naturalWidth')).toBeGreaterThan(0);
  await isSound(page);
  await ask(page, 'Wat kost een paspoort?');
  await page.locator('.balie-source').first().waitFor();
  await isSound(page);
  for (const path of ['/over', '/toegankelijkheid', '/bestaat-niet']) {
    await page.goto(at.desk.url + path);
    await isSound(page);
  }
  expect(complaints).toEqual([]);
});

it('a logo with a script in it runs nothing, also where it is opened by itself', async () => {
  const { page, complaints } = await at.visit();
  const logo = await page.locator('.balie-brand__logo').getAttribute('src');
  await page.route(`**${logo ?? ''}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: '<svg xmlns="http://www.w3.org/2000/svg"><script>document.documentElement.id = "ran"</script></svg>' });
  });
  await page.goto(`${at.desk.url}${logo ?? ''}`);
  expect(await page.evaluate('document.documentElement.id')).toBe('');
  // The browser says so itself.
  expect(complaints.length).toBeGreaterThan(0);
});

it('a browser takes the manifest, under the policy of the page', async () => {
  const { page } = await at.visit();
  const session = await page.context().newCDPSession(page);
  const { url, errors, data = '' } = await session.send('Page.getAppManifest');
  expect([url, errors]).toEqual([`${at.desk.url}/manifest.webmanifest`, []]);
  expect(JSON.parse(data)).toMatchObject({ theme_color: '#2f5f1b' });
});
