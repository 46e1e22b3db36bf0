/** One assistant: how its record stands in the register, what would be refused, what differs, and each field as it would be sent. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { ShownField } from '../../../factsheet/register/shown.ts';
import { back, button, faultBox, faultText, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { notConnected } from './list.ts';
import { REGISTER_PATH, registerRecordPath } from './paths.ts';
import type { RegisterRecordView } from './views.ts';
import { ACTS, stateTag } from './words.ts';

export function registerRecordPage(view: RegisterRecordView): Html {
  const { municipality, editor, done, fault, look, called } = view;
  const main = html`<div class="balie-manage">
      ${back(REGISTER_PATH, 'Algoritmeregister')}
      <h1 class="utrecht-heading-1">Assistent ${called} in het Algoritmeregister</h1>
      ${faultBox(fault)}
      ${done === undefined ? '' : html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status"><div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph">${ACTS[done].done}</p></div></div>`}
      ${state(view)}
      ${refused(view)}
      ${differences(view)}
      <section class="balie-section" aria-labelledby="velden">
        <h2 class="utrecht-heading-3" id="velden">De registratie zoals zij wordt verstuurd</h2>
        <p class="utrecht-paragraph">Tekens telt Balie zoals het register: zonder opmaak. ${link(`${registerRecordPath(look.assistant)}/record.json`, 'Download de registratie (JSON)')}</p>
        <div class="balie-rows">${look.fields.map(fieldRow)}</div>
      </section>
    </div>`;
  return layout({ municipality, title: `Assistent ${called} in het Algoritmeregister - Beheer`, main, editor });
}

function state({ look, isConnected, editor }: RegisterRecordView): Html {
  const { there, kept, fault, acts, rejections } = look;
  return html`<section class="balie-section" aria-labelledby="stand">
        <h2 class="utrecht-heading-3" id="stand">Stand in het register</h2>
        <div class="balie-panel">
          <p class="utrecht-paragraph">${stateTag(there?.state ?? (fault === undefined && isConnected && kept.state !== 'sending' ? 'none' : kept.state))} ${there?.isPublic === true && there.state !== 'published' ? tag('een eerdere versie is openbaar', 'calm') : ''}</p>
          ${fault === undefined ? '' : faultText(fault.code, fault.detail ?? null)}
          ${there?.isChanged === true ? html`<p class="utrecht-paragraph"><strong>In het register is iets veranderd sinds Balie het verstuurde.</strong> Er wordt niets overschreven, behalve als u op ‘${ACTS.update.button}’ drukt.</p>` : ''}
          <dl class="balie-facts">
            ${there === undefined ? '' : html`<div><dt>Algoritme-ID</dt><dd>${there.id}</dd></div>`}
            ${kept.triedAt === undefined ? '' : html`<div><dt>Laatste poging</dt><dd>${momentWords(kept.triedAt)}</dd></div>`}
          </dl>
          ${kept.fault === undefined || fault !== undefined ? '' : html`<p class="utrecht-paragraph">De laatste poging is niet gelukt.</p>`}
          ${isConnected ? '' : notConnected()}
          ${isConnected && fault === undefined && rejections.length > 0 ? html`<p class="utrecht-paragraph">Nog niet alle velden zijn goed. Daarna kunt u de registratie versturen.</p>` : ''}
          ${acts.length === 0 ? '' : editor.isPerson ? html`<div class="balie-buttons">${acts.map((act) => actForm(look.assistant, act, there?.seen ?? ''))}</div>` : html`<p class="utrecht-paragraph">Log in met uw eigen account om iets naar het register te sturen.</p>`}
        </div>
      </section>`;
}

function actForm(assistant: string, act: keyof typeof ACTS, seen: string): Html {
  return html`<form method="post" action="${registerRecordPath(assistant)}">
              <input type="hidden" name="doe" value="${ACTS[act].name}">
              <input type="hidden" name="gezien" value="${seen}">
              ${button(`${ACTS[act].button} …`, act === 'retract' ? 'secondary-action' : 'primary-action')}
            </form>`;
}

function refused({ look: { rejections } }: RegisterRecordView): Html {
  return html`<section class="balie-section" aria-labelledby="geweigerd">
        <h2 class="utrecht-heading-3" id="geweigerd">Wat wordt geweigerd</h2>
        ${rejections.length === 0
          ? html`<p class="utrecht-paragraph">Niets: alle velden zijn zoals het register ze wil.</p>`
          : html`<ul class="utrecht-unordered-list">${rejections.map(({ field, label, message }) => html`<li class="utrecht-unordered-list__item"><a class="utrecht-link utrecht-link--html-a" href="#veld-${field}">${label}</a>: ${message}</li>`)}</ul>`}
      </section>`;
}

function differences({ look: { there } }: RegisterRecordView): Html {
  if (there === undefined) return html``;
  return html`<section class="balie-section" aria-labelledby="verschillen">
        <h2 class="utrecht-heading-3" id="verschillen">Verschillen met het register</h2>
        ${there.differences.length === 0
          ? html`<p class="utrecht-paragraph">Geen: in het register staat hetzelfde als hier.</p>`
          : html`<div class="balie-rows">${there.differences.map(
              ({ label, here, there: other }) => html`<div class="balie-row"><h3 class="balie-row__head balie-row__title">${label}</h3>
            <p class="balie-row__facts balie-row__source"><strong>Balie:</strong> ${here === '' ? 'leeg' : here}</p><p class="balie-row__facts balie-row__source"><strong>Register:</strong> ${other === '' ? 'leeg' : other}</p></div>`,
            )}</div>`}
      </section>`;
}

function fieldRow({ key, label, words, length, max, isRequired, isGenerated }: ShownField): Html {
  const isTooLong = max !== undefined && length > max;
  return html`<div class="balie-row" id="veld-${key}">
          <h3 class="balie-row__head balie-row__title">${label} ${isRequired && words === '' ? tag('verplicht', 'bad') : ''} ${isTooLong ? tag('te lang', 'bad') : ''}</h3>
          <p class="balie-row__facts balie-row__source balie-lines">${words === '' ? 'Leeg' : words}</p>
          <p class="balie-row__facts">${isGenerated ? 'Gemaakt door Balie' : 'Ingevuld door mensen'}${max === undefined ? '' : `, ${length.toLocaleString('nl-NL')} van ${max.toLocaleString('nl-NL')} tekens`}.</p>
        </div>`;
}
