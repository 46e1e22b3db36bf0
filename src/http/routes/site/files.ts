import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { assetPath, loadAssets } from '../../../web/assets.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** RFC 9116 wants less than a year, so that what is out of date shows. */
const SECURITY_DAYS = 180;
const HOUR = { 'Cache-Control': 'public, max-age=3600' };

/** What other programs look for at addresses that are the same on every site. */
export function siteFileRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality } = deps;
  const give = (path: string, answer: (c: Context<AppEnv>) => Response) => {
    access.declare('GET', path, 'public');
    app.get(path, answer);
  };

  give('/.well-known/security.txt', (c) => c.text(securityText(deps, new Date()), 200, HOUR));
  give('/robots.txt', (c) => c.text(robotsText(municipality.isSample), 200, HOUR));
  give('/manifest.webmanifest', (c) => c.body(JSON.stringify(manifest(deps)), 200, { ...HOUR, 'Content-Type': 'application/manifest+json' }));
  give('/favicon.ico', (c) => {
    const icon = loadAssets().get(assetPath('favicon.ico'));
    if (icon === undefined) throw new BalieError('not-found');
    return c.body(icon.body, 200, { ...HOUR, 'Content-Type': icon.contentType });
  });
}

function securityText({ municipality, site: { security } }: AppDeps, now: Date): string {
  const { contact, policy } = security;
  // Whole days: the file stays the same for a day.
  const expires = new Date((Math.floor(now.getTime() / DAY_MS) + SECURITY_DAYS) * DAY_MS);
  const { publicUrl } = municipality;
  return [
    `Contact: ${contact.startsWith('https://') ? contact : `mailto:${contact}`}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: nl, en',
    ...(publicUrl === undefined ? [] : [`Canonical: ${publicUrl}/.well-known/security.txt`]),
    ...(policy === undefined ? [] : [`Policy: ${policy}`]),
    '',
  ].join('\n');
}

/** The documents have their own pages on the municipality's website, which are to be found rather than copies of them. */
const NOT_TO_FIND = ['/api/', '/beheer', '/bronnen/', '/doorgeven', '/reactie', '/widget/', '/v1/'];

function robotsText(isSample: boolean): string {
  const rules = isSample ? ['Disallow: /'] : NOT_TO_FIND.map((path) => `Disallow: ${path}`);
  return ['User-agent: *', ...rules, ''].join('\n');
}

/** So that the desk can stand on the home screen of a phone. It keeps nothing there. */
function manifest({ municipality: { name, look } }: AppDeps): object {
  const vector = { sizes: 'any', type: 'image/svg+xml' };
  const pictures = [
    { src: assetPath('icon-192.png'), sizes: '192x192', type: 'image/png' },
    { src: assetPath('icon-512.png'), sizes: '512x512', type: 'image/png' },
    { src: assetPath('icon-maskable-512.png'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ];
  const drawn = [
    { src: look?.icon ?? assetPath('favicon.svg'), ...vector },
    { src: look?.maskable ?? assetPath('icon-maskable.svg'), ...vector, purpose: 'maskable' },
  ];
  return {
    id: '/',
    name: `Digitale balie van ${name}`,
    short_name: look?.shortName ?? 'Digitale balie',
    description: `Stel een vraag aan ${name} en krijg een antwoord met bronnen.`,
    lang: 'nl',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: look?.color ?? '#00568b',
    // Those that are no drawing are in Balie's own colour.
    icons: look?.hasOwnColor ? drawn : [...pictures, ...drawn],
  };
}
