/** Says what is wrong in a source, on the page of the source itself. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import type { ReaderView } from '../../views.ts';

export const MAX_REPORT = 2_000;

/** Where the form stands on the page. */
const FORM_ID = 'melden';

/** @param place the passage that it is about, in words. */
export function reportForm({ path, report: { id, text, ordinal, fault } }: ReaderView, place: string | undefined): Html {
  const isWrong = fault !== undefined;
  return html`<section class="balie-panel balie-report" id="${FORM_ID}" tabindex="-1" aria-labelledby="melden-titel">
      <h2 class="utrecht-heading-4" id="melden-titel">Fout in deze bron melden</h2>
      <form class="balie-fields" method="post" action="/werk${path}/melden#${FORM_ID}">
        <input type="hidden" name="nummer" value="${id}">
        ${place === undefined || ordinal === undefined ? '' : html`<input type="hidden" name="deel" value="${ordinal}">
        <p class="utrecht-paragraph">Over: <strong>${place}</strong>. <a class="utrecht-link utrecht-link--html-a" href="${path}#${FORM_ID}">Liever over de hele bron</a></p>`}
        <div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}">
          <label class="utrecht-form-label" for="veld-melding">Wat klopt er niet?</label>
          <p class="balie-hint" id="uitleg-melding">Wie deze bron beheert, leest uw melding en ziet uw naam. Zet er geen gegevens van inwoners in. Hoogstens 2.000 tekens.</p>
          ${isWrong ? html`<p class="balie-fielderror" id="fout-melding" role="alert"><span class="balie-hidden">Fout: </span>${fault.message} ${fault.action}</p>` : ''}
          <textarea class="utrecht-textarea utrecht-textarea--html-textarea balie-field ${isWrong ? 'utrecht-textarea--invalid' : ''}" id="veld-melding" name="melding" rows="5"
            aria-describedby="uitleg-melding${isWrong ? ' fout-melding' : ''}" aria-invalid="${isWrong ? 'true' : 'false'}">
${text}</textarea>
        </div>
        <button class="utrecht-button utrecht-button--primary-action balie-press" type="submit">Melding versturen</button>
      </form>
    </section>`;
}

/** The way to the form, from the source or from a passage of it. */
export function reportLink(path: string, ordinal?: number): Html {
  const href = `${path}${ordinal === undefined ? '' : `?deel=${ordinal}`}#${FORM_ID}`;
  return ordinal === undefined
    ? html`<p class="utrecht-paragraph balie-report__way"><a class="utrecht-link utrecht-link--html-a" href="${href}">Fout in deze bron melden</a></p>`
    : html`<p class="balie-report__here"><a class="utrecht-link utrecht-link--html-a" href="${href}" rel="nofollow">Fout melden<span class="balie-hidden"> in deel ${ordinal}</span></a></p>`;
}
