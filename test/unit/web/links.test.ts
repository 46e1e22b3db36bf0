import { expect, it } from 'vitest';
import { mailHref, phoneHref, safeHref } from '../../../src/web/links.ts';

it.each(['https://www.example.nl/a?b=c#d', 'http://localhost:8080/', '/documenten/1#passage-2', '#bron-1-2'])('links %s', (address) => {
  expect(safeHref(address)).toBe(address);
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example/a',
  '/\\evil.example',
  '/\t/evil.example',
  'mailto:a@b.nl',
  'documenten/1',
  '',
])('does not link %j', (address) => {
  expect(safeHref(address)).toBeUndefined();
});

it('makes telephone links of numbers only', () => {
  expect(phoneHref('14 0123')).toBe('tel:140123');
  expect(phoneHref('+31 (0)12 345 67 89')).toBe('tel:+310123456789');
  expect(phoneHref('alleen per post')).toBeUndefined();
});

it('makes mail links of one plain address only', () => {
  expect(mailHref('info+balie@gemeente.example.nl')).toBe('mailto:info+balie@gemeente.example.nl');
  expect(mailHref('a@b.nl?bcc=c@d.nl')).toBeUndefined();
  expect(mailHref('javascript:alert(1)')).toBeUndefined();
});
