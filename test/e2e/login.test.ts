import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { GROUPS } from '../support/employee.ts';
import { loginWith, startProvider, type TestProvider } from '../support/login/provider.ts';

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
});
const at = deskInBrowser(() => ({ groups: GROUPS, loginWith: { ...loginWith(provider), stepUp: { acr: ['sterk'], maxAgeMinutes: 30 } } }));
beforeAll(() => provider.register(at.desk.url));
afterAll(() => provider.close());
afterEach(() => {
  const noor = provider.people.get('noor');
  if (noor !== undefined) noor.groups = ['medewerkers'];
});

const shot = async (page: Page, name: string) => {
  const folder = process.env['SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${page.viewportSize()?.width ?? 0}.png`, fullPage: true });
};
/** As if a minute went by. */
const pass = () => at.desk.db.query(`UPDATE sessions SET checked_at = checked_at - interval '61 seconds', asked_at = asked_at - interval '61 seconds'`);

/** Logs in by way of a page that was wished. */
async function enter(account: string, wished = '/werk', how = 'Inloggen', options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await at.visit(options, wished);
  await page.getByRole('button', { name: 'Inloggen met Lindewaarde ID' }).click();
  await asAccount(page, account, how);
  await page.waitForURL(at.desk.url + wished);
  return page;
}

async function asAccount(page: Page, account: string, how: string): Promise<void> {
  await page.getByRole('heading', { name: 'Lindewaarde ID' }).waitFor();
  await page.getByLabel('Account').fill(account);
  await page.getByRole('button', { name: how, exact: true }).click();
}

test.each([true, false])('somebody logs in on another site and comes back to the page that they wished (scripts: %s)', async (javaScriptEnabled) => {
  const page = await enter('noor', '/werk', 'Inloggen', { javaScriptEnabled });
  await page.getByText('Noor de Wit').waitFor();
  const cookies = await page.context().cookies(at.desk.url);
  expect(cookies.find(({ name }) => name === 'balie-sessie')).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  // Reading it again asks nothing of anybody.
  await page.reload();
  await page.getByText('Noor de Wit').waitFor();
  await page.context().close();
});

test('a group that somebody leaves closes the workplace while they are at work; one that they come into opens Beheer', async () => {
  const page = await enter('noor');
  const account = provider.people.get('noor');
  if (account !== undefined) account.groups = ['medewerkers', 'beheer'];
  const refreshed = provider.asked.get('/token') ?? 0;
  await pass();
  await page.reload();
  await page.getByRole('link', { name: 'Beheer', exact: true }).waitFor();
  expect(provider.asked.get('/token')).toBe(refreshed + 1);
  if (account !== undefined) account.groups = [];
  await pass();
  await page.reload();
  expect(await page.locator('main').innerText()).toContain('alleen voor medewerkers');
  await shot(page, 'geen-toegang');
  await page.context().close();
});

test('somebody logs out here, and at the provider: who begins anew must show who they are', async () => {
  const page = await enter('noor');
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await page.getByRole('heading', { name: 'Uitloggen bij Lindewaarde ID' }).waitFor();
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await page.getByText('U bent uitgelogd.').waitFor();
  await shot(page, 'uitgelogd');
  await page.goto(`${at.desk.url}/werk`);
  await page.getByRole('button', { name: 'Inloggen met Lindewaarde ID' }).click();
  await page.getByLabel('Account').waitFor();
  expect(new URL(page.url()).origin).toBe(provider.issuer);
  await page.context().close();
});

test('who is logged out at the provider is so here (back-channel)', async () => {
  const page = await enter('noor');
  await page.goto(`${provider.issuer}/session/end`);
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await page.waitForURL(`${provider.issuer}/session/end/success*`);
  await page.goto(`${at.desk.url}/werk`);
  expect(await page.getByRole('status').innerText()).toContain('U bent niet meer ingelogd.');
  await page.context().close();
});

test('who goes to Beheer confirms who they are, and goes on there', async () => {
  const page = await enter('sam');
  await page.getByRole('link', { name: 'Beheer', exact: true }).click();
  await page.getByRole('button', { name: 'Bevestigen met Lindewaarde ID' }).click();
  // The provider knows them, and does not check again by itself what it checked weakly: that is told.
  await page.getByText('niet sterk genoeg gecontroleerd').waitFor();
  await shot(page, 'te-zwak');
  expect(await axeViolations(page)).toEqual([]);
  // From there it must.
  await page.getByRole('button', { name: 'Bevestigen met Lindewaarde ID' }).click();
  await asAccount(page, 'sam', 'Inloggen met tweede stap');
  await page.waitForURL(`${at.desk.url}/beheer`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shot(page, 'beheer');
  await page.context().close();
});

test('what somebody filled in when their session ended is sent once they are logged in again, from another tab', async () => {
  const page = await enter('noor', '/werk/prompts', 'Inloggen', { viewport: { width: 375, height: 812 } });
  await page.locator('details:has([name=titel]) > summary').first().click({ timeout: 500 }).catch(() => undefined);
  await page.locator('[name=titel]').first().fill('Brief op B1');
  await page.locator('[name=tekst]').first().fill('Schrijf dit op B1.');
  await at.desk.db.query('DELETE FROM sessions');
  await page.locator('form:has([name=titel]) button[type=submit]').first().click();
  await page.getByRole('heading', { name: 'U bent niet meer ingelogd' }).waitFor();
  await shot(page, 'vastgehouden');
  expect([await axeViolations(page), await overflow(page), await smallTargets(page)]).toEqual([[], 0, []]);
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Log in (in een nieuw tabblad)' }).click()]);
  await other.getByRole('button', { name: 'Inloggen met Lindewaarde ID' }).click();
  await other.waitForURL(`${at.desk.url}/werk/prompts`);
  await page.getByRole('button', { name: 'Opnieuw versturen' }).click();
  await page.getByText('Brief op B1').first().waitFor();
  await page.context().close();
});

describe.each([375, 1280])('%i pixels wide', (width) => {
  const size = { viewport: { width, height: 812 } };

  test('the pages where one logs in and confirms: accessible, nothing blocked, nothing fetched elsewhere', async () => {
    const { page, complaints } = await at.visit(size, '/werk');
    const look = async (name: string) => {
      await shot(page, name);
      expect(await axeViolations(page)).toEqual([]);
      expect([await overflow(page), await smallTargets(page), complaints]).toEqual([0, [], []]);
    };
    await page.getByRole('heading', { name: 'Inloggen', exact: true }).waitFor();
    await look('inloggen');
    await page.goto(`${at.desk.url}/inloggen/terug?state=x`);
    await look('verlopen');
    await page.context().close();
    const sam = await enter('sam', '/werk', 'Inloggen', size);
    await sam.goto(`${at.desk.url}/beheer`);
    await sam.getByRole('heading', { name: 'Bevestig dat u het bent' }).waitFor();
    await shot(sam, 'bevestigen');
    expect(await axeViolations(sam)).toEqual([]);
    expect([await overflow(sam), await smallTargets(sam)]).toEqual([0, []]);
    await sam.context().close();
  });
});

test('is done with the keyboard alone', async () => {
  const { page } = await at.visit({}, '/werk');
  const button = page.getByRole('button', { name: 'Inloggen met Lindewaarde ID' });
  for (let count = 0; count < 12 && !(await button.evaluate((element) => element === element.ownerDocument.activeElement)); count += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByLabel('Account').waitFor();
  // Its own page puts the cursor there, a moment after it is seen.
  await expect.poll(() => page.evaluate<string>('document.activeElement.name')).toBe('account');
  await page.keyboard.type('noor');
  await page.keyboard.press('Enter');
  await page.getByText('Noor de Wit').waitFor();
  expect(page.url()).toBe(`${at.desk.url}/werk`);
  await page.context().close();
});
