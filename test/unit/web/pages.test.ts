import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { aboutPage, accessibilityPage, deskPage, documentPage, faultPage, privacyPage } from '../../../src/web/pages.ts';
import { aboutView, desk, documentView, examinedView, fault, municipality, sources, turn, turnsOfAllKinds } from '../../support/desk-views.ts';

const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
const hostileLink = 'javascript:alert(1)';

/** Every text of a view becomes hostile, at every depth; numbers and booleans stay. */
function poison<T>(value: T, replacement: string): T;
function poison(value: unknown, replacement: string): unknown {
  if (typeof value === 'string') return replacement;
  if (Array.isArray(value)) return value.map((item) => poison(item, replacement));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, poison(item, replacement)]));
}

/** Every element of a page, as a browser reads it. */
function elementsOf(page: string): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(page));
  return found;
}

const deskView = desk({ turns: turnsOfAllKinds, conversationId: 'c', draft: 'd', fault });
const pages: readonly (readonly [string, (text: string) => unknown])[] = [
  ['desk', (text) => deskPage(poison(deskView, text))],
  ['empty desk', (text) => deskPage(poison(desk(), text))],
  ['document', (text) => documentPage(poison(documentView, text))],
  ['privacy', (text) => privacyPage(poison({ municipality }, text))],
  ['about', (text) => aboutPage({ ...poison(aboutView, text), models: poison(aboutView.models, text).map((model) => ({ ...model, task: 'answers' as const })) })],
  ['accessibility', (text) => accessibilityPage(poison({ municipality, examined: examinedView, links: aboutView.links }, text))],
  ['fault', (text) => faultPage(poison({ municipality, fault, status: 500 }, text))],
];

describe.each(pages)('%s page', (_, render) => {
  it('shows hostile text of every field as text', () => {
    const page = String(render(hostile));
    const elements = elementsOf(page);
    expect(elements.filter(({ tagName }) => tagName === 'script').map(({ attrs }) => attrs.map(({ name }) => name).join())).toEqual(
      page.includes('id="balie"') ? ['type,src'] : [],
    );
    expect(elements.filter(({ tagName }) => tagName === 'img').length).toBe(1);
    expect(page).toContain('&lt;script&gt;');
  });

  it('makes no link of a javascript: address', () => {
    // A word of a vocabulary is no link.
    const elements = elementsOf(String(render(hostileLink))).filter(({ attrs }) => !attrs.some(({ name }) => name === 'itemprop'));
    const links = elements.flatMap(({ attrs }) => attrs.filter(({ name }) => ['href', 'src', 'action'].includes(name)));
    expect(links.length).toBeGreaterThan(4);
    for (const { value } of links) expect(value).toMatch(/^(\/|#|https:\/\/www\.nationaleombudsman\.nl\/$)/);
  });

  it('needs no inline style or script', () => {
    for (const text of ['tekst', hostile]) {
      const elements = elementsOf(String(render(text)));
      expect(elements.filter(({ tagName }) => tagName === 'style')).toEqual([]);
      expect(elements.flatMap(({ attrs }) => attrs).filter(({ name }) => name === 'style' || name.startsWith('on'))).toEqual([]);
    }
  });

  it('says that the municipality is a sample only when it is', () => {
    expect(String(render('tekst'))).toContain('Deze gemeente bestaat niet.');
  });
});

describe('desk page', () => {
  it('says at once that it is an AI that can be wrong, and how to reach a person', () => {
    const page = String(deskPage(desk()));
    for (const said of ['U praat met een computer (AI)', 'kan fouten maken', 'Vul geen persoonlijke gegevens in', 'href="tel:0123456789"', 'href="/privacy"']) {
      expect(page).toContain(said);
    }
  });

  it('leaves the sample note out for a real municipality', () => {
    expect(String(deskPage(desk({ municipality: { ...municipality, isSample: false } })))).not.toContain('bestaat niet.');
  });

  it('puts a draft back in the form, with its first empty line', () => {
    expect(String(deskPage(desk({ draft: '\n<b>vraag</b>' })))).toContain('>\n\n&lt;b&gt;vraag&lt;/b&gt;</textarea>');
  });

  it('gives the newest answer, or else the fault, the id that forms jump to', () => {
    const answered = String(deskPage(desk({ turns: [turn(), turn()] })));
    expect(answered.match(/id="antwoord"/g)).toHaveLength(1);
    expect(answered.indexOf('id="antwoord"')).toBeGreaterThan(answered.indexOf('id="antwoord-1"'));
    const failed = String(deskPage(desk({ turns: [turn()], fault })));
    expect(failed).toContain('class="balie-fault" id="antwoord"');
    expect(failed.match(/id="antwoord"/g)).toHaveLength(1);
  });

  it('says in words how each turn ended', () => {
    const page = String(deskPage(desk({ turns: turnsOfAllKinds })));
    for (const said of ['(AI)', 'Letterlijk geciteerd', 'niet door AI geschreven', 'Geen antwoord gevonden', 'niet compleet', 'req-7f3a91']) {
      expect(page).toContain(said);
    }
  });

  it('links a reference only to a source that is there', () => {
    const page = String(deskPage(desk({ turns: [turn({ answer: 'Zie [1] en [9].', sources })] })));
    expect(page).toContain('href="#bron-1-1"');
    expect(page).toContain('[9]');
    expect(page).not.toContain('#bron-1-9');
  });
});

describe('about page', () => {
  it('tells of models what is known, and claims that they are near only where they all are', () => {
    const page = String(aboutPage(aboutView));
    expect(page).toContain('3 miljard parameters');
    expect(page).toContain('<dt>Licentie</dt><dd>Apache-2.0</dd>');
    expect(page).toContain('2 computers met Ollama');
    expect(page).toContain('nu nergens');
    expect(page).toContain('Alles draait op computers van de gemeente zelf.');
    const away = String(aboutPage({ ...aboutView, models: aboutView.models.map((model, index) => ({ ...model, isNear: index > 0 })) }));
    expect(away).not.toContain('computers van de gemeente zelf');
    expect(away).not.toContain('gaat niet naar een ander bedrijf');
  });

  it('counts documents, and says so where there are none or where they cannot be counted', () => {
    expect(String(aboutPage(aboutView))).toContain('<strong>Producten</strong>: 1.204 documenten, van Team Publiekszaken. Laatst bijgewerkt op 25 november 2026.');
    expect(String(aboutPage({ ...aboutView, holdings: [] }))).toContain('Er zijn nu geen documenten om in te zoeken.');
    expect(String(aboutPage({ ...aboutView, holdings: undefined }))).toContain('De lijst is nu niet op te vragen.');
  });
});

describe('accessibility statement', () => {
  it('says how many faults there are, where there are some', () => {
    const examined = { ...examinedView, pages: [{ page: 'De balie', rules: 40, violations: 2 }] };
    expect(String(accessibilityPage({ municipality, examined, links: {} }))).toContain('Een automatische controle vond 2 fouten.');
  });
});
