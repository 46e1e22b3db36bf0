import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { groupRules } from '../../src/identity/groups.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { colleague, GROUPS, sessionCookie } from '../support/employee.ts';
import { keepTurn } from '../support/kept-turns.ts';

const PICTURES = 'test/output/retention';
const officers = groupRules.parse({ id: 'fg', title: 'Privacy', claims: ['fg'], roles: ['privacy-officer'] });

const at = deskInBrowser(() => ({ groups: [...GROUPS, officers] }));

test.each([375, 1280])('a privacy officer reads what is kept, makes a hold and ends it, on a page that everybody can use: %i pixels wide', async (width) => {
  mkdirSync(PICTURES, { recursive: true });
  const { desk } = at;
  const turn = await keepTurn(desk);
  await desk.retention.run('hand');
  await desk.db.query(`INSERT INTO retention_runs (id, began_by, day, began_at, seen_at, ended_at, is_interrupted, erased, failed) VALUES ($1, 'day', current_date - 1, now() - interval '1 day', now(), now(), $2, '{"turns": 1204, "files": 3, "handovers": 12}', '{"reports": "database-unavailable"}')`, [randomUUID(), width === 375]);
  const { cookie } = await colleague(desk, ['fg'], 'Fenna Groot');
  const { page } = await at.visit({ viewport: { width, height: 812 } });
  await page.context().addCookies([sessionCookie(cookie, desk.url)]);
  await page.goto(`${desk.url}/beheer/bewaren`);
  const isUsable = async () => expect([await axeViolations(page), await overflow(page), await smallTargets(page)]).toEqual([[], 0, []]);
  await isUsable();
  await page.getByLabel('Gesprek', { exact: true }).fill('geen nummer');
  await page.getByRole('button', { name: 'Maak de blokkade' }).click();
  await page.screenshot({ path: `${PICTURES}/wrong-${width}.png`, fullPage: true });
  await isUsable();
  await page.getByLabel('Gesprek', { exact: true }).fill(turn.conversationId);
  await page.getByLabel('Waarom?').fill(`Bezwaar tegen de aanslag. ${'zonderspatie'.repeat(20)}`);
  await page.getByRole('button', { name: 'Maak de blokkade' }).click();
  expect(await page.getByRole('status').innerText()).toContain('De blokkade geldt.');
  await page.getByText('Opheffen …').first().click();
  await page.screenshot({ path: `${PICTURES}/held-${width}.png`, fullPage: true });
  await isUsable();
  await page.getByLabel('Waarom kan zij eraf?').first().fill('Het bezwaar is ingetrokken.');
  await page.getByRole('button', { name: 'Hef de blokkade op' }).first().click();
  expect(await page.getByRole('status').innerText()).toContain('opgeheven');
  await page.context().close();
});
