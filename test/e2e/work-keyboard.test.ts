import { beforeAll, beforeEach, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { type Colleague, colleague, GROUPS, loggedInAs } from '../support/employee.ts';
import { keyboardFaults, tabTo } from '../support/keyboard.ts';
import { reply, silence, text } from '../support/ollama-host/index.ts';

const QUESTION = 'Wat kost een paspoort?';
const ANSWER = 'Een paspoort voor volwassenen kost € 86,20 [1].';
const at = deskInBrowser(() => ({ groups: GROUPS }));
let noor: Colleague;
beforeAll(async () => void (noor = await colleague(at.desk)));
beforeEach(() => at.desk.host.setScript(reply(ANSWER)));

const enter = (path = '/werk') => at.visit(loggedInAs(noor), path);
const begin = async () => ((await noor.post('/werk', { assistent: 'collega', vraag: QUESTION })).headers.get('Location') ?? '').replace('#antwoord', '');

test.each(['/werk', 'talk', '/werk/gesprekken'])('from the top of %s to its end each stop of the keyboard is seen, in order', async (place) => {
  const { page } = await enter(place === 'talk' ? await begin() : place);
  expect(await keyboardFaults(page)).toEqual([]);
  await page.context().close();
});

test('the main job is done by the keyboard alone, and the keys of one character can be turned off for good', async () => {
  const { page } = await enter();
  const focused = () => page.evaluate<string>('document.activeElement.id');
  await page.keyboard.press('/');
  expect(await focused()).toBe('vraag');
  await page.keyboard.type('Mag ik / typen?');
  expect(await page.getByLabel('Stel uw vraag').inputValue()).toBe('Mag ik / typen?');
  at.desk.host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1]. '), text('U betaalt '), silence()]);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(QUESTION);
  await page.keyboard.press('Control+Enter');
  await page.locator('.balie-answer--busy .balie-answer__text p').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('U hebt het antwoord gestopt').waitFor({ state: 'attached' });
  at.desk.host.setScript(reply(ANSWER));
  expect(await page.locator('#vraag').inputValue()).toBe(QUESTION);
  await page.keyboard.press('Control+Enter');
  await page.locator('.balie-source').first().waitFor();
  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('?');
  expect(await page.getByText('het antwoord stoppen').isVisible()).toBe(true);
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('toetsen-aan');
  await page.keyboard.press('Space');
  await page.keyboard.press('?');
  expect(await page.getByText('het antwoord stoppen').isVisible()).toBe(true);
  await page.keyboard.press('/');
  expect(await focused()).toBe('toetsen-aan');
  await page.goto(`${at.desk.url}/werk`);
  await page.keyboard.press('/');
  expect(await focused()).not.toBe('vraag');
  await page.context().close();
});

test('from the question to its end by the keyboard alone: asked, its source read and opened, named, taken along, deleted', async () => {
  const { page, complaints } = await enter();
  const press = async (what: string, key = 'Enter') => {
    await tabTo(page, what);
    await page.keyboard.press(key);
  };
  await tabTo(page, 'Stel uw vraag');
  await page.keyboard.type(QUESTION);
  await press('Vraag stellen');
  await page.locator('.balie-work__done').waitFor();
  await tabTo(page, 'Lees de tekst uit de bron', 'Shift+Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('.balie-source details').first().getAttribute('open')).toBe('');
  await tabTo(page, '/bronnen/', 'Shift+Tab');
  const [source] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  await source.locator('h1').waitFor();
  expect(new URL(source.url()).pathname).toMatch(/^\/bronnen\//);
  await source.close();
  await press('Naam geven, documenten erbij, bewaren of wissen');
  await page.getByLabel('Naam van het gesprek').waitFor();
  await tabTo(page, 'Naam van het gesprek');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Met de toetsen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Met de toetsen', level: 1 }).waitFor();
  await tabTo(page, 'format=md');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/\.md$/);
  await press('Gesprek wissen');
  await page.getByRole('heading', { level: 1, name: /wissen/i }).waitFor();
  await press('Ja, wis dit gesprek');
  await page.getByText('Uw gesprek is gewist.').waitFor();
  expect(await page.getByText('Met de toetsen').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
