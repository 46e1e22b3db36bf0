/** Who has an account, and what they are at the desk: invited, shut out and let in again. */
import { html } from 'hono/html';
import { momentWords } from '../../../../dutch-time.ts';
import { back, tag } from '../../admin/parts.ts';
import { count, roleWords } from '../../admin/words.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { check, checksField, faultSum, foldedForm, reasonField, textField } from '../fields.ts';
import { doneBox, history, narrowing, pages } from '../list.ts';
import { INVITE_PATH, PEOPLE_PATH } from '../paths.ts';
import type { PeopleView } from '../views.ts';

export const PEOPLE_FILTERS = [['', 'Alle'], ['aan', 'Mag inloggen'], ['uit', 'Buitengesloten'], ['balie', 'Account van de balie']] as const;

export function peoplePage({ municipality, editor, list, changes, isDone, draft }: PeopleView): Html {
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Mensen</h1>
      ${doneBox(isDone)}
      ${faultSum(draft, { naam: 'Naam', rollen: 'Rollen', reden: 'Reden' })}
      <p class="utrecht-paragraph utrecht-paragraph--lead">Wie met een eigen account inlogt. Wat iemand met een account van de gemeente mag, volgt uit de groepen van de inlogdienst.</p>
      <p class="utrecht-paragraph">Voor een AVG-verzoek, een blokkade tegen wissen en het logboek hebt u het nummer van een account nodig. Het staat onder elke naam. Klik erop: dan is het in één keer gekozen, en kunt u het kopiëren.</p>
      ${foldedForm({
        title: 'Iemand uitnodigen voor een account van de balie …', path: INVITE_PATH, isOpen: draft !== undefined, text: 'Maak een uitnodiging',
        fields: [
          textField({ name: 'naam', label: 'Naam', max: 100, isRequired: true, draft }),
          checksField({ name: 'rollen', label: 'Rollen', hint: 'Iedereen met een account van de balie is medewerker.', checked: [], options: Object.entries(roleWords).filter(([role]) => role !== 'employee'), draft }),
          reasonField(draft),
        ],
      })}
      ${narrowing({ path: PEOPLE_PATH, list, filters: PEOPLE_FILTERS, label: 'Zoek op naam' })}
      <p class="balie-sum">${count(list.total, 'persoon', 'personen')}</p>
      ${list.people.length === 0
        ? html`<p class="utrecht-paragraph">${list.total === 0 ? 'Hier staat niemand.' : 'Deze pagina van de lijst is leeg.'}</p>`
        : html`<form method="post" action="${PEOPLE_PATH}"><ul class="balie-rows">${list.people.map(row)}</ul>
      <div class="balie-buttons">${pick('uitzetten', 'Buitensluiten …')}${pick('aanzetten', 'Weer toelaten …')}${pick('uitloggen', 'Overal uitloggen …')}${pick('passkey', 'Link voor een nieuwe passkey …')}</div></form>`}
      ${pages(PEOPLE_PATH, list)}
      ${history(changes, 'Wie is buitengesloten, kunt u weer toelaten. Een sessie die is beëindigd en een gebruikte uitnodiging komen niet terug.')}
    </div>`;
  return layout({ municipality, title: 'Mensen - Beheer', main, editor });
}

function pick(action: string, text: string): Html {
  return html`<button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit" name="doe" value="${action}">${text}</button>`;
}

function row({ id, name, isLocal, passkeys, roles, claimed, seenAt, disabledAt, isSelf }: PeopleView['list']['people'][number]): Html {
  const facts = [
    isLocal ? `account van de balie, ${count(passkeys, 'passkey', 'passkeys')}` : `account van de gemeente, groepen daar: ${claimed.length === 0 ? 'geen' : claimed.join(', ')}`,
    disabledAt === null ? `laatst ingelogd ${momentWords(seenAt)}` : `buitengesloten op ${momentWords(disabledAt)}`,
  ];
  return html`<li class="balie-row balie-row--chosen">
      ${check({ id: `kies-${id}`, name: 'wie', value: id, text: html`<span class="balie-hidden">Kies ${name}</span>` })}
      <div><p class="balie-row__head"><span class="balie-row__title">${name}</span> ${isSelf ? tag('dat bent u', 'calm') : ''} ${disabledAt === null ? '' : tag('buitengesloten', 'bad')}</p>
      <p class="balie-row__facts">Nummer <code class="balie-code">${id}</code></p>
      <p class="balie-row__facts">${roles.length === 0 ? 'geen rol bij de balie' : roles.join(', ')} · ${facts.join(' · ')}</p></div>
    </li>`;
}
