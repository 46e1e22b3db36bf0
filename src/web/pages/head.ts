/** What programs read in the head of a page: icons, colours, previews of links. */
import { html } from 'hono/html';
import { assetPath } from '../assets.ts';
import type { MunicipalityView } from '../views.ts';
import type { Html } from './html.ts';

interface HeadOf {
  readonly municipality: MunicipalityView;
  readonly title: string;
  readonly editor?: object;
  readonly isFramed?: boolean;
  readonly about?: { readonly path: string; readonly description: string };
}

export function siteHead({ municipality, title, about, editor, isFramed = false }: HeadOf): Html {
  const { look } = municipality;
  return html`${look?.css === undefined ? '' : html`<link rel="stylesheet" href="${look.css}">`}
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="${look?.hasOwnColor ? look.color : '#ffffff'}">
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1b2127">
    <link rel="icon" href="/favicon.ico" sizes="32x32">
    <link rel="icon" href="${look?.icon ?? assetPath('favicon.svg')}" type="image/svg+xml">
    ${editor || isFramed ? '' : html`<link rel="apple-touch-icon" href="${assetPath('apple-touch-icon.png')}">
    <link rel="manifest" href="/manifest.webmanifest">`}
    ${about === undefined ? '' : preview(municipality, title, about)}`;
}

/** What others show when somebody passes the address on. Nothing here is counted or followed. */
function preview(municipality: MunicipalityView, title: string, { path, description }: NonNullable<HeadOf['about']>): Html {
  const { publicUrl, name } = municipality;
  return html`<meta name="description" content="${description}">
    <meta property="og:type" content="website">
    <meta property="og:locale" content="nl_NL">
    <meta property="og:site_name" content="${name}">
    <meta property="og:title" content="${title} | ${name}">
    <meta property="og:description" content="${description}">
    ${publicUrl === undefined ? '' : html`<link rel="canonical" href="${publicUrl}${path}">
    <meta property="og:url" content="${publicUrl}${path}">
    <meta property="og:image" content="${publicUrl}${assetPath('icon-512.png')}">
    <meta property="og:image:alt" content="Een tekstballon: het teken van de digitale balie">
    <meta name="twitter:card" content="summary">`}`;
}

/** The municipality's own logo; without one a neutral mark, in its colour where it has a theme. */
export function brandMark({ look }: MunicipalityView): Html {
  if (look?.logo !== undefined) return html`<img class="balie-brand__logo" src="${look.logo}" alt="">`;
  return html`<img class="balie-brand__mark" src="${look?.icon ?? assetPath('favicon.svg')}" alt="" width="48" height="48">`;
}
