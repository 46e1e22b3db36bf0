import { describe, expect, test } from 'vitest';
import { actionsTree } from '../../../src/web/markup/actions.ts';
import { turnTree } from '../../../src/web/markup/turn.ts';
import { render } from '../../../src/web/pages/render.ts';
import { municipality, sources, turn } from '../../support/desk-views.ts';

const source = (number: number, actions: readonly { label: string; url: string }[]) => ({ number, title: 'Bron', url: '/bronnen/1', quote: '', headings: [], actions });
const htmlOf = (...actions: readonly { label: string; url: string }[]) => {
  const tree = actionsTree([source(1, actions)]);
  return tree === undefined ? '' : render(tree).toString();
};

describe('next steps under an answer', () => {
  test('are buttons that name the site they lead to, in a new tab', () => {
    const html = htmlOf({ label: 'Paspoort aanvragen', url: 'https://www.lindewaarde.example/paspoort' });
    expect(html).toMatch(/<a class="balie-button-link balie-action" href="https:\/\/www\.lindewaarde\.example\/paspoort" target="_blank" rel="noopener">/);
    expect(html).toContain('>lindewaarde.example<');
    expect(html).toContain('opent in een nieuw tabblad');
  });

  test('name the true site of an address that looks like another', () => {
    expect(htmlOf({ label: 'Aanvragen', url: 'https://www.lindewaarde.example.kwaad.example/' })).toContain('>lindewaarde.example.kwaad.example<');
    expect(htmlOf({ label: 'Aanvragen', url: 'https://lindewааrde.example/' })).toMatch(/>xn--/);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '//kwaad.example', '/beheer', 'https://a b', ''])('leave out what cannot be opened: %s', (url) => {
    expect(htmlOf({ label: 'Klik', url })).toBe('');
  });

  test('are each there once, and few', () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ label: `Stap ${index}`, url: `https://a.example/${index}` }));
    const tree = actionsTree([source(1, many), source(2, many)]);
    expect(render(tree ?? { tag: 'p', attributes: {}, children: [] }).toString().match(/<li>/g)).toHaveLength(4);
    expect(htmlOf({ label: '<b>', url: 'https://a.example/' })).toContain('&lt;b&gt;');
  });

  test.each([['answered', true], ['quoted', true], ['abstained', false], ['out-of-scope', false], ['interrupted', false]])('stand under an answer that is %s: %s', (outcome, isThere) => {
    const html = render(turnTree(turn({ outcome }), 1, municipality)).toString();
    expect(sources[0]?.actions?.length).toBe(2);
    expect(html.includes('balie-action__label')).toBe(isThere);
  });

  test('say that they are Dutch under an answer that is not', () => {
    const html = render(turnTree(turn({ language: 'ar' }), 1, municipality)).toString();
    expect(html).toContain('أنجز المعاملة بنفسك (بالهولندية)');
    expect(html).toContain('<span class="balie-action__label" lang="nl" dir="ltr">Afspraak maken</span>');
  });
});
