/** A draft of an assistant, measured with its own questions beside the version in use. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { faultText, tag } from '../admin/parts.ts';
import { back, button } from '../admin/parts.ts';
import { count } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { outcomeWords } from '../judging/words.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { assistantFilePath, assistantPath, trialPath } from './paths.ts';
import { ratesTable } from './trial-rates.ts';
import type { Trial, TrialCase, TrialView } from './trial-views.ts';

/** Of each list so many are shown: who reads more looks for what they have in common. */
const SHOWN = 50;

export function trialPage({ municipality, editor, name, trial, current }: TrialView): Html {
  const main = html`<div class="balie-manage balie-tune">
      ${back(assistantPath(name), `Assistent ${name}`)}
      <h1 class="utrecht-heading-1">Meting van een concept</h1>
      ${trial === undefined ? html`<p class="utrecht-paragraph">U hebt nog geen concept gemeten. Open een tekst van ${link(assistantPath(name), `assistent ${name}`)}, verander haar en kies daar <strong>Meet het concept</strong>.</p>` : html`${standing(name, trial)}${whole(name, trial, current)}`}
    </div>`;
  return layout({ municipality, title: `Meting van ${name} - Beheer`, main, editor });
}

function standing(name: string, { state, file, version, startedAt, endedAt, all, cases, fault }: Trial): Html {
  const left = html`${cases.length.toLocaleString('nl-NL')} van ${count(all, 'vraag', 'vragen')}`;
  return html`<section class="balie-panel" aria-labelledby="stand">
      <h2 class="utrecht-heading-4" id="stand">${file} van ${name}, naast ${version === 0 ? 'de tekst in de map' : `versie ${version}`}</h2>
      <p class="balie-row__head">${STATES[state]} <span>${left} aan allebei gesteld</span></p>
      <p class="balie-row__facts">Begonnen ${momentWords(startedAt)}${endedAt === undefined ? '' : `, ${state === 'interrupted' ? 'afgebroken' : 'klaar'} ${momentWords(endedAt)}`}. De gewone balie merkt niets van het concept. Alleen u ziet deze meting.</p>
      ${state === 'interrupted' ? html`<p class="utrecht-paragraph">De balie is gestopt terwijl de meting liep. Wat er toen al was, staat hieronder. Meet het concept opnieuw voor een hele vergelijking.</p>` : ''}
      ${fault === undefined ? '' : faultText(fault)}
      ${state === 'running' ? html`<div class="balie-buttons"><a class="balie-button-link" href="${trialPath(name)}">Kijk hoe ver het is</a>
        <form method="post" action="${trialPath(name)}">${button('Stop de meting', 'danger')}</form></div>` : ''}
    </section>`;
}

const STATES: Readonly<Record<Trial['state'], Html | Promise<Html>>> = {
  running: tag('loopt', 'calm'),
  done: tag('klaar', 'good'),
  stopped: tag('gestopt', 'warning'),
  failed: tag('mislukt', 'bad'),
  interrupted: tag('afgebroken', 'warning'),
};

function whole(name: string, trial: Trial, current: number): Html {
  const { cases, version } = trial;
  const [was, is] = [(one: TrialCase) => one.current.isGood, (one: TrialCase) => one.draft.isGood];
  return html`${ratesTable(trial)}
      ${caseList('slechter', 'Was goed, gaat nu fout', cases.filter((one) => was(one) && !is(one)))}
      ${caseList('beter', 'Was fout, gaat nu goed', cases.filter((one) => !was(one) && is(one)))}
      ${caseList('beide', 'Gaat met allebei fout', cases.filter((one) => !was(one) && !is(one)))}
      <section class="balie-section" aria-labelledby="verder"><h2 class="utrecht-heading-3" id="verder">Verder met het concept</h2>
        ${current === version ? '' : html`<p class="utrecht-paragraph">Intussen is versie ${current} gepubliceerd. Meet opnieuw voordat u dit concept gebruikt.</p>`}
        <p class="utrecht-paragraph">Een meting publiceert niets. Op de volgende pagina ziet u wat er verandert, met deze cijfers, en kunt u publiceren.</p>
        <form method="post" action="${assistantFilePath(name, trial.file)}">
          <input type="hidden" name="versie" value="${current}"><input type="hidden" name="tekst" value="${trial.text}">
          <div class="balie-buttons"><button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit" name="actie" value="bekijk">Terug naar de tekst</button></div>
        </form>
      </section>`;
}

function caseList(id: string, title: string, cases: readonly TrialCase[]): Html {
  return html`<section class="balie-section" aria-labelledby="${id}"><h2 class="utrecht-heading-3" id="${id}">${title} (${cases.length})</h2>
      ${cases.length === 0 ? html`<p class="utrecht-paragraph">Geen enkele vraag.</p>` : html`<ol class="balie-rows">${cases.slice(0, SHOWN).map(caseRow)}</ol>`}
      ${cases.length > SHOWN ? html`<p class="utrecht-paragraph">De eerste ${SHOWN} staan hier.</p>` : ''}
    </section>`;
}

function caseRow({ id, question, current, draft }: TrialCase): Html {
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${question ?? 'Toetsvraag van een beoordelaar'}</span> ${tag(id, 'calm')}</p>
      ${side('Nu', current)}${side('Concept', draft)}
      ${question === undefined ? html`<p class="balie-row__facts">Wat erin staat, zien alleen beoordelaars: bij de toetsvragen.</p>` : ''}
    </li>`;
}

function side(label: string, { isGood, outcome, misses, answer }: TrialCase['draft']): Html {
  return html`<p class="balie-row__facts"><strong>${label}:</strong> ${isGood ? 'goed' : 'fout'}, ${outcomeWords(outcome).toLowerCase()}${misses.length === 0 ? '' : html`. <span class="balie-lines">${misses.join('; ')}</span>`}</p>
      ${answer === '' || isGood ? '' : html`<details class="balie-versions__more"><summary>Wat zij antwoordde<span class="balie-hidden"> (${label})</span></summary><p class="utrecht-paragraph balie-lines">${answer}</p></details>`}`;
}
