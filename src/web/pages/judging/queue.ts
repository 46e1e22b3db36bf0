/** The answers that ask for a judgement. What was said in them is only on their own pages: opening one is recorded. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { QueueItem, Why } from '../../../review/queue.ts';
import { reasonWords } from '../../markup/feedback-words.ts';
import { back, noticeBox } from '../admin/parts.ts';
import { count } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { ASK_PATH } from '../oversight/words.ts';
import type { QueueView } from './views.ts';
import { CASES_PATH, outcomeWords, turnPath, whyTitles, whyWords } from './words.ts';

const kinds = ['not-helpful', 'refused', 'sample'] as const;

export function queuePage(view: QueueView): Html {
  const { municipality, editor, notice, turns, cases, standing } = view;
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Antwoorden beoordelen</h1>
      ${noticeBox(notice)}
      <p class="utrecht-paragraph utrecht-paragraph--lead">${turns.length === 0 ? 'Er is nu niets te beoordelen.' : `${count(turns.length, 'antwoord wacht', 'antwoorden wachten')} op een oordeel.`}</p>
      ${standing === undefined ? closed(view) : html`<p class="utrecht-paragraph">U leest hier wat inwoners vroegen. Daarom ziet u alleen antwoorden die om een oordeel vragen, en legt de balie vast welk antwoord u opent. Dat kan met inzage ${standing.number}, tot ${momentWords(standing.until)}.</p>
      ${kinds.map((why) => section(why, turns.filter((turn) => turn.why === why)))}`}
      <section class="balie-section" aria-labelledby="toetsvragen">
        <h2 class="utrecht-heading-3" id="toetsvragen">Toetsvragen</h2>
        <p class="utrecht-paragraph">Van een vraag kunt u een toetsvraag maken. Zo ziet u bij elke nieuwe versie of de balie er goed op antwoordt.</p>
        <p class="utrecht-paragraph">${link(CASES_PATH, cases === 0 ? 'Er zijn nog geen toetsvragen' : `Bekijk ${count(cases, 'toetsvraag', 'toetsvragen')}`)}</p>
      </section>
    </div>`;
  return layout({ municipality, title: 'Antwoorden beoordelen - Beheer', main, editor });
}

/** Numbers are open to who judges; what was said is not, before somebody else approved it. */
function closed({ turns, mayAsk }: QueueView): Html {
  const amounts = kinds.map((why) => ({ why, amount: turns.filter((turn) => turn.why === why).length })).filter(({ amount }) => amount > 0);
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status"><div class="utrecht-alert__message balie-alert balie-alert--calm">
        <p class="utrecht-paragraph"><strong>Lezen kan nu niet.</strong> Om te lezen wat mensen vroegen, is een goedgekeurde inzage nodig. ${mayAsk ? html`Een collega met een andere rol beslist daarover. ${link(`${ASK_PATH}?soort=beoordelen`, 'Vraag inzage om te beoordelen')}.` : 'Vraag iemand die met een eigen account beoordeelt om inzage te vragen; met een sleutel kan dat niet.'}</p></div></div>
      ${amounts.length === 0 ? '' : html`<ul class="utrecht-unordered-list">${amounts.map(({ why, amount }) => html`<li class="utrecht-unordered-list__item">${whyTitles[why]}: ${amount}</li>`)}</ul>`}`;
}

function section(why: Why, turns: readonly QueueItem[]): Html | string {
  if (turns.length === 0) return '';
  return html`<section class="balie-section" aria-labelledby="${why}">
      <h2 class="utrecht-heading-3" id="${why}">${whyTitles[why]} (${turns.length})</h2>
      <p class="utrecht-paragraph">${whyWords[why]}</p>
      <ul class="balie-rows">${turns.map(row)}</ul>
    </section>`;
}

function row({ id, assistant, outcome, receivedAt, times, reasons }: QueueItem): Html {
  const said = reasons.flatMap((reason) => reasonWords[reason] ?? []);
  const facts = [outcomeWords(outcome), `assistent ${assistant}`, ...(times > 1 ? [`${times} keer gevraagd`] : [])];
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${link(turnPath(id), `Vraag van ${momentWords(receivedAt)}`)}</span></p>
      <p class="balie-row__facts">${facts.join(' · ')}</p>
      ${said.length === 0 ? '' : html`<p class="balie-row__facts">${said.join(', ')}</p>`}
    </li>`;
}
