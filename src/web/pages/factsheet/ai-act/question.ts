/** One question of the AI Act at a time, and where the answers lead. Works without JavaScript. */
import { html } from 'hono/html';
import { back, button } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { faultList, faultOn, textArea, textField } from '../../work/tasks/parts.ts';
import { givenFields, outcomeParts, pathList, recordButton } from './parts.ts';
import { aiActPath, walkPath } from './paths.ts';
import type { QuestionView, ResultView } from './views.ts';

const LABELS: Readonly<Record<string, string>> = { keuze: 'Uw antwoord', toelichting: 'Toelichting', functie: 'Wie zegt dit?', nakijken: 'Opnieuw nakijken op' };
const shown = (faults: Readonly<Record<string, string>>) => Object.entries(faults).map(([field, fault]) => ({ field, text: `${faultOn(LABELS[field] ?? field, fault)}.` }));

export function aiActQuestionPage(view: QuestionView): Html {
  const { municipality, editor, assistant, title, given, path, question, known, choice, remark, maxRemark, faults } = view;
  const previous = path.at(-1);
  const main = html`<div class="balie-admin balie-walk">${back(aiActPath(assistant), `Naar ${title}`)}
      <h1 class="utrecht-heading-1">AI-verordening: ${title}</h1>
      ${faultList('Er is nog niet verder gegaan.', shown(faults))}
      <form class="balie-panel balie-fields" method="post" action="${walkPath(assistant)}" novalidate>
        ${givenFields(given)}<input type="hidden" name="vraag" value="${question.id}">
        <fieldset class="utrecht-form-field balie-choices ${faults['keuze'] === undefined ? '' : 'utrecht-form-field--invalid'}" aria-describedby="uitleg-keuze${faults['keuze'] === undefined ? '' : ' fout-keuze'}">
          <legend class="utrecht-heading-3">Vraag ${path.length + 1}. ${question.text}</legend>
          <div id="uitleg-keuze"><p class="utrecht-paragraph">${question.help}</p>
            <p class="balie-hint">Voorbeeld: ${question.example} Meestal weet dit: ${question.answeredBy}. AI-verordening: ${question.article}.</p>
            ${known === undefined ? '' : html`<p class="balie-hint"><strong>Vast ingevuld: ${known.because}.</strong> Kijk na of het klopt.</p>`}</div>
          ${faults['keuze'] === undefined ? '' : html`<p class="balie-fielderror" id="fout-keuze"><span class="balie-hidden">Fout: </span>${faultOn('Uw antwoord', faults['keuze'])}.</p>`}
          ${question.choices.map(({ id, text }, index) => html`<label class="balie-choice"><input class="balie-check" type="radio" name="keuze" value="${id}"${index === 0 ? html` id="veld-keuze"` : ''}${id === choice ? html` checked` : ''}> <span>${text}</span></label>`)}
        </fieldset>
        ${textArea({ name: 'toelichting', label: 'Toelichting', hint: `Waarom is dit zo? Iedereen kan dit lezen nadat u publiceert. Noem geen namen. Hoogstens ${maxRemark} tekens.`, value: remark, fault: faults['toelichting'], required: false }, 3)}
        <div class="balie-buttons">${button('Volgende', 'primary-action')}${previous === undefined ? '' : html`<button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit" name="terug" value="${previous.id}">Vorige</button>`}</div>
      </form>
      ${path.length === 0 ? '' : html`<section class="balie-section" aria-labelledby="tot-nu"><h2 class="utrecht-heading-3" id="tot-nu">Uw antwoorden tot nu toe</h2>${pathList(path)}</section>`}
    </div>`;
  return layout({ municipality, editor, title: `Vraag ${path.length + 1} - AI-verordening - Beheer`, main });
}

export function aiActResultPage(view: ResultView): Html {
  const { municipality, editor, assistant, title, given, path, outcome, contradiction, role, reviewOn, number, faults, hasMoved } = view;
  const moved = hasMoved ? [{ text: 'Iemand anders legde intussen een andere uitkomst vast. Bekijk die eerst, of leg deze vast als zij beter is.' }] : [];
  const main = html`<div class="balie-admin balie-walk">${back(aiActPath(assistant), `Naar ${title}`)}
      <h1 class="utrecht-heading-1">AI-verordening: ${title}</h1>
      ${faultList('Er is nog niets vastgelegd.', [...moved, ...shown(faults)])}
      ${outcomeParts(outcome)}
      ${contradiction === undefined ? '' : html`<p class="utrecht-paragraph"><strong>Let op.</strong> ${contradiction}</p>`}
      <section class="balie-section" aria-labelledby="vastleggen"><h2 class="utrecht-heading-3" id="vastleggen">Vastleggen</h2>
      <form class="balie-panel balie-fields" method="post" action="${walkPath(assistant)}" novalidate>
        ${givenFields(given)}<input type="hidden" name="bewaar" value="ja"><input type="hidden" name="versie" value="${number}">
        ${textField({ name: 'functie', label: 'Wie zegt dit?', hint: 'Een functie of afdeling, geen naam: zij staat op het gegevensblad. Bijvoorbeeld: functionaris gegevensbescherming.', value: role, fault: faults['functie'], max: 100 })}
        ${textField({ name: 'nakijken', label: 'Opnieuw nakijken op', hint: 'Loop de vragen ook opnieuw als de toepassing iets anders gaat doen.', value: reviewOn, fault: faults['nakijken'] }, 'date')}
        ${recordButton()}
      </form></section>
      <form method="post" action="${walkPath(assistant)}" novalidate>${givenFields(given)}
        <section class="balie-section" aria-labelledby="weg"><h2 class="utrecht-heading-3" id="weg">De weg naar deze uitkomst</h2>${pathList(path, true)}</section>
      </form>
    </div>`;
  return layout({ municipality, editor, title: 'Uitkomst - AI-verordening - Beheer', main });
}
