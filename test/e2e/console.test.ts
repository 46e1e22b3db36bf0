import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { colleague, GROUPS } from '../support/employee.ts';

const SHOTS = process.env['SHOTS'];
const at = deskInBrowser(() => ({ groups: GROUPS }));
let cookie = '';
let key = '';
beforeAll(async () => {
  const admin = await colleague(at.desk, ['beheer'], 'Bea Beheer');
  cookie = admin.cookie.slice('balie-sessie='.length);
  await colleague(at.desk, ['redactie'], 'Tim Redacteur');
  key = (await createKey(at.desk.db, { name: 'Zaaksysteem van de gemeente', group: 'Regio', collections: ['producten'], models: ['*'] })).id;
  for (const [outcome, days, amount] of [['answered', 0, 12], ['abstained', 0, 3], ['failed', 0, 1], ['answered', 1, 20], ['quoted', 1, 4], ['blocked', 3, 2]] as const) {
    await at.desk.db.query(
      `INSERT INTO turns (id, conversation_id, assistant, instance_id, received_at, ended_at, outcome)
       SELECT gen_random_uuid(), gen_random_uuid(), 'loket', gen_random_uuid(), now() - make_interval(days => $2), now() - make_interval(days => $2) + make_interval(secs => n), $1 FROM generate_series(1, $3) n`,
      [outcome, days, amount],
    );
  }
  await admin.post('/beheer/modellen/model', { doe: 'toevoegen', name: 'klein', model: 'klein:1b', pool: 'standaard', capabilities: 'chat', licence: 'Apache-2.0', origin: 'Europa', reden: 'Voor korte vragen van inwoners' });
});

const PAGES: Readonly<Record<string, () => string>> = {
  start: () => '/beheer',
  modellen: () => '/beheer/modellen',
  server: () => '/beheer/modellen/server?id=ollama',
  model: () => '/beheer/modellen/model?naam=klein',
  sleutels: () => '/beheer/toegang/sleutels',
  sleutel: () => `/beheer/toegang/sleutels/sleutel?nummer=${key}`,
  mensen: () => '/beheer/toegang/mensen',
  groepen: () => '/beheer/toegang/groepen',
};

async function enter(width: number, javaScriptEnabled = true) {
  const watched = await at.visit({ viewport: { width, height: 812 }, javaScriptEnabled });
  await watched.page.context().addCookies([{ name: 'balie-sessie', value: cookie, url: at.desk.url }]);
  return watched;
}
const look = async (page: Page) => ({ axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) });
const GOOD = { axe: [], overflow: 0, small: [] };

describe.each([375, 1280])('%i pixels wide', (width) => {
  test('each page of the console is accessible', async () => {
    const { page, complaints } = await enter(width);
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(at.desk.url + path());
      if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
      expect([name, await look(page)]).toEqual([name, GOOD]);
      expect(await page.locator('.balie-nav__wide').isVisible()).toBe(width > 600);
    }
    expect(complaints).toEqual([]);
  });
});

test('without a script, on a phone, by keyboard: through the menu to a key, and a refusal is told where it belongs', async () => {
  const { page } = await enter(375, false);
  await page.goto(`${at.desk.url}/beheer`);
  await page.getByText('Menu', { exact: true }).focus();
  await page.keyboard.press('Enter');
  const way = page.getByRole('navigation', { name: 'Beheer', exact: true }).getByRole('link', { name: 'Sleutels' });
  expect(await way.isVisible()).toBe(true);
  await way.press('Enter');
  await page.getByRole('heading', { name: 'Sleutels', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Zaaksysteem van de gemeente' }).click();
  await page.getByRole('button', { name: 'Opslaan' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Er is niets veranderd.');
  expect(await page.getByRole('textbox', { name: 'Reden' }).first().getAttribute('aria-invalid')).toBe('true');
});

test('a model that is on its way shows how far it is by itself', async () => {
  const { page } = await enter(1280);
  await page.goto(`${at.desk.url}/beheer/modellen`);
  await page.getByRole('button', { name: 'Ophalen van klein naar ollama' }).click();
  const state = page.getByRole('region', { name: 'Ophalen van modellen' }).getByText(/^(?:opgehaald|niet gelukt)$/);
  await expect.poll(() => state.count()).toBe(1);
});

test('when a model has come, all of the page shows it', async () => {
  const { page } = await enter(1280);
  await at.desk.db.query(`INSERT INTO model_pulls (backend, model, id, state, started_at, beat_at) VALUES ('ollama', 'onderweg', gen_random_uuid(), 'running', now(), now() + interval '1 hour')`);
  await page.goto(`${at.desk.url}/beheer/modellen`);
  const pulls = page.getByRole('region', { name: 'Ophalen van modellen' });
  await pulls.getByText('wordt opgehaald').waitFor();
  // Gone with the page as it was.
  await page.locator('#modellen').evaluate((heading) => heading.setAttribute('data-before', ''));
  await at.desk.db.query(`UPDATE model_pulls SET state = 'done' WHERE model = 'onderweg'`);
  await pulls.getByText('opgehaald', { exact: true }).waitFor();
  await expect.poll(() => page.locator('#modellen[data-before]').count()).toBe(0);
});
