import { expect, test } from 'vitest';
import { answerTrees } from '../../../src/web/markup/answer.ts';
import { withSiteLinks } from '../../../src/web/markup/site-links.ts';
import { render } from '../../../src/web/pages/render.ts';

const html = (text: string, language?: string) =>
  answerTrees(text, () => undefined, language).map((tree) => String(render(withSiteLinks(tree, 'https://www.lindewaarde.example/', language)))).join('');
const hrefs = (text: string) => Array.from(html(text).matchAll(/href="([^"]*)"/g), ([, href]) => href);

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
