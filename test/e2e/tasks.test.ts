import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { reply, silence, text } from '../support/ollama-host/index.ts';

const at = deskInBrowser(() => ({ groups: GROUPS }));
const LETTER = '# Uw aanvraag is niet compleet\n\nWij hebben uw aanvraag gekregen. Er mist nog een **uittreksel**.\n\n- Stuur ons het uittreksel.\n- Doe dat binnen twee weken.';
const GOOD = { axe: [], overflow: 0, small: [] };

async function open(who: Colleague, path: string, options: BrowserContextOptions = {}) {
  const watched = await at.visit(options, '/privacy');
  const [name = '', value = ''] = who.cookie.split('=');
  await watched.page.context().addCookies([{ name, value, url: at.desk.url, httpOnly: true, sameSite: 'Strict' }]);
  await watched.page.goto(at.desk.url + path);
  return watched;
}

async function look(page: Page, name: string) {
  if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${page.viewportSize()?.width}.png`, fullPage: true });
  return { axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) };
}

describe.each([375, 1280])('%i pixels wide', (width) => {
  const viewport = { width, height: 812 };

  test('a task is chosen, filled with its example, streams its result, and is had as a file', async () => {
    at.desk.host.setScript(reply(LETTER));
    const noor = await colleague(at.desk);
    const { page, complaints } = await open(noor, '/werk/taken', { viewport });
    expect(await look(page, 'taken')).toEqual(GOOD);
    await page.getByRole('link', { name: 'Herschrijven naar B1' }).click();
    await page.getByRole('heading', { name: 'Herschrijven naar B1', level: 1 }).waitFor();
    expect(await look(page, 'taak-leeg')).toEqual(GOOD);
    await page.getByRole('link', { name: 'Vul het voorbeeld in' }).click();
    await page.getByRole('button', { name: 'Voer de taak uit' }).click();
    await page.getByText('Concept, gemaakt met AI. Controleer voor gebruik.').waitFor();
    expect(await page.locator('#resultaat-tekst').innerText()).toContain('Stuur ons het uittreksel.');
    expect(await look(page, 'taak-klaar')).toEqual(GOOD);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Word' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^herschrijven-naar-b1-\d{4}-\d\d-\d\d\.docx$/);
    // What was filled in stands there, to be changed and run again.
    await page.getByRole('button', { name: 'Voer opnieuw uit' }).click();
    await page.getByText('Concept, gemaakt met AI').waitFor();
    expect(complaints).toEqual([]);
  });

  test('an editor proposes a task, another lets it through, and colleagues of the group run it', async () => {
    const [author, other] = [await colleague(at.desk, ['redactie'], 'Ans Kuiper'), await colleague(at.desk, ['redactie'], 'Bo Visser')];
    const { page } = await open(author, '/werk/taken', { viewport });
    await page.getByRole('link', { name: 'Stel een taak voor' }).click();
    await page.getByRole('button', { name: 'Stel voor' }).click();
    await page.getByText('Er is nog niets voorgesteld.').waitFor();
    expect(await look(page, 'voorstel-fout')).toEqual(GOOD);
    await page.getByLabel('Naam van de taak').fill(`Uitnodiging ${width}`);
    await page.getByLabel('Omschrijving').fill('Schrijft een uitnodiging voor een wijkavond.');
    await page.getByLabel('Wat mag iemand niet invullen?').fill('Vul geen namen van inwoners in.');
    await page.getByLabel('Opdracht aan de AI').fill('Schrijf een korte uitnodiging voor bewoners.');
    await page.getByLabel('Naam van veld 1').fill('Waar gaat de avond over?');
    await page.getByLabel('Voorbeeld voor veld 1').fill('Nieuwe speeltuin');
    await page.getByRole('button', { name: 'Stel voor' }).click();
    await page.getByText('Dit voorstel is van uzelf.').waitFor();
    expect(await look(page, 'voorstel-eigen')).toEqual(GOOD);
    const reviewing = (await open(other, '/werk/taken/voorstellen', { viewport })).page;
    expect(await look(reviewing, 'voorstellen')).toEqual(GOOD);
    await reviewing.getByRole('link', { name: `Uitnodiging ${width}` }).click();
    await reviewing.getByRole('button', { name: 'Keur goed' }).click();
    await reviewing.getByText('in gebruik').waitFor();
    expect(await look(reviewing, 'voorstel-goed')).toEqual(GOOD);
    await reviewing.getByRole('link', { name: 'Open de taak' }).click();
    await reviewing.getByRole('link', { name: 'Vul het voorbeeld in' }).waitFor();
  });

  test('prompts are kept, shown and used', async () => {
    const noor = await colleague(at.desk);
    const { page, complaints } = await open(noor, '/werk/prompts', { viewport });
    await page.getByLabel('Naam').fill('Vraag over verlof');
    await page.getByLabel('Vraag of opdracht').fill('Hoeveel verlof heb ik, en hoe vraag ik het aan?');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await page.getByRole('heading', { name: 'Vraag over verlof' }).waitFor();
    expect(await look(page, 'prompts')).toEqual(GOOD);
    await page.getByRole('link', { name: 'Gebruik Vraag over verlof' }).click();
    expect(await page.getByLabel('Stel uw vraag').inputValue()).toBe('Hoeveel verlof heb ik, en hoe vraag ik het aan?');
    await page.goto(`${at.desk.url}/werk?prompt=1`);
    expect(await look(page, 'prompt-onbekend')).toEqual(GOOD);
    await page.goto(`${at.desk.url}/werk/prompts`);
    await page.getByRole('link', { name: 'Verander Vraag over verlof' }).click();
    expect(await look(page, 'prompt')).toEqual(GOOD);
    await page.getByRole('button', { name: 'Verwijder deze prompt' }).click();
    await page.getByText('U hebt nog geen prompts.').waitFor();
    expect(complaints).toEqual([]);
  });
});

test('a task is stopped: the host is cut off, and what came is said not to be whole', async () => {
  at.desk.host.setScript([text('Dit is het begin.\n\n'), text('En nog iets.\n\n'), silence()]);
  const { page } = await open(await colleague(at.desk), '/werk/taken/herschrijven-b1?voorbeeld=1');
  await page.getByRole('button', { name: 'Voer de taak uit' }).click();
  await page.getByText('Dit is het begin.').waitFor();
  const request = at.desk.host.lastChat();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Gestopt. Dit resultaat is niet af.').waitFor();
  await request?.cancelled;
  expect(await page.locator('#resultaat-tekst').innerText()).toContain('Dit is het begin.');
});

test('without JavaScript the form gives a page with the result, or with what is wrong', async () => {
  at.desk.host.setScript(reply(LETTER));
  const { page } = await open(await colleague(at.desk), '/werk/taken/vertalen', { javaScriptEnabled: false });
  await page.getByRole('button', { name: 'Voer de taak uit' }).click();
  await page.getByText('De taak is nog niet uitgevoerd.').waitFor();
  await page.getByRole('link', { name: 'Vul het voorbeeld in' }).click();
  await page.getByRole('button', { name: 'Voer de taak uit' }).click();
  await page.getByText('Concept, gemaakt met AI').waitFor();
  expect(await page.getByLabel('Uw tekst').inputValue()).toContain('paspoort');
});

test('by keyboard alone a task is filled in and run; a missing field is told beside it', async () => {
  at.desk.host.setScript(reply(LETTER));
  const { page } = await open(await colleague(at.desk), '/werk/taken/herschrijven-b1');
  await page.getByLabel('Uw tekst').focus();
  await page.keyboard.type('Wij berichten u als volgt.');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Inwoners');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('is nog niet ingevuld').first().waitFor();
  expect(await page.getByLabel('Uw tekst').inputValue()).toBe('Wij berichten u als volgt.');
  await page.getByLabel('Hoe spreekt u de lezer aan?').focus();
  await page.keyboard.type('met u');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Concept, gemaakt met AI').waitFor();
});

