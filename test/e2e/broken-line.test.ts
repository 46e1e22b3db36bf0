import { describe, expect, test } from 'vitest';
import { appInBrowser } from '../support/desk-in-browser.ts';
import { ask, openPage } from '../support/desk-page.ts';

const at = appInBrowser();

async function open() {
  const watched = await openPage(at.browser, at.app.url);
  await watched.page.goto(at.app.url);
  return watched;
}

describe.each([
  ['Vraag die half eindigt', 'onderweg afgebroken en is niet compleet'],
  ['Vraag met breuk', 'De verbinding met de digitale balie is verbroken.'],
])('%s', (question, message) => {
  test('what was received stays, marked as not whole, and one press asks it again', async () => {
    const { page, complaints } = await open();
    await ask(page, question);
    const retry = page.getByRole('button', { name: 'Opnieuw proberen' });
    await retry.waitFor();
    expect(await page.locator('.balie-answer__text').innerText()).toMatch(/^U vraagt een nieuw paspoort/);
    expect(await page.getByText('Niet compleet', { exact: true }).count()).toBe(1);
    expect(await page.locator('.utrecht-alert--error').innerText()).toContain(message);
    expect(await page.locator('[role=status]').last().textContent()).toContain(message);
    expect(await page.getByRole('textbox').inputValue()).toBe(question);
    const asked = at.app.asked.length;
    await retry.click();
    await expect.poll(() => at.app.asked.length).toBe(asked + 1);
    expect(at.app.asked.at(-1)?.question).toBe(question);
    // The same question, by its key: had it been answered after all, it is not asked twice.
    expect(at.app.asked.at(-1)?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(at.app.asked.at(-1)?.key).toBe(at.app.asked.at(-2)?.key);
    await page.locator('.balie-retry').waitFor();
    // In the place of the one that broke.
    expect(await page.locator('.balie-turn').count()).toBe(1);
    expect(await page.locator('#antwoord-1').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

test('without a connection one press asks again, once it is back', async () => {
  const { page } = await open();
  await page.context().setOffline(true);
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  const retry = page.getByRole('button', { name: 'Opnieuw proberen' });
  await retry.waitFor();
  await page.context().setOffline(false);
  await retry.click();
  await page.locator('.balie-sources').waitFor();
  expect(await page.locator('.balie-turn').count()).toBe(1);
  expect(await page.getByRole('textbox').inputValue()).toBe('');
});

test('a fault that asking again may mend offers it; what was typed meanwhile stays', async () => {
  const { page } = await open();
  await ask(page, 'Vraag met storing');
  await page.getByRole('button', { name: 'Opnieuw proberen' }).waitFor();
  await page.getByRole('textbox').fill('Iets anders');
  await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
  await page.getByRole('button', { name: 'Opnieuw proberen' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('Iets anders');
  const before = at.app.asked.at(-1)?.key;
  // Another question takes the offer away: it is of the last one only.
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  await page.locator('.balie-sources').waitFor();
  expect(await page.locator('.balie-retry').count()).toBe(0);
  expect(at.app.asked.at(-1)?.key).not.toBe(before);
});

test('after a telephone slept, a line that has been silent too long counts as broken at once', async () => {
  const { page } = await openPage(at.browser, at.app.url);
  await page.clock.install();
  await page.goto(at.app.url);
  await ask(page, 'Vraag met stop');
  await page.locator('.balie-answer__text p').waitFor();
  const wake = () => page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
  await wake();
  expect(await page.locator('.balie-retry').count()).toBe(0);
  // The clock goes on while timers sleep.
  await page.evaluate('{ const slept = Date.now() + 120_000; Date.now = () => slept; }');
  await wake();
  await page.getByRole('button', { name: 'Opnieuw proberen' }).waitFor();
  expect(await page.locator('.balie-answer__text').innerText()).toMatch(/^U vraagt/);
});
