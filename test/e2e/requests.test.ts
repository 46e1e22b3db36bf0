import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { groupRules } from '../../src/identity/groups.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { colleague, GROUPS, sessionCookie } from '../support/employee.ts';
import { keepTurn } from '../support/kept-turns.ts';

const PICTURES = 'test/output/requests';
const OFFICER = groupRules.parse({ id: 'fg', title: 'FG', claims: ['fg'], roles: ['employee', 'privacy-officer'] });

const at = deskInBrowser(() => ({ groups: [...GROUPS, OFFICER] }));
beforeAll(() => void mkdirSync(PICTURES, { recursive: true }));

async function visit(claimed: string, path: string): Promise<Page> {
  const { cookie } = await colleague(at.desk, [claimed], claimed === 'fg' ? 'Femke Gerritsen' : 'Ada Beheer');
  const { page } = await at.visit({ acceptDownloads: true });
  await page.context().addCookies([sessionCookie(cookie, at.desk.url)]);
  await page.goto(at.desk.url + path);
  return page;
}

async function looksWell(page: Page, name: string): Promise<void> {
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 812 });
    await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true });
    expect([await overflow(page), await smallTargets(page)]).toEqual([0, []]);
  }
  expect(await axeViolations(page)).toEqual([]);
}

test('a request is written down, decided by another, and handed over as a file that stands by itself, on pages for everybody', async () => {
  const { conversationId } = await keepTurn(at.desk, { question: 'Waar woon ik? <b>Hier</b>' });
  const admin = await visit('beheer', '/beheer/verzoeken');
  await admin.getByRole('button', { name: 'Vastleggen' }).click();
  expect(await admin.getByRole('alert').innerText()).toContain('Daarbij is niets te vinden.');
  await admin.getByText('Alleen voor een aanvulling').click();
  await looksWell(admin, 'list');
  await admin.getByLabel('Waarvan?').fill(conversationId);
  await admin.getByRole('button', { name: 'Vastleggen' }).click();
  expect(await admin.getByRole('status').innerText()).toContain('Het verzoek is vastgelegd.');
  await looksWell(admin, 'registered');

  const officer = await visit('fg', new URL(admin.url()).pathname);
  await looksWell(officer, 'deciding');
  await officer.getByRole('button', { name: 'Inwilligen: maak het bestand' }).click();
  await looksWell(officer, 'granted');
  const [download] = await Promise.all([officer.waitForEvent('download'), officer.getByRole('link', { name: 'Leesbaar bestand' }).click()]);
  const path = await download.path();
  expect(await readFile(path, 'utf8')).toContain('Waar woon ik? &lt;b&gt;Hier&lt;/b&gt;');
  const file = `${PICTURES}/file.html`;
  await download.saveAs(file);
  await officer.goto(`file://${process.cwd()}/${file}`);
  await looksWell(officer, 'file');
  await admin.context().close();
  await officer.context().close();

  const own = await visit('medewerkers', '/werk/account');
  await looksWell(own, 'account');
  await own.context().close();
});
