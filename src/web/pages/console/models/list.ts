/** Where models run and which may: how each stands now, and what was changed. */
import { html } from 'hono/html';
import { errorCatalogue } from '../../../../errors.ts';
import { back, button, tag } from '../../admin/parts.ts';
import { count } from '../../admin/words.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { link } from '../../link.ts';
import { faultSum } from '../fields.ts';
import { doneBox, history } from '../list.ts';
import { HOST_PATH, hostPath, MODEL_PATH, modelPath, MODELS_PATH, PULL_PATH } from '../paths.ts';
import type { HostView, ModelsView, PlaceView, PullView } from '../views.ts';

const STATES = { ready: tag('klaar', 'good'), failing: tag('werkt niet', 'bad'), draining: tag('loopt leeg', 'warning') } as const;
const PLACES = { loaded: 'staat klaar in het geheugen', ready: 'staat klaar', missing: 'ontbreekt', unreachable: 'server antwoordt niet' } as const;

export function modelsPage(view: ModelsView): Html {
  const { municipality, editor, hosts, models, pulls, changes, isDone, draft } = view;
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Modellen</h1>
      ${doneBox(isDone)}
      ${faultSum(draft, {})}
      <p class="utrecht-paragraph utrecht-paragraph--lead">De modelservers waar de balie antwoorden laat schrijven, en de taalmodellen die dat mogen.</p>
      <section class="balie-section" aria-labelledby="servers">
        <h2 class="utrecht-heading-3" id="servers">Modelservers</h2>
        ${hosts.length === 0 ? html`<p class="utrecht-paragraph">Er is geen modelserver. De balie citeert dan letterlijk uit documenten.</p>` : html`<ul class="balie-rows">${hosts.map((host) => hostRow(host, awayOf(host.id, models)))}</ul>`}
        <p class="balie-more"><a class="balie-button-link" href="${HOST_PATH}">Modelserver toevoegen</a></p>
      </section>
      <section class="balie-section" aria-labelledby="modellen">
        <h2 class="utrecht-heading-3" id="modellen">Taalmodellen</h2>
        ${models.length === 0 ? html`<p class="utrecht-paragraph">Er is geen taalmodel.</p>` : html`<ul class="balie-rows">${models.map(modelRow)}</ul>`}
        <p class="balie-more"><a class="balie-button-link" href="${MODEL_PATH}">Model toelaten</a></p>
      </section>
      ${pulls.length === 0 ? '' : pullList(pulls)}
      ${history(changes)}
    </div>`;
  return layout({ municipality, title: 'Modellen - Beheer', main, editor, script: 'models' });
}

/** What keeps a host from being used, as its models were told; where it runs nothing nobody has asked it. */
function awayOf(host: string, models: ModelsView['models']): string | undefined {
  return models.flatMap(({ places }) => places).find((place) => place.host === host)?.away;
}

function hostRow({ id, kind, url, pool, slots, running, waiting, state, hasKey, isChanged }: HostView, away: string | undefined): Html {
  const facts = [kind === 'ollama' ? 'Ollama' : 'API van OpenAI', `pool ${pool}`, `${running} van ${count(slots, 'plek', 'plekken')} bezig`, `${waiting} in de rij`, ...(hasKey ? ['met een sleutel'] : [])];
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${link(hostPath(id), id)}</span> ${STATES[state]} ${isChanged ? tag('anders dan het bestand', 'calm') : ''}</p>
      <p class="balie-row__facts"><span class="balie-row__source">${url}</span> · ${facts.join(' · ')}</p>
      ${state === 'failing' && away !== undefined ? html`<p class="balie-cause">De server ${away}.</p>` : ''}
    </li>`;
}

function modelRow(model: ModelsView['models'][number]): Html {
  const { name, pool, capabilities, contextTokens, licence, origin, isChanged, places } = model;
  const facts = [`op de server: ${model.model}`, `pool ${pool}`, capabilities.join(', '), `${contextTokens.toLocaleString('nl-NL')} tokens`, `licentie ${licence ?? 'niet opgegeven'}`, origin === undefined ? 'herkomst niet opgegeven' : `van ${origin}`];
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${link(modelPath(name), name)}</span> ${isChanged ? tag('anders dan het bestand', 'calm') : ''}</p>
      <p class="balie-row__facts">${facts.join(' · ')}</p>
      ${places.map((place) => placeLine(name, place))}
    </li>`;
}

function placeLine(name: string, { host, state, away, isPulling, canPull }: PlaceView): Html {
  return html`<div class="balie-place"><p class="balie-row__facts">${host}: ${away === undefined ? PLACES[state] : `server ${away}`}</p>
      ${state === 'missing' && canPull && !isPulling
        ? html`<form method="post" action="${PULL_PATH}"><input type="hidden" name="server" value="${host}"><input type="hidden" name="model" value="${name}">${button('Ophalen', 'secondary-action', `van ${name} naar ${host}`)}</form>`
        : ''}</div>`;
}

/** Looked at again by the script while something is under way; without it by the link. */
function pullList(pulls: readonly PullView[]): Html {
  const isRunning = pulls.some(({ state }) => state === 'running');
  return html`<section class="balie-section" id="ophalen" tabindex="-1" aria-labelledby="ophalen-titel" ${isRunning ? html`data-running` : ''}>
      <h2 class="utrecht-heading-3" id="ophalen-titel">Ophalen van modellen</h2>
      <ul class="balie-rows">${pulls.map(pullRow)}</ul>
      ${isRunning ? html`<p class="balie-more">${link(`${MODELS_PATH}#ophalen`, 'Kijk hoe ver het is')}</p>` : ''}
    </section>`;
}

function pullRow({ backend, model, state, completedBytes, totalBytes, fault }: PullView): Html {
  const states = { running: tag('wordt opgehaald', 'calm'), done: tag('opgehaald', 'good'), failed: tag('niet gelukt', 'bad'), interrupted: tag('afloop onbekend', 'warning') };
  const hasTotal = completedBytes !== undefined && totalBytes !== undefined && totalBytes > 0;
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${model} naar ${backend}</span> ${states[state]}</p>
      ${state === 'running' && hasTotal ? html`<progress class="balie-bar" value="${completedBytes}" max="${totalBytes}" aria-label="Ophalen van ${model}"></progress><p class="balie-row__facts">${gigabytes(completedBytes)} van ${gigabytes(totalBytes)} GB</p>` : ''}
      ${state === 'interrupted' ? html`<p class="balie-row__facts">Hoe dit afliep, is niet bekend: de balie stopte, of kon het niet vastleggen. Kijk bij ‘Taalmodellen’ of het model klaarstaat. Ontbreekt het? Haal het dan opnieuw op: dat gaat verder waar het was.</p>` : ''}
      ${fault === undefined ? '' : html`<p class="balie-cause"><strong>${errorCatalogue[fault].message}</strong> ${errorCatalogue[fault].action}</p>`}
    </li>`;
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toLocaleString('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
