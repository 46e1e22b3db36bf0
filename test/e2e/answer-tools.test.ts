import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appInBrowser } from '../support/desk-in-browser.ts';
import { ask, axeViolations, openPage, overflow, smallTargets } from '../support/desk-page.ts';

const at = appInBrowser();

/** A device with these voices, as a browser has them: the list is empty at first. */
const withVoices = (voices: readonly { readonly lang: string; readonly localService: boolean }[]) => `{
  globalThis.spoken = [];
  const target = new EventTarget();
  let known = [];
  globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: Object.assign(target, {
    getVoices: () => known,
    speak: (utterance) => { globalThis.spoken.push(utterance); },
    cancel: () => { globalThis.spoken.push('cancel'); },
  }) });
  setTimeout(() => { known = ${JSON.stringify(voices)}; target.dispatchEvent(new Event('voiceschanged')); }, 50);
}`;

async function answered(question = 'Hoe vraag ik een paspoort aan?', { script, ...options }: BrowserContextOptions & { script?: string } = {}) {
  const watched = await openPage(at.browser, at.app.url, options);
  if (script !== undefined) await watched.page.addInitScript(script);
  await watched.page.goto(at.app.url);
  await ask(watched.page, question);
  await watched.page.locator('.balie-tools').waitFor();
  return watched;
}

const tool = (page: Page, name: string) => page.getByRole('button', { name: `${name} (antwoord 1)` });
const spoken = (page: Page) => page.evaluate<string[]>(`globalThis.spoken.filter((one) => one !== 'cancel').map((one) => one.text)`);
const saidAloud = (page: Page) => page.getByRole('status').allInnerTexts();

describe('copying', () => {
  test('puts question, answer, and sources with whole addresses on the clipboard, and says so', async () => {
    const { page, complaints } = await answered(undefined, { permissions: ['clipboard-read', 'clipboard-write'] });
    await tool(page, 'Kopiëren').click();
    await page.getByText('Gekopieerd').first().waitFor();
    expect(await saidAloud(page)).toContain('Gekopieerd');
    const text = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(text).toMatch(/^Hoe vraag ik een paspoort aan\?\n\nAntwoord van de digitale balie \(AI\)\n\nU vraagt een nieuw paspoort persoonlijk aan .* \[1\]\n/);
    for (const line of ['- een recente pasfoto in kleur [1]', `[2] Legesverordening Lindewaarde 2026 ${at.app.url}/documenten/leges#passage-9`, 'Dit antwoord is gemaakt door AI']) expect(text).toContain(line);
    expect(text).toMatch(/Gemeente Lindewaarde, http:.*, \d+ \w+ \d{4} om \d\d:\d\d$/);
    expect(text).not.toContain('opent in een nieuw tabblad');
    expect(complaints).toEqual([]);
  });

  test('keeps words, steps and rows apart, each with its address', async () => {
    const { page } = await answered(undefined, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.evaluate(`document.querySelector('.balie-actions')?.remove();
      document.querySelector('.balie-answer__text').insertAdjacentHTML('beforeend', '<table><tbody><tr><th>Paspoort</th><td>€ 86,20</td></tr></tbody></table>');
      document.querySelector('.balie-sources').insertAdjacentHTML('beforebegin', '<div class="balie-terms"><dl class="balie-terms__list"><div><dt>Leges</dt><dd>wat u betaalt</dd></div><div><dt>BRP</dt><dd>een register</dd></div></dl></div>' +
        '<div class="balie-actions"><h4 class="balie-sources__title">Zelf regelen</h4><ul><li><a class="balie-action" href="https://www.lindewaarde.example/afspraak"><span class="balie-action__label">Afspraak maken</span> <span>lindewaarde.example</span></a></li></ul></div>')`);
    await tool(page, 'Kopiëren').click();
    await page.getByText('Gekopieerd').first().waitFor();
    const text = await page.evaluate<string>('navigator.clipboard.readText()');
    for (const lines of ['Paspoort | € 86,20', 'Leges: wat u betaalt\nBRP: een register', 'Zelf regelen\n- Afspraak maken: https://www.lindewaarde.example/afspraak\n\nBronnen bij dit antwoord\n[1]']) expect(text).toContain(lines);
    expect(text).not.toContain('\u00A0');
  });

  test('says that it did not work where the browser refuses', async () => {
    const { page } = await answered(undefined, { script: `Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject(new Error('no')) })` });
    await tool(page, 'Kopiëren').click();
    await page.getByText('Kopiëren is niet gelukt.').first().waitFor();
    expect(await saidAloud(page)).toContain('Kopiëren is niet gelukt.');
  });

  test('is not offered where there is no clipboard', async () => {
    const { page } = await answered(undefined, { script: `delete Navigator.prototype.clipboard` });
    expect(await tool(page, 'Kopiëren').count()).toBe(0);
    expect(await tool(page, 'Gesprek afdrukken').isVisible()).toBe(true);
  });
});

describe('reading aloud', () => {
  const DUTCH = [{ lang: 'nl-NL', localService: true }];

  test('says each part with a voice of the device, without numbers of references, and can be stopped', async () => {
    const { page } = await answered(undefined, { script: withVoices(DUTCH) });
    await tool(page, 'Voorlezen').click();
    const said = await spoken(page);
    expect(said.slice(0, 3)).toEqual(['U vraagt een nieuw paspoort persoonlijk aan bij de balie van het stadhuis. Maak daarvoor eerst een afspraak.', 'Neem dit mee:', 'uw oude paspoort of identiteitskaart']);
    expect(said.at(-1)).toContain('gemaakt door AI');
    expect(said.join(' ')).not.toMatch(/\[|\b1\b/);
    expect(await page.evaluate('globalThis.spoken.at(-1).voice.localService')).toBe(true);
    await tool(page, 'Stop met voorlezen').click();
    expect(await page.evaluate('globalThis.spoken.at(-1)')).toBe('cancel');
    expect(await tool(page, 'Voorlezen').count()).toBe(1);
  });

  test('offers it again at the end', async () => {
    const { page } = await answered(undefined, { script: withVoices(DUTCH) });
    await tool(page, 'Voorlezen').click();
    await page.evaluate(`globalThis.spoken.at(-1).dispatchEvent(new Event('end'))`);
    expect(await tool(page, 'Voorlezen').count()).toBe(1);
    expect(await tool(page, 'Stop met voorlezen').count()).toBe(0);
  });

  test.each([
    ['no voice', []],
    ['a voice that sends the text away', [{ lang: 'nl-NL', localService: false }]],
    ['a voice for another language', [{ lang: 'en-GB', localService: true }]],
  ])('is not offered with %s', async (_, voices) => {
    const { page } = await answered(undefined, { script: withVoices(voices) });
    await page.waitForFunction('speechSynthesis.getVoices !== undefined');
    expect(await page.locator('.balie-tool--read').isVisible()).toBe(false);
  });
});

test('by keyboard each tool has one stop, in the order in which they stand', async () => {
  const { page } = await answered(undefined, { script: withVoices([{ lang: 'nl', localService: true }]) });
  await tool(page, 'Kopiëren').focus();
  const focused = () => page.evaluate<string>('document.activeElement.textContent');
  const stops: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    await page.keyboard.press('Tab');
    stops.push(await focused());
  }
  expect(stops).toEqual(['Gesprek afdrukken (antwoord 1)', 'Voorlezen (antwoord 1)', expect.stringContaining('Dit helpt mij')]);
  expect(await page.getByRole('group', { name: 'Antwoord gebruiken' }).count()).toBe(1);
});

test('on paper it is a letter: municipality, date, notice, question, answer, quotes and whole addresses; and nothing to press', async () => {
  const { page } = await answered(undefined, { colorScheme: 'dark' });
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const text of ['Gemeente Lindewaarde', 'Afgedrukt op', 'U praat met een computer (AI)', 'Hoe vraag ik een paspoort aan?', 'Neem uw oude paspoort en een recente pasfoto mee.']) {
    expect(await page.getByText(text).first().isVisible(), text).toBe(true);
  }
  expect(await page.locator('.balie-printed').innerText()).toMatch(/\d{1,2} \w+ \d{4}/);
  const address = await page.evaluate<string>(`getComputedStyle(document.querySelector('.balie-source__title'), '::after').content`);
  expect(address).toContain(`${at.app.url}/documenten/paspoort#passage-2`);
  expect(await page.getByRole('button').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(0);
  expect(await page.locator('.balie-settings').isVisible()).toBe(false);
  // Ink is for letters.
  expect(await page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--basis-color-default-bg-document').trim()`)).not.toBe('#1b2127');
  if (process.env['SHOTS'] !== undefined) await page.pdf({ path: `${process.env['SHOTS']}/letter.pdf` });
});

describe.each([['light', 375], ['light', 1280], ['dark', 375], ['dark', 1280]] as const)('in %s, %i pixels wide', (colorScheme, width) => {
  test('tools and what broke are accessible and large enough', async () => {
    const { page } = await answered(undefined, { colorScheme, viewport: { width, height: 812 }, script: withVoices([{ lang: 'nl', localService: true }]) });
    await ask(page, 'Vraag met breuk');
    await page.locator('.balie-retry').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
  });
});
