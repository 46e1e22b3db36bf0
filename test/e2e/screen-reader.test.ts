import { expect, it } from 'vitest';
import { isLive, listen, readingOrder } from '../support/accessibility-tree.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask } from '../support/desk-page.ts';
import { done, pause, silence, text } from '../support/ollama-host/index.ts';
import { PRICE } from '../support/screens.ts';

const at = deskInBrowser();

it('reads the first page in the order in which it is meant, each part by its name', async () => {
  const { page } = await at.visit();
  const order = await readingOrder(page);
  expect(order.filter((line) => !line.startsWith('heading'))).toEqual(expect.arrayContaining(['banner', 'main', 'complementary: Contact met de gemeente', 'contentinfo']));
  expect(order.indexOf('banner')).toBeLessThan(order.indexOf('main'));
  expect(order.indexOf('main')).toBeLessThan(order.findIndex((line) => line.startsWith('heading 1')));
  expect(order.indexOf('complementary: Contact met de gemeente')).toBeLessThan(order.indexOf('contentinfo'));
  const controls = await readingOrder(page, 'controls');
  expect(controls.every((line) => line.includes(': '))).toBe(true);
  expect(controls[0]).toBe('link: Naar de inhoud');
  expect(controls.findIndex((line) => line.startsWith('textbox: '))).toBeLessThan(controls.indexOf('button: Vraag stellen'));
});

it('has one heading of the first level, and skips none', async () => {
  const { page } = await at.visit();
  at.desk.host.setScript(PRICE);
  await ask(page, 'Wat kost een paspoort?');
  await page.locator('.balie-source').first().waitFor();
  const headings = (await readingOrder(page)).filter((line) => line.startsWith('heading'));
  const levels = headings.map((line) => Number(line.charAt('heading '.length)));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, index) => expect(level, headings.join('\n')).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
  // What was asked, who answers, and by what: in that order.
  const at2 = (part: string) => headings.findIndex((line) => line.includes(part));
  expect(at2('Uw gesprek')).toBeGreaterThanOrEqual(0);
  expect(at2('Bronnen')).toBeGreaterThan(at2('Uw gesprek'));
});

it('says each sentence once and whole, whatever pieces it came in', async () => {
  const { page } = await at.visit();
  const sentences = ['Een paspoort voor volwassenen kost € 86,20.', 'U betaalt bij de balie van het stadhuis.'];
  const tokens = 'Een paspoort voor volwassenen kost € 86,20 [1]. U betaalt bij de balie van het stadhuis [1].'.match(/.{1,4}/g) ?? [];
  at.desk.host.setScript([...tokens.flatMap((token) => [text(token), pause(15)]), done()]);
  const heard = await listen(page);
  await ask(page, 'Wat kost een paspoort?');
  await page.locator('.balie-source').first().waitFor();
  await expect.poll(async () => (await heard()).join('\n')).toContain('Het antwoord is klaar');
  const said = await heard();
  const times = (part: string) => said.join('\n').split(part).length - 1;
  for (const sentence of sentences) expect(times(sentence.slice(0, -1)), said.join(' | ')).toBe(1);
  // No piece of a sentence by itself: all that is heard ends as something whole does.
  expect(said.filter((piece) => !/[.…:!?\])]$/.test(piece))).toEqual([]);
  expect(said.length).toBeLessThan(2 + sentences.length + 4);
});

it('says nothing by itself of the text that grows on the page', async () => {
  const { page } = await at.visit();
  at.desk.host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1]. '), text('U betaalt '), silence()]);
  await ask(page, 'Wat kost een paspoort?');
  await page.locator('.balie-answer__text p').first().waitFor();
  expect(await isLive(page, '86,20')).toBe(false);
});
