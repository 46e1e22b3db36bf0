/** The first page of Beheer: how each collection stands, and what its sources brought last. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { errorCatalogue } from '../../../errors.ts';
import type { CollectionState } from '../../../knowledge/documents/attention.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { startCards } from '../console/start.ts';
import { CASES_PATH, QUEUE_PATH } from '../judging/words.ts';
import { actionForm, faultText, noticeBox, tag } from './parts.ts';
import { switchCard } from '../switch/card.ts';
import { collectionPath, keptPath, listPath, reportsPath, UNSENT_PATH } from './paths.ts';
import type { OverviewView, RunView } from './views.ts';
import { count, sourceName } from './words.ts';

export function overviewPage({ municipality, editor, notice, collections, runs, reports, unsent, review, off, start }: OverviewView): Html {
  const main = html`<h1 class="utrecht-heading-1">Beheer</h1>
      ${noticeBox(notice)}
      ${off === undefined ? '' : switchCard(off)}
      ${unsentBox(unsent)}
      ${start === undefined ? '' : startCards(start)}
      ${review === undefined ? '' : reviewCard(review)}
      ${collections.length === 0 ? '' : html`<p class="utrecht-paragraph utrecht-paragraph--lead">De documenten waar de digitale balie uit antwoordt, per collectie.</p>`}
      <div class="balie-cards" id="documenten" tabindex="-1">${collections.map((collection) => card(collection, runs.filter(({ collectionId }) => collectionId === collection.id), reports.get(collection.id) ?? 0))}</div>`;
  return layout({ municipality, title: 'Beheer', main, editor });
}

function reviewCard({ notHelpful, refused, sample, cases }: NonNullable<OverviewView['review']>): Html {
  return html`<section class="balie-card balie-card--wide" aria-labelledby="beoordelen">
      <h2 class="utrecht-heading-3 balie-card__title" id="beoordelen">${link(QUEUE_PATH, 'Antwoorden beoordelen')}</h2>
      <dl class="balie-figures">
        ${figure(notHelpful, 'hielp niet', `${QUEUE_PATH}#not-helpful`, 'warning')}
        ${figure(refused, 'vaak gevraagd, niet beantwoord', `${QUEUE_PATH}#refused`, 'warning')}
        ${figure(sample, 'steekproef', `${QUEUE_PATH}#sample`)}
        ${figure(cases, 'toetsvragen', CASES_PATH)}
      </dl>
    </section>`;
}

/** Conversations that residents passed on and that nobody gets: for who manages the desk. */
function unsentBox(unsent: OverviewView['unsent']): Html {
  if (unsent.length === 0) return html``;
  const ways = { webhook: 'webhook', email: 'e-mail' };
  return html`<section class="balie-kept balie-told" aria-labelledby="niet-doorgegeven">
      <h2 class="utrecht-heading-4" id="niet-doorgegeven">Gesprekken die niet zijn aangekomen</h2>
      <ul class="utrecht-unordered-list">
        ${unsent.map(({ reference, way, state, attempts, fault, changedAt }) => html`<li class="utrecht-unordered-list__item">
          <strong>${reference}</strong> (${ways[way]}), ${momentWords(changedAt)}: ${state === 'failed' ? `opgegeven na ${count(attempts, 'poging', 'pogingen')}` : `wordt opnieuw geprobeerd, na ${count(attempts, 'poging', 'pogingen')}`}.
          ${fault === null ? '' : html`${errorCatalogue[fault].message} ${errorCatalogue[fault].action}`}</li>`)}
      </ul>
      ${unsent.some(({ state }) => state === 'failed') ? actionForm(UNSENT_PATH, 'Opnieuw versturen', 'wat is opgegeven') : ''}
    </section>`;
}

function card(collection: CollectionState, runs: readonly RunView[], reports: number): Html {
  const { id, title, documents, waiting, failed, attention, reviewDue, expired } = collection;
  const path = collectionPath(id);
  return html`<section class="balie-card" aria-labelledby="collectie-${id}">
      <h2 class="utrecht-heading-3 balie-card__title" id="collectie-${id}">${link(path, title)}</h2>
      <dl class="balie-figures">
        ${figure(documents, 'documenten', listPath(id, {}))}
        ${figure(waiting, 'in de wachtrij', `${path}#wachtrij`)}
        ${figure(failed, 'mislukt', `${path}#wachtrij`, 'bad')}
        ${figure(attention, 'met een aandachtspunt', listPath(id, { filter: 'attention' }), 'warning')}
        ${figure(reviewDue, 'na te kijken', listPath(id, { filter: 'review-due' }), 'warning')}
        ${figure(reports, 'fouten gemeld', reportsPath(id), 'warning')}
        ${figure(expired, 'verlopen', listPath(id, { filter: 'expired' }))}
      </dl>
      <p class="balie-card__action"><a class="balie-button-link" href="${path}#uploaden">Documenten uploaden<span class="balie-hidden"> naar ${title}</span></a></p>
      ${runs.length === 0 ? '' : html`<h3 class="utrecht-heading-5 balie-card__sub">Bronnen</h3>
      <ul class="balie-runs">${runs.map(runLine)}</ul>`}
    </section>`;
}

/** A number that asks for nothing is not marked, and one of nothing is no link. */
function figure(amount: number, label: string, path: string, tone = ''): Html {
  const isMarked = amount > 0 && tone !== '';
  return html`<div class="balie-figure ${isMarked ? `balie-figure--${tone}` : ''}">
      <dt>${amount > 0 ? link(path, label) : label}</dt><dd>${amount.toLocaleString('nl-NL')}</dd>
    </div>`;
}

const outcomes = [['new', 'nieuw'], ['changed', 'gewijzigd'], ['removed', 'verwijderd'], ['failed', 'mislukt'], ['cancelled', 'losgelaten']] as const;

function runLine(run: RunView): Html {
  const { source, state, unchanged, counts, startedAt, endedAt, fault, kept, leftOut, notes } = run;
  const became = outcomes.flatMap(([outcome, word]) => ((counts[outcome] ?? 0) > 0 ? [`${counts[outcome]} ${word}`] : []));
  if (unchanged > 0 || became.length === 0) became.push(`${unchanged} hetzelfde gebleven`);
  const states = { listing: tag('wordt nu bekeken', 'calm'), working: tag('wordt nu verwerkt', 'calm'), ended: tag('klaar', 'good'), failed: tag('mislukt', 'bad') };
  return html`<li class="balie-run">
      <p class="balie-run__line"><strong>${sourceName(source)}</strong> ${states[state]}</p>
      <p class="balie-run__facts">${momentWords(endedAt ?? startedAt)}: ${became.join(', ')}</p>
      ${leftOut === '' ? '' : html`<p class="balie-run__facts">Overgeslagen: ${leftOut}.</p>`}
      ${notes.map((note) => html`<p class="balie-run__facts">${note}</p>`)}
      ${fault === null ? '' : faultText(fault)}
      ${kept.length === 0 ? '' : keptBox(run)}
    </li>`;
}

function keptBox({ id, collectionId, kept }: RunView): Html {
  return html`<div class="balie-kept">
      <p class="utrecht-paragraph"><strong>${count(kept.length, 'document staat', 'documenten staan')} niet meer in deze bron.</strong>
        Dat is zo veel dat het een vergissing kan zijn. Daarom is er niets verwijderd.</p>
      <p class="utrecht-paragraph"><a class="balie-button-link" href="${keptPath(collectionId, id)}">Kijk welke, en verwijder ze …</a></p>
    </div>`;
}
