import { describe, expect, it } from 'vitest';
import { sourcesTree } from '../../../src/web/markup/sources.ts';
import { el } from '../../../src/web/markup/tree.ts';
import { render } from '../../../src/web/pages/render.ts';

describe('a tree as HTML', () => {
  it('ends no attribute and no text before its time', () => {
    expect(String(render(el('p', { value: `"'<&>` }, `"'<&>`)))).toBe('<p value="&quot;&#39;&lt;&amp;&gt;">&quot;&#39;&lt;&amp;&gt;</p>');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//elders.example', 'tel:1;x', 'mailto:a@b.example?bcc=c@d.example'])('is no link to %s', (href) => {
    expect(String(render(el('a', { href }, 'hier')))).toBe('<a>hier</a>');
  });
});

it.each([
  [{ validFrom: '2026-01-01' }, 'geldig vanaf 1 januari 2026'],
  [{ validUntil: '2026-12-31' }, 'geldig tot en met 31 december 2026'],
  [{ validFrom: '2026-01-01', validUntil: '2026-12-31' }, 'geldig vanaf 1 januari 2026 tot en met 31 december 2026'],
])('a source says how long it holds: %j', (days, said) => {
  const source = { number: 1, title: 'Leges', url: '/bronnen/1', quote: '', headings: [], ...days };
  expect(String(render(sourcesTree([source], 1, { website: '' })))).toContain(`>${said}<`);
});
