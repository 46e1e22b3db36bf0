import { expect, test } from 'vitest';
import { wishedAt, wishedPage } from '../../../src/http/access/wished-page.ts';

const PROMPT = '0b6f7c1e-5a3d-4c2b-9e8f-1a2b3c4d5e6f';

test.each([`/werk?prompt=${PROMPT}`, '/beheer', '/beheer/collecties/producten', '/beheer/collecties/producten/documenten/a%2Fb.md', '/beheer/collecties/producten/documenten/%C3%A9.md/verwijderen'])('%s is a page one may wish for', (path) => {
  expect(wishedPage(path)).toBe(path);
});

test.each([
  undefined, '', '/', '/bronnen/x', 'beheer', 'https://kwaad.example/beheer', '//kwaad.example/beheer', '/\\kwaad.example/beheer', '/beheer\\..\\x', '/beheer/../bronnen/x', '/beheer/./x',
  '/beheer/%2e%2e/x', '/beheerder', '/beheer?naar=x', '/beheer#x', '/beheer/\t/x', '/beheer/x\r\nSet-Cookie: a=b', ' /beheer', 'javascript:alert(1)', '/beheer/inloggen', '/beheer/inloggen/', '/beheer/uitloggen',
  `/beheer/${'x'.repeat(2_000)}`, '/beheer/"><script>',
  `/werk?prompt=${PROMPT.slice(1)}`, `/werk?prompt=${PROMPT}\r\nSet-Cookie: a=b`, `/werk?prompt=${PROMPT}\n`, `/werk?prompt=${PROMPT}&naar=//kwaad.example`, `/werk?prompt=${PROMPT}#x`, `/werk/?prompt=${PROMPT}`,
  `/beheer?prompt=${PROMPT}`, `/werk?uit=${PROMPT}`, `//kwaad.example/werk?prompt=${PROMPT}`, '/werk?prompt=', '/werk?',
])('%j is not', (value) => {
  expect(wishedPage(value)).toBeUndefined();
});

test('what does not go along is left out of the address of a page', () => {
  const at = (address: string) => wishedAt(new URL(address, 'http://balie.example'));
  expect(['/werk?prompt=x', `/werk?prompt=${PROMPT}`, '/werk/gesprekken?pagina=2', '/bronnen/x?a=b'].map(at)).toEqual(['/werk', `/werk?prompt=${PROMPT}`, '/werk/gesprekken', undefined]);
});
