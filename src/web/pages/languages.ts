/** The choice of a language: each in its own, and the one that the browser asks for in sight. */
import { html } from 'hono/html';
import { DUTCH } from '../markup/page/spoken.ts';
import { inLanguage } from '../markup/words-in.ts';
import type { DeskView, LanguageView } from '../views.ts';
import { deskAction, deskFields } from './desk-form.ts';
import type { Html } from './html.ts';
import { deskPath } from './layout.ts';

/**
 * Folded, so that nine names do not push the question out of sight. A conversation, and the desk in a frame, live in the page alone:
 * there the same names are buttons of the question's form, which takes them along with what was typed.
 */
export function languageChoice(view: DeskView): Html {
  const { languages = [], suggested, page = DUTCH } = view;
  if (languages.length < 2) return html``;
  const inPage = view.framed !== undefined || view.conversationId !== undefined;
  const own = languages.find(({ code }) => code === page.language);
  const items = languages.map((language) => html`<li>${inPage ? button(language, page.language, view.closed === undefined) : anchor(language, page.language, language.name)}</li>`);
  const list = html`<ul class="balie-languages__list">${items}</ul>`;
  return html`<nav class="balie-languages" id="talen" aria-label="${page.words.language}">
      ${suggested === undefined || inPage ? '' : html`<p class="balie-languages__offer">${anchor(suggested, page.language, suggested.invitation)}</p>`}
      <details class="balie-languages__choice">
        <summary class="balie-source__summary">${page.words.language}: ${own?.name}${page.language === 'en' ? '' : html` <span lang="en" dir="ltr">(Language)</span>`}</summary>
        ${inPage && view.closed ? html`<form method="post" action="${deskAction(view)}">${deskFields(view)}${list}</form>` : list}
      </details>
    </nav>`;
}

function anchor({ code }: LanguageView, current: string, text: string): Html {
  const { lang, dir } = inLanguage(code);
  return html`<a class="utrecht-link utrecht-link--html-a balie-languages__one" href="${deskPath(code)}" hreflang="${lang}" lang="${lang}" dir="${dir}" data-language="${code}" ${code === current ? html`aria-current="true"` : ''}>${text}</a>`;
}

/** Not of the form's own language field: the pressed button says which. @param ofQuestion whether there is a form for a question. */
function button({ code, name }: LanguageView, current: string, ofQuestion: boolean): Html {
  const { lang, dir } = inLanguage(code);
  return html`<button class="balie-languages__one balie-languages__one--button" type="submit" name="naar" ${ofQuestion ? html`form="vraagformulier" ` : ''}value="${code}" lang="${lang}" dir="${dir}" ${code === current ? html`aria-current="true"` : ''}>${name}</button>`;
}
