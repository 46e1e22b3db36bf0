/** The files of a conversation, and what can be done with the whole of them. */
import { html } from 'hono/html';
import { momentWords } from '../../../../dutch-time.ts';
import { durationWords } from '../../../../durations.ts';
import { actionForm, back, button, faultBox, faultText, tag } from '../../admin/parts.ts';
import { count } from '../../admin/words.ts';
import { fileSize } from '../../document.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { link } from '../../link.ts';
import { DOCUMENTS_PATH, talkPath } from '../paths.ts';
import { workForms } from './forms.ts';
import { documentsPath, filesPath } from './paths.ts';
import { uploadForm, uploadHint } from './upload.ts';
import type { DocumentsView, FileView, FoldersView, WorkRowView } from './views.ts';

export function documentsPage(view: DocumentsView): Html {
  const { municipality, conversationId, files, works, name, hasAdmin } = view;
  const main = html`<div class="balie-manage">
      ${back(DOCUMENTS_PATH, 'Documenten')}
      <h1 class="utrecht-heading-1">Documenten in dit gesprek</h1>
      ${faultBox(view.fault)}
      ${estimateBox(view)}
      ${uploadSection(view)}
      <section class="balie-section" aria-labelledby="bestanden-titel">
        <h2 class="utrecht-heading-3" id="bestanden-titel">Bestanden</h2>
        ${files.length === 0 ? html`<p class="utrecht-paragraph">Er staat nog geen bestand in dit gesprek.</p>` : html`<ul class="balie-rows">${files.map((file) => fileRow(file, conversationId))}</ul>`}
        ${files.some(({ state }) => state === 'waiting') ? html`<p class="utrecht-paragraph">${link(documentsPath(conversationId), 'Ververs de stand')}</p>` : ''}
        <p class="balie-hint">Alleen u ziet deze bestanden, en ze worden alleen in dit gesprek gebruikt. Ze worden versleuteld bewaard en gaan na ${durationWords(municipality.keeps.files)} weg, of eerder als u ze verwijdert.</p>
      </section>
      ${askLink(view)}
      ${workForms(view)}
      ${works.length === 0 ? '' : worksList(works, conversationId)}
    </div>`;
  return layout({ municipality, title: 'Documenten in dit gesprek', main, script: 'files', editor: { name, work: { current: DOCUMENTS_PATH, hasAdmin } } });
}

/** What was put into a conversation can be asked about; also while it is still read. */
function askLink({ conversationId, files }: DocumentsView): Html | string {
  if (files.every(({ state }) => state === 'failed')) return '';
  return html`<p class="utrecht-paragraph balie-worklinks"><a class="balie-button-link" href="${talkPath(conversationId)}#vraag">Stel een vraag over ${files.length === 1 ? 'dit bestand' : 'deze bestanden'}</a></p>`;
}

function uploadSection({ conversationId, refused = [] }: DocumentsView): Html {
  return html`<section class="balie-panel balie-upload" aria-labelledby="erbij-titel">
      <h2 class="utrecht-heading-3" id="erbij-titel">Bestanden toevoegen</h2>
      ${refused.length === 0 ? '' : html`<div class="balie-results" role="alert"><ul class="balie-rows">${refused.map(({ name, code }) => html`<li class="balie-row">
        <p class="balie-row__head"><span class="balie-row__name">${name}</span> ${tag('niet gelukt', 'bad')}</p>${faultText(code)}</li>`)}</ul></div>`}
      ${uploadForm(conversationId)}
      <p class="utrecht-paragraph balie-upload__refresh" id="bestanden-ververs" hidden>${link(documentsPath(conversationId), 'Toon de bestanden en wat u ermee kunt doen')}</p>
      ${uploadHint()}
    </section>`;
}

const states = { waiting: tag('wordt gelezen', 'calm'), ready: tag('klaar', 'good'), failed: tag('niet gelukt', 'bad') } as const;

function fileRow({ id, name, state, fault, bytes, pages, characters }: FileView, conversationId: string): Html {
  const facts = [fileSize(bytes), ...(pages === null ? [] : [count(pages, 'bladzijde', 'bladzijden')]), ...(characters === null ? [] : [count(characters, 'teken', 'tekens')])];
  return html`<li class="balie-row balie-workfile">
      <div class="balie-workfile__about">
        <p class="balie-row__head"><span class="balie-row__name">${state === 'ready' ? link(`${filesPath(conversationId)}/${id}`, name) : name}</span> ${states[state]}</p>
        <p class="balie-row__facts">${facts.join(' · ')}</p>
        ${fault === null ? '' : faultText(fault)}
      </div>
      ${actionForm(`${filesPath(conversationId)}/${id}/verwijderen`, 'Verwijderen', name)}
    </li>`;
}

function worksList(works: readonly WorkRowView[], conversationId: string): Html {
  const row = ({ id, what, startedAt, isRunning, outcome }: WorkRowView) => html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__name">${link(`${documentsPath(conversationId)}/${id}`, what)}</span> ${isRunning ? tag('bezig', 'calm') : tag(ENDS[outcome ?? 'interrupted'] ?? 'klaar', outcome === 'answered' ? 'good' : 'warning')}</p>
      <p class="balie-row__facts">${momentWords(startedAt)}</p>
    </li>`;
  return html`<section class="balie-section" aria-labelledby="werk-titel">
      <h2 class="utrecht-heading-3" id="werk-titel">Wat er is gemaakt</h2>
      <ul class="balie-rows">${works.map(row)}</ul>
    </section>`;
}

const ENDS: Readonly<Record<string, string>> = { answered: 'klaar', abstained: 'niets gevonden', interrupted: 'gestopt', failed: 'mislukt' };

/** Before work that takes long, or that cannot read all. */
function estimateBox({ estimate, fields = {}, conversationId }: DocumentsView): Html | string {
  if (estimate === undefined) return '';
  const { calls, read, all, isWhole, minutes } = estimate;
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" id="schatting" tabindex="-1" role="status">
      <div class="utrecht-alert__message balie-alert balie-alert--calm">
        <p class="utrecht-paragraph"><strong>Dit is veel werk.</strong> Het model leest in ${count(calls, 'keer', 'keer')}${minutes === undefined ? '' : `, ongeveer ${count(minutes, 'minuut', 'minuten')}`}. U kunt ondertussen iets anders doen en altijd stoppen.</p>
        <p class="utrecht-paragraph">${isWhole ? `Gelezen wordt: ${read}.` : `Gelezen wordt: ${read}, van ${all}. Het hele bestand past niet in één keer. Kies voor de rest daarna de andere bladzijden.`}</p>
        <form method="post" action="${documentsPath(conversationId)}">
          ${Object.entries({ ...fields, zeker: 'ja' }).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`)}
          ${button('Toch beginnen', 'primary-action')}
        </form>
      </div>
    </div>`;
}

/** The conversations of somebody that hold files. */
export function foldersPage({ municipality, name, hasAdmin, newId, folders }: FoldersView): Html {
  const row = ({ conversationId, files, lastAt }: FoldersView['folders'][number]) => html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__name">${link(documentsPath(conversationId), files[0] ?? 'Gesprek zonder bestanden')}</span></p>
      <p class="balie-row__facts">${files.length > 1 ? `en nog ${count(files.length - 1, 'bestand', 'bestanden')} · ` : ''}${momentWords(lastAt)}</p>
    </li>`;
  const main = html`<div class="balie-manage">
      <h1 class="utrecht-heading-1">Documenten</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Zet een document in een gesprek en laat het samenvatten, vergelijken of er een tabel uit halen.</p>
      <p class="utrecht-paragraph">${link(documentsPath(newId), 'Begin met nieuwe documenten')}</p>
      ${folders.length === 0 ? '' : html`<section class="balie-section" aria-labelledby="eerder-titel"><h2 class="utrecht-heading-3" id="eerder-titel">Gesprekken met documenten</h2><ul class="balie-rows">${folders.map(row)}</ul></section>`}
    </div>`;
  return layout({ municipality, title: 'Documenten', main, editor: { name, work: { current: DOCUMENTS_PATH, hasAdmin } } });
}
