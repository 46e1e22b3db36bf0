/** The way through Beheer: on each of its pages, for who is logged in no more than they may open. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';

interface Entry {
  readonly text: string;
  readonly path: string;
  /** The route that says who may; absent: that of the path. */
  readonly route?: string;
  /** Where one is on it too. */
  readonly under?: string;
}

/** A route that is not there is for nobody, and then neither is its entry. */
const SECTIONS: readonly { readonly text: string; readonly entries: readonly Entry[] }[] = [
  { text: 'Start', entries: [{ text: 'Start', path: '/beheer' }] },
  { text: 'Documenten', entries: [{ text: 'Documenten', path: '/beheer#documenten', route: '/beheer/collecties/:collection', under: '/beheer/collecties/' }] },
  { text: 'Antwoorden', entries: [{ text: 'Beoordelen', path: '/beheer/beoordelen' }, { text: 'Toetsvragen', path: '/beheer/toetsvragen' }] },
  { text: 'Assistenten', entries: [{ text: 'Assistenten', path: '/beheer/assistenten' }, { text: 'Aan of uit', path: '/beheer/aan-uit' }] },
  { text: 'Modellen', entries: [{ text: 'Modellen', path: '/beheer/modellen' }] },
  { text: 'Toegang', entries: [{ text: 'Mensen', path: '/beheer/toegang/mensen' }, { text: 'Groepen', path: '/beheer/toegang/groepen' }, { text: 'Sleutels', path: '/beheer/toegang/sleutels' }] },
  {
    text: 'Toezicht',
    entries: [
      { text: 'Logboek', path: '/beheer/logboek' },
      { text: 'Inzage', path: '/beheer/inzage' },
      { text: 'AVG-verzoeken', path: '/beheer/verzoeken' },
      { text: 'Bewaren', path: '/beheer/bewaren' },
      { text: 'Verwerkingen', path: '/beheer/verwerkingen' },
    ],
  },
  {
    text: 'Gegevensblad',
    entries: [
      { text: 'Gegevensblad', path: '/beheer/factsheet', under: '/beheer/factsheet/vragen/' },
      { text: 'AI-verordening', path: '/beheer/factsheet/ai-verordening' },
      { text: 'Algoritmeregister', path: '/beheer/factsheet/register' },
      { text: 'Platforms', path: '/beheer/factsheet/platforms' },
      { text: 'Afwijkingen', path: '/beheer/factsheet/afwijkingen' },
      { text: 'Doorlichting', path: '/beheer/doorlichting', under: '/beheer/doorlichting/' },
    ],
  },
  { text: 'Instellingen', entries: [{ text: 'Instellingen', path: '/beheer/instellingen' }] },
];

interface MenuEntry {
  readonly text: string;
  readonly path: string;
  /** Whether it is this page, or one under it. */
  readonly current?: 'page' | 'true';
}

export interface MenuSection {
  readonly text: string;
  readonly entries: readonly MenuEntry[];
}

/** @param here the path of this page. @param mayOpen whether who is logged in may open a route. */
export function menuOf(here: string, mayOpen: (route: string) => boolean): readonly MenuSection[] {
  return SECTIONS.flatMap(({ text, entries }) => {
    const open = entries.filter(({ path, route = path }) => mayOpen(route)).map((entry): MenuEntry => ({ text: entry.text, path: entry.path, ...currentOf(entry, here) }));
    const [only] = open;
    if (only === undefined) return [];
    // Who may open one page of a section looks for that page: an auditor for the drift, an editor for the openings.
    return [{ text: open.length === 1 ? only.text : text, entries: open }];
  });
}

function currentOf({ path, under = `${path}/` }: Entry, here: string): Pick<MenuEntry, 'current'> {
  if (here === path) return { current: 'page' };
  // All pages are under the first one.
  return path !== '/beheer' && here.startsWith(under) ? { current: 'true' } : {};
}

/** Sections in a row, and the pages of the one where one is below it; on a narrow screen all of them behind one button. */
export function menuBar(menu: readonly MenuSection[]): Html {
  // Somebody with one place to be needs no way to it.
  if (menu.length < 2) return html``;
  const now = menu.find(({ entries }) => entries.some(({ current }) => current !== undefined));
  return html`<nav class="balie-nav" aria-label="Beheer">
      <div class="balie-nav__wide">
        <ul class="balie-nav__row">${menu.map((section) => html`<li>${sectionLink(section, section === now)}</li>`)}</ul>
        ${now === undefined || now.entries.length < 2 ? '' : html`<ul class="balie-nav__row balie-nav__row--below" aria-label="${now.text}">${now.entries.map((entry) => html`<li>${entryLink(entry)}</li>`)}</ul>`}
      </div>
      <details class="balie-nav__narrow">
        <summary>Menu</summary>
        <ul class="balie-nav__all">${menu.map((section) => html`<li>${whole(section)}</li>`)}</ul>
      </details>
    </nav>`;
}

function whole(section: MenuSection): Html {
  const [only] = section.entries;
  if (only !== undefined && section.entries.length === 1) return entryLink(only);
  return html`<span class="balie-nav__section">${section.text}</span><ul class="balie-nav__all">${section.entries.map((entry) => html`<li>${entryLink(entry)}</li>`)}</ul>`;
}

/** To its first page: the others are then below it. */
function sectionLink({ text, entries }: MenuSection, isHere: boolean): Html {
  const [first] = entries;
  const current = isHere ? (entries.length === 1 ? (first?.current ?? 'true') : 'true') : undefined;
  return entryLink({ text, path: first?.path ?? '/beheer', ...(current !== undefined && { current }) });
}

function entryLink({ text, path, current }: MenuEntry): Html {
  return html`<a class="balie-nav__link" href="${path}" ${current === undefined ? '' : html`aria-current="${current}"`}>${text}</a>`;
}
