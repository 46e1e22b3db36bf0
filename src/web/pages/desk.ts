/** The desk: a conversation with the form for the next question. Works wholly without JavaScript. */
import { html } from 'hono/html';
import { dateWords, dutchDay } from '../../dutch-time.ts';
import { faultTree } from '../markup/fault.ts';
import { keepTree, wipedTree } from '../markup/keep.ts';
import { passOnTree } from '../markup/pass-on.ts';
import { turnTree } from '../markup/turn.ts';
import { inLanguage } from '../markup/words-in.ts';
import type { DeskView } from '../views.ts';
import { closedNotice } from './closed.ts';
import { contactCard } from './contact.ts';
import { composer, examples } from './composer.ts';
import { layout } from './layout.ts';
import type { Html } from './html.ts';
import { render } from './render.ts';

export function deskPage(view: DeskView): Html {
  const { municipality, assistant, turns, closed } = view;
  const isNew = turns.length === 0;
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
        ${isNew && closed ? '' : intro(view)}
        ${conversation(view)}
        ${view.fault ? html`<div class="balie-fault" id="antwoord" tabindex="-1">${render(faultTree(view.fault))}</div>` : ''}
        ${view.isWiped ? render(wipedTree()) : ''}
        ${closed ? closedNotice(view, closed) : composer(view)}
        ${isNew && !closed ? otherLanguages(view) : ''}
        ${isNew ? (closed ? '' : examples(view)) : html`${afterConversation(view)}${newConversation()}`}
      </div>
      ${view.framed ? '' : html`<aside class="balie-desk__aside" aria-label="Contact met de gemeente">${contactCard(municipality)}</aside>`}
    </div>`;
  return layout({
    municipality,
    title: closed ? 'Digitale balie nu gesloten' : isNew ? 'Digitale balie' : 'Antwoord van de digitale balie',
    ...(closed ? view.framed && { script: 'frame' as const } : { script: view.framed ? ('framed' as const) : ('desk' as const) }),
    ...(isNew && !view.framed && { about: { path: '/', description: `Stel een vraag aan ${municipality.name} en krijg een antwoord met bronnen, uit de documenten van de gemeente.` } }),
    isFramed: view.framed !== undefined,
    looks: { ...(view.looks && { chosen: view.looks }), form: 'vraagformulier' },
    main,
    ...(!closed && { skipTo: { id: 'vraag', text: 'Naar het vak voor uw vraag' } }),
  });
}

function intro(view: DeskView): Html {
  const { assistant, turns } = view;
  return html`<div class="balie-intro">
          <h1 class="${turns.length === 0 ? 'utrecht-heading-1' : 'utrecht-heading-2'}">${assistant.title}</h1>
          ${turns.length === 0 ? html`<p class="utrecht-paragraph utrecht-paragraph--lead" id="begroeting">${assistant.greeting}</p>` : ''}
          ${aiNotice(view)}
          <p class="utrecht-paragraph balie-printed">Afgedrukt op <span id="afdrukdatum">${dateWords(dutchDay(new Date()))}</span>.</p>
        </div>`;
}

/** AI Act, article 50: said before the first question and kept with every answer. */
function aiNotice({ municipality }: DeskView): Html {
  return html`<p class="utrecht-paragraph balie-notice">
      <strong>U praat met een computer (AI), niet met een medewerker.</strong>
      De AI zoekt in documenten van ${municipality.name} en kan fouten maken. Controleer het antwoord bij de bronnen.
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
function conversation({ municipality, turns, fault, closed, draft }: DeskView): Html {
  const isAnswered = fault === undefined && (closed === undefined || draft === undefined);
  return html`<section class="balie-conversation" id="gesprek" aria-labelledby="gesprek-titel" ${turns.length === 0 ? 'hidden' : ''}>
      <h2 class="balie-hidden" id="gesprek-titel">Uw gesprek</h2>
      ${turns.map((turn, index) => {
        const newest = index === turns.length - 1 && isAnswered;
        return render(turnTree(turn, index + 1, municipality, newest ? 'antwoord' : undefined));
      })}
    </section>`;
}

/** What can be done with the whole of it. */
function afterConversation({ conversationId, turns }: DeskView): Html {
  if (conversationId === undefined) return html``;
  const language = turns.at(-1)?.language;
  return html`${render(passOnTree(conversationId, language))}${render(keepTree(conversationId, language))}`;
}

function newConversation(): Html {
  return html`<p class="balie-new"><a class="balie-button-link" href="/">Nieuw gesprek beginnen</a></p>`;
}
