/** Suggestions by subject: questions that the documents answer, asked with one press. */
import { html } from 'hono/html';
import { DUTCH } from '../markup/page/spoken.ts';
import type { DeskView, ThemeView } from '../views.ts';
import { deskAction, deskFields, languageField } from './desk-form.ts';
import type { Html } from './html.ts';

/** Buttons that send their own text: also without JavaScript. One subject has nothing to be chosen from: its questions lie open. */
export function themes(view: DeskView): Html {
  const { assistant, page = DUTCH } = view;
  const [only, ...others] = assistant.themes;
  if (only === undefined) return html``;
  return html`<form class="balie-examples" id="voorbeelden" method="post" action="${deskAction(view)}" aria-labelledby="voorbeelden-titel"${assistant.isDutch === true ? html` lang="nl" dir="ltr"` : ''}>
      ${deskFields(view)}${languageField(view)}
      <h2 class="utrecht-heading-5" id="voorbeelden-titel">${assistant.isDutch === true ? DUTCH.words.themes : page.words.themes}</h2>
      ${others.length === 0 ? questions(only) : html`<div class="balie-topics">${assistant.themes.map(folded)}</div>`}
    </form>`;
}

/** One name: browsers keep one open at a time. */
function folded(theme: ThemeView): Html {
  return html`<details class="balie-topic" name="thema">
        <summary class="balie-theme__title">${theme.title}</summary>
        ${questions(theme)}
      </details>`;
}

function questions({ questions: texts }: ThemeView): Html {
  return html`<ul class="balie-examples__list">
        ${texts.map((question) => html`<li><button class="balie-example" type="submit" name="question" value="${question}">${question}</button></li>`)}
      </ul>`;
}
