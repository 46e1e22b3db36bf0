import { readFileSync, writeFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { ask, examined, openPage, overflow, smallTargets } from '../support/desk-page.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { reply, status } from '../support/ollama-host/index.ts';

/**
 * Looks at all screens for residents, and is what the accessibility statement (`/toegankelijkheid`) tells of: that shows what stands in
 * `src/web/accessibility.json`, which `WRITE=1 npx vitest run test/e2e/accessibility.test.ts` writes. A screen that is added or taken
 * away here, or that has another fault than is told, makes this fail until it is written anew.
 */
const FILE = new URL('../../src/web/accessibility.json', import.meta.url);
const SITE = 'https://www.lindewaarde.example';
const WIDTHS = [375, 1280] as const;

/** Goes to a screen, from the first page of the desk. */
type Way = (page: Page, desk: TestDesk) => Promise<unknown>;

const to = (path: string): Way => (page, desk) => page.goto(desk.url + path);
const answered: Way = async (page) => {
  await ask(page, 'Wat kost een paspoort?');
  await page.locator('.balie-source').first().waitFor();
};

const SCREENS: Readonly<Record<string, Way>> = {
  'De balie': () => Promise.resolve(),
  'Een antwoord met bronnen': answered,
  'Een open bron onder een antwoord': async (page, desk) => {
    await answered(page, desk);
    await page.locator('.balie-source summary').first().click();
  },
  'Letterlijke stukken uit documenten': async (page, desk) => {
    desk.host.setScript([status(500, 'kapot')]);
    await answered(page, desk);
  },
  'Geen antwoord gevonden': async (page) => {
    await ask(page, 'Hoe hoog is de Eiffeltoren in Parijs?');
    await page.locator('.balie-answer__text').waitFor();
  },
  'Hulp bij nood': async (page) => {
    await ask(page, 'ik zie het niet meer zitten');
    await page.locator('.balie-answer a[href="tel:113"]').waitFor();
  },
  'Een vraag die ontbreekt': async (page) => {
    await page.getByRole('button', { name: 'Vraag stellen' }).click();
    await page.getByText('U hebt nog geen vraag gesteld.').first().waitFor();
  },
  'Een bron lezen': async (page, desk) => {
    await answered(page, desk);
    await page.goto(desk.url + ((await page.locator('.balie-source a').first().getAttribute('href')) ?? ''));
  },
  'Een gesprek doorgeven aan een medewerker': async (page, desk) => {
    await answered(page, desk);
    await page.getByRole('button', { name: 'Doorgeven aan een medewerker' }).click();
    await page.getByRole('textbox', { name: 'Samenvatting' }).waitFor();
  },
  'De balie op een andere website': (page, desk) => page.goto(`${desk.url}/widget/loket`, { referer: `${SITE}/` }),
  'Over de digitale balie': to('/over'),
  'Gegevensblad': to('/factsheet'),
  'Gegevensblad van een assistent': to('/factsheet/loket'),
  'Privacy': to('/privacy'),
  'Toegankelijkheid': to('/toegankelijkheid'),
  'Pagina niet gevonden': to('/bestaat-niet'),
  'Inloggen voor medewerkers': to('/beheer/inloggen'),
};

interface Outcome {
  readonly page: string;
  readonly rules: number;
  readonly violations: number;
}

let desk: TestDesk;
let browser: Browser;
const found = new Map<string, Outcome>();
beforeAll(async () => {
  [desk, browser] = await Promise.all([startTestDesk({ widgetOrigins: [SITE] }), sharedBrowser()]);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await desk.close();
});

describe.each(Object.entries(SCREENS))('%s', (name, way) => {
  it.each(WIDTHS)('has nothing against it that a machine can find, at %s pixels', async (width) => {
    desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    const { page } = await openPage(browser, desk.url, { viewport: { width, height: 812 } });
    await page.goto(desk.url);
    await way(page, desk);
    const { rules, violations } = await examined(page);
    const before = found.get(name);
    found.set(name, { page: name, rules: Math.max(rules, before?.rules ?? 0), violations: Math.max(violations.length, before?.violations ?? 0) });
    expect(violations).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    await page.context().close();
  });
});

it('is what the statement tells', () => {
  const outcomes = [...found.values()];
  if (process.env['WRITE'] === '1') {
    const statement = { date: new Date().toISOString().slice(0, 10), tool: `axe ${axe.version}`, browser: `Chromium ${browser.version()}`, widths: WIDTHS, pages: outcomes };
    writeFileSync(FILE, `${JSON.stringify(statement, null, 2)}\n`);
  }
  const told = JSON.parse(readFileSync(FILE, 'utf8')) as { tool: string; widths: number[]; pages: Outcome[] };
  // How many rules find something to look at differs with each change of a page: that is no reason to write it anew.
  const known = ({ page, violations }: Outcome) => ({ page, violations });
  expect(told.pages.map(known)).toEqual(outcomes.map(known));
  expect(told.widths).toEqual(WIDTHS);
});
