import { mkdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { chainKey } from '../../src/audit/chain.ts';
import { makeCheckpoint } from '../../src/audit/proof/checkpoints.ts';
import { keepVerification } from '../../src/audit/proof/verifications.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { colleague, sessionCookie } from '../support/employee.ts';
import { ROLE_GROUPS } from '../support/roles.ts';

const PICTURES = 'test/output/log-page';
const LONG = `${'een-heel-lang-woord-zonder-spatie'.repeat(5)}<b>`;

const at = deskInBrowser(() => ({ groups: ROLE_GROUPS }));
let auditor: Awaited<ReturnType<typeof colleague>>;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  auditor = await colleague(at.desk, ['auditor'], 'Ans de Auditor');
  const record = (kind: string, facts: Readonly<Record<string, string>>) => at.desk.db.transaction((tx) => at.desk.desk.recordAct(tx, { kind, facts }));
  await record('desk.off', { name: 'loket', byPerson: auditor.id });
  await record('key-group.made', { group: LONG, byUser: 'jan' });
  await record('login.refused', { cause: 'login-step' });
  for (let count = 0; count < 55; count += 1) await record('model.changed', { name: 'ministral-3:3b', byPerson: auditor.id });
  const checkpoint = await makeCheckpoint(at.desk.db, chainKey(at.desk.auditKey), new Date());
  await keepVerification(at.desk.db, { entries: checkpoint?.number ?? 0, head: '', firstFault: { number: 3, fault: 'altered' } }, new Date());
});

test.each([375, 1280])('the log, %i pixels wide: accessible, nothing sticks out, and found without JavaScript', async (width) => {
  const { page } = await at.visit({ viewport: { width, height: 1_700 } });
  await page.context().addCookies([sessionCookie(auditor.cookie, at.desk.url)]);
  const look = async (name: string) => {
    await page.screenshot({ path: `${PICTURES}/${name}-${width}.png` });
    expect([await axeViolations(page), await overflow(page), await smallTargets(page)], name).toEqual([[], 0, []]);
  };
  await page.goto(`${at.desk.url}/beheer/logboek`);
  await page.getByText('Laat een ander het logboek controleren').click();
  await look('log');
  await page.getByLabel('Wat', { exact: true }).selectOption({ label: 'groep gemaakt' });
  await page.getByRole('button', { name: 'Zoeken' }).click();
  await expect.poll(() => page.locator('.balie-log > li').count()).toBe(1);
  await look('found');
  await page.goto(`${at.desk.url}/beheer/logboek?van=2026-02-02&tot=2026-01-01`);
  await look('wrong');
  await page.context().close();
});
