import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { type Colleague, colleague, GROUPS, loggedInAs } from '../support/employee.ts';
import { reply, silence, status, text } from '../support/ollama-host/index.ts';

const QUESTION = 'Wat kost een paspoort?';
const ANSWER = 'Een paspoort voor volwassenen kost € 86,20 [1].';
const GOOD = { axe: [], overflow: 0, small: [] };
const at = deskInBrowser(() => ({ groups: GROUPS }));
let noor: Colleague;
beforeAll(async () => void (noor = await colleague(at.desk)));
beforeEach(() => at.desk.host.setScript(reply(ANSWER)));

async function enter(path = '/werk', options: BrowserContextOptions = {}, by = noor) {
  return at.visit({ ...loggedInAs(by), ...options }, path);
}
async function look(page: Page) {
  return { axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) };
}
const begin = async (vraag = QUESTION) => ((await noor.post('/werk', { assistent: 'collega', vraag })).headers.get('Location') ?? '').replace('#antwoord', '');
const answers = (page: Page) => page.locator('.balie-answer:not(.balie-answer--busy)');
const send = async (page: Page, question: string) => {
  await page.getByRole('textbox', { name: /vraag/ }).fill(question);
  await page.getByRole('button', { name: 'Vraag stellen' }).click();
};
const nothingIn = (page: Page) => page.evaluate<string>('JSON.stringify([localStorage, sessionStorage, document.cookie])');

// The narrow one is also a screen of 1280 pixels enlarged four times (WCAG 1.4.10).
describe.each([320, 1280])('%i pixels wide', (width) => {
  const viewport = { width, height: 812 };

  test('every page is accessible and fits', async () => {
    const path = await begin('Wat is een <b>paspoort</b>?');
    await noor.post(path, { vraag: 'En voor een kind?' });
    const { page, complaints } = await enter('/werk', { viewport });
    const edit = /tot=1&amp;aanpassen=[0-9a-f-]+/.exec(await (await noor.get(path)).text())?.[0].replace('&amp;', '&') ?? '';
    const other = await colleague(at.desk, ['medewerkers'], 'Sam Bos');
    const theirs = ((await other.post('/werk', { assistent: 'collega', vraag: QUESTION })).headers.get('Location') ?? '').replace('#antwoord', '');
    await other.post(`${theirs}/delen`, { groep: 'medewerkers' });
    await noor.post(`${path}/delen`, { groep: 'medewerkers', bestanden: 'ja' });
    await noor.post(`${path}/delen`, { adres: 'een.collega.met.een.lange.naam@omgevingsdienst.gemeente.example' });
    const withFile = randomUUID();
    // Nobody reads it here.
    await at.desk.desk.workplace.files.add({ id: randomUUID(), conversationId: withFile, personId: noor.id, name: 'nota.txt', bytes: Buffer.from('Een nota.') }, async () => undefined);
    const files = [`/werk/gesprekken/${withFile}`, `/werk/gesprekken/${withFile}/documenten`];
    for (const where of ['/werk', '/werk/gesprekken', ...files, path, `${path}/delen`, '/werk/gedeeld', theirs.replace('gesprekken', 'gedeeld'), `${path}?tot=1`, `${path}?${edit}`, `${path}/wissen`, '/werk/uitleg', '/werk/verbruik', '/werk/gesprekken?melding=gewist']) {
      await page.goto(at.desk.url + where);
      expect(await look(page), where).toEqual(GOOD);
    }
    await page.goto(`${at.desk.url}/werk/gesprekken`);
    await page.getByLabel('Zoek in uw gesprekken').fill('paspoort');
    await page.getByRole('button', { name: 'Zoeken' }).click();
    await page.getByText('met: paspoort').waitFor();
    expect(page.url()).toBe(`${at.desk.url}/werk/gesprekken`);
    expect(await look(page)).toEqual(GOOD);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('an answer is streamed at its own address, gone on with, and put otherwise', async () => {
    const { page, complaints } = await enter('/werk', { viewport });
    at.desk.host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1]. '), text('U betaalt '), silence()]);
    await send(page, QUESTION);
    await page.locator('.balie-answer--busy .balie-answer__text p').first().waitFor();
    expect(page.url()).toMatch(/\/werk\/gesprekken\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('U hebt het antwoord gestopt').waitFor({ state: 'attached' });
  // It was kept: what is asked next is no confidential conversation.
  expect(await page.getByLabel('Vertrouwelijk gesprek').count()).toBe(0);
    at.desk.host.setScript(reply(ANSWER));
    await page.getByRole('button', { name: 'Vraag stellen' }).click();
    await page.locator('.balie-source').first().waitFor();
    await page.locator('.balie-work__done').waitFor();
    expect(await look(page)).toEqual(GOOD);
    await page.getByRole('button', { name: /helpt mij niet/ }).click();
    await page.locator('.balie-feedback__thanks').waitFor();
    expect(await look(page)).toEqual(GOOD);
    const address = page.url();
    await page.reload();
    expect(page.url()).toBe(address);
    await page.getByRole('link', { name: 'Vraag aanpassen (vraag 1)' }).click();
    expect(await page.locator('.balie-turn').count()).toBe(0);
    await page.getByLabel('Pas vraag 1 aan').fill('Wat kost een paspoort voor een kind?');
    await page.getByRole('button', { name: 'Vraag stellen' }).click();
    await page.locator('.balie-source').first().waitFor();
    await page.getByRole('link', { name: 'Vraag aanpassen (vraag 1)' }).waitFor();
    await page.reload();
    expect(await page.locator('.balie-turn').count()).toBe(1);
    expect(await page.locator('.balie-question__text').innerText()).toBe('Wat kost een paspoort voor een kind?');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a confidential conversation says so, goes on while the page is open, and is gone after that', async () => {
    const { page, complaints } = await enter('/werk', { viewport });
    const before = (await at.desk.db.query('SELECT 1 FROM conversations')).length;
    await page.getByLabel('Vertrouwelijk gesprek').check();
    await send(page, QUESTION);
    await page.locator('.balie-source').first().waitFor();
    await page.getByText('Dit gesprek is vertrouwelijk.').waitFor();
    expect(await look(page)).toEqual(GOOD);
    expect([await page.locator('.balie-feedback').count(), await page.getByText('Zegt u dat een antwoord niet helpt?').isVisible()]).toEqual([0, false]);
    await send(page, 'En voor een kind?');
    await expect.poll(() => answers(page).count()).toBe(2);
    expect(await page.locator('input[name=gezegd]').count()).toBe(1);
    expect(page.url()).toBe(`${at.desk.url}/werk`);
    expect(await nothingIn(page)).toBe('[{},{},""]');
    await page.reload();
    expect(await page.locator('.balie-turn').count()).toBe(0);
    expect((await at.desk.db.query('SELECT 1 FROM conversations')).length).toBe(before);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test('a page of a conversation that was deleted elsewhere says so, and begins clean with the question', async () => {
  const path = await begin();
  const { page } = await enter(path);
  await noor.post(`${path}/wissen`);
  await send(page, 'En wat kost een spoedaanvraag?');
  await page.getByText('Dit gesprek is niet (meer) bekend.').first().waitFor();
  // The old page says the same words before it is left.
  await expect.poll(() => page.locator('.balie-turn').count()).toBe(0);
  expect(await page.getByRole('textbox', { name: /vraag/ }).inputValue()).toBe('En wat kost een spoedaanvraag?');
  await page.getByRole('button', { name: 'Vraag stellen' }).click();
  await answers(page).first().waitFor();
  expect(await page.locator('.balie-turn').count()).toBe(1);
  expect(page.url()).not.toContain(path);
  await page.context().close();
});

test('all of it works without scripts', async () => {
  const { page } = await enter('/werk', { javaScriptEnabled: false });
  expect(await page.locator('#toetsen').isVisible()).toBe(false);
  await send(page, QUESTION);
  await page.locator('.balie-source').first().waitFor();
  expect(page.url()).toMatch(/\/werk\/gesprekken\/[0-9a-f-]{36}#antwoord$/);
  await send(page, 'En voor een kind?');
  await expect.poll(() => answers(page).count()).toBe(2);
  await page.locator('#reactie-1 .balie-thumb[value=nee]').click();
  await page.locator('#reactie-1 .balie-feedback__thanks').waitFor();
  expect(page.url()).toMatch(/\/reactie#reactie-1$/);
  await page.getByLabel('Naam van het gesprek').fill('Reisdocumenten');
  await page.getByRole('button', { name: 'Naam bewaren' }).click();
  await page.getByRole('heading', { name: 'Reisdocumenten', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Bovenaan vastzetten' }).click();
  await page.getByRole('button', { name: 'Niet meer vastzetten' }).waitFor();
  await page.getByRole('link', { name: 'Vraag aanpassen (vraag 2)' }).click();
  await page.getByLabel('Pas vraag 2 aan').fill('Hoe vraag ik een paspoort aan?');
  await page.getByRole('button', { name: 'Vraag stellen' }).click();
  await page.getByText('Hoe vraag ik een paspoort aan?').first().waitFor();
  await expect.poll(() => answers(page).count()).toBe(2);
  await page.getByRole('link', { name: 'Gesprek wissen' }).click();
  await page.getByRole('button', { name: 'Ja, wis dit gesprek' }).click();
  await page.getByText('Uw gesprek is gewist.').waitFor();
  expect(await page.getByText('Reisdocumenten').count()).toBe(0);
  await page.context().close();
});

test('a host that is away is quoted around, and a line that breaks gives the question back', async () => {
  const { page } = await enter();
  at.desk.host.setScript([status(500, 'kapot')]);
  await send(page, QUESTION);
  await page.getByText('Letterlijk geciteerd').first().waitFor();
  await page.route('**/api/v1/work/turns', (route) => route.abort());
  await send(page, 'En voor een kind?');
  await page.getByText('De verbinding met de digitale balie is verbroken.').first().waitFor();
  expect(await page.locator('#vraag').inputValue()).toBe('En voor een kind?');
  await page.context().close();
});
