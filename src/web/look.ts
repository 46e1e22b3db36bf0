/** How a municipality looks: its own stylesheet and logo under names that carry their content, and the mark in its colour. */
import { createHash } from 'node:crypto';
import { type Asset, assetPath, loadAssets } from './assets.ts';
import type { LookView } from './views.ts';

/** The colour of Balie's own mark, and of the button on other sites. */
const OWN_COLOR = '#00568b';
const WIDGET_BACKGROUND = '#1f4ea3';

interface Files {
  readonly css: Buffer | undefined;
  readonly logo: { readonly bytes: Buffer; readonly extension: '.svg' | '.png' | '.webp' } | undefined;
  readonly name: string | undefined;
}

export interface Look {
  readonly view: LookView;
  /** What the pages load besides Balie's own files, by path. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** The script for other sites, with the colours of this theme. */
  widget(script: Asset): Asset;
}

const LOGO_TYPES = { '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp' } as const;

export function lookOf({ css, logo, name }: Files): Look {
  const assets = new Map<string, Asset>();
  const publish = (file: string, extension: string, contentType: string, body: Uint8Array): string => {
    const asset = assetOf(body, contentType);
    const path = `/assets/${file}.${asset.etag.slice(1, -1)}${extension}`;
    assets.set(path, asset);
    return path;
  };
  const text = css?.toString('utf8') ?? '';
  const color = colorIn(text, '--balie-browser-color');
  const icon = (file: string) => (color === undefined ? assetPath(file) : publish(file.replace('.svg', '-eigen'), '.svg', 'image/svg+xml', recolored(file, color)));
  const colors = { '--balie-widget-background, #1f4ea3': colorIn(text, '--balie-widget-background') ?? WIDGET_BACKGROUND, '--balie-widget-color, #fff': colorIn(text, '--balie-widget-color') ?? '#fff' };
  return {
    view: {
      ...(css && { css: publish('thema', '.css', 'text/css; charset=utf-8', css) }),
      ...(logo && { logo: publish('logo', logo.extension, LOGO_TYPES[logo.extension], logo.bytes) }),
      ...(name !== undefined && { shortName: name }),
      icon: icon('favicon.svg'),
      maskable: icon('icon-maskable.svg'),
      color: color ?? OWN_COLOR,
      hasOwnColor: color !== undefined,
    },
    assets,
    widget(script) {
      const code = Buffer.from(script.body).toString('utf8');
      const themed = Object.entries(colors).reduce((done, [fallback, value]) => done.replaceAll(fallback, `${fallback.split(',')[0] ?? ''}, ${value}`), code);
      return assetOf(Buffer.from(themed), script.contentType);
    },
  };
}

function assetOf(body: Uint8Array, contentType: string): Asset {
  return { body: new Uint8Array(body), contentType, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 12)}"` };
}

/** What a theme sets a token to in the end, where that is a plain colour. */
function colorIn(css: string, token: string): string | undefined {
  return [...css.matchAll(new RegExp(`${token}\\s*:\\s*(#(?:[\\da-f]{3,4}|[\\da-f]{6}|[\\da-f]{8}))\\s*[;}]`, 'gi'))].at(-1)?.[1];
}

function recolored(file: string, color: string): Buffer {
  const svg = Buffer.from(loadAssets().get(assetPath(file))?.body ?? []).toString('utf8');
  return Buffer.from(svg.replaceAll(OWN_COLOR, color));
}
