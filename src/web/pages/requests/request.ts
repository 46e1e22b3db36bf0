/** One request: what was asked, by when, and what became of it. */
import { html } from 'hono/html';
import { shortNumber } from '../admin/short-number.ts';
import { dateWords, momentWords } from '../../../dutch-time.ts';
import { back, button, faultBox } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { stateTag } from './list.ts';
import { dataPath, decidePath, REQUESTS_PATH, requestReceiptPath } from './paths.ts';
import type { OneRequestView } from './views.ts';
import { KIND_WORDS, REASON_WORDS, referenceWords } from './words.ts';

export function requestPage(view: OneRequestView): Html {
  const { municipality, editor, request, isNew, isOfficer, fault, correction } = view;
  const { id, kind, subject, subjectId, receivedOn, dueOn, registeredName, registeredAt, decision, reason, decidedName, decidedAt } = request;
  const title = `${KIND_WORDS[kind]}, ${referenceWords(id)}`;
  const fact = (name: string, value: Html | string) => html`<dt>${name}</dt><dd>${value}</dd>`;
  const main = html`<div class="balie-manage">
      ${back(REQUESTS_PATH, 'Verzoeken')}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${isNew ? html`<p class="utrecht-paragraph balie-notice" role="status"><strong>Het verzoek is vastgelegd.</strong> ${isOfficer ? 'Een andere' : 'De'} functionaris gegevensbescherming beslist erover.</p>` : ''}
      ${faultBox(fault)}
      <dl class="balie-request__facts">
        ${fact('Stand', stateTag(request))}
        ${fact('Waarvan', html`${subject === 'person' ? html`een medewerker, nummer ${subjectId}` : html`een gesprek, nummer ${shortNumber(subjectId)}`}`)}
        ${fact('Ontvangen', dateWords(receivedOn))}
        ${decision === null ? fact('Antwoord uiterlijk', html`${dateWords(dueOn)}${request.isLate ? html` <strong>(de maand is voorbij: beslis nu, en leg de verzoeker uit waarom het later werd)</strong>` : ''}`) : ''}
        ${fact('Vastgelegd', `${momentWords(registeredAt)}, door ${registeredName}`)}
        ${decidedAt === null ? '' : fact('Besluit', `${decision === 'granted' ? 'ingewilligd' : 'afgewezen'} op ${momentWords(decidedAt)}, door ${decidedName ?? ''}`)}
        ${reason === null ? '' : fact('Reden', REASON_WORDS[reason])}
      </dl>
      ${correction === undefined ? '' : html`<section class="balie-section" aria-labelledby="aanvulling"><h2 class="utrecht-heading-3" id="aanvulling">Wat erbij moet staan</h2><p class="balie-lines balie-panel" dir="auto">${correction}</p></section>`}
      ${outcome(view)}
      ${decisionForms(view)}
    </div>`;
  return layout({ municipality, title: `${title} - Beheer`, main, editor });
}

/** What there is to hand over once it was granted. */
function outcome({ request: { id, kind, decision, fileUntil }, isOfficer, now }: OneRequestView): Html {
  if (decision !== 'granted') return html``;
  if (kind === 'erasure') return html`<section class="balie-section" aria-labelledby="klaar"><h2 class="utrecht-heading-3" id="klaar">Gewist</h2><p class="utrecht-paragraph">${link(requestReceiptPath(id), 'Download het wisbewijs')} en geef het aan de verzoeker.</p></section>`;
  if (kind === 'correction') return html`<section class="balie-section" aria-labelledby="klaar"><h2 class="utrecht-heading-3" id="klaar">Aangevuld</h2><p class="utrecht-paragraph">De aanvulling staat bij het antwoord, overal waar dat te zien is.</p></section>`;
  const isOver = fileUntil !== undefined && fileUntil <= now;
  return html`<section class="balie-section" aria-labelledby="klaar"><h2 class="utrecht-heading-3" id="klaar">Het bestand voor de verzoeker</h2>
      ${fileUntil === undefined ? '' : html`<p class="utrecht-paragraph">${isOver ? html`Het kon worden opgehaald tot ${momentWords(fileUntil)}. Is het nog nodig, leg het verzoek dan opnieuw vast.` : html`Het kan worden opgehaald tot ${momentWords(fileUntil)}.`}</p>`}
      ${isOver ? '' : isOfficer
        ? html`<p class="utrecht-paragraph">Geef het bestand aan de verzoeker en aan niemand anders. U hoeft het niet te openen. Dat u het ophaalt, wordt vastgelegd, en uw nummer staat erin.</p>
      <ul class="utrecht-unordered-list"><li class="utrecht-unordered-list__item">${link(dataPath(id, 'html'), 'Leesbaar bestand')} (opent in elke browser, en is af te drukken)</li>
        <li class="utrecht-unordered-list__item">${link(dataPath(id, 'json'), 'JSON')}, voor een ander programma</li></ul>`
        : html`<p class="utrecht-paragraph">Een functionaris gegevensbescherming haalt het op en geeft het aan de verzoeker.</p>`}</section>`;
}

function decisionForms({ request: { id, kind, decision }, reasons, mayDecide, isOfficer }: OneRequestView): Html {
  if (decision !== null) return html``;
  if (!mayDecide) return html`<p class="utrecht-paragraph balie-notice">${isOfficer ? 'U legde dit verzoek zelf vast. Een andere functionaris gegevensbescherming moet beslissen.' : 'Een functionaris gegevensbescherming beslist over dit verzoek.'}</p>`;
  const grant = { access: 'Inwilligen: maak het bestand', correction: 'Inwilligen: zet dit bij het antwoord', erasure: 'Inwilligen: wis alles' }[kind];
  return html`<section class="balie-section" aria-labelledby="besluit">
      <h2 class="utrecht-heading-3" id="besluit">Uw besluit</h2>
      <p class="utrecht-paragraph">Stel eerst vast dat de verzoeker is wie hij zegt te zijn. ${kind === 'erasure' ? 'Wissen is niet terug te draaien.' : ''}</p>
      <form method="post" action="${decidePath(id)}"><input type="hidden" name="besluit" value="granted">${button(grant, kind === 'erasure' ? 'danger' : 'primary-action')}</form>
      <form class="balie-panel balie-fields balie-request__refuse" method="post" action="${decidePath(id)}">
        <input type="hidden" name="besluit" value="refused">
        <div class="utrecht-form-field"><label class="utrecht-form-label" for="reden">Of afwijzen, omdat:</label>
          <select class="utrecht-select utrecht-select--html-select balie-field" id="reden" name="reden">${reasons.map((reason) => html`<option value="${reason}">${REASON_WORDS[reason]}</option>`)}</select></div>
        <div class="balie-buttons">${button('Afwijzen')}</div>
      </form>
    </section>`;
}
