/** The desk: a conversation with the form for the next question. Works wholly without JavaScript. */
import { html } from 'hono/html';
import { dateWords, dutchDay } from '../../dutch-time.ts';
import { faultTree } from '../markup/fault.ts';
import { keepTree } from '../markup/keep.ts';
import { passOnTree } from '../markup/pass-on.ts';
import { keptTurnTree } from '../markup/unfinished.ts';
import { DUTCH, saidFault, type SpokenPage } from '../markup/page/spoken.ts';
import { wordsIn } from '../markup/words-in.ts';
import type { TurnView } from '../turn-views.ts';
import type { DeskView } from '../views.ts';
import { closedNotice } from './closed.ts';
import { contactCard } from './contact.ts';
import { composer } from './composer.ts';
import { corrections } from './corrections.ts';
import { channelsCard } from './handover/channels.ts';
import { languageChoice } from './languages.ts';
import { deskPath, layout } from './layout.ts';
import { linkInNewTab } from './link.ts';
import type { Html } from './html.ts';
import { render } from './render.ts';
import { themes } from './themes.ts';
import { wipedTree } from './wiped.ts';

export function deskPage(view: DeskView): Html {
  const { municipality, assistant, turns, contact, closed, page = DUTCH } = view;
  const { words, language } = page;
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
      ${language === DUTCH.language ? '' : html`data-page="${JSON.stringify(page)}"`}
    >
      <div class="balie-desk__talk">
        ${languageChoice(view)}
        ${isNew && closed ? '' : intro(view)}
        ${conversation(view)}
        ${view.fault ? html`<div class="balie-fault" id="antwoord" tabindex="-1">${render(faultTree(saidFault(view.fault, page)))}</div>` : ''}
        ${view.wiped ? render(wipedTree(page, view.wiped)) : ''}
        ${closed ? closedNotice(view, closed) : composer(view)}
        ${isNew ? (closed ? '' : themes(view)) : html`${afterConversation(view)}${newConversation(view)}`}
      </div>
      ${view.framed ? '' : html`<aside class="balie-desk__aside" aria-label="${words.contactAside}">${contact ? channelsCard(contact.channels, contact.words) : contactCard(municipality)}</aside>`}
    </div>`;
  return layout({
    municipality,
    title: closed ? 'Digitale balie nu gesloten' : isNew ? words.service : wordsIn(language).byline,
    ...(closed ? view.framed && { script: 'frame' as const } : { script: view.framed ? ('framed' as const) : ('desk' as const) }),
    ...(isNew && !view.framed && { about: { path: '/', description: `Stel een vraag aan ${municipality.name} en krijg een antwoord met bronnen, uit de documenten van de gemeente.` } }),
    isFramed: view.framed !== undefined,
    holdsConversation: !isNew,
    spoken: page,
    openNow: contact?.channels.find(({ kind, note }) => kind === 'phone' && note !== '')?.note,
    looks: { ...(view.looks && { chosen: view.looks }), form: 'vraagformulier' },
    main,
    ...(!closed && { skipTo: { id: 'vraag', text: words.skipQuestion } }),
  });
}

function intro(view: DeskView): Html {
  const { assistant, turns } = view;
  const dutch = assistant.isDutch === true ? html` lang="nl" dir="ltr"` : '';
  return html`<div class="balie-intro">
          <h1 class="${turns.length === 0 ? 'utrecht-heading-1' : 'utrecht-heading-2'}"${dutch}>${assistant.title}</h1>
          ${turns.length === 0 ? html`<p class="utrecht-paragraph utrecht-paragraph--lead" id="begroeting"${dutch}>${assistant.greeting}</p>` : ''}
          ${aiNotice(view)}
          <p class="utrecht-paragraph balie-printed">Afgedrukt op <span id="afdrukdatum">${dateWords(dutchDay(new Date()))}</span>.</p>
        </div>`;
}

/** AI Act, article 50: said before the first question and kept with every answer. */
function aiNotice({ municipality, page: { words, language } = DUTCH }: DeskView): Html {
  return html`<p class="utrecht-paragraph balie-notice">
      <strong>${words.aiNotice}</strong>
      <span class="balie-notice__more">${words.aiNoticeMore.replace('{{municipality}}', () => municipality.name)}</span>
      ${linkInNewTab('/over', words.howItWorks, wordsIn(language).newTab)}
    </p>`;
}

/**
 * The forms' address ends in `#antwoord`: the page opens at what is new, be it an answer or a fault.
 * The section is there before the first question too: the browser module adds turns to it.
 */
function conversation({ municipality, turns, fault, closed, draft, page = DUTCH }: DeskView): Html {
  const isAnswered = fault === undefined && (closed === undefined || draft === undefined);
  return html`<section class="balie-conversation" id="gesprek" aria-labelledby="gesprek-titel" ${turns.length === 0 ? 'hidden' : ''}>
      <h2 class="balie-hidden" id="gesprek-titel">${page.words.conversation}</h2>
      ${turns.map((turn, index) => {
        const newest = index === turns.length - 1 && isAnswered;
        return html`${render(keptTurnTree(onPage(turn, page), index + 1, municipality, newest ? 'antwoord' : undefined))}${corrections(turn)}`;
      })}
    </section>`;
}

/** What can be done with the whole of it. */
function afterConversation({ conversationId, page: { language } = DUTCH }: DeskView): Html {
  if (conversationId === undefined) return html``;
  return html`${render(passOnTree(conversationId, language))}${render(keepTree(conversationId, language))}`;
}

/** A turn as it stands on a page in a language: what went wrong is said in it, and what comes back of a form is in it. */
function onPage(turn: TurnView, page: SpokenPage): TurnView {
  const { language } = page;
  if (language === DUTCH.language) return turn;
  const { fault, feedback } = turn;
  return {
    ...turn,
    ...(fault && { language, fault: saidFault(fault, page) }),
    ...(feedback && { feedback: { ...feedback, page: language, ...(feedback.fault && { fault: saidFault(feedback.fault, page) }) } }),
  };
}

function newConversation({ page: { words, language } = DUTCH }: DeskView): Html {
  return html`<p class="balie-new"><a class="balie-button-link" href="${deskPath(language)}">${words.newConversation}</a></p>`;
}
