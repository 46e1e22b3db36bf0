/** Making, changing and replacing a key. */
import { html } from 'hono/html';
import { dutchDay } from '../../../../dutch-time.ts';
import { back, button, tag } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { buttons, check, checksField, faultSum, foldedForm, reasonField, textField } from '../fields.ts';
import { KEY_PATH, KEYS_PATH, REVOKE_PATH, ROTATE_PATH } from '../paths.ts';
import type { Draft, KeyFormView } from '../views.ts';

export const KEY_LABELS = {
  name: 'Naam', group: 'Groep', collections: 'Documenten beheren van', models: 'Taalmodellen aanroepen', assistants: 'Assistenten aanroepen', isAdmin: 'Beheren', isReviewer: 'Beoordelen',
  expiresAt: 'Geldig tot en met', requestsPerMinute: 'Verzoeken per minuut', tokensPerDay: 'Tokens per dag', tokensPerMonth: 'Tokens per maand', overlapHours: 'Uren dat de oude nog werkt', reden: 'Reden',
} as const;

const own = (names: readonly string[]) => names.map((name) => [name, name] as const);
const orAll = (names: readonly string[]) => [['*', 'Alle'] as const, ...own(names)];
const text = (value: number | null | undefined) => (value == null ? '' : String(value));

export function keyFormPage(view: KeyFormView): Html {
  const { municipality, editor, key, known, groups, draft } = view;
  const isRotating = draft?.values.get('doe') === 'vervangen';
  const saving = isRotating ? undefined : draft;
  const title = key === undefined ? 'Sleutel maken' : key.name;
  const isOver = key?.state === 'revoked';
  // What it has may be gone meanwhile: it stays until somebody takes it away.
  const all = (of: 'collections' | 'models' | 'assistants') => [...new Set([...known[of], ...(key?.[of] ?? []).filter((name) => name !== '*')])];
  const main = html`<div class="balie-manage">
      ${back(KEYS_PATH, 'Sleutels')}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${faultSum(draft, KEY_LABELS, isRotating ? 'nieuw-' : '')}
      ${key === undefined ? '' : html`<p class="utrecht-paragraph">Nummer ${key.id} ${isOver ? tag('ingetrokken', 'bad') : key.state === 'expired' ? tag('verlopen', 'calm') : tag('geldig', 'good')}</p>`}
      ${isOver ? html`<p class="utrecht-paragraph">Deze sleutel is ingetrokken, voorgoed. Maak een nieuwe als iemand weer toegang moet hebben.</p>` : html`<form class="balie-panel balie-fields" method="post" action="${KEY_PATH}" novalidate>
        ${key === undefined ? '' : html`<input type="hidden" name="nummer" value="${key.id}">`}
        ${textField({ name: 'name', label: KEY_LABELS.name, hint: 'Van welk programma of team de sleutel is.', value: key?.name ?? '', isRequired: true, draft: saving })}
        ${textField({ name: 'group', label: KEY_LABELS.group, hint: `De sleutels van een groep delen grenzen. ${groups.length === 0 ? 'Er is nog geen groep.' : `Deze zijn er: ${groups.slice(0, 20).join(', ')}.`} Een nieuwe naam maakt een groep. Leeg: geen.`, value: key?.group ?? '', max: 100, draft: saving })}
        ${checksField({ name: 'collections', label: KEY_LABELS.collections, checked: key?.collections ?? [], options: own(all('collections')), draft: saving })}
        ${checksField({ name: 'models', label: KEY_LABELS.models, checked: key?.models ?? [], options: orAll(all('models')), draft: saving })}
        ${checksField({ name: 'assistants', label: KEY_LABELS.assistants, checked: key?.assistants ?? [], options: orAll(all('assistants')), draft: saving })}
        ${flag('isAdmin', 'Mag de balie beheren, ook deze pagina’s', key?.isAdmin, saving)}
        ${flag('isReviewer', 'Mag antwoorden lezen en beoordelen', key?.isReviewer, saving)}
        ${textField({ name: 'expiresAt', label: KEY_LABELS.expiresAt, hint: 'Leeg: zonder einde.', type: 'date', value: key?.expiresAt == null ? '' : dutchDay(new Date(key.expiresAt.getTime() - 1)), draft: saving })}
        ${textField({ name: 'requestsPerMinute', label: KEY_LABELS.requestsPerMinute, hint: 'Leeg: geen grens.', value: text(key?.requestsPerMinute), type: 'number', max: 7, draft: saving })}
        ${textField({ name: 'tokensPerDay', label: KEY_LABELS.tokensPerDay, hint: 'Leeg: geen grens.', value: text(key?.tokensPerDay), type: 'number', max: 13, draft: saving })}
        ${textField({ name: 'tokensPerMonth', label: KEY_LABELS.tokensPerMonth, hint: 'Leeg: geen grens.', value: text(key?.tokensPerMonth), type: 'number', max: 13, draft: saving })}
        ${reasonField(saving)}
        ${buttons(button(key === undefined ? 'Maken' : 'Opslaan', 'primary-action'))}
      </form>`}
      ${key === undefined || key.state !== 'valid' ? '' : html`<section class="balie-section" aria-labelledby="anders"><h2 class="utrecht-heading-3" id="anders">Vervangen of intrekken</h2>
        <p class="utrecht-paragraph">Een nieuwe sleutel heeft dezelfde rechten en grenzen. U ziet hem één keer. De oude werkt nog even door. Wat u intrekt of vervangt, komt niet terug.</p>
        ${foldedForm({
          title: 'Vervangen door een nieuwe …', path: ROTATE_PATH, isOpen: isRotating, text: 'Vervangen', hidden: [['nummer', key.id], ['doe', 'vervangen']],
          fields: [textField({ name: 'overlapHours', label: KEY_LABELS.overlapHours, hint: 'Van 0 tot 2160.', value: '168', type: 'number', max: 4, draft: isRotating ? draft : undefined, form: 'nieuw-' }), reasonField(isRotating ? draft : undefined, 'nieuw-')],
        })}
        <form method="post" action="${REVOKE_PATH}"><input type="hidden" name="nummer" value="${key.id}">${button('Intrekken …', 'danger')}</form></section>`}
    </div>`;
  return layout({ municipality, title: `${title} - Sleutels - Beheer`, main, editor });
}

function flag(name: 'isAdmin' | 'isReviewer', words: string, isSet: boolean | undefined, draft: Draft | undefined): Html {
  return check({ id: `veld-${name}`, name, value: 'ja', text: words, isChecked: draft === undefined ? isSet === true : draft.values.has(name) });
}
