/** A secret that is shown once, and asking once more before something is done. */
import { html } from 'hono/html';
import { back, button } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { faultSum, reasonField } from '../fields.ts';
import type { OnceView, SureView } from '../views.ts';

export function oncePage({ municipality, editor, title, secret, label, explanation, back: way }: OnceView): Html {
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">${title}</h1>
      <div class="balie-panel">
        <p class="utrecht-paragraph"><strong>U ziet dit maar één keer.</strong> ${explanation}</p>
        <label class="utrecht-form-label" for="geheim">${label}</label>
        <textarea class="utrecht-textarea utrecht-textarea--html-textarea balie-once" id="geheim" rows="3" readonly spellcheck="false" autocomplete="off">
${secret}</textarea>
        <p class="balie-more"><a class="balie-button-link" href="${way.path}">${way.text}</a></p>
      </div>
    </div>`;
  return layout({ municipality, title: `${title} - Beheer`, main, editor });
}

export function surePage({ municipality, editor, title, told, names, path, fields, button: text, isDanger, back: way, draft }: SureView): Html {
  const main = html`<div class="balie-narrow">
      ${back(way, 'Terug')}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${faultSum(draft, { reden: 'Reden' })}
      <div class="balie-panel">
        <ul class="utrecht-unordered-list">${names.map((name) => html`<li class="utrecht-unordered-list__item">${name}</li>`)}</ul>
        <p class="utrecht-paragraph">${told}</p>
        <form class="balie-fields" method="post" action="${path}" novalidate>
          <input type="hidden" name="zeker" value="ja">
          ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
          ${reasonField(draft)}
          <div class="balie-buttons">${button(text, isDanger ? 'danger' : 'primary-action')}<a class="balie-button-link" href="${way}">Nee, terug</a></div>
        </form>
      </div>
    </div>`;
  return layout({ municipality, title: `${title} - Beheer`, main, editor });
}
