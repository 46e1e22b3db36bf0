import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { approvedOpening } from '../support/openings.ts';
import { keepTurn, sayOf } from '../support/kept-turns.ts';

const hostile = `<img src=x onerror=alert(1)> ${'lang'.repeat(60)}`;

const at = deskInBrowser(() => ({ toReview: { sampleOneIn: 1, askedOften: 2 } }));
let token: string;
beforeAll(async () => {
  await approvedOpening(at.desk);
  ({ token } = await createKey(at.desk.db, { name: 'Team Kwaliteit', collections: ['producten'], isReviewer: true }));
  for (const question of ['Waar kan ik mijn hond uitlaten?', 'Waar mag ik mijn hond uitlaten?']) await keepTurn(at.desk, { question, outcome: 'abstained', answer: 'Daar vonden wij niets over.' });
  await keepTurn(at.desk, { question: `Wat kost een rijbewijs? ${hostile}`, answer: `Dat kost € 51,40. [1] ${hostile}`, title: `Rijbewijs ${hostile}` });
});

async function enter(options: BrowserContextOptions = {}) {
  const watched = await at.visit(options, '/beheer');
  await watched.page.getByLabel('Uw sleutel').fill(token);
  await watched.page.keyboard.press('Enter');
  await watched.page.getByRole('heading', { name: 'Beheer', level: 1 }).waitFor();
  return watched;
}

async function complained(): Promise<void> {
  const before = await keepTurn(at.desk);
  const turn = await keepTurn(at.desk, { question: 'Ik ben Jan Jansen. Wat kost het voor een kind?', conversationId: before.conversationId, details: { guard: { masked: ['name'], score: 0.1 } } });
  await sayOf(at.desk, turn, { helpful: false, reasons: ['incomplete', 'difficult'], text: 'De prijs voor kinderen ontbreekt.' });
}

async function openFirst(page: Page): Promise<void> {
  await page.goto(`${at.desk.url}/beheer/beoordelen`);
  await page.getByRole('region', { name: /^Dit hielp niet/ }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Antwoord beoordelen', level: 1 }).waitFor();
}

test.each([true, false])('with a script (%s): an answer is judged, becomes a test question, and comes out in a file', async (javaScriptEnabled) => {
  await complained();
  const { page, complaints } = await enter({ javaScriptEnabled });
  await page.getByRole('link', { name: 'Antwoorden beoordelen' }).click();
  await openFirst(page);
  await page.getByRole('button', { name: 'Oordeel bewaren' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Er is niets bewaard.');
  await page.getByLabel('Niet volledig').check();
  await page.getByLabel(/^Opmerking/).fill('Kinderen betalen minder.');
  await page.getByLabel(/^Wat moet er in een goed antwoord staan/).fill('62,75');
  await page.getByRole('button', { name: 'Bewaren, en maak er een toetsvraag van' }).click();
  await page.getByRole('heading', { name: 'Toetsvraag maken', level: 1 }).waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('Weggehaald: een naam');
  expect(await page.getByLabel('De vraag', { exact: true }).inputValue()).toContain('[naam]');
  expect(await page.getByLabel(/^Eerdere vragen/).inputValue()).toBe('Wat kost een paspoort?');
  await page.getByLabel('De vraag', { exact: true }).fill('Wat kost een paspoort voor een kind?');
  await page.getByRole('button', { name: 'Toetsvraag bewaren' }).click();
  await page.getByText('De toetsvraag is bewaard.').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download/ }).click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ assistant: 'loket', question: 'Wat kost een paspoort voor een kind?', expect: { outcome: ['answered', 'quoted'], say: ['62,75'] } });
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe.each([375, 1280])('%i pixels wide', (width) => {
  test('the pages are accessible, with long and hostile texts too', async () => {
    await complained();
    const { page, complaints } = await enter({ viewport: { width, height: 812 } });
    const looked = async (name: string) => {
      expect([name, await axeViolations(page)]).toEqual([name, []]);
      expect([name, await overflow(page)]).toEqual([name, 0]);
      expect([name, await smallTargets(page)]).toEqual([name, []]);
      if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${width}.png`, fullPage: true });
    };
    await looked('beheer');
    await page.goto(`${at.desk.url}/beheer/beoordelen`);
    await looked('queue');
    await openFirst(page);
    await looked('turn');
    await page.getByRole('button', { name: 'Oordeel bewaren' }).click();
    await looked('turn-wrong');
    await page.goto(`${page.url().split('#')[0]}/toetsvraag`);
    await looked('case');
    await page.goto(`${at.desk.url}/beheer/beoordelen`);
    for (const link of await page.getByRole('region', { name: /^Steekproef/ }).getByRole('link').all()) {
      const path = await link.getAttribute('href');
      const other = await page.context().newPage();
      await other.goto(at.desk.url + (path ?? ''));
      expect(await overflow(other)).toBe(0);
      await other.close();
    }
    await page.goto(`${at.desk.url}/beheer/toetsvragen`);
    await looked('cases');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
