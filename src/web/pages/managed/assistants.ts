/** The assistants, and one of them: what it is made of, and what was changed of that. */
import { html } from 'hono/html';
import { back, faultBox } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { faultList } from '../work/tasks/parts.ts';
import { doneBox, historySection, sinceWords } from './history.ts';
import { assistantFilePath, assistantPath, ASSISTANTS_PATH, trialPath } from './paths.ts';
import type { AssistantListView, AssistantView } from './views.ts';

export function assistantListPage({ municipality, editor, assistants }: AssistantListView): Html {
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Assistenten</h1>
      <p class="utrecht-paragraph">Met wie mensen praten. U kunt lezen en veranderen wat een assistent meekrijgt, het eerst uitproberen, en altijd terug.</p>
      <ul class="balie-rows balie-recent">${assistants.map(({ name, title, forWhom, latest }) => html`<li class="balie-row">
        <p class="balie-row__head"><span class="balie-row__title">${link(assistantPath(name), name)}</span> ${forWhom}</p>
        <p class="utrecht-paragraph">${title}</p>
        <p class="balie-row__facts">${sinceWords(latest, 'de map van de assistent')}</p></li>`)}</ul>
    </div>`;
  return layout({ municipality, title: 'Assistenten - Beheer', main, editor });
}

export function assistantPage({ municipality, editor, name, forWhom, files, fault, done, history, isMeasured }: AssistantView): Html {
  const main = html`<div class="balie-manage balie-tune">
      ${back(ASSISTANTS_PATH, 'Assistenten')}
      <h1 class="utrecht-heading-1">Assistent ${name}</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">${forWhom}</p>
      ${doneBox(done)}
      ${faultBox(fault)}
      ${history.wrong === undefined ? '' : faultList('Er is niets teruggezet. Verbeter:', [{ field: `reden-${history.wrong.number}`, text: 'Reden' }])}
      <section aria-labelledby="bestanden">
        <h2 class="utrecht-heading-3" id="bestanden">Waar zij van gemaakt is</h2>
        <ul class="balie-rows balie-recent">${files.map(({ file, about, letters }) => html`<li class="balie-row">
          <p class="balie-row__head"><span class="balie-row__title">${link(assistantFilePath(name, file), file)}</span></p>
          <p class="balie-row__facts">${about}, ${letters.toLocaleString('nl-NL')} tekens</p></li>`)}</ul>
      </section>
      <section class="balie-section" aria-labelledby="meten">
        <h2 class="utrecht-heading-3" id="meten">Meten</h2>
        <p class="utrecht-paragraph">Een concept meet u bij de tekst die u verandert, naast wat nu geldt.${isMeasured ? html` ${link(trialPath(name), 'Bekijk de laatste meting')}` : ''}</p>
        <p class="utrecht-paragraph">Een eigen vragenset stelt u aan de gepubliceerde versie op de server, met:</p>
        <p class="balie-command"><code>balie evaluate answers BESTAND.jsonl --published</code></p>
      </section>
      ${historySection(history)}
    </div>`;
  return layout({ municipality, title: `Assistent ${name} - Beheer`, main, editor, skipTo: { id: 'geschiedenis', text: 'Naar de geschiedenis' } });
}
