/** What was published before, by whom and why, and the way back. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { FieldChange } from '../../../settings/form.ts';
import { button, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { textField } from '../work/tasks/parts.ts';
import { diffBox } from './diff.ts';
import type { ChangedVersion, Done, HistoryView, VersionView } from './views.ts';

/** What a reason may be long. */
export const MAX_REASON = 500;

export function historySection(view: HistoryView): Html {
  const { path, current, versions, hasMore, origin } = view;
  const last = versions.at(-1)?.number ?? 0;
  return html`<section class="balie-section" aria-labelledby="geschiedenis">
      <h2 class="utrecht-heading-3" id="geschiedenis">Geschiedenis</h2>
      <ol class="balie-rows balie-versions">
        ${versions.map((version) => html`<li class="balie-row">${versionHead(version, version.number === current)}${changed(version)}${version.number === current ? '' : backForm(view, version.number, `versie ${version.number}`)}</li>`)}
        ${hasMore ? '' : html`<li class="balie-row"><p class="balie-row__head"><strong class="balie-row__title">${origin}</strong> ${current === 0 ? tag('geldt nu', 'good') : ''}</p>${current === 0 ? html`<p class="balie-row__facts">Hier is nog niets veranderd.</p>` : backForm(view, 0, `wat er in ${origin.toLowerCase()} staat`)}</li>`}
      </ol>
      ${hasMore ? html`<p class="utrecht-paragraph">${link(`${path}?voor=${last}#geschiedenis`, 'Oudere versies')}</p>` : ''}
    </section>`;
}

function versionHead(version: VersionView, isCurrent: boolean): Html {
  return html`<p class="balie-row__head"><strong class="balie-row__title">Versie ${version.number}</strong> ${isCurrent ? tag('geldt nu', 'good') : ''}</p>
      <p class="balie-row__facts">${momentWords(version.at)}, door ${version.by}${version.bringsBack === null ? '' : version.bringsBack === 0 ? '. Het begin is teruggezet' : `. Versie ${version.bringsBack} is teruggezet`}</p>
      <p class="balie-versions__why"><strong>Reden:</strong> <span class="balie-lines">${version.reason}</span></p>`;
}

function changed({ number, changes, files }: ChangedVersion): Html {
  if (changes.length + files.length === 0) return html`<p class="balie-row__facts">Er veranderde niets wat hier te zien is.</p>`;
  return html`<details class="balie-versions__more"><summary>Wat er veranderde<span class="balie-hidden"> in versie ${number}</span></summary>
      ${changes.length === 0 ? '' : changeList(changes)}
      ${files.map(({ file, lines }) => html`<p class="balie-versions__file"><strong>${file}</strong></p>${diffBox(lines)}`)}
    </details>`;
}

export function changeList(changes: readonly FieldChange[]): Html {
  return html`<dl class="balie-changes">${changes.map(({ label, before, after }) => html`<div><dt>${label}</dt>
      ${before.map((text) => html`<dd><span class="balie-hidden">Was: </span><del class="balie-lines">${text}</del></dd>`)}
      ${after.map((text) => html`<dd><span class="balie-hidden">Is: </span><ins class="balie-lines">${text}</ins></dd>`)}
      ${before.length + after.length === 0 ? html`<dd>Leeg gemaakt.</dd>` : ''}</div>`)}</dl>`;
}

function backForm({ path, current, wrong }: HistoryView, number: number, what: string): Html {
  const mine = wrong?.number === number ? wrong : undefined;
  return html`<details class="balie-versions__more"${mine === undefined ? '' : html` open`}><summary>Zet ${number === 0 ? 'het begin' : `versie ${number}`} terug …</summary>
      <form class="balie-fields" method="post" action="${path}">
        <input type="hidden" name="actie" value="terug">
        <input type="hidden" name="nummer" value="${number}">
        <input type="hidden" name="versie" value="${current}">
        ${textField({ name: `reden-${number}`, label: `Waarom zet u ${what} terug?`, value: mine?.reason ?? '', max: MAX_REASON, fault: mine?.fault, hint: 'Dit wordt een nieuwe versie. Alles wat ertussen zat, blijft in de geschiedenis staan.' })}
        <div class="balie-buttons">${button('Zet terug', 'secondary-action', what)}</div>
      </form></details>`;
}

export function doneBox(done: Done | undefined): Html {
  if (done === undefined) return html``;
  const text = done === 'bewaard' ? 'Bewaard. Het geldt nu, op elke server binnen een paar seconden.' : 'Teruggezet. Het geldt nu, op elke server binnen een paar seconden.';
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status"><div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph">${text}</p></div></div>`;
}

/** `Versie 3, sinds 27 november 2026 om 10:12, door Bo Beheer.` */
export function sinceWords(latest: VersionView | undefined, origin: string): string {
  return latest === undefined ? `Zoals in ${origin}.` : `Versie ${latest.number}, sinds ${momentWords(latest.at)}, door ${latest.by}.`;
}
