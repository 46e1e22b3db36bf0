/** What a resident sees once a conversation was passed on. */
import { html } from 'hono/html';
import type { HandoverSentView } from '../../views.ts';
import { contactCard } from '../contact.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';

export function handoverSentPage({ municipality, reference, email, phone }: HandoverSentView): Html {
  const reach = [...(email === undefined ? [] : [email]), ...(phone === undefined ? [] : [phone])].join(' of ');
  const main = html`<div class="balie-desk">
      <div class="balie-desk__talk">
        <h1 class="utrecht-heading-1">Uw gesprek is doorgegeven</h1>
        <p class="utrecht-paragraph utrecht-paragraph--lead">Een medewerker van ${municipality.name} leest uw gesprek en neemt contact met u op via ${reach}.</p>
        <dl class="balie-facts balie-facts--card"><div><dt>Kenmerk</dt><dd><strong>${reference}</strong></dd></div></dl>
        <p class="utrecht-paragraph">Schrijf het kenmerk op. Noem het als u belt over dit gesprek.</p>
        <p class="balie-new"><a class="balie-button-link" href="/">Naar de digitale balie</a></p>
      </div>
      <aside class="balie-desk__aside" aria-label="Contact met de gemeente">${contactCard(municipality)}</aside>
    </div>`;
  return layout({ municipality, title: 'Doorgegeven', main });
}
