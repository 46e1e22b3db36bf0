import type { BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { axeViolations, openPage, overflow, smallTargets } from '../support/desk-page.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { passkeyClient } from '../support/passkeys.ts';

type Browser = Awaited<ReturnType<typeof sharedBrowser>>;

let desk: TestDesk;
let browser: Browser;
let at: ReturnType<typeof passkeyClient>;
beforeAll(async () => {
  [desk, browser] = await Promise.all([startTestDesk(), sharedBrowser()]);
  at = passkeyClient(desk);
});
afterAll(async () => {
  await leaveBrowser(browser);
  await desk.close();
});

const GOOD = { axe: [], overflow: 0, small: [] };
const look = async (page: Page) => ({ axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) });

/** A page in a browser with an authenticator in the machine, as Chromium itself plays it. */
async function visit(path: string, options: BrowserContextOptions = {}, before?: (page: Page) => Promise<unknown>) {
  const { page, complaints } = await openPage(browser, at.origin, options);
  const cdp = await page.context().newCDPSession(page);
  const device = await addDevice(cdp);
  await before?.(page);
  await page.goto(at.origin + path);
  return { page, complaints, cdp, device };
}

async function addDevice(cdp: CDPSession, transport: 'internal' | 'usb' = 'internal'): Promise<string> {
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2' as const, transport, hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  return (await cdp.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
}

describe.each([375, 1280])('%i pixels wide', (width) => {
  const options = { viewport: { width, height: 812 } };

  test('from the link of the first admin to the workplace, out, and in again with the passkey', async () => {
    await desk.db.query('DELETE FROM people');
    const { page, complaints } = await visit(`/inloggen/uitnodiging#${await at.first()}`, options);
    await page.getByText('U wordt de eerste beheerder van deze balie.').waitFor();
    expect(await look(page)).toEqual(GOOD);
    // Nobody finds it in the history.
    expect(page.url()).toBe(`${at.origin}/inloggen/uitnodiging`);
    await page.getByLabel('Uw naam').fill('Noor de Wit');
    await page.getByRole('button', { name: 'Passkey maken' }).click();
    await page.getByRole('heading', { name: 'Nieuwe vraag', level: 1 }).waitFor();
    expect(await page.getByText('Noor de Wit').count()).toBe(1);
    await page.getByRole('link', { name: 'Beheer' }).waitFor();

    await page.goto(`${at.origin}/werk/account`);
    await page.getByRole('button', { name: 'Uitloggen' }).click();
    await page.getByText('U bent uitgelogd.').waitFor();
    expect(await look(page)).toEqual(GOOD);
    await page.goto(`${at.origin}/werk/account`);
    await page.getByRole('button', { name: 'Inloggen met een passkey' }).click();
    await page.getByRole('heading', { name: 'Uw account' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a second passkey is added and the first removed', async () => {
    const { page, complaints, cdp, device } = await visit(`/inloggen/uitnodiging#${await at.invited()}`, options);
    await page.getByText('U maakt een account voor Sam Bos.').waitFor();
    expect(await page.getByLabel('Uw naam').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Passkey maken' }).click();
    await page.getByRole('heading', { name: 'Nieuwe vraag', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByText('Uw enige passkey kunt u niet verwijderen.').waitFor();
    expect(await look(page)).toEqual(GOOD);

    // The same device says that it has one.
    await page.getByRole('button', { name: 'Passkey toevoegen' }).click();
    await page.getByText('Dit apparaat heeft al een passkey voor uw account.').waitFor();
    expect(await look(page)).toEqual(GOOD);
    await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: device });
    await addDevice(cdp, 'usb');
    await page.getByLabel('Hoe noemt u deze passkey?').fill('Sleutelbos');
    await page.keyboard.press('Enter');
    await page.getByText('De passkey is toegevoegd.').waitFor();
    expect(await look(page)).toEqual(GOOD);
    await page.getByRole('button', { name: 'Verwijderen Passkey' }).click();
    await page.getByText('De passkey is verwijderd.').waitFor();
    expect(await page.locator('.balie-passkey').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test('a browser that cannot turn passkeys into JSON yet is helped', async () => {
  const older = (page: Page) => page.addInitScript(`for (const name of ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON']) delete PublicKeyCredential[name];`);
  const { page, complaints } = await visit(`/inloggen/uitnodiging#${await at.invited()}`, {}, older);
  expect(await page.evaluate(`'parseCreationOptionsFromJSON' in PublicKeyCredential`)).toBe(false);
  await page.getByRole('button', { name: 'Passkey maken' }).click();
  await page.getByRole('heading', { name: 'Nieuwe vraag', level: 1 }).waitFor();
  await page.context().clearCookies();
  await page.goto(`${at.origin}/inloggen`);
  await page.getByRole('button', { name: 'Inloggen met een passkey' }).click();
  await page.getByRole('heading', { name: 'Nieuwe vraag', level: 1 }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each([
  ['an invitation that was used', `/inloggen/uitnodiging#${'A'.repeat(43)}`, undefined, 'Deze uitnodiging geldt niet (meer).'],
  ['no invitation', '/inloggen/uitnodiging', undefined, 'Deze link is niet compleet.'],
  ['who has no passkey, or stops', '/inloggen', 'Inloggen met een passkey', 'U hebt het gestopt, of het duurde te lang.'],
])('%s is told in words', async (_, path, button, words) => {
  const { page, cdp, device } = await visit(path);
  if (button !== undefined) {
    // Without anything that could answer, Chromium would wait for a person.
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: false });
    await page.getByRole('button', { name: button }).click();
  }
  await page.getByText(words).waitFor();
  expect(await look(page)).toEqual(GOOD);
  expect(await page.getByRole('button', { name: 'Passkey maken' }).count()).toBe(0);
  await page.context().close();
});

test('at a number instead of a name the page says where passkeys work', async () => {
  const { page } = await openPage(browser, desk.url);
  await page.goto(`${desk.url}/inloggen`);
  await page.getByRole('button', { name: 'Inloggen met een passkey' }).click();
  await page.getByText('Passkeys werken alleen').waitFor();
  expect(await page.locator('[data-fault]').innerText()).toContain(`Passkeys werken alleen op het eigen adres van de balie: ${at.origin}.`);
  await page.context().close();
});

test.each(['/inloggen', '/inloggen/uitnodiging'])('%s says without scripts that it needs them, and shows no button that does nothing', async (path) => {
  const { page } = await openPage(browser, at.origin, { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await page.goto(at.origin + path);
  await page.getByText('Hiervoor moet JavaScript in uw browser aan staan.').waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await overflow(page)).toBe(0);
  await page.context().close();
});
