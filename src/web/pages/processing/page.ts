/** How the Logboek Dataverwerkingen is kept and sent, and the audit log to a SIEM: what waits, when the last arrived, what is wrong and what to do. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { OutletState } from '../../../logbook/state.ts';
import { back, faultText, tag } from '../admin/parts.ts';
import type { EditorPage } from '../admin/views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';

export interface ProcessingView extends EditorPage {
  readonly states: readonly OutletState[];
}

export function processingPage({ municipality, editor, states }: ProcessingView): Html {
  const logbook = states.filter(({ kind }) => kind !== 'siem');
  const siem = states.filter(({ kind }) => kind === 'siem');
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Verwerkingen</h1>
      <section class="balie-section" aria-labelledby="logboek">
        <h2 class="utrecht-heading-3" id="logboek">Logboek Dataverwerkingen</h2>
        <p class="utrecht-paragraph">Van elke vraag, taak, doorgave, inzage en verwijdering een regel: welke verwerking het was, wanneer, en een code in plaats van de persoon.
          Geen namen, vragen of antwoorden. Niemand kan een regel veranderen.</p>
        ${logbook.length === 0 ? none('Deze balie houdt geen Logboek Dataverwerkingen bij.', 'logbook') : html`<div class="balie-outlets">${logbook.map(outlet)}</div>`}
      </section>
      <section class="balie-section" aria-labelledby="siem">
        <h2 class="utrecht-heading-3" id="siem">Logboek van de balie naar het SIEM</h2>
        <p class="utrecht-paragraph">Elke regel van het logboek van de balie, voor wie let op de beveiliging: wie deed wat, wanneer en met welk gevolg. Zonder wat mensen schreven.</p>
        ${siem.length === 0 ? none('Het logboek gaat niet naar een SIEM.', 'siem') : html`<div class="balie-outlets">${siem.map(outlet)}</div>`}
      </section>
    </div>`;
  return layout({ municipality, title: 'Verwerkingen - Beheer', main, editor });
}

function none(text: string, setting: string): Html {
  return html`<p class="utrecht-paragraph"><strong>${text}</strong> De beheerder zet dit aan met <code>${setting}</code> in de configuratie.</p>`;
}

const TITLES = { records: 'Regels maken', receiver: 'Regels versturen', siem: 'Versturen' } as const;
const WAITING = { records: 'Nog te maken', receiver: 'Nog te versturen', siem: 'Nog te versturen' } as const;
const LAST = { records: 'Laatst gemaakt', receiver: 'Laatste ontvangst bevestigd', siem: 'Laatst aangekomen' } as const;

function outlet({ kind, to, waiting, refused, acknowledgedAt, fault, detail, faultAt }: OutletState): Html {
  const state = fault === 'logbook-warning' ? tag('waarschuwing', 'warning') : fault !== null ? tag('gaat niet goed', 'bad') : refused > 0 ? tag('deels geweigerd', 'warning') : tag('gaat goed', 'good');
  return html`<section class="balie-panel">
        <h3 class="utrecht-heading-4">${TITLES[kind]} ${state}</h3>
        <dl class="balie-facts">
          ${to === undefined ? '' : html`<div><dt>Naar</dt><dd>${to}</dd></div>`}
          <div><dt>${WAITING[kind]}</dt><dd>${number(waiting)}</dd></div>
          ${refused === 0 ? '' : html`<div><dt>Geweigerd</dt><dd>${number(refused)}. Balie biedt ze steeds opnieuw aan.</dd></div>`}
          <div><dt>${LAST[kind]}</dt><dd>${acknowledgedAt === null ? 'Nog niets' : momentWords(acknowledgedAt)}</dd></div>
          ${faultAt === null ? '' : html`<div><dt>Laatst mislukt</dt><dd>${momentWords(faultAt)}</dd></div>`}
        </dl>
        ${fault === null ? '' : faultText(fault, detail)}
      </section>`;
}

function number(amount: number): string {
  return amount.toLocaleString('nl-NL');
}
