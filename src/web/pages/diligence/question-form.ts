/** One question, what the desk measured of it, and the form in which a person answers it or adds to it. */
import { html } from 'hono/html';
import { dateWords, momentWords } from '../../../dutch-time.ts';
import { back, button } from '../admin/parts.ts';
import { fileSize } from '../document.ts';
import { done } from '../factsheet/admin.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { described, faultList, faultOn, textArea, textField } from '../work/tasks/parts.ts';
import { answerBlock, kaderList, verdictTag } from './parts.ts';
import { evidencePath, questionPath, themePath } from './paths.ts';
import type { AnswerFormView, FileView } from './views.ts';
import { evidenceWords, isExpired, VERDICTS } from './words.ts';

const MAX_TEXT = 2_500;
const LABELS = { antwoord: 'Antwoord', tekst: 'Uitleg', links: 'Bewijs met een adres', bestand: 'Bewijs als bestand', titel: 'Wat dit bestand is', functie: 'Wie zegt dit?', nakijken: 'Opnieuw nakijken op' } as const;

export function answerFormPage(view: AnswerFormView): Html {
  const { municipality, editor, question, about, filled, files, erasable, expected, faults, hasMoved, told, kaderTitle } = view;
  const isMeasured = question.answer?.kind === 'measured';
  const labels: Readonly<Record<string, string>> = LABELS;
  const shownFaults = [
    ...(hasMoved ? [{ text: 'Iemand anders heeft hier intussen iets veranderd. Bekijk hieronder de geschiedenis. Wat u typte staat er nog: verstuur het opnieuw als het zo goed is. Een bestand moet u opnieuw kiezen.' }] : []),
    ...Object.entries(faults).map(([field, fault]) => ({ field, text: `${faultOn(labels[field] ?? field, fault)}.` })),
  ];
  const main = html`<div class="balie-admin balie-diligence">${back(themePath(question.theme), 'Naar het thema')}
      <h1 class="utrecht-heading-1">${question.text}</h1>
      ${told === undefined ? '' : done(told)}
      ${faultList('Er is nog niets bewaard.', shownFaults)}
      <p class="utrecht-paragraph">Ja als: ${question.yesWhen}</p>
      <p class="balie-hint">Meestal weet dit: ${about.answeredBy}. Bewijs is bijvoorbeeld: ${about.evidence}</p>
      ${kaderList(question.kader, kaderTitle)}
      <section class="balie-section" aria-labelledby="nu"><h2 class="utrecht-heading-3" id="nu">Wat er nu staat ${verdictTag(question.answer)}</h2>
        ${isExpired(question) ? html`<p class="utrecht-paragraph"><strong>Dit antwoord is verlopen.</strong> Het telt als deels of nee, tot iemand het nakijkt en opnieuw bewaart.</p>` : ''}
        ${answerBlock(question, evidencePath)}
      </section>
      <form class="balie-panel balie-fields" method="post" enctype="multipart/form-data" action="${questionPath(question.id)}" novalidate>
        <h2 class="utrecht-heading-3">${isMeasured ? 'Toelichting bij de meting' : 'Uw antwoord'}</h2>
        ${isMeasured ? html`<p class="utrecht-paragraph">De balie meet dit zelf. Uw toelichting staat ernaast en verandert de uitkomst niet.</p>` : ''}
        <input type="hidden" name="versie" value="${expected}">
        ${isMeasured ? '' : verdictField(filled.verdict, faults['antwoord'])}
        ${textArea({ name: 'tekst', label: LABELS.tekst, hint: `Hoogstens ${MAX_TEXT.toLocaleString('nl-NL')} tekens. Noem geen namen van mensen. Laat dit leeg om uw antwoord weg te halen.`, value: filled.text, fault: faults['tekst'] }, 6)}
        ${textArea({ name: 'links', label: LABELS.links, hint: 'Per regel een titel en een adres. Bijvoorbeeld: DPIA https://www.gemeente.nl/dpia. Samen met bestanden hoogstens 10.', value: filled.links, fault: faults['links'], required: false }, 3)}
        ${files.length === 0 ? '' : keptFiles(files)}
        ${fileField(faults['bestand'])}
        ${textField({ name: 'titel', label: LABELS.titel, hint: 'Deze titel staat in het rapport. Het bestand zelf niet.', value: filled.fileTitle, fault: faults['titel'], required: false, max: 200 })}
        ${textField({ name: 'functie', label: LABELS.functie, hint: 'Een functie of afdeling, geen naam. Bijvoorbeeld: privacyadviseur.', value: filled.role, fault: faults['functie'], max: 100 })}
        ${textField({ name: 'nakijken', label: LABELS.nakijken, hint: 'Na deze dag is het antwoord verlopen.', value: filled.reviewOn, fault: faults['nakijken'] }, 'date')}
        <div class="balie-buttons">${button('Bewaren', 'primary-action')}</div>
      </form>
      ${erasable.length === 0 ? '' : erasing(erasable)}
      ${history(view)}
    </div>`;
  return layout({ municipality, editor, title: `${question.text} - Doorlichting - Beheer`, main });
}

function verdictField(chosen: string, fault: string | undefined): Html {
  const field = { name: 'antwoord', label: LABELS.antwoord, value: chosen, fault };
  return html`<fieldset class="utrecht-form-field" id="veld-antwoord"${described(field)}><legend class="utrecht-form-label">${LABELS.antwoord}</legend>
      ${fault === undefined ? '' : html`<p class="balie-fielderror" id="fout-antwoord"><span class="balie-hidden">Fout: </span>${faultOn(LABELS.antwoord, fault)}.</p>`}
      ${Object.entries(VERDICTS).map(([verdict, words]) => html`<p class="utrecht-paragraph"><label><input type="radio" name="antwoord" value="${verdict}"${verdict === chosen ? html` checked` : ''}> ${words}</label></p>`)}</fieldset>`;
}

function keptFiles(files: readonly FileView[]): Html {
  return html`<fieldset class="utrecht-form-field"><legend class="utrecht-form-label">Bestanden die er al zijn</legend><p class="balie-hint">Haal het vinkje weg bij wat niet meer bij het antwoord hoort.</p>
      ${files.map(({ title, sha256, name, bytes, isThere, isKept }) => html`<p class="utrecht-paragraph"><label><input type="checkbox" name="houd" value="${sha256}"${isKept ? html` checked` : ''}> ${title} (${isThere ? `${name}, ${fileSize(bytes)}` : 'het bestand is gewist'})</label></p>`)}</fieldset>`;
}

function fileField(fault: string | undefined): Html {
  const field = { name: 'bestand', label: LABELS.bestand, value: '', hint: 'PDF, Word (docx), OpenDocument (odt), PNG, JPG of CSV, hoogstens 5 MB. Alleen wie het gegevensblad invult, kan het openen.', fault };
  return html`<div class="utrecht-form-field ${fault === undefined ? '' : 'utrecht-form-field--invalid'}"><label class="utrecht-form-label" for="veld-bestand">${LABELS.bestand} <span class="balie-optional">(hoeft niet)</span></label>
      <p class="balie-hint" id="uitleg-bestand">${field.hint}</p>${fault === undefined ? '' : html`<p class="balie-fielderror" id="fout-bestand"><span class="balie-hidden">Fout: </span>${faultOn(LABELS.bestand, fault)}.</p>`}
      <input class="balie-file" type="file" id="veld-bestand" name="bestand"${described(field)}></div>`;
}

function erasing(files: AnswerFormView['erasable']): Html {
  return html`<section class="balie-section" aria-labelledby="wissen"><h2 class="utrecht-heading-3" id="wissen">Bestanden wissen</h2>
      <p class="utrecht-paragraph">Staat er in een bestand iets wat hier niet mag staan? Wis het dan. De titel en het kenmerk blijven in het rapport. Wissen kan niet ongedaan worden gemaakt.</p>
      <ul class="balie-rows">${files.map(({ title, name, sha256, isUsed }) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${link(evidencePath(sha256), `${title} (${name})`)}</span></p>${isUsed ? '' : html`<p class="balie-row__facts">Geen antwoord gebruikt dit bestand nu.</p>`}
        <form method="post" action="${evidencePath(sha256)}/wissen">${button('Wis dit bestand', 'danger', name)}</form></li>`)}</ul></section>`;
}

function history({ history: versions }: AnswerFormView): Html {
  return html`<section class="balie-section" aria-labelledby="geschiedenis"><h2 class="utrecht-heading-3" id="geschiedenis">Geschiedenis</h2>
      ${versions.length === 0
        ? html`<p class="utrecht-paragraph">Hier zei nog niemand iets.</p>`
        : html`<ol class="balie-rows">${versions.map(({ number, at, by, said }) => html`<li class="balie-row"><p class="balie-row__head"><strong class="balie-row__title">Versie ${number}${said === undefined ? ': weggehaald' : said.verdict === undefined ? ': toelichting' : `: ${VERDICTS[said.verdict]}`}</strong></p>
          <p class="balie-row__facts">${momentWords(at)}, door ${by}.${said === undefined ? '' : ` Gezegd door: ${said.role}. Nakijken op ${dateWords(said.reviewOn)}.`}</p>
          ${said === undefined ? '' : html`<p class="balie-lines">${said.text}</p>${said.evidence.length === 0 ? '' : html`<p class="balie-hint">Bewijs: ${said.evidence.map(evidenceWords).join('; ')}</p>`}`}</li>`)}</ol>`}
    </section>`;
}
