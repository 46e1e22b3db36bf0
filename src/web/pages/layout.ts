/** What every page shares: head, skip links, header with the way to a person, footer. */
import { html } from 'hono/html';
import type { Html } from './html.ts';
import { assetPath, type BrowserEntry } from '../assets.ts';
import { safeHref } from '../links.ts';
import { DUTCH, type PageWords, type SpokenPage } from '../markup/page/spoken.ts';
import { dutchIn, inLanguage, wordsIn } from '../markup/words-in.ts';
import type { Looks, MunicipalityView } from '../views.ts';
import { contactStrip } from './contact.ts';
import { type MenuSection, menuBar } from './console/menu.ts';
import { link, linkInNewTab, mailLink, phoneLink } from './link.ts';
import { brandMark, siteHead } from './head.ts';
import { workHeader, type WorkPlace } from './work/header.ts';
import { WORK_PATH } from './work/paths.ts';
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
  /** Whether leaving the page loses something: its links open beside it. */
  readonly holdsConversation?: boolean;
  /** What was chosen of how it looks, and the form that takes that along. */
  readonly looks?: { readonly chosen?: Looks; readonly form: string };
  /** What the page is in; absent: Dutch. */
  readonly spoken?: SpokenPage | undefined;
  /** Whether the telephone can be called now, and else when. */
  readonly openNow?: string | undefined;
  readonly main: Html;
  /** A second place to jump to, after the main content. */
  readonly skipTo?: { readonly id: string; readonly text: string };
}

/** Who is at work on the pages of staff; nobody yet where they log in. */
export interface EditorView {
  readonly name?: string;
  /** Whether that is a person's name, who has an account; else a key's. */
  readonly isPerson?: boolean;
  /** Whether they have a workplace besides. */
  readonly isEmployee?: boolean;
  /** Where they are: the workplace of employees; absent: Beheer. */
  readonly work?: WorkPlace;
  /** Where they log in by name: whichever of the two they go to. */
  readonly isEntrance?: boolean;
  /** Where they can go in Beheer. */
  readonly menu?: readonly MenuSection[];
}

export function layout(page: Page): Html {
  const { municipality, editor, isFramed = false, spoken = DUTCH, openNow } = page;
  const { words, language } = spoken;
  const { lang, dir } = inLanguage(language);
  return html`<!doctype html>
<html lang="${lang}" dir="${dir}" class="utrecht-document ${themeClass}">
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
    ${editor && html`<link rel="stylesheet" href="${assetPath('staff.css')}">`}
    ${siteHead(page)}
    ${page.script === undefined ? '' : html`<script type="module" src="${assetPath(`${page.script}.js`)}"></script>`}
  </head>
  <body class="balie-page${isFramed ? ' balie-page--framed' : ''}">
    <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud">${words.skipContent}</a>
    ${page.skipTo ? skipLink(page.skipTo) : ''}
    ${editor ? html`${editorHeader(municipality, editor)}${menuBar(editor.menu ?? [])}` : html`${isFramed ? '' : header(municipality, spoken, settings(spoken.words, page.looks?.chosen, page.looks?.form))}${contactStrip(municipality, !isFramed, { spoken, openNow })}`}
    <main class="balie-main" id="inhoud" tabindex="-1">${isFramed ? settings(spoken.words, page.looks?.chosen, page.looks?.form) : ''}${page.main}</main>
    ${isFramed ? '' : footer(page, spoken)}
  </body>
</html>`;
}

function skipLink(target: { readonly id: string; readonly text: string }): Html {
  return html`<a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#${target.id}">${target.text}</a>`;
}

function sampleNote({ sample, sampleNote: note }: PageWords = DUTCH.words): Html {
  return html`<p class="balie-sample"><strong>${sample}</strong> ${note}</p>`;
}

function header(municipality: MunicipalityView, { words, language }: SpokenPage, tools: Html): Html {
  return html`<header class="balie-header">
      ${municipality.isSample ? sampleNote(words) : ''}
      <div class="balie-header__content">${brand(municipality, deskPath(language), words.service)}${tools}</div>
    </header>`;
}

function editorHeader(municipality: MunicipalityView, { name, work, isPerson = false, isEmployee = false, isEntrance = false }: EditorView): Html {
  if (work !== undefined) return workHeader(municipality, { name: name ?? '', ...work }, brand(municipality, WORK_PATH, 'Collega'));
  const account = html`<form class="balie-account" method="post" action="${isPerson ? '/uitloggen' : '/beheer/uitloggen'}">
          <p class="balie-account__name"><span class="balie-account__label">${isPerson ? 'Ingelogd als' : 'Ingelogd met'}</span> ${link(isPerson ? '/beheer/account' : '/beheer/sleutel', name ?? '')}</p>
          ${isEmployee ? html`<p class="balie-account__way">${link(WORK_PATH, 'Werkplek')}</p>` : ''}
          <button class="utrecht-button utrecht-button--secondary-action" type="submit">Uitloggen</button>
        </form>`;
  return html`<header class="balie-header balie-header--editor">
      ${municipality.isSample ? sampleNote() : ''}
      <div class="balie-header__content">${isEntrance ? brand(municipality, '/inloggen', 'Medewerkers') : brand(municipality, '/beheer', 'Beheer')}${name === undefined ? '' : account}</div>
    </header>`;
}

/** The desk in a language: no cookie keeps it. */
export function deskPath(language: string): string {
  return language === DUTCH.language ? '/' : `/?taal=${language}`;
}

/** A neutral mark: the coat of arms of a municipality comes with its own theme. */
function brand(municipality: MunicipalityView, path: string, service: string): Html {
  return html`<a class="balie-brand" href="${path}">
          ${brandMark(municipality)}
          <span class="balie-brand__name">${municipality.name}</span>
          <span class="balie-brand__service">${service}</span>
        </a>`;
}

function footer({ municipality, editor, holdsConversation = false }: Page, { words, language }: SpokenPage): Html {
  const to = holdsConversation ? (address: string, text: string) => linkInNewTab(address, text, wordsIn(language).newTab) : link;
  const dutch = dutchIn(language).lang === undefined ? '' : html` lang="nl" dir="ltr"`;
  const website = safeHref(municipality.website);
  return html`<footer class="balie-footer">
      <div class="balie-footer__content">
        <div>
          <h2 class="utrecht-heading-5">${words.contact}</h2>
          <ul class="balie-footer__list">
            <li>${words.phone} <bdi dir="ltr">${phoneLink(municipality.phone)}</bdi> <span${dutch}>(${municipality.phoneHours})</span></li>
            <li>${words.email} <bdi dir="ltr">${mailLink(municipality.email)}</bdi></li>
            <li class="balie-lines"${dutch}>${municipality.address}</li>
          </ul>
        </div>
        <div>
          <h2 class="utrecht-heading-5">${words.about}</h2>
          <ul class="balie-footer__list">
            <li>${to('/privacy', words.privacy)}</li>
            <li>${to('/over', words.aboutDesk)}</li>
            <li>${to('/toegankelijkheid', words.accessibility)}</li>
            ${website === undefined ? '' : html`<li>${to(website, words.website.replace('{{municipality}}', () => municipality.name))}</li>`}
            <li>${editor ? link('/', 'Naar de digitale balie') : to('/beheer', words.staff)}</li>
          </ul>
        </div>
      </div>
    </footer>`;
}
