/** What was said, as who asked for an opening sees it: with their name, the time and the number of the opening behind it, on the screen and on paper. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { answerTrees } from '../../markup/answer.ts';
import { sourceId, sourcesTree } from '../../markup/sources.ts';
import { el } from '../../markup/tree.ts';
import { inLanguage } from '../../markup/words-in.ts';
import { back } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { outcomeWords, whyNot } from '../judging/words.ts';
import { layout } from '../layout.ts';
import { render } from '../render.ts';
import type { LookedTurn, LookedView } from './opening-views.ts';
import { openingPath } from './words.ts';

/** So often that a part of the page cannot be shown without it: it fills the largest screen, and each sheet of paper. */
const REPEATED = 140;

export function lookedPage(view: LookedView): Html {
  const { municipality, editor, opening, until, looker, at, assistant, isPersons, turns } = view;
  const mark = `${looker} · ${momentWords(at)} · inzage ${opening}`;
  const main = html`<div class="balie-watermark" aria-hidden="true">${Array.from({ length: REPEATED }, () => html`<span class="balie-watermark__text">${mark}</span>`)}</div>
    <div class="balie-manage balie-looked">
      ${back(openingPath(opening), `Inzage ${opening}`)}
      <h1 class="utrecht-heading-1">Gesprek met ${assistant}</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Van ${isPersons ? 'een medewerker' : 'een inwoner of een programma'}. Vertrouwelijk.</p>
      <p class="utrecht-paragraph">U leest dit als <strong>${looker}</strong>, op ${momentWords(at)}, met inzage ${opening}. Die geldt tot ${momentWords(until)}. Dat u dit las, staat in het logboek.</p>
      ${turns.map((turn, index) => turnSection(turn, index + 1, municipality.website))}
    </div>`;
  return layout({ municipality, title: `Inzage ${opening} - Beheer`, main, editor });
}

function turnSection({ receivedAt, outcome, question, answer, sources, reason, language }: LookedTurn, number: number, website: string): Html {
  const known = new Set(sources.map((source) => source.number));
  const trees = answerTrees(answer, (source) => (known.has(source) ? sourceId(number, source) : undefined), language);
  return html`<section class="balie-section" aria-labelledby="vraag-${number}">
      <h2 class="utrecht-heading-3" id="vraag-${number}">Vraag ${number}, ${momentWords(receivedAt)}</h2>
      <p class="balie-panel balie-lines" dir="auto">${question ?? 'Deze vraag is gewist, of nooit bewaard.'}</p>
      <h3 class="utrecht-heading-4">Antwoord</h3>
      <div class="balie-panel">
        ${answer === '' ? html`<p class="utrecht-paragraph">Er is geen antwoord bewaard.</p>` : render(el('div', { class: 'balie-answer__text', ...inLanguage(language) }, ...trees))}
        ${sources.length === 0 ? '' : render(sourcesTree(sources, number, { website }, 'h4'))}
      </div>
      <p class="balie-hint">${outcomeWords(outcome)}${reason === undefined ? '' : `. ${whyNot(reason)}`}</p>
    </section>`;
}
