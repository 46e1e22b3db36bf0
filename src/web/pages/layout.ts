/** What every page shares: head, skip links, header with the way to a person, footer. */
import { html } from 'hono/html';
import type { Html } from './html.ts';
import { assetPath, type BrowserEntry } from '../assets.ts';
import { safeHref } from '../links.ts';
import type { Looks, MunicipalityView } from '../views.ts';
import { contactStrip } from './contact.ts';
import { link, mailLink, phoneLink } from './link.ts';
import { brandMark, siteHead } from './head.ts';
import { settings } from './settings.ts';
import { themeClass } from './theme.ts';

interface Page {
  readonly municipality: MunicipalityView;
  /** Before the name of the municipality in the browser's title. */
  readonly title: string;
  /** The browser module that is loaded, with what it needs. */
  readonly script?: BrowserEntry;
  /** On the pages for editors: no way to a person is offered, but a way out to who is logged in. */
  readonly editor?: EditorView;
  /** For search engines and previews of links: the page's path, and what it is in one sentence. Only of pages that are the same for everybody. */
  readonly about?: { readonly path: string; readonly description: string };
  /** In a frame of another site, which has a header and footer of its own. */
  readonly isFramed?: boolean;
  /** What was chosen of how it looks, and the form that takes that along. */
  readonly looks?: { readonly chosen?: Looks; readonly form: string };
  readonly main: Html;
  /** A second place to jump to, after the main content. */
  readonly skipTo?: { readonly id: string; readonly text: string };
}

/** Who is at work on the pages for editors; nobody yet where they log in. */
export interface EditorView {
  readonly name?: string;
}

export function layout(page: Page): Html {
  const { municipality, editor, isFramed = false } = page;
  return html`<!doctype html>
<html lang="nl" class="utrecht-document ${themeClass}">
  <head>
    <meta charset="utf-8">
    <title>${page.title} | ${municipality.name}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="format-detection" content="telephone=no">
    ${editor && html`<meta name="robots" content="noindex, nofollow">`}
    <link rel="preload" href="${assetPath('noto-sans-latin-400-normal.woff2')}" as="font" type="font/woff2" crossorigin>
    <link rel="preload" href="${assetPath('noto-sans-latin-700-normal.woff2')}" as="font" type="font/woff2" crossorigin>
    <link rel="preload" href="${assetPath('noto-serif-latin-700-normal.woff2')}" as="font" type="font/woff2" crossorigin>
    <link rel="stylesheet" href="${assetPath('desk.css')}">
    ${siteHead(page)}
    ${page.script === undefined ? '' : html`<script type="module" src="${assetPath(`${page.script}.js`)}"></script>`}
  </head>
  <body class="balie-page${isFramed ? ' balie-page--framed' : ''}">
    <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud">Naar de inhoud</a>
    ${page.skipTo ? skipLink(page.skipTo) : ''}
    ${editor ? editorHeader(municipality, editor) : html`${isFramed ? '' : header(municipality, settings(page.looks?.chosen, page.looks?.form))}${contactStrip(municipality, !isFramed)}`}
    <main class="balie-main" id="inhoud" tabindex="-1">${isFramed ? settings(page.looks?.chosen, page.looks?.form) : ''}${page.main}</main>
    ${isFramed ? '' : footer(municipality, editor)}
  </body>
</html>`;
}

function skipLink(target: { readonly id: string; readonly text: string }): Html {
  return html`<a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#${target.id}">${target.text}</a>`;
}

function sampleNote(): Html {
  return html`<p class="balie-sample"><strong>Voorbeeld.</strong> Deze gemeente bestaat niet.</p>`;
}

function header(municipality: MunicipalityView, tools: Html): Html {
  return html`<header class="balie-header">
      ${municipality.isSample ? sampleNote() : ''}
      <div class="balie-header__content">${brand(municipality, '/', 'Digitale balie')}${tools}</div>
    </header>`;
}

function editorHeader(municipality: MunicipalityView, { name }: EditorView): Html {
  const account = html`<form class="balie-account" method="post" action="/beheer/uitloggen">
          <p class="balie-account__name"><span class="balie-account__label">Ingelogd met</span> ${link('/beheer/sleutel', name ?? '')}</p>
          <button class="utrecht-button utrecht-button--secondary-action" type="submit">Uitloggen</button>
        </form>`;
  return html`<header class="balie-header balie-header--editor">
      ${municipality.isSample ? sampleNote() : ''}
      <div class="balie-header__content">${brand(municipality, '/beheer', 'Beheer')}${name === undefined ? '' : account}</div>
    </header>`;
}

/** A neutral mark: the coat of arms of a municipality comes with its own theme. */
function brand(municipality: MunicipalityView, path: string, service: string): Html {
  return html`<a class="balie-brand" href="${path}">
          ${brandMark(municipality)}
          <span class="balie-brand__name">${municipality.name}</span>
          <span class="balie-brand__service">${service}</span>
        </a>`;
}

function footer(municipality: MunicipalityView, editor: EditorView | undefined): Html {
  const website = safeHref(municipality.website);
  return html`<footer class="balie-footer">
      <div class="balie-footer__content">
        <div>
          <h2 class="utrecht-heading-5">Contact</h2>
          <ul class="balie-footer__list">
            <li>Telefoon ${phoneLink(municipality.phone)} (${municipality.phoneHours})</li>
            <li>E-mail ${mailLink(municipality.email)}</li>
            <li class="balie-lines">${municipality.address}</li>
          </ul>
        </div>
        <div>
          <h2 class="utrecht-heading-5">Over deze balie</h2>
          <ul class="balie-footer__list">
            <li>${link('/privacy', 'Privacy: zo gaan wij om met uw vraag')}</li>
            <li>${link('/over', 'Over de digitale balie: wat zij kan en niet kan')}</li>
            <li>${link('/toegankelijkheid', 'Toegankelijkheid')}</li>
            ${website === undefined ? '' : html`<li>${link(website, `Website van ${municipality.name}`)}</li>`}
            <li>${editor ? link('/', 'Naar de digitale balie') : link('/beheer', 'Voor medewerkers')}</li>
          </ul>
        </div>
      </div>
    </footer>`;
}
