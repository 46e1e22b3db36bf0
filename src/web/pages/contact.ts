/** The way to a person: in the page's margin, above the fold on a phone, and on every fault page. */
import { html } from 'hono/html';
import type { MunicipalityView } from '../views.ts';
import type { Html } from './html.ts';
import { link, mailLink, phoneLink } from './link.ts';

/** One line that stays in sight on a narrow screen, where the margin comes after the conversation. @param hasCard whether there is one to jump to. */
export function contactStrip(municipality: MunicipalityView, hasCard: boolean): Html {
  return html`<section class="balie-strip" aria-label="Snel contact">
      <p class="balie-strip__text"><strong>Liever een mens?</strong> ${phoneLink(municipality.phone)}
        <span class="balie-strip__hours">${municipality.phoneHours}</span>
        ${hasCard ? html`<span class="balie-strip__more">${link('#contact', 'Contact')}</span>` : ''}</p>
    </section>`;
}

export function contactCard(municipality: MunicipalityView): Html {
  return html`<section class="balie-contact" id="contact" aria-labelledby="contact-titel">
      <h2 class="utrecht-heading-4" id="contact-titel">Liever een mens spreken?</h2>
      <p class="utrecht-paragraph">Onze medewerkers helpen u graag.</p>
      <dl class="balie-facts">
        <div><dt>Bellen</dt>
          <dd><span class="balie-contact__phone">${phoneLink(municipality.phone)}</span>${municipality.phoneHours}</dd></div>
        <div><dt>E-mailen</dt><dd>${mailLink(municipality.email)}</dd></div>
        <div><dt>Langskomen</dt><dd class="balie-lines">${municipality.address}</dd></div>
      </dl>
    </section>`;
}
