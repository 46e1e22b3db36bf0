/** A conversation of somebody else, to be read along and no more. */
import { html } from 'hono/html';
import { dateWords, dutchDay, momentWords } from '../../../../dutch-time.ts';
import { el, type Tree } from '../../../markup/tree.ts';
import { questionTree } from '../../../markup/turn.ts';
import { keptAnswerTree } from '../../../markup/unfinished.ts';
import { back } from '../../admin/parts.ts';
import { corrections } from '../../corrections.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { link } from '../../link.ts';
import { render } from '../../render.ts';
import { LIST_PATH, SHARED_PATH, sharedTalkPath } from '../paths.ts';
import { spokenBy } from '../speaker.ts';
import type { SharedTalkView, WithheldView } from './views.ts';

export function sharedTalkPage(view: SharedTalkView): Html {
  const { municipality, name, hasAdmin, held, owner, turns, before, isEarlier } = view;
  const main = html`<div class="balie-desk balie-work">
      <div class="balie-desk__talk">
        ${back(SHARED_PATH, 'Gedeeld met mij')}
        <h1 class="utrecht-heading-2 balie-work__title">${held.title}</h1>
        ${about(view)}
        <section class="balie-conversation" aria-labelledby="gesprek-titel">
          <h2 class="balie-hidden" id="gesprek-titel">Het gesprek</h2>
          ${before > 0 ? html`<p class="utrecht-paragraph">${link(sharedTalkPath(held.id, before), `Toon wat hieraan voorafging (${before} ${before === 1 ? 'vraag' : 'vragen'})`)}</p>` : ''}
          ${turns.map(({ withheld, ...turn }, index) => {
            const number = before + index + 1;
            const question = questionOf(owner, withheld?.isQuestionToo === true ? 'Deze vraag ziet u niet.' : turn.question, number);
            const tree = el('article', 'balie-turn', question, withheld === undefined ? keptAnswerTree(turn, number, spokenBy(held.assistant, municipality)) : withheldTree(withheld));
            return html`${render(tree)}${corrections(turn)}`;
          })}
        </section>
        ${isEarlier ? html`<p class="utrecht-paragraph">${link(sharedTalkPath(held.id), 'Naar het eind van dit gesprek')}</p>` : ''}
      </div>
    </div>`;
  return layout({ municipality, title: `${held.title} - Werkplek`, main, editor: { name, work: { current: LIST_PATH, hasAdmin } } });
}

function about({ owner, sharedAt, held: { assistant, erasedFrom, erasedAt } }: SharedTalkView): Html {
  const [first, last] = [dateWords(dutchDay(erasedFrom)), dateWords(dutchDay(erasedAt))];
  return html`<p class="utrecht-paragraph balie-notice"><strong>Dit is een gesprek van ${owner} met ${assistant}.</strong> U leest mee sinds ${momentWords(sharedAt)}. U kunt niets vragen of veranderen, en ${owner} kan hiermee stoppen.
      Het gesprek wordt gewist op ${last}${first === last ? '' : `; wat er het eerst is gezegd al op ${first}`}.</p>`;
}

const WHY: Readonly<Record<WithheldView['reason'], string>> = {
  source: 'Dit antwoord ziet u niet. Het komt uit een bron die u niet mag lezen.',
  files: 'Dit antwoord ziet u niet. Het gaat over een bestand dat niet met u is gedeeld.',
  earlier: 'Dit antwoord ziet u niet. Het bouwt voort op een antwoord dat u niet mag lezen.',
  unfinished: 'Hier wordt nog aan gewerkt, of het is afgebroken.',
};

/** Elsewhere a question is of who reads it. */
function questionOf(owner: string, question: string, number: number): Tree {
  const tree = questionTree(question, number);
  return { ...tree, children: [el('h3', 'balie-question__label', `Vraag van ${owner}`, el('span', 'balie-hidden', ` ${number}`)), ...tree.children.slice(1)] };
}

/** Nothing of the answer is in the page: neither its sources, nor who wrote it. */
function withheldTree({ reason }: WithheldView): Tree {
  return el('div', 'balie-answer balie-answer--fixed', el('p', 'utrecht-paragraph', WHY[reason]));
}
