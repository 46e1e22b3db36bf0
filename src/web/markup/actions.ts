/** The next steps that the documents of an answer name: forms and appointments, as buttons. From their metadata, never from a text. */
import { safeHref } from '../links.ts';
import type { ActionView, SourceView } from '../turn-views.ts';
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { dutchIn, wordsIn } from './words-in.ts';

const MAX_SHOWN = 4;

/** Above them; what they lead to is Dutch. */
const TITLES: Readonly<Record<string, string>> = {
  nl: 'Zelf regelen',
  en: 'Arrange it yourself (in Dutch)',
  de: 'Selbst erledigen (auf Niederländisch)',
  fr: 'Faire la démarche (en néerlandais)',
  es: 'Hacer el trámite (en neerlandés)',
  tr: 'İşlemi kendiniz yapın (Hollandaca)',
  ar: 'أنجز المعاملة بنفسك (بالهولندية)',
  pl: 'Załatw sprawę (po niderlandzku)',
  uk: 'Оформити самостійно (нідерландською)',
};

/** @returns undefined where the sources name none that can be opened. */
export function actionsTree(sources: readonly SourceView[], language = 'nl'): Tree | undefined {
  const byUrl = new Map(sources.flatMap(({ actions = [] }) => actions).filter(({ url }) => safeHref(url) !== undefined && URL.canParse(url)).map((action) => [action.url, action]));
  if (byUrl.size === 0) return undefined;
  const title = TITLES[language];
  return el(
    'div',
    'balie-actions',
    el('h4', { class: 'balie-sources__title', ...(title === undefined && dutchIn(language)) }, title ?? TITLES['nl'] ?? ''),
    el('ul', 'balie-actions__list', ...[...byUrl.values()].slice(0, MAX_SHOWN).map((action) => el('li', {}, button(action, language)))),
  );
}

/** In a new tab, for the conversation is not kept. The site is named: it may be another one than this. */
function button({ label, url }: ActionView, language: string): Tree {
  return el(
    'a',
    { class: 'balie-button-link balie-action', href: url, target: '_blank', rel: 'noopener' },
    el('span', { class: 'balie-action__label', ...dutchIn(language) }, label),
    ' ',
    el('span', { class: 'balie-action__site', dir: 'ltr' }, new URL(url).hostname.replace(/^www\./, '')),
    el('span', 'balie-hidden', wordsIn(language).newTab),
  );
}
