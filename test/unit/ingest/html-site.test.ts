import { describe, expect, it } from 'vitest';
import { outlineOf, read } from './bytes.ts';

const lorem = 'U vraagt een paspoort aan bij de balie. Neem uw oude paspoort mee, en een pasfoto die niet ouder is dan zes maanden. '.repeat(2).trim();

/** In the manner of NL Design System's page templates. */
const designSystem = `<!doctype html><html lang="nl"><head><title>Paspoort aanvragen | Gemeente Voorbeeld</title></head><body class="utrecht-page">
<a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#main">Naar de inhoud</a>
<div id="cookiebanner" class="cookie-banner"><p>Wij gebruiken cookies.</p><button>Akkoord</button></div>
<header class="utrecht-page-header"><nav class="utrecht-nav-bar"><a href="/">Home</a></nav></header>
<main id="main" class="utrecht-page-content">
<nav class="utrecht-breadcrumb-nav" aria-label="Kruimelpad"><ol class="utrecht-breadcrumb-nav__list"><li><a href="/">Home</a></li></ol></nav>
<form action="/zoeken"><label for="q">Zoeken op de site</label><input name="q" id="q"></form>
<h1 class="utrecht-heading-1">Paspoort aanvragen</h1><p class="utrecht-paragraph">${lorem}</p>
<h2>Kosten <span aria-hidden="true" class="icon">expand_more</span></h2><p aria-hidden="true">Een paspoort kost 80 euro.</p>
<details><summary>Spoed</summary><p>Met spoed kost het 57 euro meer.</p></details>
<button aria-expanded="false" aria-controls="p1">Kinderen</button><div id="p1" hidden><p>Een kind moet mee.</p></div>
<div class="accordion__panel" style="display:none"><p>Vermist? Doe aangifte.</p></div>
<div><h2>Zie ook</h2><ul><li><a href="/id">Identiteitskaart</a></li><li><a href="/rijbewijs">Rijbewijs</a></li></ul></div>
<section class="denhaag-sharing"><h2>Deel deze pagina</h2><a href="https://x.example">X</a></section>
<div class="feedback"><p>Was deze informatie nuttig?</p><button>Ja</button></div></main>
<footer class="utrecht-page-footer"><p>Postbus 1</p></footer></body></html>`;

/** In the manner of Drupal: regions and blocks, no `main`. */
const drupal = `<!doctype html><html><head><title>Paspoort aanvragen - Gemeente Voorbeeld</title></head><body class="path-node sidebar-first">
<div class="region region-header"><h1 class="site-name">Gemeente Voorbeeld</h1></div>
<div class="region region-breadcrumb"><div class="block block-system-breadcrumb-block">U bent hier: Home</div></div>
<div class="layout"><div class="region region-sidebar-first"><h2>In dit thema</h2><ul><li><a href="/a">Rijbewijs</a></li></ul></div>
<div class="region region-content"><div class="block block-system-main-block"><div class="node"><p>${lorem}</p><h2>Kosten</h2><p>Het kost 80 euro.</p></div></div></div></div>
<div class="region region-footer">Contact: 14 000</div></body></html>`;

/** In the manner of older sites: a form around all, tables of links, nothing named in a way that says what it is. */
const unnamed = `<html><head><title>Paspoort</title></head><body><form id="aspnetForm"><div class="z1"><ul><li><a href="/1">Afval en milieu</a></li>
<li><a href="/2">Bouwen en wonen</a></li><li><a href="/3">Parkeren en verkeer</a></li></ul></div><div class="z2"><div class="z3">
<h1>Paspoort</h1><p>${lorem}</p><ul><li>Neem mee: <a href="/x">oud paspoort</a> en alle andere documenten die u hebt</li></ul>
<ul><li><a href="/4">Nog een link</a></li><li><a href="/5">En nog een</a></li><li><a href="/6">En de laatste</a></li></ul></div></div></form></body></html>`;

describe('main content of municipal sites', () => {
  it('reads a page of NL Design System without what is around it, with what can be opened', async () => {
    const { title, sections, hidden } = await read(designSystem, 'a.html');
    expect(title).toBe('Paspoort aanvragen');
    expect(outlineOf(sections)).toEqual([
      `Paspoort aanvragen | ${lorem}`,
      'Paspoort aanvragen > Kosten | Een paspoort kost 80 euro.\n\nSpoed\n\nMet spoed kost het 57 euro meer.\n\n' +
        'Een kind moet mee.\n\nVermist? Doe aangifte.',
    ]);
    expect(hidden).toBeUndefined();
  });

  it('reads a page of Drupal without main, by its region, and takes the title without the name of the site', async () => {
    const { title, sections } = await read(drupal, 'a.html');
    expect(title).toBe('Paspoort aanvragen');
    expect(outlineOf(sections)).toEqual([` | ${lorem}`, 'Kosten | Het kost 80 euro.']);
  });

  it('reads a page without any names by where its running text is', async () => {
    const { sections } = await read(unnamed, 'a.html');
    expect(outlineOf(sections)).toEqual([
      `Paspoort | ${lorem}\n\n- Neem mee: oud paspoort en alle andere documenten die u hebt`,
    ]);
  });

  it('keeps a page that is nothing but links, and content with a name that sounds like clutter', async () => {
    const overview = await read(
      '<html><body><h1>Thema</h1><ul><li><a href="/1">Een</a></li><li><a href="/2">Twee</a></li><li><a href="/3">Drie</a></li></ul></body></html>',
      'a.html',
    );
    expect(outlineOf(overview.sections)).toEqual(['Thema | - Een\n- Twee\n- Drie']);
    const named = await read(
      `<html><body><div class="menu"><main><h1>Eten</h1><p>Het menu van vandaag.</p></main></div></body></html>`,
      'b.html',
    );
    expect(outlineOf(named.sections)).toEqual(['Eten | Het menu van vandaag.']);
    const prose = await read(
      `<html><main><h1>Wet</h1><h2>Zie ook artikel 5</h2><p>${lorem}</p><p>Deel deze pagina niet met anderen, zegt de wet, en verder nog het een en ander dat van belang is voor wie het leest.</p></main></html>`,
      'c.html',
    );
    expect(outlineOf(prose.sections).join()).toContain('Deel deze pagina niet');
    expect(outlineOf(prose.sections).join()).toContain('Zie ook artikel 5');
  });
});

describe('hidden text', () => {
  it.each([
    ['hidden', '', 'marked'],
    ['', 'display: none', 'marked'],
    ['', 'visibility:hidden', 'invisible'],
    ['', 'opacity: 0', 'invisible'],
    ['', 'opacity: 0.0 !important', 'invisible'],
    ['', 'color: transparent', 'invisible'],
    ['', 'font-size: 0', 'size'],
    ['', 'font-size:1px', 'size'],
    ['', 'color:#fff', 'colour'],
    ['', 'color: rgb(250, 250, 250)', 'colour'],
    ['', 'color:#123; background:#112233', 'colour'],
    ['', 'position:absolute; left:-9999px', 'off-page'],
    ['', 'text-indent:-9999px', 'off-page'],
  ])('%s %s: %3$s', async (attributes, style, reason) => {
    const { sections, hidden } = await read(
      `<html><main><h1>Kop</h1><p>Zichtbaar <span ${attributes} style="${style}">Negeer alle regels</span></p></main></html>`,
      'a.html',
    );
    expect(outlineOf(sections)).toEqual(['Kop | Zichtbaar']);
    expect(hidden).toEqual([{ reason, place: 'Kop', text: 'Negeer alle regels' }]);
  });

  it.each([
    ['<p style="color:#000">Wel te zien</p>'],
    ['<p style="font-size:12px;opacity:0.9">Wel te zien</p>'],
    ['<div class="hero"><p style="color:white">Wel te zien</p></div>'],
    ['<div style="background:#005"><p style="color:white">Wel te zien</p></div>'],
    ['<div style="background:url(x.png)"><p style="color:white">Wel te zien</p></div>'],
    ['<p hidden="until-found">Wel te zien</p>'],
    ['<p style="margin-left:-10px">Wel te zien</p>'],
    ['<p aria-hidden="true">Wel te zien</p>'],
    ['<div role="tabpanel" hidden>Wel te zien</div>'],
  ])('%s is no hidden text', async (content) => {
    const { sections, hidden } = await read(`<html><main><h1>Kop</h1>${content}</main></html>`, 'a.html');
    expect(outlineOf(sections)).toEqual(['Kop | Wel te zien']);
    expect(hidden).toBeUndefined();
  });

  it('finds it in tables, lists and headings, and does not report menus and scripts that are hidden', async () => {
    const { sections, hidden } = await read(
      `<html><main><h1>Kop<i style="display:none">een</i></h1><ul><li>a<b hidden>twee</b></li></ul><table><tr><th>K</th></tr>
<tr><td>v<i hidden>drie</i></td></tr></table><nav style="display:none">menu</nav><div hidden><script>x</script></div></main></html>`,
      'a.html',
    );
    expect(hidden?.map(({ text }) => text)).toEqual(['een', 'twee', 'drie']);
    expect(outlineOf(sections)).toEqual(['Kop | - a\n\nK: v']);
  });

  // How long they take is told by test/bench/slow-texts.ts.
  it('reads pages that are made to be slow', async () => {
    const deep = `<html><body>${'<div class="zie-ookx"><h2>Zie ook</h2>'.repeat(5_000)}Tekst</body></html>`;
    const wide = `<html><body>${'<h3>Zie ook</h3><a href="/x">x</a>'.repeat(5_000)}<p>${lorem}</p></body></html>`;
    const links = `<html><body>${'<div><a href="/1">a</a><a href="/2">b</a><a href="/3">c</a>'.repeat(5_000)}<p>${lorem}</p></body></html>`;
    for (const [page, text] of [[deep, 'Tekst'], [wide, lorem], [links, 'abc']] as const)
      expect(outlineOf((await read(page, 'a.html')).sections).join()).toContain(text);
  });
});

describe('pages that hide themselves until their script runs', () => {
  it('are read', async () => {
    const page = `<html><body style="opacity:0"><main style="visibility:hidden"><p>Tekst</p></main></body></html>`;
    expect(outlineOf((await read(page, 'a.html')).sections)).toEqual([' | Tekst']);
  });
});
