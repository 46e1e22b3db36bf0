import { expect, it } from 'vitest';
import { appInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, openPage } from '../support/desk-page.ts';

const at = appInBrowser();

const withoutScript = () => openPage(at.browser, at.app.url, { javaScriptEnabled: false, viewport: { width: 375, height: 812 } });

it('answers, and takes a follow-up question in the same conversation', async () => {
  const { page, complaints } = await withoutScript();
  await page.goto(at.app.url);
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  expect(new URL(page.url()).hash).toBe('#antwoord');
  await expect.poll(() => page.locator('#antwoord').isVisible()).toBe(true);
  await ask(page, 'En wat kost dat?');
  expect(await page.locator('.balie-question__text').allTextContents()).toEqual(['Hoe vraag ik een paspoort aan?', 'En wat kost dat?']);
  expect(await page.locator('.balie-source').count()).toBe(4);
  expect(page.url()).toBe(`${at.app.url}/#antwoord`);
  await page.getByRole('link', { name: 'Nieuw gesprek beginnen' }).click();
  expect(await page.locator('.balie-question').count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('sends an example question with one press', async () => {
  const { page } = await withoutScript();
  await page.goto(at.app.url);
  await page.getByText('Parkeren', { exact: true }).click();
  await page.getByRole('button', { name: 'Wat kost een parkeervergunning?' }).click();
  expect(await page.locator('.balie-question__text').textContent()).toBe('Wat kost een parkeervergunning?');
});

it('says what is wrong with an empty question, beside the form', async () => {
  const { page } = await withoutScript();
  await page.goto(at.app.url);
  await ask(page, '   ');
  expect(await page.locator('#antwoord').innerText()).toContain('U hebt nog geen vraag gesteld.');
  expect(await page.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
});

it('jumps from a reference to its source, and opens the document at the passage', async () => {
  const { page } = await withoutScript();
  await page.goto(at.app.url);
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  await page.getByRole('link', { name: 'Bron 2' }).click();
  expect(await page.locator('.balie-source:target').innerText()).toContain('Legesverordening');
  await page.getByText('Lees de tekst uit de bron').last().click();
  await page.getByText('€ 86,85.').waitFor();
  const opened = page.context().waitForEvent('page');
  await page.locator('.balie-source:target a').click();
  const document = await opened;
  await document.waitForLoadState();
  expect(await document.locator('.balie-passage:target').innerText()).toContain('Artikel 9.');
});

it('keeps a draft that could not be taken', async () => {
  const { page } = await withoutScript();
  await page.goto(`${at.app.url}/staten/fout`);
  expect(await page.getByRole('textbox').inputValue()).toBe('Hoe vraag ik een paspoort aan?');
  expect(await page.locator('.balie-fault').innerText()).toContain('req-7f3a91');
});

it('shows its quotes and addresses on paper, and no form', async () => {
  const { page } = await openPage(at.browser, at.app.url);
  await page.goto(`${at.app.url}/staten/alle`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.balie-composer').isVisible()).toBe(false);
  expect(await page.evaluate(`document.querySelector('.balie-source__details blockquote').getBoundingClientRect().height`)).toBeGreaterThan(10);
  expect(await axeViolations(page)).toEqual([]);
});
