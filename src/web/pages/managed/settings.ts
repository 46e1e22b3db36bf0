/** The settings that can be changed while the desk runs, and one of them as a form with its history. */
import { html } from 'hono/html';
import type { FormField, FormGroup } from '../../../settings/form.ts';
import { back, faultBox } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { choiceField, faultList, textArea, textField } from '../work/tasks/parts.ts';
import { changeList, doneBox, historySection, MAX_REASON, sinceWords } from './history.ts';
import { SETTINGS_PATH, settingPath } from './paths.ts';
import type { SettingListView, SettingPageView } from './views.ts';

const ORIGIN = 'Het configuratiebestand';

export function settingListPage({ municipality, editor, forms }: SettingListView): Html {
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Instellingen</h1>
      <p class="utrecht-paragraph">Wat u hier verandert, geldt meteen, zonder opnieuw te starten. Elke wijziging blijft bewaard, met wie haar deed en waarom, en u kunt altijd terug.</p>
      <ul class="balie-rows balie-recent">${forms.map(({ path, title, lead, latest }) => html`<li class="balie-row">
        <p class="balie-row__head"><span class="balie-row__title">${link(settingPath(path), title)}</span></p>
        <p class="utrecht-paragraph">${lead}</p>
        <p class="balie-row__facts">${sinceWords(latest, ORIGIN.toLowerCase())}</p></li>`)}</ul>
    </div>`;
  return layout({ municipality, title: 'Instellingen - Beheer', main, editor });
}

export function settingPage(view: SettingPageView): Html {
  const { municipality, editor, path, title, lead, groups, faults, reason, fault, done, history } = view;
  const labels = new Map(groups.flatMap((group) => group.fields.map(({ name, label }) => [name, `${group.title}: ${label}`] as const)));
  const wrong = Object.entries(faults).map(([name, text]) => (name === '' ? { text } : { field: name, text: labels.get(name) ?? 'Reden' }));
  const main = html`<div class="balie-manage balie-tune">
      ${back(SETTINGS_PATH, 'Instellingen')}
      <h1 class="utrecht-heading-1">${title}</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">${lead}</p>
      ${doneBox(done)}
      ${faultBox(fault)}
      ${movedBox(view)}
      ${faultList('Er is niets bewaard. Verbeter:', wrong)}
      <form class="balie-panel balie-fields" method="post" action="${settingPath(path)}" novalidate>
        <input type="hidden" name="versie" value="${history.current}">
        ${groups.map((group) => groupBox(group, view))}
        ${textField({ name: 'reden', label: 'Waarom verandert u dit?', value: reason, max: MAX_REASON, hint: 'Voor uw collega’s, later. Noem geen namen: dit blijft staan.', fault: faults['reden'] })}
        <div class="balie-buttons"><button class="utrecht-button utrecht-button--primary-action balie-press" type="submit" name="actie" value="bewaar">Bewaar en gebruik</button></div>
      </form>
      ${historySection(history)}
    </div>`;
  return layout({ municipality, title: `${title} - Beheer`, main, editor, skipTo: { id: 'geschiedenis', text: 'Naar de geschiedenis' } });
}

function movedBox({ moved }: SettingPageView): Html {
  if (moved === undefined) return html``;
  return html`<section class="balie-panel balie-told" aria-labelledby="intussen">
      <h2 class="utrecht-heading-4" id="intussen">Wat ${moved.version.by} intussen veranderde</h2>
      ${changeList(moved.changes)}
      <p class="utrecht-paragraph">Hieronder staat nog wat u zelf invulde. Klopt dat? Bewaar dan nog een keer: dan geldt uw versie.</p>
    </section>`;
}

function groupBox({ title, lead, fields }: FormGroup, view: SettingPageView): Html {
  return html`<fieldset class="balie-tune__group"><legend class="utrecht-heading-4">${title}</legend>
      ${lead === undefined ? '' : html`<p class="balie-hint">${lead}</p>`}
      <div class="balie-tune__fields">${fields.map((field) => fieldFor(field, view))}</div></fieldset>`;
}

function fieldFor({ name, label, hint, kind, choices = [], isOptional = false, isWide = kind === 'lines' || kind === 'area' }: FormField, { filled, faults }: SettingPageView): Html {
  const field = { name, label, hint, value: filled[name] ?? '', fault: faults[name], required: kind === 'lines' || kind === 'hours' || !isOptional };
  const control = kind === 'choice' ? choiceField(field, choices) : kind === 'lines' ? textArea(field, 6) : kind === 'area' ? textArea(field, 2) : textField(field);
  return html`<div class="${isWide ? 'balie-tune__whole' : ''}">${control}</div>`;
}

