/** The form for a question, and the example questions. */
import { html } from 'hono/html';
import type { DeskView } from '../views.ts';
import type { Html } from './html.ts';
import { linkInNewTab } from './link.ts';

export function composer(view: DeskView): Html {
  const followUp = view.turns.length > 0;
  const { fault, maxQuestionLength } = view;
  const invalid = fault?.code.startsWith('question-') ?? false;
  // No maxlength: it would cut what is pasted without a word, and a question often stands at the end. The desk says it is too long.
  // autocomplete="off": on a shared computer the next visitor must not be offered this person's questions.
  return html`<form class="balie-composer" id="vraagformulier" method="post" action="${actionOf(view)}" autocomplete="off" accept-charset="utf-8">
      ${tokenField(view)}
      ${view.conversationId === undefined ? '' : html`<input type="hidden" name="conversationId" value="${view.conversationId}">`}
      <div class="utrecht-form-field">
        <label class="utrecht-form-label balie-composer__label" for="vraag">${followUp ? 'Stel een vervolgvraag' : 'Stel uw vraag'}</label>
        <textarea
          class="utrecht-textarea utrecht-textarea--html-textarea ${invalid ? 'utrecht-textarea--invalid' : ''}"
          id="vraag" name="question" rows="3" dir="auto" data-maximum="${maxQuestionLength}"
          aria-describedby="vraag-uitleg" aria-invalid="${invalid ? 'true' : 'false'}"
        >
${view.draft ?? ''}</textarea>
        <div class="balie-composer__row">
          <p class="balie-composer__help"><span id="vraag-uitleg"><strong>Vul geen persoonlijke gegevens in</strong>, zoals uw naam of burgerservicenummer.</span>
            Wij bewaren uw vraag versleuteld. ${linkInNewTab('/privacy', 'Meer over privacy')}.
            <span class="balie-composer__keys" id="vraag-toetsen" hidden>Enter verstuurt, Shift + Enter geeft een nieuwe regel.</span>
            <span class="balie-composer__counter" id="vraag-teller"></span></p>
          <button class="utrecht-button utrecht-button--primary-action" type="submit">Vraag stellen</button>
        </div>
      </div>
    </form>`;
}

/** Buttons that send their own text: one press, also without JavaScript. */
export function examples(view: DeskView): Html {
  const questions = view.assistant.examples;
  if (questions.length === 0) return html``;
  return html`<form class="balie-examples" id="voorbeelden" method="post" action="${actionOf(view)}" aria-labelledby="voorbeelden-titel">
      ${tokenField(view)}
      <h2 class="utrecht-heading-5" id="voorbeelden-titel">Of begin met een voorbeeld</h2>
      <ul class="balie-examples__list">
        ${questions.map((question) => html`<li><button class="balie-example" type="submit" name="question" value="${question}">${question}</button></li>`)}
      </ul>
    </form>`;
}

function actionOf({ assistant, framed }: DeskView): string {
  return `/${framed ? `widget/${encodeURIComponent(assistant.name)}` : ''}#antwoord`;
}

function tokenField({ framed }: DeskView): Html | '' {
  return framed ? html`<input type="hidden" name="token" value="${framed.token}">` : '';
}
