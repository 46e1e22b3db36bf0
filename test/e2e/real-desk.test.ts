import { beforeEach, describe, expect, test } from 'vitest';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations } from '../support/desk-page.ts';
import { drop, pause, reply, silence, text } from '../support/ollama-host/index.ts';

/** The whole way: a browser, the real desk with its database, and a model host that speaks Ollama's protocol. */
describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('a resident %s', (_, javaScriptEnabled) => {
  const at = deskInBrowser();
  beforeEach(() => at.desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].', { between: 20 })));

  const visit = () => at.visit({ javaScriptEnabled, viewport: { width: 375, height: 812 } });

  test('gets an answer, opens its source, and asks on in the same conversation', async () => {
    const { page, complaints } = await visit();
    await ask(page, 'Wat kost een paspoort?');
    await page.locator('.balie-source').first().waitFor();
    expect(await page.locator('.balie-answer').last().innerText()).toContain('€ 86,20');
    // axe waits for timers, which a page without scripts does not have.
    if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);

    const opened = page.context().waitForEvent('page');
    await page.locator('.balie-source a').first().click();
    const source = await opened;
    await source.waitForURL(/\/bronnen\/[0-9a-f]{20}#passage-1$/);
    expect(await source.locator('#passage-1').innerText()).toContain('€ 86,20');

    await ask(page, 'En een rijbewijs?');
    await expect.poll(() => page.locator('.balie-question__text').allTextContents()).toEqual(['Wat kost een paspoort?', 'En een rijbewijs?']);
    // The page shows a question before the desk has it.
    await expect.poll(() => at.desk.db.query('SELECT count(*) FROM turns WHERE ended_at IS NOT NULL GROUP BY conversation_id ORDER BY max(received_at) DESC LIMIT 1')).toEqual([{ count: 2 }]);
    expect(new URL(page.url()).search).toBe('');
    expect(complaints).toEqual([]);
  });

  test('is told what went wrong when the model dies, and keeps the question', async () => {
    at.desk.host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1]. '), text('U betaalt '), pause(100), drop()]);
    const { page } = await visit();
    await ask(page, 'Wat kost een paspoort?');
    await page.getByText('onderweg afgebroken').first().waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Wat kost een paspoort?');
    expect(await page.locator('main').innerText()).not.toContain('voor volwassenen');
  });

  test.runIf(javaScriptEnabled)('stops an answer, and goes on in the same conversation', async () => {
    at.desk.host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1]. '), text('U betaalt '), silence()]);
    const { page } = await visit();
    await ask(page, 'Wat kost een paspoort?');
    await page.getByText('Een paspoort voor volwassenen').first().waitFor();
    await page.getByRole('button', { name: /Stop/ }).click();
    await at.desk.host.lastChat()?.cancelled;
    at.desk.host.setScript(reply('Een rijbewijs kost € 51,40 [1].'));
    await ask(page, 'En een rijbewijs?');
    await page.locator('.balie-source').first().waitFor();
    // The host hears that it was stopped, and the page what was answered, before it is kept.
    await expect.poll(() => at.desk.db.query(`SELECT array_agg(outcome ORDER BY received_at) AS outcomes FROM turns
      GROUP BY conversation_id ORDER BY max(received_at) DESC LIMIT 1`)).toEqual([{ outcomes: ['interrupted', 'answered'] }]);
  });

  test('reads quotations when there is no model', async () => {
    await at.desk.host.stop();
    const { page } = await visit();
    await ask(page, 'Wat kost een paspoort?');
    await page.getByText('Letterlijk geciteerd').waitFor();
    expect(await page.locator('blockquote').first().innerText()).toContain('€ 86,20');
    await at.desk.host.start();
  });

  test('is sent to a person when nothing is found', async () => {
    const { page } = await visit();
    await ask(page, 'Hoe laat gaat het zwembad open?');
    await page.getByText('Dat weet ik niet').first().waitFor();
    expect(await page.locator('.balie-answer').last().innerText()).toContain('14 000');
  });
});
