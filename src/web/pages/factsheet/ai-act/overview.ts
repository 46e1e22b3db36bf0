/** What assistants are under the AI Act, and whether the desk says what article 50 asks. */
import { html } from 'hono/html';
import { dateWords, momentWords } from '../../../../dutch-time.ts';
import { CHECKED_DUTIES, DUTY_WORDS } from '../../../../factsheet/ai-act/check/finding.ts';
import type { Article50Report } from '../../../../factsheet/ai-act/check/kept.ts';
import { profileWords } from '../../../../factsheet/ai-act/words.ts';
import { back, button, tag } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { done } from '../admin.ts';
import { FACTSHEET_ADMIN_PATH } from '../paths.ts';
import { capital, classTag, outcomeParts, pathList } from './parts.ts';
import { AI_ACT_PATH, aiActPath, walkPath } from './paths.ts';
import type { AiActAssistantView, AiActOverview, AiActState } from './views.ts';

export function aiActOverviewPage({ municipality, editor, states, report, told }: AiActOverview): Html {
  const main = html`<div class="balie-admin balie-walk">${back(FACTSHEET_ADMIN_PATH, 'Naar het gegevensblad')}
      <h1 class="utrecht-heading-1">AI-verordening</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Wat vraagt de Europese AI-verordening van u? Beantwoord per assistent een paar vragen. Balie kijkt zelf na of mensen zien dat zij met AI praten.</p>
      ${told === undefined ? '' : done(told)}
      <section class="balie-section" aria-labelledby="klassen"><h2 class="utrecht-heading-3" id="klassen">Assistenten</h2><ul class="balie-rows">${states.map(stateRow)}</ul></section>
      <section class="balie-section" aria-labelledby="controle"><h2 class="utrecht-heading-3" id="controle">Controle van artikel 50</h2>
        <p class="utrecht-paragraph">Balie vraagt elke nacht en bij elke start haar eigen pagina’s en antwoorden op, met een voorbeeldantwoord in plaats van een model. Zij bewaart daar niets van. Ook uw huisstijl en uw teksten doen mee. Alleen een mens ziet of de tekst ook goed leesbaar is.</p>
        ${report === undefined ? html`<p class="utrecht-paragraph">Er is nog niet gecontroleerd.</p>` : reported(report)}
        <form class="balie-buttons" method="post" action="${AI_ACT_PATH}">${button('Nu controleren')}</form>
      </section>
    </div>`;
  return layout({ municipality, editor, title: 'AI-verordening - Beheer', main });
}

function stateRow({ assistant, title, path, isOlder, isDue, contradiction }: AiActState): Html {
  const state = path === undefined ? tag('nog niet bepaald', 'warning') : isOlder || isDue ? tag('opnieuw nakijken', 'warning') : classTag(path.profile);
  return html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title"><a class="utrecht-link utrecht-link--html-a" href="${aiActPath(assistant)}">${title}</a></span> ${state}</p>
      <p class="balie-row__facts">${path === undefined ? 'Nog niemand liep de vragen.' : `${profileWords(path.profile)}. Vastgelegd op ${momentWords(path.at)}.`}${contradiction === undefined ? '' : ` Let op: ${contradiction}`}</p></li>`;
}

function reported({ at, version, findings }: Article50Report): Html {
  const unmet = findings.filter(({ isMet }) => !isMet).length;
  return html`<p class="utrecht-paragraph">${unmet === 0 ? tag('alles gevonden', 'good') : tag(unmet === 1 ? '1 ontbreekt' : `${unmet} ontbreken`, 'bad')} Gecontroleerd op ${momentWords(at)} door Balie ${version}.</p>
      ${CHECKED_DUTIES.map((duty) => {
        const some = findings.filter((one) => one.duty === duty).toSorted((a, b) => Number(a.isMet) - Number(b.isMet));
        const missing = some.filter(({ isMet }) => !isMet).length;
        return html`<details class="balie-details"${missing > 0 ? html` open` : ''}><summary>${DUTY_WORDS[duty]}: ${missing === 0 ? `gevonden op ${some.length} plekken` : `ontbreekt op ${missing} van ${some.length} plekken`}</summary>
          <ul class="balie-rows">${some.map(({ place, isMet, seen }) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${capital(place)}</span> ${isMet ? tag('gevonden', 'good') : tag('ontbreekt', 'bad')}</p><p class="balie-row__facts" dir="auto">${seen}</p></li>`)}</ul></details>`;
      })}`;
}

export function aiActAssistantPage(view: AiActAssistantView): Html {
  const { municipality, editor, assistant, title, path, isOlder, isDue, contradiction, history, told } = view;
  const main = html`<div class="balie-admin balie-walk">${back(AI_ACT_PATH, 'Naar de AI-verordening')}
      <h1 class="utrecht-heading-1">AI-verordening: ${title}</h1>
      ${told === undefined ? '' : done(told)}
      ${path === undefined ? html`<p class="utrecht-paragraph">Nog niemand liep de vragen voor deze assistent. Het duurt ongeveer een kwartier. Vraag uw functionaris gegevensbescherming om mee te kijken.</p>` : ''}
      ${isOlder ? html`<p class="utrecht-paragraph">${tag('oude vragen', 'warning')} De vragen zijn sindsdien veranderd. Loop ze opnieuw.</p>` : ''}
      ${isDue ? html`<p class="utrecht-paragraph">${tag('nakijken', 'warning')} De dag om dit opnieuw na te kijken is gekomen.</p>` : ''}
      ${contradiction === undefined ? '' : html`<p class="utrecht-paragraph"><strong>Let op.</strong> ${contradiction}</p>`}
      <p class="utrecht-paragraph"><a class="balie-button-link" href="${walkPath(assistant)}">${path === undefined ? 'Begin met de vragen' : 'Loop de vragen opnieuw'}</a></p>
      ${path === undefined ? '' : html`${outcomeParts(path.profile)}
        <section class="balie-section" aria-labelledby="weg"><h2 class="utrecht-heading-3" id="weg">De weg naar deze uitkomst</h2>
          <p class="utrecht-paragraph">Gezegd door: ${path.role}, op ${momentWords(path.at)}. Nakijken op ${dateWords(path.reviewOn)}. Vragen van ${path.treeVersion}.</p>${pathList(path.path)}</section>`}
      ${history.length === 0 ? '' : html`<section class="balie-section" aria-labelledby="geschiedenis"><h2 class="utrecht-heading-3" id="geschiedenis">Geschiedenis</h2>
        <ol class="balie-rows">${history.map(({ number, profile, at, by, role, treeVersion }) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">Keer ${number}: ${profileWords(profile)}</span></p>
          <p class="balie-row__facts">${momentWords(at)}, door ${by}. Gezegd door: ${role}. Vragen van ${treeVersion}.</p></li>`)}</ol></section>`}
    </div>`;
  return layout({ municipality, editor, title: `AI-verordening: ${title} - Beheer`, main });
}
