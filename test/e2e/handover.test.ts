import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';

let smtp: SmtpServer;
beforeAll(async () => {
  smtp = await startSmtpServer();
});
afterAll(() => smtp.close());
const at = deskInBrowser(() => ({ withWorkers: true, sendTo: { smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } }));

async function isSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  expect(await smallTargets(page)).toEqual([]);
}

it.each([[375, false], [375, true], [1280, true]])('a conversation is passed on at %s pixels, with JavaScript: %s', async (width, javaScriptEnabled) => {
  const { page, complaints } = await at.visit({ javaScriptEnabled, viewport: { width, height: 812 } });
  await ask(page, 'Wat kost een paspoort?');
  await page.getByRole('button', { name: 'Doorgeven aan een medewerker' }).click();
  const summary = page.getByRole('textbox', { name: 'Samenvatting' });
  expect(await summary.inputValue()).toContain('Vraag 1: Wat kost een paspoort?');
  if (javaScriptEnabled) await isSound(page);

  await summary.fill('Dit wil ik vragen.');
  await page.getByRole('button', { name: 'Versturen naar de gemeente' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Er is nog niets verstuurd.');
  expect(await page.getByLabel('Uw e-mailadres').getAttribute('aria-invalid')).toBe('true');
  expect(await summary.inputValue()).toBe('Dit wil ik vragen.');
  if (javaScriptEnabled) await isSound(page);

  const arrived = smtp.next();
  await page.getByLabel('Uw e-mailadres').fill('jan@voorbeeld.nl');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Uw gesprek is doorgegeven' }).waitFor();
  expect((await arrived).data).toContain('Dit wil ik vragen.');
  if (javaScriptEnabled) await isSound(page);
  expect(complaints).toEqual([]);
});

it('somebody in need can call with one press', async () => {
  const { page } = await at.visit({ viewport: { width: 375, height: 812 } });
  await ask(page, 'ik zie het niet meer zitten');
  await page.getByText('Naar een persoon').waitFor();
  expect(await page.locator('.balie-answer a[href^="tel:"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(['tel:113', 'tel:08000113', 'tel:112']);
  expect(await page.locator('.balie-answer').innerText()).not.toContain('Een medewerker helpt u graag verder');
  await isSound(page);
});

it('in Arabic the numbers stand from right to left', async () => {
  const { page } = await at.visit({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } });
  await ask(page, 'أريد أن أموت');
  expect(await page.locator('.balie-answer').getAttribute('dir')).toBe('rtl');
  expect(await page.locator('.balie-answer').innerText()).toContain('0800-0113');
});

it('a text file can be taken along', async () => {
  const { page } = await at.visit({ javaScriptEnabled: false });
  await ask(page, 'Wat kost een paspoort?');
  await page.getByRole('button', { name: 'Doorgeven aan een medewerker' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Downloaden als tekst' }).click();
  expect((await download).suggestedFilename()).toBe('gesprek-gemeente.txt');
});
