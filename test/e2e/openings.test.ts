import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { type Colleague, colleague } from '../support/employee.ts';
import { keepTurn } from '../support/kept-turns.ts';
import { approvedOpening } from '../support/openings.ts';
import { ROLE_GROUPS } from '../support/roles.ts';

const hostile = `<img src=x onerror=alert(1)> ${'lang'.repeat(60)}`;
const PICTURES = process.env['SHOTS'];

const at = deskInBrowser(() => ({ groups: ROLE_GROUPS }));
let reviewer: Colleague;
let officer: Colleague;
let conversationId: string;
beforeAll(async () => {
  reviewer = await colleague(at.desk, ['employee', 'reviewer'], 'Rik de Rechter');
  officer = await colleague(at.desk, ['employee', 'privacy-officer'], 'Fien Gegevens');
  ({ conversationId } = await keepTurn(at.desk, { question: `Mag ik een olifant houden? ${hostile}`, answer: `Nee, dat mag niet. [1] ${hostile}`, title: `Dieren ${hostile}` }));
  for (let index = 0; index < 12; index += 1) await keepTurn(at.desk, { conversationId, question: `En met ${index} poten?`, answer: 'Dat staat in de regels over dieren. [1]\n\n'.repeat(4) });
});

async function visit(who: Colleague, path: string, width = 1280, javaScriptEnabled = true) {
  const watched = await at.visit({ viewport: { width, height: 812 }, javaScriptEnabled }, '/privacy');
  const [name = '', value = ''] = who.cookie.split(/=(.*)/s);
  await watched.page.context().addCookies([{ name, value, url: at.desk.url }]);
  await watched.page.goto(at.desk.url + path);
  return watched;
}

async function looked(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/opening-${name}-${page.viewportSize()?.width}.png`, fullPage: true });
  expect([name, await axeViolations(page), await overflow(page), await smallTargets(page)]).toEqual([name, [], 0, []]);
}

describe.each([375, 1280])('%i pixels wide', (width) => {
  test('inzage is asked for, approved by another, and used; each page is well', async () => {
    const { page, complaints } = await visit(reviewer, '/beheer/inzage/nieuw', width);
    await page.getByRole('button', { name: 'Verzoek versturen' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Er is niets bewaard.');
    await page.getByLabel('Wat aan een assistent is gevraagd').check();
    await looked(page, 'form-wrong');
    expect(await page.getByLabel('Nummer van de vraag').isVisible()).toBe(false);
    await page.getByLabel('Eén gesprek').check();
    await page.getByLabel('Nummer van de vraag').fill(conversationId);
    await page.getByLabel('Een klacht of bezwaar').check();
    await page.getByLabel('Waarom is het nodig?').fill(`De klager wil weten wat er stond. ${hostile}`);
    await page.getByRole('button', { name: 'Verzoek versturen' }).click();
    await page.getByText('Uw verzoek is verstuurd.').waitFor();
    expect(await page.getByRole('button', { name: 'Goedkeuren' }).count()).toBe(0);
    await looked(page, 'asked');
    const path = new URL(page.url()).pathname;
    const other = await visit(officer, path, width);
    await looked(other.page, 'decide');
    await other.page.getByRole('button', { name: 'Goedkeuren' }).click();
    await other.page.getByText('De inzage is goedgekeurd.').waitFor();
    await other.page.goto(`${at.desk.url}/beheer/inzage`);
    await looked(other.page, 'list');
    await page.reload();
    await page.getByRole('link', { name: /^Gesprek van/ }).click();
    await page.getByRole('heading', { name: 'Gesprek met loket', level: 1 }).waitFor();
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/opening-window-${width}.png` });
    await looked(page, 'looked');
    await other.page.goto(`${at.desk.url}/werk/inzage`);
    await looked(other.page, 'council');
    await other.page.goto(`${at.desk.url}/werk/account`);
    await looked(other.page, 'account');
    expect([...complaints, ...other.complaints]).toEqual([]);
    await page.context().close();
    await other.page.context().close();
  });

  test('the queue of answers says what to do before an opening of it holds', async () => {
    const { page } = await visit(reviewer, '/beheer/beoordelen', width);
    await looked(page, 'queue-closed');
    await page.getByRole('link', { name: 'Vraag inzage om te beoordelen' }).click();
    expect(await page.getByLabel(/^De antwoorden die om een oordeel vragen/).isChecked()).toBe(true);
    await page.context().close();
  });
});

test('who looks, when and by which opening stands behind all of it: in each part of the window, and on each sheet of paper, without a script', async () => {
  const number = await approvedOpening(at.desk, { kind: 'conversation', conversationId }, reviewer.id);
  const { page } = await visit(reviewer, `/beheer/inzage/${number}/gesprekken/${conversationId}`, 1280, false);
  const mark = new RegExp(`Rik de Rechter · .*\\d{4} om \\d{2}:\\d{2} · inzage ${number}`);
  expect(await page.locator('.balie-watermark__text').first().innerText()).toMatch(mark);
  // Scrolled anywhere, a quarter of the window has at least one whole mark in it.
  for (const place of [0, 2_000]) {
    await page.evaluate(`window.scrollTo(0, ${place})`);
    const middles = await page.evaluate<[number, number][]>(`[...document.querySelectorAll('.balie-watermark__text')].map((one) => { const box = one.getBoundingClientRect(); return [(box.left + box.right) / 2, (box.top + box.bottom) / 2]; })`);
    for (const [left, top] of [[0, 0], [640, 0], [0, 406], [640, 406]] as const) expect(middles.some(([x, y]) => x > left && x < left + 640 && y > top && y < top + 406)).toBe(true);
  }
  const look = await page.evaluate<unknown[]>(`(() => { const style = getComputedStyle(document.querySelector('.balie-watermark')); return [style.visibility, Number(style.opacity) > 0.1, getComputedStyle(document.querySelector('.balie-looked .balie-panel')).backgroundColor]; })()`);
  expect(look).toEqual(['visible', true, 'rgba(0, 0, 0, 0)']);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' }))), { mergePages: false });
  expect(text.length).toBeGreaterThan(1);
  for (const sheet of text) expect(sheet).toMatch(mark);
  await page.context().close();
});

test('an opening that is not theirs, or not of this conversation, shows the page of a fault', async () => {
  const number = await approvedOpening(at.desk, { kind: 'conversation', conversationId }, reviewer.id);
  for (const [who, conversation] of [[officer, conversationId], [reviewer, randomUUID()]] as const) {
    const { page } = await visit(who, `/beheer/inzage/${number}/gesprekken/${conversation}`);
    expect(await page.locator('main').innerText()).toMatch(/Dit valt niet onder deze inzage\.[^]*Alleen wie de inzage vroeg/);
    expect(await page.locator('main').innerText()).not.toContain('olifant');
    await page.context().close();
  }
});
