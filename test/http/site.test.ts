import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

const example = (name: string) => new URL(`../../deploy/theme-example/${name}`, import.meta.url);
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0h9"/></svg>';

describe('what the desk says of itself', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());
  const text = async (path: string) => (await fetch(desk.url + path)).text();

  test('is a page on models, documents, limits and who answers for it', async () => {
    const page = await text('/over');
    expect(page).toContain('<h3 class="utrecht-heading-4">chat</h3>');
    expect(page).toContain('Schrijft en vertaalt antwoorden');
    // The scripted host is on this machine.
    expect(page).toContain('Alles draait op computers van de gemeente zelf.');
    // Of six one is out of date.
    expect(page).toContain('<strong>Producten en diensten</strong>: 5 documenten, van Team Publiekszaken. Laatst bijgewerkt op ');
    expect(page).toContain('Engels, Duits, Frans');
    expect(page).toContain('mailto:info@lindewaarde.example');
    // Nothing of what only employees may read, not even its title, and no address of a machine.
    expect(page).not.toContain('Voor medewerkers</strong>');
    expect(page).not.toContain(new URL(desk.host.url).host);
  });

  test('can be told without the database, but for the documents', async () => {
    // Counted documents are remembered for a minute: this desk was not asked before.
    const fails = await startTestDesk();
    await fails.db.query('ALTER TABLE collections RENAME TO away');
    const page = await (await fetch(`${fails.url}/over`)).text();
    expect(page).toContain('De lijst is nu niet op te vragen.');
    expect(page).toContain('Wat kan de balie niet?');
    await fails.close();
  });

  test('is a statement on accessibility that claims no more than was examined', async () => {
    const page = await text('/toegankelijkheid');
    expect(page).toContain('Status C: eerste maatregelen genomen');
    expect(page).toContain('Daarom zeggen wij niet dat de balie helemaal voldoet.');
    const { date, pages } = JSON.parse(readFileSync(new URL('../../src/web/accessibility.json', import.meta.url), 'utf8')) as { date: string; pages: object[] };
    expect(page).toContain(`${Number(date.slice(8))} `);
    expect(page.match(/<tr><th scope="row">/g)).toHaveLength(pages.length);
    expect(page).toContain('https://www.nationaleombudsman.nl/');
  });

  test('is at the addresses where programs look', async () => {
    const security = await text('/.well-known/security.txt');
    expect(security).toMatch(/^Contact: mailto:info@lindewaarde\.example\nExpires: \S+Z\nPreferred-Languages: nl, en\n$/);
    const expires = Date.parse(/Expires: (\S+)/.exec(security)?.[1] ?? '');
    expect(expires - Date.now()).toBeGreaterThan(170 * 86_400_000);
    expect(expires - Date.now()).toBeLessThan(365 * 86_400_000);
    // The fictional municipality is nobody's to find.
    expect(await text('/robots.txt')).toBe('User-agent: *\nDisallow: /\n');
    expect((await fetch(`${desk.url}/favicon.ico`)).headers.get('Content-Type')).toBe('image/x-icon');
  });

  test('is a manifest whose icons are there, in the sizes it says', async () => {
    const response = await fetch(`${desk.url}/manifest.webmanifest`);
    expect(response.headers.get('Content-Type')).toBe('application/manifest+json');
    const { icons, ...manifest } = (await response.json()) as { icons: { src: string; sizes: string; type: string; purpose?: string }[] };
    expect(manifest).toMatchObject({ name: 'Digitale balie van Gemeente Lindewaarde', start_url: '/', lang: 'nl' });
    expect(icons.filter(({ purpose }) => purpose === 'maskable').length).toBe(2);
    for (const { src, sizes, type } of icons) {
      const icon = await fetch(desk.url + src);
      expect([icon.status, icon.headers.get('Content-Type')], src).toEqual([200, type]);
      const bytes = Buffer.from(await icon.arrayBuffer());
      if (type === 'image/png') expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
    }
  });

  test('is in the head of pages that are the same for everybody, without an address that nobody gave', async () => {
    for (const path of ['/', '/over', '/toegankelijkheid', '/privacy']) {
      const page = await text(path);
      expect(page, path).toContain('<meta name="description"');
      expect(page, path).toContain('<meta property="og:title"');
      expect(page, path).not.toContain('og:url');
      expect(page, path).not.toContain('canonical');
    }
    expect(await text('/bestaat-niet')).not.toContain('og:title');
  });
});

describe('with a theme and an address of its own', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    const theme = { css: readFileSync(example('linde.css')), logo: { bytes: Buffer.from(DRAWING), extension: '.svg' as const }, name: 'Balie Linde' };
    const links = { factsheet: 'https://www.lindewaarde.example/gegevensblad', complaints: 'https://www.lindewaarde.example/klacht' };
    desk = await startTestDesk({ siteConfig: { theme, links, publicUrl: 'https://balie.lindewaarde.example', security: { contact: 'https://www.lindewaarde.example/lek', policy: 'https://www.lindewaarde.example/beleid' } } });
  });
  afterAll(() => desk.close());
  const text = async (path: string) => (await fetch(desk.url + path)).text();

  test.each(['/', '/over', '/bestaat-niet', '/beheer/inloggen'])('%s loads its stylesheet last, and shows its logo', async (path) => {
    const page = await text(path);
    const sheets = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)">/g)].map(([, href]) => href ?? '');
    expect(sheets[0]).toMatch(/^\/assets\/desk\./);
    expect(sheets.at(-1)).toMatch(/^\/assets\/thema\.[0-9a-f]{12}\.css$/);
    expect(await text(sheets.at(-1) ?? '')).toContain('--basis-color-accent-1-color-default: #2f5f1b');
    expect(page).toMatch(/<img class="balie-brand__logo" src="\/assets\/logo\.[0-9a-f]{12}\.svg" alt="">/);
    expect(page).toContain('content="#2f5f1b"');
  });

  test('gives a logo out so that nothing in it runs, also where it is opened by itself', async () => {
    const path = /src="(\/assets\/logo[^"]+)"/.exec(await text('/'))?.[1] ?? '';
    const logo = await fetch(desk.url + path);
    expect(logo.headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'none'");
    expect(logo.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(logo.headers.get('Cache-Control')).toContain('immutable');
    // A name without its hash is no name.
    expect((await fetch(`${desk.url}/assets/logo.svg`)).status).toBe(404);
  });

  test('colours icons and the button on other sites, and names what nobody else may', async () => {
    const { icons, ...manifest } = JSON.parse(await text('/manifest.webmanifest')) as { icons: { src: string }[] };
    expect(manifest).toMatchObject({ short_name: 'Balie Linde', theme_color: '#2f5f1b' });
    for (const { src } of icons) expect(await text(src)).toContain('#2f5f1b');
    expect(await text('/widget.js')).toContain('var(--balie-widget-background, #2f5f1b)');
    expect(await text('/.well-known/security.txt')).toMatch(/^Contact: https:\/\/www\.lindewaarde\.example\/lek\n[^]*Canonical: https:\/\/balie\.lindewaarde\.example\/\.well-known\/security\.txt\nPolicy: https:\/\/www\.lindewaarde\.example\/beleid\n$/);
    const page = await text('/');
    expect(page).toContain('<link rel="canonical" href="https://balie.lindewaarde.example/">');
    expect(page).toMatch(/<meta property="og:image" content="https:\/\/balie\.lindewaarde\.example\/assets\/icon-512\.[0-9a-f]{12}\.png">/);
    expect(await text('/over')).toContain('https://www.lindewaarde.example/gegevensblad');
    expect(await text('/over')).toContain('Dien uw klacht in bij de gemeente');
  });
});
