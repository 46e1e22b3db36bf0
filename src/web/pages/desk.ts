/** The desk: a conversation with the form for the next question. Works wholly without JavaScript. */
import { html } from 'hono/html';
import { faultTree } from '../markup/fault.ts';
import { passOnTree } from '../markup/pass-on.ts';
import { turnTree } from '../markup/turn.ts';
import { DUTCH, saidFault, type SpokenPage } from '../markup/page/spoken.ts';
import { wordsIn } from '../markup/words-in.ts';
import type { DeskView, TurnView } from '../views.ts';
import { contactCard } from './contact.ts';
import { composer } from './composer.ts';
import { channelsCard } from './handover/channels.ts';
import { languageChoice } from './languages.ts';
import { deskPath, layout } from './layout.ts';
import type { Html } from './html.ts';
import { render } from './render.ts';
import { themes } from './themes.ts';

export function deskPage(view: DeskView): Html {
  const { municipality, assistant, turns, contact, page = DUTCH } = view;
  const { words, language } = page;
  const dutch = assistant.isDutch === true ? html` lang="nl" dir="ltr"` : '';
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
        <div class="balie-intro">
          <h1 class="${turns.length === 0 ? 'utrecht-heading-1' : 'utrecht-heading-2'}"${dutch}>${assistant.title}</h1>
          ${turns.length === 0 ? html`<p class="utrecht-paragraph utrecht-paragraph--lead" id="begroeting"${dutch}>${assistant.greeting}</p>` : ''}
          ${aiNotice(view)}
        </div>
        ${conversation(view)}
        ${view.fault ? html`<div class="balie-fault" id="antwoord" tabindex="-1">${render(faultTree(saidFault(view.fault, page)))}</div>` : ''}
        ${composer(view)}
        ${turns.length === 0 ? themes(view) : html`${view.conversationId === undefined ? '' : render(passOnTree(view.conversationId, turns.at(-1)?.language, language))}${newConversation(view)}`}
      </div>
      ${view.framed ? '' : html`<aside class="balie-desk__aside" aria-label="${words.contactAside}">${contact ? channelsCard(contact.channels, contact.words) : contactCard(municipality)}</aside>`}
    </div>`;
  return layout({
    municipality,
    title: turns.length === 0 ? words.service : wordsIn(language).byline,
    script: view.framed ? 'framed' : 'desk',
    isFramed: view.framed !== undefined,
    spoken: page,
    openNow: contact?.channels.find(({ kind, note }) => kind === 'phone' && note !== '')?.note,
    main,
    skipTo: { id: 'vraag', text: words.skipQuestion },
  });
}

/** AI Act, article 50: said before the first question and kept with every answer. */
function aiNotice({ municipality, page: { words } = DUTCH }: DeskView): Html {
  return html`<p class="utrecht-paragraph balie-notice">
      <strong>${words.aiNotice}</strong>
      ${words.aiNoticeMore.replace('{{municipality}}', () => municipality.name)}
    </p>`;
}

/**
 * The forms' address ends in `#antwoord`: the page opens at what is new, be it an answer or a fault.
 * The section is there before the first question too: the browser module adds turns to it.
 */
function conversation({ municipality, turns, fault, page = DUTCH }: DeskView): Html {
  return html`<section class="balie-conversation" id="gesprek" aria-labelledby="gesprek-titel" ${turns.length === 0 ? 'hidden' : ''}>
      <h2 class="balie-hidden" id="gesprek-titel">${page.words.conversation}</h2>
      ${turns.map((turn, index) => {
        const newest = index === turns.length - 1 && fault === undefined;
        return render(turnTree(onPage(turn, page), index + 1, municipality, newest ? 'antwoord' : undefined));
      })}
    </section>`;
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
