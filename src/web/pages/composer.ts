/** The form for a question. */
import { html } from 'hono/html';
import { DUTCH } from '../markup/page/spoken.ts';
import { wordsIn } from '../markup/words-in.ts';
import type { DeskView } from '../views.ts';
import { deskAction, deskFields, languageField } from './desk-form.ts';
import type { Html } from './html.ts';
import { linkInNewTab } from './link.ts';

export function composer(view: DeskView): Html {
  const followUp = view.turns.length > 0;
  const { fault, maxQuestionLength, page: { words, language } = DUTCH } = view;
  const invalid = fault?.code.startsWith('question-') ?? false;
  // No maxlength: it would cut what is pasted without a word, and a question often stands at the end. The desk says it is too long.
  // autocomplete="off": on a shared computer the next visitor must not be offered this person's questions.
  return html`<form class="balie-composer" id="vraagformulier" method="post" action="${deskAction(view)}" autocomplete="off" accept-charset="utf-8">
      ${deskFields(view)}${languageField(view)}
      <div class="utrecht-form-field">
        <label class="utrecht-form-label balie-composer__label" for="vraag">${followUp ? words.askMore : words.ask}</label>
        <textarea
          class="utrecht-textarea utrecht-textarea--html-textarea ${invalid ? 'utrecht-textarea--invalid' : ''}"
          id="vraag" name="question" rows="3" dir="auto" data-maximum="${maxQuestionLength}"
          aria-describedby="vraag-uitleg" aria-invalid="${invalid ? 'true' : 'false'}"
        >
${view.draft ?? ''}</textarea>
        <div class="balie-composer__row">
          <p class="balie-composer__help"><span id="vraag-uitleg"><strong>${words.noPersonal}</strong>${words.noPersonalMore}</span>
            ${words.kept} ${linkInNewTab('/privacy', words.morePrivacy, wordsIn(language).newTab)}.
            <span class="balie-composer__keys" id="vraag-toetsen" hidden>${words.keys}</span>
            <span class="balie-composer__counter" id="vraag-teller"></span></p>
          <button class="utrecht-button utrecht-button--primary-action" type="submit">${words.send}</button>
        </div>
      </div>
    </form>`;
}
