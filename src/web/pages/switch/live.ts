/** What an assistant for residents still needs to go on, and the exception by which it goes on all the same. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import type { Lack } from '../../../factsheet/live/lacks.ts';
import type { LiveState } from '../../../factsheet/live/live.ts';
import { back, button, tag } from '../admin/parts.ts';
import type { EditorPage } from '../admin/views.ts';
import { questionsPath } from '../factsheet/paths.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { faultList, faultOn, textArea, textField } from '../work/tasks/parts.ts';
import { livePath, SWITCH_PATH } from './paths.ts';

export interface LiveView extends EditorPage {
  readonly state: LiveState;
  /** Whether somebody turned it off by itself. */
  readonly isOff: boolean;
  readonly exceptionDays: number;
  /** What is filled in, with what is wrong by field: `reden`, `einde`. */
  readonly given: Readonly<Record<'reden' | 'einde', string>>;
  readonly faults: Readonly<Partial<Record<'reden' | 'einde', string>>>;
  /** Whether somebody just wished to turn it on. */
  readonly isRefused: boolean;
  /** Whether who looks may fill in the factsheet. */
  readonly mayFill: boolean;
}

const EVALUATION = {
  'none': 'De antwoorden zijn nog niet getoetst.',
  'no-model': 'Bij de laatste toets antwoordde geen model.',
  'other-model': 'De laatste toets is van een ander model.',
  'other-prompts': 'De laatste toets is van andere teksten.',
  'unknown-prompts': 'Van de laatste toets is niet bekend van welke teksten zij was.',
  'few-cases': 'De laatste toets is van minder dan 10 vragen.',
} as const satisfies Record<Extract<Lack, { kind: 'evaluation' }>['is'], string>;
const LABELS = { reden: 'Reden', einde: 'Laatste dag' };

export function livePage(view: LiveView): Html {
  const { municipality, editor, state, faults, isRefused } = view;
  const { name, lacks, standing } = state;
  const title = standing === 'complete' ? `${name} heeft alles wat nodig is` : `${name} mist nog iets`;
  const shown = Object.entries(faults).map(([field, fault]) => ({ field, text: `${faultOn(LABELS[field as keyof typeof LABELS], fault)}.` }));
  const main = html`<div class="balie-narrow">
      ${back(SWITCH_PATH, 'Naar aan en uit')}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${isRefused ? faultList(`${name} is niet aangezet.`, [{ text: 'Er ontbreekt nog iets. Vul dat aan, of geef een uitzondering.' }]) : faultList('Er is nog niets veranderd.', shown)}
      ${standingLine(state)}
      ${lacks.length === 0 ? '' : lacking(view)}
      ${standing === 'complete' ? complete(view) : exceptionForm(view)}
    </div>`;
  return layout({ municipality, title: `${title} - Beheer`, main, editor });
}

/** How it stands, in a line. */
export function standingLine({ standing, exception, daysLeft }: LiveState): Html {
  if (standing === 'complete') return html`<p class="utrecht-paragraph">${tag('volledig', 'good')} Het gegevensblad is ingevuld en de antwoorden zijn getoetst.</p>`;
  const until = exception?.until === undefined ? undefined : dateWords(exception.until);
  if (standing === 'closed') return html`<p class="utrecht-paragraph">${tag('uit', 'bad')} ${until === undefined ? 'Inwoners kunnen deze assistent niets vragen.' : `De uitzondering hield op na ${until}. Daarom kunnen inwoners deze assistent niets meer vragen.`}</p>`;
  const left = daysLeft === undefined ? '' : daysLeft === 0 ? ' Dat is vandaag.' : ` Nog ${daysLeft === 1 ? '1 dag' : `${daysLeft} dagen`}.`;
  return html`<p class="utrecht-paragraph">${tag('uitzondering', 'warning')} Deze assistent mag aan ${until === undefined ? 'zolang dit in de configuratie staat' : `tot en met ${until}, en gaat daarna vanzelf uit`}.${left} Reden: ${exception?.reason}</p>`;
}

function lacking({ state: { lacks }, mayFill }: LiveView): Html {
  return html`<section class="balie-section" aria-labelledby="ontbreekt">
        <h2 class="utrecht-heading-3" id="ontbreekt">Dit ontbreekt nog</h2>
        <ul class="utrecht-unordered-list">${lacks.map((lack) => html`<li class="utrecht-unordered-list__item">${lackItem(lack, mayFill)}</li>`)}</ul>
      </section>`;
}

function lackItem(lack: Lack, mayFill: boolean): Html {
  if (lack.kind === 'statement') {
    const { assistant, question: { group, label, answeredBy } } = lack;
    const place = assistant === undefined ? 'van de hele balie' : 'van deze assistent';
    return html`${mayFill ? link(questionsPath(assistant, group), label) : html`<strong>${label}</strong>`}, in het gegevensblad ${place}. Meestal weet dit: ${answeredBy}.`;
  }
  return html`<strong>Een toets van de antwoorden</strong>. ${EVALUATION[lack.is]}
    Laat dit op de server doen, met een bestand met minstens 10 vragen waarvan u het antwoord weet:<p class="balie-command"><code class="balie-code">balie evaluate answers VRAGEN.jsonl --published --keep</code></p>`;
}

function complete({ state: { name }, isOff }: LiveView): Html {
  if (!isOff) return html`<p class="utrecht-paragraph">Er is geen uitzondering nodig.</p>`;
  return html`<form method="post" action="${SWITCH_PATH}">
        <input type="hidden" name="assistent" value="${name}">
        <input type="hidden" name="zet" value="aan">
        ${button(`Zet ${name} weer aan`, 'primary-action')}
      </form>`;
}

function exceptionForm({ state: { name, standing }, exceptionDays, given, faults }: LiveView): Html {
  const text = standing === 'excepted' ? 'Vervang de uitzondering' : `Zet ${name} aan met deze uitzondering`;
  return html`<section class="balie-section" aria-labelledby="uitzondering">
        <h2 class="utrecht-heading-3" id="uitzondering">${standing === 'excepted' ? 'Een andere uitzondering' : 'Toch aanzetten'}</h2>
        <p class="utrecht-paragraph">Dat kan voor een tijd, met een reden. Iedereen leest die reden en die dag in het gegevensblad. In het logboek staat wie dit deed. Na de laatste dag gaat ${name} vanzelf uit.</p>
        <form class="balie-panel balie-fields" method="post" action="${livePath(name)}" novalidate>
          ${textArea({ name: 'reden', label: LABELS.reden, hint: 'Waarom kan dit niet wachten? Schrijf 20 tot 500 tekens, voor iedereen te lezen. Noem geen namen van mensen.', value: given.reden, fault: faults.reden }, 4)}
          ${textField({ name: 'einde', label: LABELS.einde, hint: `Hoogstens ${exceptionDays} dagen vooruit.`, value: given.einde, fault: faults.einde }, 'date')}
          <div class="balie-buttons">${button(text, 'danger')}</div>
        </form>
      </section>`;
}

/** On pages of Beheer: which assistants are off since something is missing, or on with an exception. Nothing where all is complete. */
export function liveNotice(states: readonly LiveState[], mayOpen: boolean): Html {
  const open = states.filter(({ standing }) => standing !== 'complete');
  if (open.length === 0) return html``;
  return html`<section class="balie-section" aria-labelledby="niet-volledig">
      <h2 class="utrecht-heading-3" id="niet-volledig">Nog niet volledig</h2>
      ${open.map((state) => html`<div class="balie-panel"><h3 class="utrecht-heading-4">${state.name}</h3>${standingLine(state)}
        ${mayOpen ? html`<p class="balie-buttons"><a class="balie-button-link" href="${livePath(state.name)}">Wat ontbreekt er bij ${state.name}?</a></p>` : ''}</div>`)}
    </section>`;
}
