/** The desk: a conversation with the form for the next question. Works wholly without JavaScript. */
import { html } from 'hono/html';
import { faultTree } from '../markup/fault.ts';
import { passOnTree } from '../markup/pass-on.ts';
import { turnTree } from '../markup/turn.ts';
import { inLanguage } from '../markup/words-in.ts';
import type { DeskView } from '../views.ts';
import { contactCard } from './contact.ts';
import { composer, examples } from './composer.ts';
import { layout } from './layout.ts';
import { linkInNewTab } from './link.ts';
import type { Html } from './html.ts';
import { render } from './render.ts';

export function deskPage(view: DeskView): Html {
  const { municipality, assistant, turns } = view;
  const main = html`<div
      class="balie-desk"
      id="balie"
      data-assistant="${assistant.name}"
      data-turns="${turns.length}"
      data-phone="${municipality.phone}"
      data-phone-hours="${municipality.phoneHours}"
      data-website="${municipality.website}"
      ${view.framed ? html`data-token="${view.framed.token}"` : ''}
    >
      <div class="balie-desk__talk">
        <div class="balie-intro">
          <h1 class="${turns.length === 0 ? 'utrecht-heading-1' : 'utrecht-heading-2'}">${assistant.title}</h1>
          ${turns.length === 0 ? html`<p class="utrecht-paragraph utrecht-paragraph--lead" id="begroeting">${assistant.greeting}</p>` : ''}
          ${aiNotice(view)}
        </div>
        ${conversation(view)}
        ${view.fault ? html`<div class="balie-fault" id="antwoord" tabindex="-1">${render(faultTree(view.fault))}</div>` : ''}
        ${composer(view)}
        ${turns.length === 0 ? otherLanguages(view) : ''}
        ${turns.length === 0 ? examples(view) : html`${view.conversationId === undefined ? '' : render(passOnTree(view.conversationId, turns.at(-1)?.language))}${newConversation()}`}
      </div>
      ${view.framed ? '' : html`<aside class="balie-desk__aside" aria-label="Contact met de gemeente">${contactCard(municipality)}</aside>`}
    </div>`;
  return layout({
    municipality,
    title: turns.length === 0 ? 'Digitale balie' : 'Antwoord van de digitale balie',
    script: view.framed ? 'framed' : 'desk',
    ...(turns.length === 0 && !view.framed && { about: { path: '/', description: `Stel een vraag aan ${municipality.name} en krijg een antwoord met bronnen, uit de documenten van de gemeente.` } }),
    isFramed: view.framed !== undefined,
    main,
    skipTo: { id: 'vraag', text: 'Naar het vak voor uw vraag' },
  });
}

/** AI Act, article 50: said before the first question and kept with every answer. */
function aiNotice({ municipality }: DeskView): Html {
  return html`<p class="utrecht-paragraph balie-notice">
      <strong>U praat met een computer (AI), niet met een medewerker.</strong>
      De AI zoekt in documenten van ${municipality.name} en kan fouten maken. Controleer het antwoord bij de bronnen.
      ${linkInNewTab('/over', 'Hoe werkt dit?')}
    </p>`;
}

/** In each language itself: who does not read Dutch looks for that. Behind the form, which most came for. */
function otherLanguages({ languages = [] }: DeskView): Html {
  if (languages.length === 0) return html``;
  return html`<div class="balie-languages" id="talen">
      <h2 class="balie-hidden">Andere talen</h2>
      <ul class="balie-languages__list">
        ${languages.map(({ code, invitation }) => html`<li lang="${code}" dir="${inLanguage(code).dir ?? 'ltr'}">${invitation}</li>`)}
      </ul>
    </div>`;
}

/**
 * The forms' address ends in `#antwoord`: the page opens at what is new, be it an answer or a fault.
 * The section is there before the first question too: the browser module adds turns to it.
 */
function conversation({ municipality, turns, fault }: DeskView): Html {
  return html`<section class="balie-conversation" id="gesprek" aria-labelledby="gesprek-titel" ${turns.length === 0 ? 'hidden' : ''}>
      <h2 class="balie-hidden" id="gesprek-titel">Uw gesprek</h2>
      ${turns.map((turn, index) => {
        const newest = index === turns.length - 1 && fault === undefined;
        return render(turnTree(turn, index + 1, municipality, newest ? 'antwoord' : undefined));
      })}
    </section>`;
}

function newConversation(): Html {
  return html`<p class="balie-new"><a class="balie-button-link" href="/">Nieuw gesprek beginnen</a></p>`;
}
