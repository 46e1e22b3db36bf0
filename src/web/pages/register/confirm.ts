/** Asks once more before anything is done in the register. */
import { html } from 'hono/html';
import { button } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { registerRecordPath } from './paths.ts';
import type { RegisterConfirmView } from './views.ts';
import { ACTS } from './words.ts';

export function registerConfirmPage({ municipality, editor, assistant, called, act, seen, contradiction }: RegisterConfirmView): Html {
  const { name, button: text, question, told } = ACTS[act];
  const path = registerRecordPath(assistant);
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">${question}</h1>
      <div class="balie-panel">
        <p class="utrecht-paragraph"><strong>Assistent ${called}.</strong> ${told}</p>
        ${contradiction === undefined ? '' : html`<p class="utrecht-paragraph"><strong>Let op:</strong> ${contradiction}</p>`}
        <form class="balie-buttons" method="post" action="${path}">
          <input type="hidden" name="doe" value="${name}">
          <input type="hidden" name="gezien" value="${seen}">
          <input type="hidden" name="zeker" value="ja">
          ${button(`Ja, ${text.toLowerCase()}`, act === 'retract' ? 'danger' : 'primary-action')}
          <a class="balie-button-link" href="${path}">Nee, terug</a>
        </form>
      </div>
    </div>`;
  return layout({ municipality, title: `${question} - Beheer`, main, editor });
}
