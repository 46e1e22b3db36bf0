/** The stop button: how the desk stands, in large, and one button that turns it over. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { back, button, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { liveNotice } from './live.ts';
import { SWITCH_PATH } from './paths.ts';
import type { OffView, SwitchState, SwitchView } from './views.ts';

export function switchPage(view: SwitchView): Html {
  const { municipality, editor, all } = view;
  const state = all.off ? 'uit' : 'aan';
  const main = html`<div class="balie-narrow">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">De digitale balie staat ${state}</h1>
      <section class="balie-switch balie-switch--${all.off ? 'off' : 'on'}" aria-labelledby="alles">
        <h2 class="utrecht-heading-3" id="alles">${all.off ? 'Niemand kan nu vragen stellen' : view.live.every(({ standing }) => standing === 'closed') ? 'Inwoners kunnen nog geen vragen stellen' : 'Inwoners kunnen vragen stellen'}</h2>
        ${all.off ? offFacts(all.off) : ''}
        ${all.off ? '' : html`<p class="utrecht-paragraph">Gaat er iets mis, zoals verkeerde antwoorden? Zet de balie dan uit. Dat geldt binnen een seconde, voor iedereen.
          Wie iets wil vragen, ziet uw tekst en uw telefoonnummer. U kunt haar altijd weer aanzetten.</p>`}
        ${all.off ? onForm(all, 'Zet de balie weer aan') : offForm(view, all, 'Zet de balie uit …')}
      </section>
      ${all.off ? apartOff(view) : html`${liveNotice(view.live, true)}${whileOn(view)}`}
    </div>`;
  return layout({ municipality, title: `De balie staat ${state} - Beheer`, main, editor });
}

/** Assistants by themselves, and what a person wants to know who hesitates. */
function whileOn(view: SwitchView): Html {
  return html`<section class="balie-section" aria-labelledby="apart">
        <h2 class="utrecht-heading-3" id="apart">Eén assistent uitzetten</h2>
        <p class="utrecht-paragraph">De andere gaan dan door.</p>
        ${view.assistants.map((assistant) => assistantPanel(view, assistant))}
      </section>
      <section class="balie-section" aria-labelledby="gevolg">
        <h2 class="utrecht-heading-3" id="gevolg">Wat er gebeurt als u uitzet</h2>
        <ul class="utrecht-unordered-list">
          <li class="utrecht-unordered-list__item">Antwoorden die op dat moment komen, stoppen. Wie wacht, ziet uw tekst.</li>
          <li class="utrecht-unordered-list__item">Wie schrijft in nood te zijn, krijgt nog steeds de hulpnummers.</li>
          <li class="utrecht-unordered-list__item">Documenten uploaden en beheren gaat gewoon door.</li>
          <li class="utrecht-unordered-list__item">In het logboek staat wie de balie uitzette en weer aanzette.</li>
        </ul>
      </section>`;
}

/** While all is off, an assistant that is on by itself would only confuse. */
function apartOff(view: SwitchView): Html {
  const apart = view.assistants.filter(({ off }) => off !== undefined);
  if (apart.length === 0) return html``;
  return html`<section class="balie-section" aria-labelledby="apart">
        <h2 class="utrecht-heading-3" id="apart">Ook apart uitgezet</h2>
        <p class="utrecht-paragraph">Dit blijft uit als u de balie weer aanzet.</p>
        ${apart.map((assistant) => assistantPanel(view, assistant))}
      </section>`;
}

function assistantPanel(view: SwitchView, assistant: SwitchView['assistants'][number]): Html {
  const { name, forWhom, off } = assistant;
  const isWrong = view.wrong?.assistant === name;
  return html`<section class="balie-panel balie-switch__one" aria-labelledby="assistent-${name}">
      <h3 class="utrecht-heading-4 balie-switch__name" id="assistent-${name}">${name} <span class="balie-switch__whom">${forWhom}</span> ${off ? tag('uit', 'bad') : view.live.some((one) => one.name === name && one.standing === 'closed') ? tag('niet volledig', 'bad') : tag('aan', 'good')}</h3>
      ${off
        ? html`${offFacts(off)}${onForm(assistant, `Zet ${name} weer aan`)}`
        : html`<details class="balie-switch__more"${isWrong ? html` open` : ''}><summary>Uitzetten …<span class="balie-hidden"> van ${name}</span></summary>${offForm(view, assistant, `Zet ${name} uit`)}</details>`}
    </section>`;
}

function offFacts({ message, since, by }: OffView): Html {
  return html`<p class="utrecht-paragraph">Uit sinds <strong>${momentWords(since)}</strong>, door ${by}. Wie iets wil vragen, leest:</p>
      <blockquote class="balie-switch__message balie-lines">${message}</blockquote>`;
}

function onForm({ name }: SwitchState, text: string): Html {
  return html`<form method="post" action="${SWITCH_PATH}">
        <input type="hidden" name="assistent" value="${name}">
        <input type="hidden" name="zet" value="aan">
        ${button(text, 'primary-action')}
      </form>`;
}

function offForm({ wrong, defaultMessage, maxMessage }: SwitchView, { name }: SwitchState, text: string): Html {
  const isWrong = wrong?.assistant === name;
  const id = name === '*' ? 'alle' : `een-${name}`;
  return html`<form class="balie-fields" method="post" action="${SWITCH_PATH}">
        <input type="hidden" name="assistent" value="${name}">
        <input type="hidden" name="zet" value="uit">
        <div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}">
          <label class="utrecht-form-label" for="tekst-${id}">Wat moeten mensen lezen?</label>
          <p class="balie-hint" id="uitleg-${id}">Kort en gewoon. Uw telefoonnummer en e-mailadres komen er vanzelf onder. Noem geen namen.</p>
          ${isWrong ? html`<p class="balie-fielderror" id="fout-${id}"><span class="balie-hidden">Fout: </span>Gebruik gewone tekst van hoogstens ${maxMessage} tekens. Er is nog niets uitgezet.</p>` : ''}
          <textarea class="utrecht-textarea utrecht-textarea--html-textarea ${isWrong ? 'utrecht-textarea--invalid' : ''}" id="tekst-${id}" name="tekst" rows="3"
            aria-describedby="uitleg-${id}${isWrong ? ` fout-${id}` : ''}" aria-invalid="${isWrong ? 'true' : 'false'}">
${isWrong ? wrong.text : defaultMessage}</textarea>
        </div>
        <div class="balie-buttons">${button(text, 'danger')}</div>
      </form>`;
}
