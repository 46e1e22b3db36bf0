/** A form with some of the questions of the factsheet, and what was said before. */
import { html } from 'hono/html';
import { dateWords, momentWords } from '../../../dutch-time.ts';
import type { Question } from '../../../factsheet/statements/questions.ts';
import { back, button } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { fieldBox, described, faultList, faultOn, textArea, textField } from '../work/tasks/parts.ts';
import { done } from './admin.ts';
import { FACTSHEET_ADMIN_PATH } from './paths.ts';
import { shownAnswer } from './sheet.ts';
import type { QuestionFormView } from './views.ts';

export function questionFormPage(view: QuestionFormView): Html {
  const { municipality, editor, path, title, questions, numbers, role, reviewOn, faults, hasMoved, told, isAllChecked } = view;
  const labels: Readonly<Record<string, string>> = { ...Object.fromEntries(questions.map(({ id, label }) => [id, label])), functie: 'Wie zegt dit?', nakijken: 'Opnieuw nakijken op', alles: 'Ik heb ook nagekeken wat niet veranderd is' };
  const shownFaults = [
    ...(hasMoved ? [{ text: 'Iemand anders heeft hier intussen iets veranderd. Bekijk hieronder de geschiedenis. Wat u typte staat er nog: verstuur het opnieuw als het zo goed is.' }] : []),
    ...Object.entries(faults).map(([field, fault]) => ({ field, text: `${faultOn(labels[field] ?? field, fault)}.` })),
  ];
  const main = html`<div class="balie-admin">${back(FACTSHEET_ADMIN_PATH, 'Naar het gegevensblad')}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${told === undefined ? '' : done(told)}
      ${faultList('Er is nog niets bewaard.', shownFaults)}
      <form class="balie-panel balie-fields" method="post" action="${path}" novalidate>
        ${questions.map((question) => html`<input type="hidden" name="versie-${question.id}" value="${numbers[question.id] ?? 0}">${field(question, view)}`)}
        ${textField({ name: 'functie', label: 'Wie zegt dit?', hint: 'Een functie of afdeling, geen naam: zij staat bij uw antwoorden op het blad. Bijvoorbeeld: teammanager Publiekszaken.', value: role, fault: faults['functie'], max: 100 })}
        ${textField({ name: 'nakijken', label: 'Opnieuw nakijken op', hint: 'Dan herinnert de balie u eraan.', value: reviewOn, fault: faults['nakijken'] }, 'date')}
        <p class="utrecht-paragraph"><label><input type="checkbox" id="veld-alles" name="alles" value="ja"${isAllChecked ? html` checked` : ''}> Ik heb ook nagekeken wat niet veranderd is: zet overal deze functie en deze dag bij.</label></p>
        <div class="balie-buttons">${button('Bewaren', 'primary-action')}</div>
      </form>
      ${history(view)}
    </div>`;
  return layout({ municipality, editor, title: `${title} - Beheer`, main });
}

function field(question: Question, { filled, faults }: QuestionFormView): Html {
  const { id, label, kind, max, isRequired, choices = [] } = question;
  const given = filled[id] ?? '';
  const limit = kind === 'text' || kind === 'area' ? ` Hoogstens ${max.toLocaleString('nl-NL')} tekens${kind === 'area' && typeof given === 'string' && given !== '' ? `, nog ${Math.max(0, max - Array.from(given).length).toLocaleString('nl-NL')} over` : ''}.` : '';
  const hint = `${question.help}${limit} Voorbeeld: ${question.example}${/[.!?]$/.test(question.example) ? '' : '.'} Meestal weet dit: ${question.answeredBy}.`;
  const one = { name: id, label, hint, value: typeof given === 'string' ? given : given.join('\n'), fault: faults[id], required: isRequired };
  if (kind === 'area' || kind === 'links') return textArea(one, kind === 'area' ? 5 : 3);
  if (kind === 'choice') {
    return fieldBox(one, html`<select class="utrecht-select utrecht-select--html-select balie-field" id="veld-${id}" name="${id}"${described(one)}><option value="">Nog niet gekozen</option>${choices.map((choice) => html`<option${choice === given ? html` selected` : ''}>${choice}</option>`)}</select>`);
  }
  if (kind !== 'choices') return textField(one);
  const chosen = typeof given === 'string' ? [given] : given;
  return html`<fieldset class="utrecht-form-field" id="veld-${id}"${described(one)}><legend class="utrecht-form-label">${label}${isRequired ? '' : html` <span class="balie-optional">(hoeft niet)</span>`}</legend>
      <p class="balie-hint" id="uitleg-${id}">${hint}</p>${one.fault === undefined ? '' : html`<p class="balie-fielderror" id="fout-${id}"><span class="balie-hidden">Fout: </span>${faultOn(label, one.fault)}.</p>`}
      ${choices.map((choice) => html`<p class="utrecht-paragraph"><label><input type="checkbox" name="${id}" value="${choice}"${chosen.includes(choice) ? html` checked` : ''}> ${choice}</label></p>`)}</fieldset>`;
}

function history({ questions, history: versions }: QuestionFormView): Html {
  const labels = new Map(questions.map(({ id, label }) => [id, label]));
  const textOf = (value: ReturnType<typeof shownAnswer>) => (typeof value === 'string' ? value : value.map(({ title, link }) => [title, link].filter((text) => text !== undefined).join(' ')).join('\n'));
  return html`<section class="balie-section" aria-labelledby="geschiedenis"><h2 class="utrecht-heading-3" id="geschiedenis">Geschiedenis</h2>
      ${versions.length === 0
        ? html`<p class="utrecht-paragraph">Hier is in Beheer nog niets veranderd.</p>`
        : html`<ol class="balie-rows">${versions.map(({ question, number, answer, role, at, reviewOn, by }) => html`<li class="balie-row"><p class="balie-row__head"><strong class="balie-row__title">${labels.get(question) ?? question}, versie ${number}</strong></p>
          <p class="balie-row__facts">${momentWords(at)}, door ${by}. Gezegd door: ${role}.${reviewOn === undefined ? '' : ` Nakijken op ${dateWords(reviewOn)}.`}</p>
          <p class="balie-lines">${answer === undefined ? 'Weggehaald.' : textOf(shownAnswer(answer))}</p></li>`)}</ol>`}
    </section>`;
}
