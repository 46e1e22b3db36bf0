/** One answer, with all that is known of it, and the form to judge it. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { Judgement } from '../../../review/choices.ts';
import { answerTrees } from '../../markup/answer.ts';
import { reasonWords } from '../../markup/feedback-words.ts';
import { sourceId, sourcesTree } from '../../markup/sources.ts';
import { el } from '../../markup/tree.ts';
import { inLanguage } from '../../markup/words-in.ts';
import { back, button, faultBox } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { render } from '../render.ts';
import { answerLanguage, detailLines } from './details.ts';
import { area, choices, faultSummary } from './fields.ts';
import type { JudgedTurnView, OpenedTurn } from './views.ts';
import { judgementWords, outcomeWords, QUEUE_PATH, turnPath, whyNot } from './words.ts';

const LABELS = { oordeel: 'Uw oordeel', opmerking: 'Opmerking', bronnen: 'Bronnen', zegt: 'Wat er moet staan' };

export function judgePage(view: JudgedTurnView): Html {
  const { municipality, editor, turn, fault } = view;
  const main = html`<div class="balie-manage">
      ${back(QUEUE_PATH, 'Antwoorden beoordelen')}
      <h1 class="utrecht-heading-1">Antwoord beoordelen</h1>
      ${faultBox(fault)}
      ${faultSummary(view.faults, LABELS)}
      <dl class="balie-facts balie-facts--card">
        ${fact('Gevraagd', momentWords(turn.receivedAt))}
        ${fact('Assistent', turn.assistant)}
        ${fact('Afloop', outcomeWords(turn.outcome))}
        ${turn.reason === undefined ? '' : fact('Waarom', whyNot(turn.reason))}
      </dl>
      ${asked(turn)}
      ${answer(turn, municipality.website)}
      ${opinion(turn)}
      ${details(turn)}
      ${judgementForm(view)}
    </div>`;
  return layout({ municipality, title: 'Antwoord beoordelen - Beheer', main, editor, skipTo: { id: 'oordeel', text: 'Naar uw oordeel' } });
}

function asked({ earlier, question }: OpenedTurn): Html {
  return html`<section class="balie-section" aria-labelledby="vraag">
      <h2 class="utrecht-heading-3" id="vraag">De vraag</h2>
      ${earlier.length === 0 ? '' : html`<p class="utrecht-paragraph">Eerder in dit gesprek:</p>
      <ol class="balie-asked">${earlier.map((one) => html`<li class="balie-lines" dir="auto">${one}</li>`)}</ol>`}
      <p class="balie-panel balie-lines" dir="auto">${question}</p>
    </section>`;
}

function answer({ answer: text, sources, details: kept }: OpenedTurn, website: string): Html {
  const language = answerLanguage(kept);
  const known = new Set(sources.map(({ number }) => number));
  const trees = answerTrees(text, (number) => (known.has(number) ? sourceId(1, number) : undefined), language);
  return html`<section class="balie-section" aria-labelledby="antwoord">
      <h2 class="utrecht-heading-3" id="antwoord">Het antwoord</h2>
      <div class="balie-panel">
        ${text === '' ? html`<p class="utrecht-paragraph">Er was geen antwoord.</p>` : render(el('div', { class: 'balie-answer__text', ...inLanguage(language) }, ...trees))}
        ${sources.length === 0 ? '' : render(sourcesTree(sources, 1, { website }, 'h3'))}
      </div>
    </section>`;
}

function opinion({ feedback }: OpenedTurn): Html | string {
  if (feedback === undefined) return '';
  const reasons = feedback.reasons.flatMap((reason) => reasonWords[reason] ?? []);
  return html`<section class="balie-section" aria-labelledby="mening">
      <h2 class="utrecht-heading-3" id="mening">Wat de vraagsteller ervan vond</h2>
      <dl class="balie-facts balie-facts--card">
        ${fact('Helpt het?', feedback.helpful ? 'Ja' : 'Nee')}
        ${reasons.length === 0 ? '' : fact('Waarom niet', reasons.join(', '))}
        ${feedback.text === undefined ? '' : fact('Uitleg', feedback.text, 'balie-facts__whole')}
      </dl>
    </section>`;
}

function details({ details: kept }: OpenedTurn): Html | string {
  const lines = detailLines(kept);
  if (lines.length === 0) return '';
  return html`<section class="balie-section" aria-labelledby="ontstaan">
      <h2 class="utrecht-heading-3" id="ontstaan">Hoe het antwoord tot stand kwam</h2>
      <dl class="balie-facts balie-facts--card">${lines.map(({ label, value, isLong }) => fact(label, value, isLong ? 'balie-facts__whole' : ''))}</dl>
    </section>`;
}

function judgementForm({ turn, draft, faults }: JudgedTurnView): Html {
  const { judged } = turn;
  const options = (Object.keys(judgementWords) as Judgement[]).map((value) => ({ value, label: judgementWords[value], isChosen: draft.judgement === value }));
  return html`<section class="balie-section" id="oordeel" tabindex="-1" aria-labelledby="oordeel-titel">
      <h2 class="utrecht-heading-3" id="oordeel-titel">Uw oordeel</h2>
      ${judged === undefined ? '' : html`<p class="utrecht-paragraph">Eerder oordeel: <strong>${judgementWords[judged.judgement]}</strong>, door ${judged.by} op ${momentWords(judged.at)}.${judged.remark === '' ? '' : ` Opmerking: ${judged.remark}`}</p>`}
      <form class="balie-panel balie-fields" method="post" action="${turnPath(turn.id)}" novalidate>
        <input type="hidden" name="versie" value="${turn.version}">
        ${choices('radio', 'oordeel', 'Hoe is dit antwoord?', options, { fault: faults['oordeel'] })}
        ${area({ name: 'opmerking', label: 'Opmerking (niet verplicht)', hint: 'Wat is er mis, of juist goed? De opmerking wordt met de vraag gewist.', value: draft.remark, rows: 3, fault: faults['opmerking'] })}
        ${area({ name: 'bronnen', label: 'Welke bronnen horen bij een goed antwoord? (niet verplicht)', hint: 'De titels van documenten, elk op een eigen regel.', value: draft.cite, rows: 2, fault: faults['bronnen'] })}
        ${area({ name: 'zegt', label: 'Wat moet er in een goed antwoord staan? (niet verplicht)', hint: 'Een bedrag, een termijn of een paar woorden, elk op een eigen regel.', value: draft.say, rows: 2, fault: faults['zegt'] })}
        <div class="balie-buttons">
          ${button('Oordeel bewaren', 'primary-action')}
          <button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit" name="daarna" value="toetsvraag">Bewaren, en maak er een toetsvraag van</button>
        </div>
      </form>
    </section>`;
}

function fact(label: string, value: string, look = ''): Html {
  return html`<div class="${look}"><dt>${label}</dt><dd class="balie-lines">${value}</dd></div>`;
}
