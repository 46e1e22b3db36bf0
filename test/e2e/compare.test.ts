import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { KeyHolder } from '../../src/identity/keys.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { type Colleague, colleague, GROUPS, loggedInAs } from '../support/employee.ts';
import { reply, silence, text } from '../support/ollama-host/index.ts';

const QUESTION = 'Wat kost een paspoort?';
const MAIN = 'U betaalt bij de balie van het stadhuis [1].';
const OTHER = 'Voor volwassenen kost een paspoort € 86,20 [1].';
const admin: KeyHolder = { id: 'a'.repeat(16), name: 'Beheer', group: null, collections: [], models: [], assistants: [], isAdmin: true, isReviewer: false };
const groups = [...GROUPS, { id: 'onderzoek', title: 'Onderzoek', claims: ['onderzoek'], roles: ['employee' as const], collections: [], assistants: [], models: ['groot'] }];
const at = deskInBrowser(() => ({ groups, verifyKey: () => Promise.resolve(admin) }));
let asker: Colleague;
beforeAll(async () => {
  const made = await fetch(`${at.desk.url}/api/v1/models/groot`, { method: 'PUT', headers: { Authorization: 'Bearer x', 'Content-Type': 'application/json' }, body: JSON.stringify({ model: 'chat', contextTokens: 8_192 }) });
  if (!made.ok) throw new Error(`the model was not made: ${made.status}`);
  asker = await colleague(at.desk, ['onderzoek']);
});

async function enter(width: number, javaScriptEnabled = true) {
  const visit = await at.visit({ ...loggedInAs(asker), viewport: { width, height: 812 }, javaScriptEnabled }, '/werk');
  await visit.page.getByLabel('Vergelijken met').selectOption('groot');
  await visit.page.getByRole('textbox', { name: /vraag/ }).fill(QUESTION);
  return visit;
}
const press = (page: Page) => page.getByRole('button', { name: 'Vraag stellen' }).click();
const side = (page: Page, model: string) => page.locator('.balie-versus__side').filter({ has: page.getByRole('heading', { name: `Met ${model}` }) });
const look = async (page: Page) => ({ axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) });
const GOOD = { axe: [], overflow: 0, small: [] };
/** The host is asked for `groot` first. */
function answerWith(...scripts: ReturnType<typeof reply>[]): void {
  at.desk.host.setScript(() => scripts.shift() ?? reply(MAIN));
}

test.each([[375, false], [1_280, true]])('at %i pixels both answers stand below or beside each other, and the chosen one goes on', async (width, isBeside) => {
  const { page, complaints } = await enter(width);
  answerWith(reply(OTHER), reply(MAIN));
  await press(page);
  await side(page, 'groot').getByRole('button', { name: 'Verder met dit antwoord' }).waitFor();
  await side(page, 'chat').getByText('Het gesprek gaat verder met dit antwoord.').waitFor();
  // Asked again: the page goes to what is new meanwhile, and one may be looked at before that and the other after.
  await expect.poll(async () => {
    const [left, right] = await Promise.all([side(page, 'chat').boundingBox(), side(page, 'groot').boundingBox()]);
    return left?.y === right?.y;
  }).toBe(isBeside);
  for (const model of ['chat', 'groot']) {
    expect(await side(page, model).locator('.balie-source').count()).toBe(1);
    expect(await side(page, model).locator('.balie-versus__took').innerText()).toMatch(/second.*tokens gelezen · \d+ geschreven/);
  }
  expect(await page.getByLabel('Vergelijken met').inputValue()).toBe('');
  expect(await look(page)).toEqual(GOOD);
  await side(page, 'groot').getByRole('button', { name: 'Verder met dit antwoord' }).click();
  await side(page, 'groot').getByText('Het gesprek gaat verder met dit antwoord.').waitFor();
  expect(await look(page)).toEqual(GOOD);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/pair-${width}.png`, fullPage: true });
  await page.getByRole('textbox', { name: /vraag/ }).fill('En voor een kind?');
  await press(page);
  await page.getByRole('link', { name: 'Vraag aanpassen (vraag 2)' }).waitFor();
  expect(await page.getByRole('button', { name: 'Verder met dit antwoord' }).count()).toBe(0);
  await page.reload();
  expect(await page.locator('.balie-turn').count()).toBe(2);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('one is stopped and the other goes on; in confidence nothing is left of either', async () => {
  const { page, complaints } = await enter(1_280);
  await page.getByLabel('Vertrouwelijk gesprek').check();
  answerWith([text(`${OTHER} `), text('U betaalt '), silence()], [text(`${OTHER} `), text('U betaalt '), silence()]);
  await press(page);
  await side(page, 'groot').locator('.balie-answer--busy .balie-answer__text p').waitFor();
  await side(page, 'chat').getByRole('button', { name: 'Stop (chat)' }).click();
  await side(page, 'chat').locator('.balie-answer--busy').waitFor({ state: 'detached' });
  expect(await side(page, 'groot').locator('.balie-answer--busy').count()).toBe(1);
  await page.keyboard.press('Escape');
  await side(page, 'groot').locator('.balie-answer--busy').waitFor({ state: 'detached' });
  expect(await page.getByRole('textbox', { name: /vraag/ }).inputValue()).toBe(QUESTION);
  answerWith(reply(OTHER), reply(MAIN));
  await page.getByLabel('Vergelijken met').selectOption('groot');
  await press(page);
  await page.getByRole('button', { name: 'Verder met dit antwoord (groot)' }).click();
  await expect.poll(() => page.locator('.balie-turn').count()).toBe(1);
  expect(await page.locator('.balie-answer__text').innerText()).toContain('Voor volwassenen kost');
  expect(await at.desk.db.query('SELECT 1 FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.outcome = $1', ['interrupted'])).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('without scripts the form does the same, and with them one model against itself is refused as there', async () => {
  const plain = await enter(375, false);
  answerWith(reply(OTHER), reply(MAIN));
  await press(plain.page);
  await plain.page.getByRole('button', { name: 'Verder met dit antwoord (groot)' }).click();
  await side(plain.page, 'groot').getByText('Het gesprek gaat verder met dit antwoord.').waitFor();
  await plain.page.context().close();
  const { page } = await enter(1_280);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/form-1280.png`, fullPage: true });
  await page.getByLabel('Vergelijken met').selectOption('chat');
  await press(page);
  await page.getByText('U vergelijkt een taalmodel met zichzelf.').waitFor();
  expect(await page.getByRole('textbox', { name: /vraag/ }).inputValue()).toBe(QUESTION);
  await page.context().close();
});
