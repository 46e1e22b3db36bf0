/** The way to a person: in the page's margin, above the fold on a phone, and on every fault page. */
import { html } from 'hono/html';
import { DUTCH, type SpokenPage } from '../markup/page/spoken.ts';
import { dutchIn } from '../markup/words-in.ts';
import type { MunicipalityView } from '../views.ts';
import type { Html } from './html.ts';
import { link, mailLink, phoneLink } from './link.ts';

interface Strip {
  readonly spoken?: SpokenPage | undefined;
  /** Whether the telephone can be called now, and else when; absent: the hours as the municipality wrote them. */
  readonly openNow?: string | undefined;
}

/** One line that stays in sight on a narrow screen, where the margin comes after the conversation. @param hasCard whether there is one to jump to. */
export function contactStrip(municipality: MunicipalityView, hasCard: boolean, { spoken = DUTCH, openNow }: Strip): Html {
  const { words, language } = spoken;
  const dutch = dutchIn(language).lang === undefined ? '' : html` lang="nl" dir="ltr"`;
  const hours = openNow === undefined ? html`<span class="balie-strip__hours"${dutch}>${municipality.phoneHours}</span>` : html`<span class="balie-strip__hours">${openNow}</span>`;
  return html`<section class="balie-strip" aria-label="${words.quickContact}">
      <p class="balie-strip__text"><strong>${words.preferPerson}</strong> <bdi dir="ltr">${phoneLink(municipality.phone)}</bdi>
        ${hours}
        ${hasCard ? html`<span class="balie-strip__more">${link('#contact', words.contact)}</span>` : ''}</p>
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
