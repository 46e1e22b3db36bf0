/** On the first page of Beheer, for who manages the desk or watches over it: how it stands, in numbers alone. */
import { html } from 'hono/html';
import { collectionPath } from '../admin/paths.ts';
import { tag } from '../admin/parts.ts';
import { count, sourceName } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { liveNotice } from '../switch/live.ts';
import { SWITCH_PATH } from '../switch/paths.ts';
import { outcomesChart, outcomesToday, totalOf } from './outcomes.ts';
import { MODELS_PATH } from './paths.ts';
import type { StartView } from './views.ts';

const QUEUE = '/beheer/beoordelen';
const OPENINGS = '/beheer/inzage';
const REQUESTS = '/beheer/verzoeken';
const DRIFT = '/beheer/factsheet/afwijkingen';
const seconds = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 });

export function startCards(view: StartView): Html {
  return html`${liveNotice(view.live ?? [], view.mayOpen(SWITCH_PATH))}<div class="balie-cards balie-cards--start">${questions(view)}${health(view)}${toDo(view)}</div>`;
}

function questions({ days, waits }: StartView): Html {
  const today = days?.at(-1);
  const isEmpty = days?.every((day) => totalOf(day) === 0) === true;
  return html`<section class="balie-card balie-card--wide" aria-labelledby="vragen">
      <h2 class="utrecht-heading-3 balie-card__title" id="vragen">Vragen van vandaag</h2>
      ${days === undefined || today === undefined
        ? html`<p class="utrecht-paragraph">Dit kon nu niet op tijd worden geteld. Ververs de pagina over een minuut.</p>`
        : html`<dl class="balie-figures">${figure(totalOf(today), 'vragen')}${outcomesToday(today).filter(({ amount, isBad }) => amount > 0 || isBad).map(({ label, amount, isBad }) => figure(amount, label.toLowerCase(), undefined, isBad ? 'bad' : ''))}</dl>
      ${waited(waits)}
      <h3 class="utrecht-heading-5 balie-card__sub">De laatste ${days.length} dagen</h3>
      ${isEmpty ? html`<p class="utrecht-paragraph">Er is in deze dagen nog niets gevraagd.</p>` : outcomesChart(days)}`}
    </section>`;
}

function waited(waits: StartView['waits']): Html {
  if (waits === undefined) return html``;
  if (waits.half === null || waits.most === null) return html`<p class="balie-hint">Hoe lang mensen wachten, staat hier zodra er vandaag een antwoord is.</p>`;
  return html`<p class="balie-hint">Tot het hele antwoord er stond: de helft binnen <strong>${seconds.format(waits.half)} seconden</strong>, 95 van de 100 binnen <strong>${seconds.format(waits.most)} seconden</strong>.</p>`;
}

function health({ hosts, running, waiting, models, vectors, deliveries, mayOpen }: StartView): Html {
  const to = mayOpen(MODELS_PATH) ? MODELS_PATH : undefined;
  const isGood = hosts.ready === hosts.all && hosts.all > 0;
  return html`<section class="balie-card" aria-labelledby="gezondheid">
      <h2 class="utrecht-heading-3 balie-card__title" id="gezondheid">Hoe het draait</h2>
      <p class="utrecht-paragraph">${tag('database werkt', 'good')} ${isGood ? tag('modelservers klaar', 'good') : tag(`${hosts.all - hosts.ready} van ${count(hosts.all, 'modelserver', 'modelservers')} niet klaar`, 'bad')}
        ${vectors === undefined ? tag('zoekt alleen op woorden', 'calm') : vectors === 'ready' ? tag('zoekt ook op betekenis', 'good') : tag('vectoren worden nog gemaakt', 'warning')}</p>
      <dl class="balie-figures">
        ${figure(hosts.all, 'modelservers', to)}
        ${figure(models, 'modellen', to)}
        ${figure(running, 'antwoorden nu bezig', to)}
        ${figure(waiting, 'vragen wachten', to, 'warning')}
        ${figure(deliveries.waiting, 'documenten in de wachtrij')}
        ${figure(deliveries.failed, 'documenten mislukt', undefined, 'bad')}
      </dl>
      <p class="balie-hint">Van deze server. Draait de balie op meer servers, dan ziet u daar hun eigen cijfers.</p>
    </section>`;
}

function toDo({ openReviews, openings, requests, drift = 0, expiring, attention, failingSources, mayOpen }: StartView): Html {
  const mayEdit = mayOpen('/beheer/collecties/:collection');
  return html`<section class="balie-card" aria-labelledby="te-doen">
      <h2 class="utrecht-heading-3 balie-card__title" id="te-doen">Wat aandacht vraagt</h2>
      <dl class="balie-figures">
        ${figure(openReviews, 'antwoorden die niet hielpen', mayOpen(QUEUE) ? QUEUE : undefined, 'warning')}
        ${figure(openings, 'inzages waarover moet worden beslist', mayOpen(OPENINGS) ? OPENINGS : undefined, 'warning')}
        ${figure(requests, 'AVG-verzoeken zonder besluit', mayOpen(REQUESTS) ? REQUESTS : undefined, 'warning')}
        ${figure(drift, 'afwijkingen van het gegevensblad', mayOpen(DRIFT) ? DRIFT : undefined, 'warning')}
        ${figure(expiring, 'documenten na te kijken of bijna verlopen', mayEdit ? '#documenten' : undefined, 'warning')}
        ${figure(attention, 'documenten met een aandachtspunt', mayEdit ? '#documenten' : undefined, 'warning')}
        ${figure(failingSources.length, 'bronnen die mislukken', undefined, 'bad')}
      </dl>
      ${failingSources.length === 0 ? '' : html`<ul class="utrecht-unordered-list">${failingSources.map(({ collection, title, source }) => html`<li class="utrecht-unordered-list__item">${sourceName(source)} van ${mayEdit ? link(collectionPath(collection), title) : title}</li>`)}</ul>`}
      ${mayEdit || expiring + attention + failingSources.length === 0 ? '' : html`<p class="balie-hint">Documenten en bronnen beheert een redacteur van de collectie.</p>`}
    </section>`;
}

/** A number that asks for nothing is not marked. */
function figure(amount: number, label: string, path?: string, tone = ''): Html {
  return html`<div class="balie-figure ${amount > 0 && tone !== '' ? `balie-figure--${tone}` : ''}">
      <dt>${path !== undefined && amount > 0 ? link(path, label) : label}</dt><dd>${amount.toLocaleString('nl-NL')}</dd>
    </div>`;
}
