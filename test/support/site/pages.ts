/** Pages of the test site, made by code: a home page, theme pages, and 300 articles in the shape of a municipal site. */

export const articleCount = 300;
const perTheme = 25;
const themes =
  'afval parkeren paspoort trouwen bouwen subsidie verhuizen werk zorg belasting groen sport'.split(' ');

export const articlePath = (index: number): string => `/${themes[Math.floor(index / perTheme)] ?? 'overig'}/artikel-${index}`;

/** A whole page around a main part. */
export function page(title: string, main: string, head = ''): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${title} | Gemeente Voorbeeld</title>${head}</head>
<body><a class="skip-link" href="#main">Direct naar de inhoud</a><header><a href="/">Gemeente Voorbeeld</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="mailto:info@voorbeeld.example">Mail</a></li>
<li><a href="javascript:void(0)">Menu</a></li><li><a href="data:text/html,x">Data</a></li><li><a href="tel:14000">Bel</a></li></ul></nav>
</header><main id="main"><h1>${title}</h1>${main}</main><footer><a href="/privacy">Privacy</a></footer></body></html>`;
}

/** The page at a path, undefined when the path is no ordinary page. */
export function ordinaryPage(path: string): string | undefined {
  if (path === '/') {
    const links = themes.map((theme) => `<li><a href="/${theme}/">${theme}</a></li>`).join('');
    return page('Home', `<p>Welkom bij de gemeente.</p><ul>${links}</ul><p><a href="https://elders.example/">Elders</a></p>`);
  }
  if (path === '/privacy') return page('Privacy', '<p>Wij gaan netjes om met uw gegevens.</p>');
  const theme = themes.indexOf(path.split('/')[1] ?? '');
  if (theme < 0) return undefined;
  if (path === `/${themes[theme] ?? ''}/`) {
    const own = Array.from({ length: perTheme }, (_, i) => theme * perTheme + i);
    const links = own.map((i) => `<li><a href="${articlePath(i)}?utm_source=menu#top">Artikel ${i}</a></li>`).join('');
    return page(themes[theme] ?? '', `<p>Alles over ${themes[theme] ?? ''}.</p><ul>${links}</ul>`);
  }
  const index = Number(/artikel-(\d+)$/.exec(path)?.[1] ?? Number.NaN);
  if (!Number.isInteger(index) || index >= articleCount || path !== articlePath(index)) return undefined;
  const next = (index + 1) % articleCount;
  return page(
    `Artikel ${index}`,
    `<p>Dit is artikel ${index} over ${themes[theme] ?? ''}. Het kost ${index} euro.</p><h2>Aanvragen</h2><p>Dat doet u online.</p>
<p><a href="${articlePath(next)}">Volgende</a></p>`,
  );
}
