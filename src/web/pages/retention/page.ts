/** How long what is kept, what goes soon, what must stay, and what was erased. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { type ErrorCode, errorCatalogue } from '../../../errors.ts';
import { back, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { holdsSection } from './holds.ts';
import type { RetentionView } from './views.ts';
import { BEGAN, beforeWords, figureWords, KIND_WORDS, keptWords, scopeWords } from './words.ts';

export function retentionPage(view: RetentionView): Html {
  const { municipality, editor } = view;
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Bewaren</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Hoe lang de digitale balie bewaart wat mensen zeggen en doen, en wat er is gewist. Wat er is gezegd, staat hier niet.</p>
      ${told(view)}
      ${rulesSection(view)}
      ${aheadSection(view)}
      ${holdsSection(view)}
      ${runsSection(view)}
    </div>`;
  return layout({ municipality, title: 'Bewaren - Beheer', main, editor });
}

function told({ told: what }: RetentionView): Html | string {
  if (what === undefined) return '';
  const text = what === 'gemaakt' ? 'De blokkade geldt. Wat eronder valt, wordt niet gewist.' : 'De blokkade is opgeheven. Wat over de bewaartermijn is, gaat binnen een uur weg.';
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status"><div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph">${text}</p></div></div>`;
}

/** Roles are said anew: on a narrow page rows are laid out as cards, and a browser then no longer takes them for rows. */
function table(label: string, columns: readonly string[], rows: readonly (readonly (Html | string)[])[]): Html {
  return html`<div class="balie-scroll" role="region" aria-label="${label}" tabindex="0"><table class="balie-table balie-keeping" role="table">
      <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}</tr></thead>
      <tbody role="rowgroup">${rows.map(([first, ...cells]) => html`<tr role="row"><th scope="row" role="rowheader">${first}</th>
        ${cells.map((cell, index) => html`<td role="cell" data-column="${columns[index + 1]}">${cell}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}

function rulesSection({ rules, at }: RetentionView): Html {
  return html`<section class="balie-section" aria-labelledby="regels">
      <h2 class="utrecht-heading-3" id="regels">Wat er geldt</h2>
      ${table('Bewaartermijnen', ['Wat', 'Waarvan', 'Bewaard', 'Nu gewist'], rules.map((rule) => [KIND_WORDS[rule.kind], scopeWords(rule), keptWords(rule), beforeWords(rule)]))}
      <p class="balie-hint">De balie wist elk uur wat over zijn termijn is, en maakt elke dag om ${at} uur een verslag. Een maand is een kalendermaand. De termijnen staan onder Instellingen, Bewaartermijnen; in de configuratie heten zij <code>retention</code>.</p>
    </section>`;
}

function aheadSection({ ahead: { days, rules } }: RetentionView): Html {
  // Sessions that end by themselves tell nobody anything.
  const some = rules.filter(({ duration, due, held }) => duration !== undefined && due + held > 0);
  return html`<section class="balie-section" aria-labelledby="straks">
      <h2 class="utrecht-heading-3" id="straks">Wat er in de komende ${days} dagen weggaat</h2>
      ${some.length === 0
        ? html`<p class="utrecht-paragraph">Er gaat niets weg van wat er nu is.</p>`
        : table(`Wat er in ${days} dagen weggaat`, ['Wat', 'Waarvan', 'Gaat weg', 'Blijft door een blokkade'], some.map((rule) => [KIND_WORDS[rule.kind], scopeWords(rule), String(rule.due), String(rule.held)]))}
    </section>`;
}

function runsSection({ runs }: RetentionView): Html {
  return html`<section class="balie-section" aria-labelledby="verslagen">
      <h2 class="utrecht-heading-3" id="verslagen">Wat er is gewist</h2>
      ${runs.length === 0
        ? html`<p class="utrecht-paragraph">Er is nog geen verslag. Het eerste komt vandaag of morgen.</p>`
        : table('Verslagen van het wissen', ['Wanneer', 'Waarom', 'Gewist', 'Bleef door een blokkade', 'Hoe het ging'], runs.map((run) => [momentWords(run.beganAt), BEGAN[run.beganBy], figureWords(run.erased), figureWords(run.held), howItWent(run)]))}
    </section>`;
}

function howItWent({ failed, isInterrupted, endedAt }: RetentionView['runs'][number]): Html {
  if (isInterrupted) return html`${tag('afgebroken', 'warning')} De volgende keer ging verder.`;
  if (endedAt === null) return html`${tag('bezig', 'calm')}`;
  const faults = Object.entries(failed) as [keyof typeof KIND_WORDS, ErrorCode][];
  if (faults.length === 0) return html`${tag('gelukt', 'good')}`;
  return html`${tag('deels mislukt', 'bad')} ${faults.map(([kind, code]) => html`${KIND_WORDS[kind]}: ${Object.hasOwn(errorCatalogue, code) ? errorCatalogue[code].message : code} `)} Wat mislukte, wordt elk uur opnieuw geprobeerd.`;
}
