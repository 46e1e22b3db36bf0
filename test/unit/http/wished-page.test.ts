import { expect, test } from 'vitest';
import { wishedPage } from '../../../src/http/access/wished-page.ts';

test.each(['/beheer', '/beheer/collecties/producten', '/beheer/collecties/producten/documenten/a%2Fb.md', '/beheer/collecties/producten/documenten/%C3%A9.md/verwijderen'])('%s is a page one may wish for', (path) => {
  expect(wishedPage(path)).toBe(path);
});

test.each([
  undefined, '', '/', '/bronnen/x', 'beheer', 'https://kwaad.example/beheer', '//kwaad.example/beheer', '/\\kwaad.example/beheer', '/beheer\\..\\x', '/beheer/../bronnen/x', '/beheer/./x',
  '/beheer/%2e%2e/x', '/beheerder', '/beheer?naar=x', '/beheer#x', '/beheer/\t/x', '/beheer/x\r\nSet-Cookie: a=b', ' /beheer', 'javascript:alert(1)', '/beheer/inloggen', '/beheer/inloggen/', '/beheer/uitloggen',
  `/beheer/${'x'.repeat(2_000)}`, '/beheer/"><script>',
])('%j is not', (value) => {
  expect(wishedPage(value)).toBeUndefined();
});
