import { expect, test } from 'vitest';
import { answerTrees, passageTrees } from '../../../src/web/markup/answer.ts';
import { withLinks } from '../../../src/web/markup/text-links.ts';
import { render } from '../../../src/web/pages/render.ts';
import { cpuMs } from '../../support/cpu.ts';

const SITE = 'https://www.lindewaarde.example/';
const html = (text: string, language?: string, isOurs = false) =>
  answerTrees(text, () => undefined, language).map((tree) => String(render(withLinks(tree, { website: SITE, language, isOurs })))).join('');
const hrefs = (text: string, isOurs = false) => Array.from(html(text, undefined, isOurs).matchAll(/href="([^"]*)"/g), ([, href]) => href);

test('an address on the municipality’s own site opens with one press, beside the conversation', () => {
  expect(hrefs('Aanvragen doet u hier: https://www.lindewaarde.example/bijstand.')).toEqual(['https://www.lindewaarde.example/bijstand']);
  expect(hrefs('Hier:\n- Een: https://www.lindewaarde.example/a\n- Twee: https://www.lindewaarde.example/b')).toHaveLength(2);
  expect(html('https://www.lindewaarde.example/bijstand')).toMatch(/target="_blank"[^]*opent in een nieuw tabblad/);
  expect(html('https://www.lindewaarde.example/bijstand', 'en')).toContain('opens in a new tab');
});

test.each([
  'https://www.lindewaarde.example.evil.nl/bijstand',
  'https://www.lindewaarde.example@evil.nl/',
  'https://iemand@www.lindewaarde.example/',
  'http://www.lindewaarde.example/',
  'https://www.lindewaarde.example:8443/',
  'https://lindewaarde.example/',
  'javascript:alert(1)//https:',
  'https://evil.nl/?https://www.lindewaarde.example/',
])('%s stays text', (address) => {
  expect(hrefs(`Kijk op ${address} voor meer.`)).toEqual([]);
  expect(html(address)).toContain(address.slice(0, 20).replaceAll('&', '&amp;'));
});

test.each([
  ['14 030', 'tel:14030'],
  ['14 0111', 'tel:140111'],
  ['0800-1234', 'tel:08001234'],
  ['0800 - 0113', 'tel:08000113'],
  ['0900 8844', 'tel:09008844'],
  ['0800-123 4567', 'tel:08001234567'],
  ['088 898 92 94', 'tel:0888989294'],
  ['088-0430430', 'tel:0880430430'],
  ['(0123) 45 67 89', 'tel:0123456789'],
  ['0123-456789', 'tel:0123456789'],
  ['020 - 624 11 11', 'tel:0206241111'],
  ['06 12 34 56 78', 'tel:0612345678'],
  ['+31 (0)20 624 11 11', 'tel:+31206241111'],
  ['+31 6 12345678', 'tel:+31612345678'],
  ['zorg.team-1@lindewaarde.example', 'mailto:zorg.team-1@lindewaarde.example'],
])('%s is reached with one press, in a quotation as in an answer', (shown, href) => {
  for (const text of [`Bel of schrijf: ${shown}.`, `> Vragen? (${shown})`, `> - ${shown}\n> - of kom langs [1]`]) expect(hrefs(text)).toEqual([href]);
  expect(String(passageTrees(shown, SITE).map(render))).toContain(`>${shown}</a>`);
});

test.each([
  'op 01-02-2026 10 uur', 'tussen 2020-2024', '€ 14 030', '€ 0,0612345678', 'NL91 ABNA 0417 1643 00', 'artikel 112', '112 euro', '06123456789', 'zaak Z-0612345678', 'www.0800-1234.nl', '0612345678.5', '@lindewaarde.example', 'a@b',
])('%s is no number to call and no address to write to', (text) => {
  expect(hrefs(text)).toEqual([]);
});

test('the desk’s own words name the alarm number; a document’s 112 may count anything', () => {
  expect(hrefs('Bel 112, of 113.', true)).toEqual(['tel:112', 'tel:113']);
  expect(hrefs('Kijk op 113.nl (113 Zelfmoordpreventie)', true)).toEqual([]);
});

test.each(['0', '06 ', 'a.', '1', '(0', '+31 ', 'a@'])('long rows of %j take no long time', async (piece) => {
  expect(await cpuMs(() => hrefs(piece.repeat(100_000), true))).toBeLessThan(2_000);
});
