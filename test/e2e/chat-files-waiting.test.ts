import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { readFiles } from '../support/chat-files.ts';
import { bring, openAs, row } from '../support/chat-files-page.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { reply } from '../support/ollama-host/index.ts';

const at = deskInBrowser(() => ({ groups: GROUPS, withWorkers: true }));
let noor: Colleague;
beforeAll(async () => void (noor = await colleague(at.desk)));
const open = (path: string, width: number) => openAs(at, noor, path, width);

test('what is asked while a file is on its way waits until it has been read, and nothing can be confidential any more', async () => {
  const { page } = await open('/werk', 1280);
  const sent = Promise.withResolvers<void>();
  let isRead = false;
  await page.route('**/files', async (route) => {
    if (route.request().method() === 'POST') await sent.promise;
    if (route.request().method() === 'POST' || isRead) return route.continue();
    const { files: listed } = (await (await route.fetch()).json()) as { files: object[] };
    return route.fulfill({ json: { files: listed.map((one) => ({ ...one, state: 'waiting' })) } });
  });
  await bring(page, 'drop', '#vraag', { 'bever.md': '# Bevers\n\nDe beverburcht wordt in juni geteld door team Water.' });
  await row(page, 'bever.md').waitFor();
  expect(await page.getByLabel('Vertrouwelijk gesprek').count()).toBe(0);
  at.desk.host.setScript(reply('De beverburcht wordt in juni geteld [1].'));
  await page.getByLabel('Stel uw vraag').fill('Wanneer wordt de beverburcht geteld?');
  await page.keyboard.press('Control+Enter');
  await page.locator('#vraag-uitleg', { hasText: 'Uw vraag gaat daarna vanzelf mee.' }).waitFor();
  expect(await page.locator('.balie-turn').count()).toBe(0);
  sent.resolve();
  await row(page, 'bever.md').getByText('wordt gelezen', { exact: true }).waitFor();
  await sleep(1_500);
  expect(await page.locator('.balie-turn').count()).toBe(0);
  isRead = true;
  // From the file: what is asked before it has been read finds nothing in it.
  await page.locator('.balie-turn .balie-source').filter({ hasText: 'bever.md' }).first().waitFor();
  const [, talk = ''] = /\/werk\/gesprekken\/([0-9a-f-]{36})$/.exec(page.url()) ?? [];
  expect((await readFiles(noor, talk)).map(({ name }) => name)).toEqual(['bever.md']);
  expect(await page.locator('#vraag-uitleg a').count()).toBe(1);
  await page.context().close();
});

test('what was asked while a file is read that cannot be is not asked: it stands in the field, and the page says why', async () => {
  const { page } = await open('/werk', 1280);
  const sent = Promise.withResolvers<void>();
  await page.route('**/files', async (route) => {
    if (route.request().method() === 'POST') await sent.promise;
    await route.continue();
  });
  await bring(page, 'drop', '#vraag', { 'kapot.pdf': '%PDF-1.4 kapot' });
  await row(page, 'kapot.pdf').waitFor();
  await page.getByLabel('Stel uw vraag').fill('Wat staat er in het bestand?');
  await page.keyboard.press('Control+Enter');
  await page.locator('#vraag-uitleg', { hasText: 'Uw vraag gaat daarna vanzelf mee.' }).waitFor();
  sent.resolve();
  await page.locator('#vraag-uitleg', { hasText: 'Uw vraag is nog niet gesteld' }).waitFor();
  expect(await page.locator('.balie-turn').count()).toBe(0);
  expect(await page.getByLabel('Stel uw vraag').inputValue()).toBe('Wat staat er in het bestand?');
  // Asked again, it is asked without that file.
  at.desk.host.setScript(reply('GEEN_ANTWOORD'));
  await page.keyboard.press('Control+Enter');
  await page.locator('.balie-turn .balie-answer__text p').first().waitFor();
  expect(await page.locator('#vraag-uitleg').innerText()).not.toContain('nog niet gesteld');
  await page.context().close();
});

test('a file that arrives while the list is asked for is not called gone; and where nobody may ask any more, the page stops and says so', async () => {
  const { page } = await open(`/werk/gesprekken/${randomUUID()}/documenten`, 1280);
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('Een tekst.') });
  const asked = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  let lists = 0;
  await page.route('**/files', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    lists += 1;
    // The first lists are of before a file is sent; the next is given late, without what came meanwhile.
    const listed = (await (await route.fetch()).json()) as { files: object[] };
    if (lists !== 2) return route.fulfill({ json: { files: listed.files.map((one) => ({ ...one, state: 'waiting' })) } });
    asked.resolve();
    await arrived.promise;
    return route.fulfill({ json: { files: listed.files.map((one) => ({ ...one, state: 'waiting' })) } });
  });
  await page.getByLabel('Kies een of meer bestanden').setInputFiles([file('een.txt')]);
  await asked.promise;
  await page.getByLabel('Kies een of meer bestanden').setInputFiles([file('twee.txt')]);
  await row(page, 'twee.txt').getByText('wordt gelezen', { exact: true }).waitFor();
  const before = lists;
  arrived.resolve();
  await expect.poll(() => lists, { timeout: 10_000 }).toBeGreaterThan(before);
  expect(await row(page, 'twee.txt').innerText()).toContain('wordt gelezen');
  let refused = 0;
  // Of two the last one is asked: no list comes in between that is neither's.
  await page.route('**/files', (route) => {
    refused += 1;
    return route.fulfill({ status: 401, json: {} });
  });
  for (const name of ['een.txt', 'twee.txt']) await row(page, name).getByText('U bent niet meer ingelogd', { exact: false }).waitFor();
  const until = refused;
  await sleep(2_500);
  expect(refused).toBe(until);
  await page.context().close();
});
