/** One request to see what people said: what was decided of it, and what it shows. No word of what was said stands here. */
import { html } from 'hono/html';
import { shortNumber } from '../admin/short-number.ts';
import { momentWords } from '../../../dutch-time.ts';
import type { CoveredConversation } from '../../../oversight/covered.ts';
import { back, tag } from '../admin/parts.ts';
import { count } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { QUEUE_PATH } from '../judging/words.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { decidedWords, entriesWords, fact, looksWords, pager, said, standWords } from './parts.ts';
import type { OpeningPageView } from './opening-views.ts';
import { categoryWords, decidePath, durationWords, endPath, lookPath, noticeWords, openingPath, OPENINGS_PATH, rolesWords, scopeNumber, scopeWords, stateTones, stateWords } from './words.ts';

export function openingPage(view: OpeningPageView): Html {
  const { municipality, editor, opening, notice } = view;
  const { number, state, asker, askerRoles, askedAt, category, scope, hours, reason, proof } = opening;
  const id = scopeNumber(scope);
  const main = html`<div class="balie-manage">
      ${back(OPENINGS_PATH, 'Inzage')}
      <h1 class="utrecht-heading-1">Inzage ${number} ${tag(stateWords[state], stateTones[state])}</h1>
      ${notice === undefined ? '' : said(noticeWords[notice])}
      <dl class="balie-facts balie-facts--card">
        ${fact('Gevraagd door', `${asker} (${rolesWords(askerRoles)}), op ${momentWords(askedAt)}`)}
        ${fact('Waarvoor', categoryWords[category])}
        ${fact('Wat', id === undefined ? scopeWords(scope) : `${scopeWords(scope)}, nummer ${scope.kind === 'conversation' ? shortNumber(id) : id}`, 'balie-facts__whole')}
        ${fact('Waarom', reason ?? 'De reden is gewist: de bewaartermijn is voorbij.', 'balie-facts__whole')}
        ${fact('Hoe lang', durationWords(hours))}
        ${fact('Besluit', decidedWords(opening))}
        ${fact('Stand', standWords(opening))}
        ${fact('Gelezen', looksWords(proof))}
        ${fact('Regels in het logboek', proof.isAsInLog ? entriesWords(proof) : html`${entriesWords(proof)} ${tag('klopt niet met het logboek', 'bad')}`, 'balie-facts__whole')}
      </dl>
      ${decision(view)}
      ${covered(view)}
      ${ending(view)}
    </div>`;
  return layout({ municipality, title: `Inzage ${number} - Beheer`, main, editor });
}

function decision({ opening: { number, state, deciders, mayDecide, isOwn, hours } }: OpeningPageView): Html | string {
  if (state !== 'waiting') return '';
  const who = deciders.length === 0 ? 'Niemand kan hierover beslissen, zoals de balie nu is ingesteld. Vraag de beheerder om dat te veranderen.' : `Hierover beslist een ${rolesWords(deciders, 'of')}${isOwn ? ', niet uzelf' : ''}.`;
  return html`<section class="balie-section" aria-labelledby="besluit">
      <h2 class="utrecht-heading-3" id="besluit">Besluit</h2>
      ${!mayDecide ? html`<p class="utrecht-paragraph">${who}</p>` : html`<p class="utrecht-paragraph">Is dit nodig, en kan het niet met minder? Keurt u het goed, dan kan wie het vroeg ${durationWords(hours)} lang lezen wat eronder valt. Daarna kunt u de inzage nog altijd stoppen.</p>
      <form class="balie-buttons" method="post" action="${decidePath(number)}">
        <button class="utrecht-button utrecht-button--primary-action balie-press" type="submit" name="besluit" value="goed">Goedkeuren</button>
        <button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit" name="besluit" value="weiger">Weigeren</button>
      </form>`}
    </section>`;
}

/** For who asked, and for who may stop what others look at: each is told what it does for them. */
function ending({ opening: { number, state, mayEnd, isOwn, asker } }: OpeningPageView): Html | string {
  if (!mayEnd) return '';
  const [title, words, press] =
    state === 'waiting'
      ? ['Verzoek intrekken', 'Hebt u de inzage toch niet nodig? Trek uw verzoek dan in. Er wordt dan niet meer over beslist.', 'Verzoek intrekken']
      : isOwn
        ? ['Inzage intrekken', 'Hebt u genoeg gelezen? Trek de inzage dan in. Dat geldt meteen.', 'Inzage intrekken']
        : ['Inzage stoppen', `Moet ${asker} niet langer kunnen lezen wat eronder valt? Trek de inzage dan in. Dat geldt meteen, en hier staat dat u het deed.`, 'Inzage intrekken'];
  return html`<section class="balie-section" aria-labelledby="intrekken"><h2 class="utrecht-heading-3" id="intrekken">${title}</h2>
        <p class="utrecht-paragraph">${words}</p>
        <form method="post" action="${endPath(number)}"><button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit">${press}</button></form></section>`;
}

function covered({ opening, covered: found }: OpeningPageView): Html | string {
  const { number, scope, mayLook, state, isOwn } = opening;
  if (scope.kind === 'review') return state !== 'open' ? '' : html`<section class="balie-section" aria-labelledby="wat"><h2 class="utrecht-heading-3" id="wat">Wat eronder valt</h2>
      <p class="utrecht-paragraph">${link(QUEUE_PATH, 'De antwoorden die om een oordeel vragen')}, voor iedereen die mag beoordelen.</p></section>`;
  return html`<section class="balie-section" aria-labelledby="wat">
      <h2 class="utrecht-heading-3" id="wat">Wat eronder valt</h2>
      <p class="utrecht-paragraph">${count(found.total, 'gesprek', 'gesprekken')}. ${mayLook ? 'Opent u een gesprek, dan komt elke vraag daarin in het logboek, met uw naam.' : isOwn ? 'Zolang de inzage geldt, kunt u lezen wat hier staat.' : 'Alleen wie de inzage vroeg, kan ze openen.'}</p>
      <ul class="balie-rows">${found.conversations.map((conversation) => row(conversation, mayLook ? lookPath(number, conversation.id) : undefined))}</ul>
      ${pager(found, `${openingPath(number)}?pagina=`)}
    </section>`;
}

function row({ assistant, isPersons, firstAt, lastAt, turns }: CoveredConversation, path: string | undefined): Html {
  const title = `Gesprek van ${momentWords(firstAt)}`;
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${path === undefined ? title : link(path, title)}</span></p>
      <p class="balie-row__facts">${count(turns, 'vraag', 'vragen')} aan ${assistant} · ${isPersons ? 'van een medewerker' : 'van een inwoner of een programma'}${turns > 1 ? ` · laatste op ${momentWords(lastAt)}` : ''}</p>
    </li>`;
}
