/** Groups of people, as the configuration has them, and groups of keys with their limits. */
import { html } from 'hono/html';
import { back } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { faultSum, foldedForm, reasonField, textField } from '../fields.ts';
import { doneBox, history } from '../list.ts';
import { GROUPS_PATH } from '../paths.ts';
import type { GroupsView, GroupView } from '../views.ts';

const LABELS = { naam: 'Naam', requestsPerMinute: 'Verzoeken per minuut', tokensPerDay: 'Tokens per dag', tokensPerMonth: 'Tokens per maand', reden: 'Reden' } as const;
const limit = (value: number | null, what: string) => (value === null ? `${what}: geen grens` : `${what}: ${value.toLocaleString('nl-NL')}`);

export function groupsPage(view: GroupsView): Html {
  const { municipality, editor, groups, keyGroups, changes, isDone, draft } = view;
  const wrong = draft === undefined ? undefined : keyGroups.findIndex(({ name }) => name === draft.values.get('naam'));
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Groepen</h1>
      ${doneBox(isDone)}
      ${faultSum(draft, LABELS, wrong === undefined || wrong < 0 ? 'nieuw-' : `groep-${wrong}-`)}
      <section class="balie-section" aria-labelledby="medewerkers">
        <h2 class="utrecht-heading-3" id="medewerkers">Groepen van medewerkers</h2>
        <p class="utrecht-paragraph">Deze groepen staan in het configuratiebestand (<code>groups</code>), want uw inlogdienst zegt wie erin zit. U verandert ze daar, en niet hier.</p>
        ${groups.length === 0 ? html`<p class="utrecht-paragraph">In het configuratiebestand staan geen groepen.</p>` : html`<ul class="balie-rows">${groups.map(groupRow)}</ul>`}
      </section>
      <section class="balie-section" aria-labelledby="sleutelgroepen">
        <h2 class="utrecht-heading-3" id="sleutelgroepen">Groepen van sleutels</h2>
        <p class="utrecht-paragraph">De grenzen gelden voor alle sleutels van een groep samen, naast die van elke sleutel.</p>
        ${keyGroups.length === 0 ? html`<p class="utrecht-paragraph">Er zijn nog geen groepen van sleutels.</p>` : html`<ul class="balie-rows">${keyGroups.map((group, index) => keyGroupRow(group, `groep-${index}-`, index === wrong ? draft : undefined))}</ul>`}
        ${foldedForm({ title: 'Groep maken …', path: GROUPS_PATH, isOpen: wrong === -1, text: 'Maken', fields: [textField({ name: 'naam', label: LABELS.naam, max: 100, isRequired: true, draft: wrong === -1 ? draft : undefined, form: 'nieuw-' }), ...limitFields(undefined, wrong === -1 ? draft : undefined, 'nieuw-')] })}
      </section>
      ${history(changes, 'Grenzen zet u terug door de oude weer in te vullen. Een groep van sleutels blijft bestaan.')}
    </div>`;
  return layout({ municipality, title: 'Groepen - Beheer', main, editor });
}

function groupRow({ id, title, claims, roles, collections, assistants }: GroupView): Html {
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${title}</span></p>
      <p class="balie-row__facts"><span class="balie-row__source">${id}</span> · ${roles.join(', ')}${collections.length === 0 ? '' : ` · collecties: ${collections.join(', ')}`}${assistants.length === 0 ? '' : ` · assistenten: ${assistants.join(', ')}`} · bij de inlogdienst: ${claims.join(', ')}</p>
    </li>`;
}

function keyGroupRow(group: GroupsView['keyGroups'][number], form: string, draft: GroupsView['draft']): Html {
  const { name, requestsPerMinute, tokensPerDay, tokensPerMonth, days } = group;
  const used = days.reduce((sum, { promptTokens, answerTokens }) => sum + promptTokens + answerTokens, 0);
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${name}</span></p>
      <p class="balie-row__facts">${[limit(requestsPerMinute, 'verzoeken per minuut'), limit(tokensPerDay, 'tokens per dag'), limit(tokensPerMonth, 'tokens per maand'), `deze maand gebruikt: ${used.toLocaleString('nl-NL')} tokens`].join(' · ')}</p>
      ${foldedForm({ title: `Grenzen van ${name} veranderen …`, path: GROUPS_PATH, isOpen: draft !== undefined, text: 'Opslaan', hidden: [['naam', name]], fields: limitFields(group, draft, form) })}
    </li>`;
}

function limitFields(group: GroupsView['keyGroups'][number] | undefined, draft: GroupsView['draft'], form: string): Html[] {
  const hint = 'Leeg: geen grens.';
  const value = (of: 'requestsPerMinute' | 'tokensPerDay' | 'tokensPerMonth') => String(group?.[of] ?? '');
  return [
    textField({ name: 'requestsPerMinute', label: LABELS.requestsPerMinute, hint, value: value('requestsPerMinute'), type: 'number', max: 7, draft, form }),
    textField({ name: 'tokensPerDay', label: LABELS.tokensPerDay, hint, value: value('tokensPerDay'), type: 'number', max: 13, draft, form }),
    textField({ name: 'tokensPerMonth', label: LABELS.tokensPerMonth, hint, value: value('tokensPerMonth'), type: 'number', max: 13, draft, form }),
    reasonField(draft, form),
  ];
}
