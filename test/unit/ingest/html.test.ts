import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { latin1, outlineOf, read, utf8 } from './bytes.ts';

const page = `<!doctype html><html lang="nl"><head><title>Openingstijden - Gemeente</title>
<meta name="balie:owner" content="Team Klantcontact"><meta name="BALIE:validFrom" content="2026-01-01">
<link rel="canonical" href="https://www.a.example/openingstijden"><script>var x = "script";</script></head>
<body class="menu cookie"><a class="skiplink" href="#m">Direct naar de inhoud</a><div class="cookie-melding">Koekjes</div>
<header><a href="/">Logo</a><nav><ul><li>Menu</li></ul></nav></header>
<main id="m"><header><h1>Openingstijden</h1></header><p>Kom langs<br>op <b>afspraak</b>.</p><h2>Balie</h2>
<table><caption>Tijden</caption><thead><tr><th>Dag</th><th colspan="2">Open</th></tr></thead>
<tr><th rowspan="2">Maandag</th><td>9.00</td><td>12.00</td></tr><tr><td>13.00</td><td>17.00</td></tr></table>
<ol start="3"><li>Bel ons</li><li>Kom<ul><li>met paspoort</li></ul></li></ol><p hidden>Verborgen</p><p style="display: none">Weg</p>
<dl><dt>Adres</dt><dd>Plein 1</dd></dl><button>Knop</button><img src="x.png" alt="Plattegrond"></main>
<aside>Tip</aside><footer>Voettekst</footer></body></html>`;

describe('HTML', () => {
  it('reads the main content with its structure and nothing around it', async () => {
    const { title, metadata, sections } = await read(page, 'open.html');
    expect(title).toBe('Openingstijden');
    expect(metadata).toEqual({
      url: 'https://www.a.example/openingstijden',
      owner: 'Team Klantcontact',
      validFrom: '2026-01-01',
    });
    expect(outlineOf(sections)).toEqual([
      'Openingstijden | Kom langs\nop afspraak.',
      'Openingstijden > Balie | Tijden\nDag: Maandag; Open: 9.00; Open: 12.00\nDag: Maandag; Open: 13.00; Open: 17.00\n\n' +
        '3. Bel ons\n4. Kom\n- met paspoort\n\nAdres: Plein 1\n\nPlattegrond',
    ]);
  });

  it('reads a page without main, by its content when that is named', async () => {
    const bare = await read('<html><body><nav>Menu</nav><p>Een.</p>Los <i>woord</i></body></html>', 'a.html');
    expect(outlineOf(bare.sections)).toEqual([' | Een.\n\nLos woord']);
    const named = await read(
      '<html><body><div>Zoeken</div><div id="content"><h2>Agenda</h2><p>Opening van de vergadering</p></div></body></html>',
      'b.html',
    );
    expect(outlineOf(named.sections)).toEqual(['Agenda | Opening van de vergadering']);
  });

  it('reads tables for layout as text, and tables in which all cells are headers', async () => {
    const layout = await read('<html><table><tr><td><h2>Kop</h2><p>Tekst</p></td></tr></table></html>', 'a.html');
    expect(outlineOf(layout.sections)).toEqual(['Kop | Tekst']);
    const heads = await read(
      '<html><table><thead><tr><th>Naam</th><th>Rol</th></tr><tr><th>An</th><th>Griffier</th></tr></thead></table></html>',
      'b.html',
    );
    expect(outlineOf(heads.sections)).toEqual([' | Naam: An; Rol: Griffier']);
  });

  it('reads the charset that the page or the server declares', async () => {
    const text = '<html><head><meta charset="iso-8859-15"></head><body>\u00a4 5</body></html>';
    expect((await extract(latin1(text), { name: 'a.html' })).sections[0]?.text).toBe('€ 5');
    const bare = latin1('<html><body>\u00a4 5</body></html>');
    expect(
      (await extract(bare, { name: 'a.html', contentType: 'text/html; charset=ISO-8859-15' })).sections[0]?.text,
    ).toBe('€ 5');
  });

  it('survives a page nested a hundred thousand deep', async () => {
    const { sections } = await read(`<html><body>${'<div>'.repeat(100_000)}Diep</body></html>`, 'diep.html');
    expect(sections.map(({ text }) => text)).toEqual(['Diep']);
  });

  it('takes the first row of an unmarked table for its header only when it reads as one', async () => {
    const table = (...rows: string[][]) => `<html><main><h1>T</h1><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></main></html>`;
    const lines = async (html: string) => (await extract(utf8(html), { name: 'a.html' })).sections.at(-1)?.text.split('\n');
    expect(await lines(table(['Dienst', 'Tarief 2025', 'Tarief 2026'], ['Graf', '200', '220'], ['Urn', '€ 90', '€ 95']))).toEqual([
      'Dienst: Graf; Tarief 2025: 200; Tarief 2026: 220',
      'Dienst: Urn; Tarief 2025: € 90; Tarief 2026: € 95',
    ]);
    // A name and its value; words only; values from the first row on.
    for (const rows of [[['Naam', 'Jan'], ['Telefoon', '14 000'], ['Kamer', '12']], [['Wie', 'Wat', 'Waar'], ['Jan', 'Post', 'Hal'], ['Piet', 'Balie', 'Hal']], [['Graf', '200', '220'], ['Urn', '90', '95'], ['Zaal', '10', '11']]]) {
      expect(await lines(table(...rows))).toEqual(rows.map((row) => row.join(' | ')));
    }
  });
});
