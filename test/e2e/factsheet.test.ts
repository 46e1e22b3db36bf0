import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { colleague, GROUPS, loggedInAs } from '../support/employee.ts';
import { sayEverything } from '../support/register/say.ts';
import { LOGIN, type ScriptedRegister, startScriptedRegister } from '../support/scripted-register.ts';

let there: ScriptedRegister;
beforeAll(async () => {
  there = await startScriptedRegister();
});
afterAll(() => there.stop());
const at = deskInBrowser(() => ({ groups: GROUPS, siteConfig: { factsheetPlatforms: [{ id: 'landelijk', url: 'https://platform.invalid/', allowPrivate: false }], algorithmRegister: { ...LOGIN, url: there.url, tokenUrl: `${there.url}/token` } } }));

/** A page of Beheer, and what looks at it at both widths. */
async function opened() {
  const { page, complaints } = await at.visit({ viewport: { width: 375, height: 812 }, ...loggedInAs(await colleague(at.desk, ['beheer'])) });
  const looked = async (name: string) => {
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 812 });
      expect({ name, width, axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) }).toEqual({ name, width, axe: [], overflow: 0, small: [] });
      if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${width}.png`, fullPage: true });
    }
  };
  return { page, complaints, looked };
}

test('somebody answers what only people can, and publishes, on pages that everybody can use', async () => {
  const { page, complaints, looked } = await opened();
  await page.goto(`${at.desk.url}/beheer/factsheet`);
  await looked('overview');
  await page.goto(`${at.desk.url}/beheer/factsheet/vragen/-/organisatie`);
  await page.getByLabel('Contactgegevens').fill('j.jansen@lindewaarde.example');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await page.getByText('lijkt op het adres van een persoon').first().waitFor();
  expect(await page.getByLabel('Contactgegevens').inputValue()).toBe('j.jansen@lindewaarde.example');
  await looked('answers');
  await page.goto(`${at.desk.url}/beheer/factsheet`);
  await page.getByRole('link', { name: 'Bekijken en publiceren' }).click();
  await looked('publish');
  await page.getByLabel('Waarom publiceert u nu?').fill('Eerste versie');
  await page.getByRole('button', { name: 'Publiceren' }).click();
  await page.getByText('Nummer 1 is gepubliceerd').waitFor();
  await looked('published');
  await page.goto(`${at.desk.url}/beheer/factsheet/afwijkingen`);
  await looked('no-drift');
  await at.desk.db.query(`INSERT INTO factsheet_records (platform, assistant, state, tried, tried_at, failures, fault, detail, next_at) VALUES ('landelijk', '', 'sending', 1, now(), 3, 'platform-unreachable', 'HTTP 503', now() + interval '1 hour')`);
  await page.goto(`${at.desk.url}/beheer/factsheet/platforms`);
  await looked('platforms');
  await page.getByRole('button', { name: 'Nu opnieuw proberen bij landelijk' }).click();
  await page.getByText('De balie probeert het binnen een minuut opnieuw.').waitFor();
  expect(complaints).toEqual([]);
});

test('somebody brings a record to the register, on pages that everybody can use', async () => {
  await sayEverything(at.desk);
  const { page, complaints, looked } = await opened();
  await page.goto(`${at.desk.url}/beheer/factsheet/register`);
  await looked('list');
  await page.goto(`${at.desk.url}/beheer/factsheet/register/collega`);
  await looked('refused');
  await page.goto(`${at.desk.url}/beheer/factsheet/register/loket`);
  await page.getByRole('button', { name: 'Concept sturen' }).click();
  await looked('confirm');
  await page.getByRole('button', { name: 'Ja, concept sturen' }).click();
  await page.getByText('Het concept staat in het register.').waitFor();
  Object.assign(there.entries[0]?.record ?? {}, { name: 'Door iemand veranderd', goal: '<p>Een ander doel.</p>' });
  await page.reload();
  await page.getByText('In het register is iets veranderd').waitFor();
  await looked('changed');
  expect(complaints).toEqual([]);
});
