/** Where a resident reads the summary of a conversation, changes it, and takes it along or sends it. */
import { html } from 'hono/html';
import { durationWords } from '../../../durations.ts';
import { faultTree } from '../../markup/fault.ts';
import { DUTCH, saidFault } from '../../markup/page/spoken.ts';
import { dutchIn } from '../../markup/words-in.ts';
import type { HandoverFieldName, HandoverView } from './views.ts';
import type { Html } from '../html.ts';
import { render } from '../render.ts';
import { channelsCard } from './channels.ts';
import { handoverLayout, wayBack } from './page.ts';

export function handoverPage(view: HandoverView): Html {
  const { municipality, page = DUTCH, words, language, canSend, conversationId, id, fault, wrong } = view;
  const main = html`${wayBack(view, 'balie-back', 'balie-back__button')}
        <h1 class="utrecht-heading-1">${words.title}</h1>
        <p class="utrecht-paragraph utrecht-paragraph--lead">${words.lead} ${canSend ? words.leadSend : words.leadTake}</p>
        ${wrong.length === 0 ? '' : errors(wrong, view)}
        ${fault === undefined ? '' : html`<div class="balie-fault" id="melding" tabindex="-1">${render(faultTree(saidFault(fault, page), dutchIn(language)))}</div>`}
        <form class="balie-panel balie-fields balie-handover" method="post" action="${canSend ? '/doorgeven/versturen' : '/doorgeven/bestand'}" autocomplete="on" accept-charset="utf-8" novalidate>
          <input type="hidden" name="conversationId" value="${conversationId}">
          <input type="hidden" name="id" value="${id}">
          <input type="hidden" name="taal" value="${language}">
          ${summaryField(view)}
          ${canSend ? html`<fieldset class="balie-handover__reach" aria-describedby="bereik-uitleg">
            <legend class="utrecht-heading-4">${words.reach}</legend>
            <p class="balie-hint" id="bereik-uitleg">${words.reachHint.replace('{{period}}', durationWords(municipality.keeps.handovers, language))}</p>
            ${field(view, 'name', 'text', 'name', words.nameHint)}
            ${field(view, 'email', 'email', 'email', words.emailHint)}
            ${field(view, 'phone', 'tel', 'tel', words.phoneHint)}
          </fieldset>` : ''}
          <div class="balie-buttons">
            ${canSend ? html`<button class="utrecht-button utrecht-button--primary-action" type="submit">${words.send}</button>` : ''}
            <button class="utrecht-button utrecht-button--secondary-action" type="submit" formaction="/doorgeven/bestand">${words.download}</button>
          </div>
          <p class="balie-hint">${words.print}</p>
        </form>`;
  return handoverLayout({ municipality, language, spoken: page, title: wrong.length > 0 || fault !== undefined ? words.notSent : words.title, main, aside: channelsCard(view.channels, words) });
}

function errors(wrong: readonly HandoverFieldName[], { words }: HandoverView): Html {
  return html`<div class="utrecht-alert utrecht-alert--error balie-told" id="melding" tabindex="-1" role="alert"><div class="utrecht-alert__message balie-alert">
        <p class="utrecht-paragraph"><strong>${words.notSent}</strong> ${words.correct} ${wrong.map((name, index) => html`${index > 0 ? ', ' : ''}<a class="utrecht-link utrecht-link--html-a" href="#veld-${name}">${words[name]}</a>`)}</p></div></div>`;
}

function summaryField(view: HandoverView): Html {
  const { values, words, maxSummary } = view;
  const isWrong = view.wrong.includes('summary');
  return html`<div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}">
            <label class="utrecht-form-label" for="veld-summary">${words.summary}</label>
            <p class="balie-hint" id="uitleg-summary">${words.summaryHint.replace('{{max}}', String(maxSummary))}</p>
            ${faultLine('summary', view)}
            <textarea class="utrecht-textarea utrecht-textarea--html-textarea ${isWrong ? 'utrecht-textarea--invalid' : ''}" id="veld-summary" name="summary" rows="10" dir="auto"
              aria-describedby="uitleg-summary${isWrong ? ' fout-summary' : ''}" aria-invalid="${isWrong ? 'true' : 'false'}">
${values.summary}</textarea>
          </div>`;
}

function field(view: HandoverView, name: HandoverFieldName, type: string, autocomplete: string, hint: string): Html {
  const isWrong = view.wrong.includes(name);
  return html`<div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}">
              <label class="utrecht-form-label" for="veld-${name}">${view.words[name]}</label>
              <p class="balie-hint" id="uitleg-${name}">${hint}</p>
              ${faultLine(name, view)}
              <input class="utrecht-textbox utrecht-textbox--html-input balie-field ${isWrong ? 'utrecht-textbox--invalid' : ''}" type="${type}" id="veld-${name}" name="${name}" dir="auto"
                value="${view.values[name]}" autocomplete="${autocomplete}" aria-describedby="uitleg-${name}${isWrong ? ` fout-${name}` : ''}" aria-invalid="${isWrong ? 'true' : 'false'}">
            </div>`;
}

function faultLine(name: HandoverFieldName, { wrong, words, maxSummary }: HandoverView): Html {
  if (!wrong.includes(name)) return html``;
  return html`<p class="balie-fielderror" id="fout-${name}"><span class="balie-hidden">${words.error} </span>${words[`${name}Wrong`].replace('{{max}}', String(maxSummary))}</p>`;
}
