/** Choosing two reports, and seeing them side by side. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { back, button } from '../admin/parts.ts';
import { done } from '../factsheet/admin.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { choiceField, described, faultList, faultOn, textField } from '../work/tasks/parts.ts';
import { comparisonBlocks } from './compare-parts.ts';
import { COMPARE_PATH, DILIGENCE_PATH, OTHERS_PATH, UPLOAD_PATH } from './paths.ts';
import type { CompareView } from './views.ts';

const LABELS = { bestand: 'Rapport van een ander', naam: 'Naam om het te bewaren' } as const;
export const OUTPUTS = [['pagina', 'Op deze pagina'], ['html', 'Als HTML-bestand, om te printen'], ['pdf', 'Als PDF-bestand']] as const;

export function comparePage(view: CompareView): Html {
  const { municipality, editor, kept, shown, faults, told } = view;
  const labels: Readonly<Record<string, string>> = LABELS;
  const main = html`<div class="balie-admin balie-diligence">${back(DILIGENCE_PATH, 'Naar de doorlichting')}
      <h1 class="utrecht-heading-1">Vergelijken</h1>
      ${told === undefined ? '' : done(told)}
      ${faultList('Er is niets vergeleken.', Object.entries(faults).map(([field, fault]) => ({ field, text: `${faultOn(labels[field] ?? field, fault)}.` })))}
      ${shown === undefined ? html`<p class="utrecht-paragraph utrecht-paragraph--lead">Zet uw balie naast die van een ander, of naast hoe zij eerder was.</p>` : result(view, shown)}
      <section class="balie-section" aria-labelledby="kiezen"><h2 class="utrecht-heading-3" id="kiezen">Twee die hier al zijn</h2>${chooseForm(view)}</section>
      <section class="balie-section" aria-labelledby="ander"><h2 class="utrecht-heading-3" id="ander">Een rapport van een ander</h2>${uploadForm(view)}</section>
      ${kept.length === 0 ? '' : html`<section class="balie-section" aria-labelledby="bewaard"><h2 class="utrecht-heading-3" id="bewaard">Bewaarde rapporten van anderen</h2>
        <ul class="balie-rows">${kept.map(({ id, name, at }) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${link(`${COMPARE_PATH}?links=nu&rechts=ander-${id}`, name)}</span></p><p class="balie-row__facts">Bewaard op ${momentWords(at)}.</p>
          <form method="post" action="${OTHERS_PATH}/${id}/weghalen">${button('Haal weg', 'secondary-action', name)}</form></li>`)}</ul></section>`}
    </div>`;
  return layout({ municipality, editor, title: 'Doorlichtingen vergelijken - Beheer', main });
}

function result({ left, right, onlyDifferences }: CompareView, { comparison, sides, isUploaded }: NonNullable<CompareView['shown']>): Html {
  const address = (extra: string) => `${COMPARE_PATH}${extra}?${new URLSearchParams({ links: left, rechts: right, ...(onlyDifferences && { alleen: 'verschillen' }) }).toString()}`;
  return html`${isUploaded
        ? html`<p class="utrecht-paragraph">Van het rapport dat u koos, is niets bewaard. Wilt u deze vergelijking als bestand? Kies het rapport hieronder dan nog eens.</p>`
        : html`<ul class="utrecht-unordered-list"><li class="utrecht-unordered-list__item">${link(address('/vergelijking.pdf'), 'Deze vergelijking als PDF')}</li><li class="utrecht-unordered-list__item">${link(address('/vergelijking.html'), 'Deze vergelijking als HTML, om te printen')}</li></ul>`}
      ${comparisonBlocks(comparison, sides, onlyDifferences)}`;
}

const onlyBox = (id: string, isOn: boolean) => html`<p class="utrecht-paragraph"><label><input type="checkbox" id="${id}" name="alleen" value="verschillen"${isOn ? html` checked` : ''}> Alleen verschillen</label></p>`;

function chooseForm({ choices, left, right, onlyDifferences }: CompareView): Html {
  return html`<form class="balie-panel balie-fields" method="get" action="${COMPARE_PATH}">
      ${choiceField({ name: 'links', label: 'Links', value: left }, choices)}${choiceField({ name: 'rechts', label: 'Rechts', value: right === '' ? (choices[1]?.[0] ?? left) : right }, choices)}
      ${onlyBox('alleen-keuze', onlyDifferences)}
      <div class="balie-buttons">${button('Vergelijken', 'primary-action')}</div></form>`;
}

function uploadForm({ faults, onlyDifferences }: CompareView): Html {
  const fault = faults['bestand'];
  const field = { name: 'bestand', label: LABELS.bestand, value: '', hint: 'Het JSON-bestand van een doorlichting, hoogstens 2 MB. Het komt naast hoe uw balie nu is. De balie bewaart het niet, behalve als u hieronder een naam geeft.', fault };
  return html`<form class="balie-panel balie-fields" method="post" enctype="multipart/form-data" action="${UPLOAD_PATH}" novalidate>
      <div class="utrecht-form-field ${fault === undefined ? '' : 'utrecht-form-field--invalid'}"><label class="utrecht-form-label" for="veld-bestand">${LABELS.bestand}</label>
        <p class="balie-hint" id="uitleg-bestand">${field.hint}</p>${fault === undefined ? '' : html`<p class="balie-fielderror" id="fout-bestand"><span class="balie-hidden">Fout: </span>${faultOn(LABELS.bestand, fault)}.</p>`}
        <input class="balie-file" type="file" id="veld-bestand" name="bestand" accept="application/json,.json"${described(field)}></div>
      ${choiceField({ name: 'vorm', label: 'Hoe wilt u de vergelijking?', value: 'pagina' }, OUTPUTS)}
      ${textField({ name: 'naam', label: LABELS.naam, hint: 'Vul dit alleen in als u het rapport wilt bewaren. Bijvoorbeeld: gemeente Voorbeeld, 2026.', value: '', fault: faults['naam'], required: false, max: 100 })}
      ${onlyBox('alleen-bestand', onlyDifferences)}
      <div class="balie-buttons">${button('Vergelijken', 'primary-action')}</div></form>`;
}
