/** What is done with several documents at once: asked first, with each of them named. */
import { html } from 'hono/html';
import { buttons, check, faultSum, reasonField, textField } from '../console/fields.ts';
import type { Draft } from '../console/views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { placeFields } from './document-list.ts';
import { back, button } from './parts.ts';
import { chosenPath, listPath } from './paths.ts';
import type { ChosenDocument, ChosenView } from './views.ts';
import { count } from './words.ts';

const FIELDS = [
  ['validFrom', 'Geldig vanaf', 'date', 'Vóór deze dag vindt de balie de documenten niet.'],
  ['validUntil', 'Geldig tot en met', 'date', 'Na deze dag vindt de balie de documenten niet meer.'],
  ['reviewBy', 'Nakijken voor', 'date', 'Een maand van tevoren staan de documenten bij Na te kijken.'],
  ['owner', 'Eigenaar', 'text', 'Het team dat de inhoud bijhoudt.'],
] as const;
const LABELS: Readonly<Record<string, string>> = { ...Object.fromEntries(FIELDS.map(([name, label]) => [name, label])), reden: 'Reden' };

/** Sets the same at all of them. */
export function chosenFactsPage(view: ChosenView): Html {
  const { collection, documents, draft } = view;
  const title = `Vastleggen bij ${count(documents.length, 'document', 'documenten')}`;
  return sure(view, title, html`
      <p class="utrecht-paragraph">Wat u invult, gaat bij elk van deze documenten voor op wat het document zelf zegt. Een vak dat u leeg laat, verandert niet.</p>
      <form class="balie-fields" method="post" action="${chosenPath(collection.id, 'gegevens')}" novalidate>
        ${goesAlong(view)}
        ${FIELDS.map(([name, label, type, hint]) => html`<div>${textField({ name, label, type, hint, max: 500, draft })}${emptied(name, label, draft)}</div>`)}
        ${reasonField(draft)}
        ${buttons(button('Leg vast', 'primary-action', `bij ${count(documents.length, 'document', 'documenten')}`), no(view))}
      </form>`);
}

/** Removes all of them. */
export function chosenRemovePage(view: ChosenView): Html {
  const { collection, documents, draft } = view;
  const amount = count(documents.length, 'document', 'documenten');
  const parts = documents.reduce((sum, one) => sum + one.parts, 0);
  const [out, again] = [documents.filter(({ staysOut }) => staysOut).length, documents.filter(({ isFromFolder }) => isFromFolder).length];
  return sure(view, `${amount} verwijderen?`, html`
      <p class="utrecht-paragraph">De balie vindt ${documents.length === 1 ? 'dit document' : 'deze documenten'} daarna niet meer. U kunt dit niet ongedaan maken, maar u kunt de bestanden opnieuw uploaden.</p>
      ${parts === 0 ? '' : html`<p class="utrecht-paragraph">Ook ${count(parts, 'document dat hieruit is gehaald, gaat weg', 'documenten die hieruit zijn gehaald, gaan weg')}.</p>`}
      ${out === 0 ? '' : html`<p class="utrecht-paragraph">${count(out, 'document blijft', 'documenten blijven')} weg, ook als het nog in zijn bron staat. Wilt u dat toch? Neem het dan weer op, op de pagina van de collectie.</p>`}
      ${again === 0 ? '' : html`<p class="utrecht-paragraph">Let op: ${count(again, 'document komt', 'documenten komen')} uit een map die de beheerder inleest. Staat het daar nog? Dan komt het de volgende keer terug. Haal het ook daar weg.</p>`}
      <form class="balie-fields" method="post" action="${chosenPath(collection.id, 'verwijderen')}" novalidate>
        ${goesAlong(view)}
        ${reasonField(draft)}
        ${buttons(button(`Ja, verwijder ${amount}`, 'danger'), no(view))}
      </form>`);
}

function sure({ municipality, editor, collection, documents, place, draft }: ChosenView, title: string, rest: Html): Html {
  const main = html`<div class="balie-narrow">
      ${back(listPath(collection.id, place), collection.title)}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${faultSum(draft, LABELS)}
      <div class="balie-panel">
        <ul class="utrecht-unordered-list balie-names">${documents.map(name)}</ul>
        ${rest}
      </div>
    </div>`;
  return layout({ municipality, title: `${title} - Beheer`, main, editor });
}

function name({ title, sourceId, parts }: ChosenDocument): Html {
  return html`<li class="utrecht-unordered-list__item"><strong>${title}</strong> (${sourceId})${parts === 0 ? '' : `, met ${count(parts, 'document', 'documenten')} erin`}</li>`;
}

function goesAlong({ documents, place }: ChosenView): Html {
  return html`${documents.map(({ id }) => html`<input type="hidden" name="document" value="${id}">`)}${placeFields(place)}`;
}

/** What was set by hand is taken back with a tick: an empty field means that nothing changes. */
function emptied(field: string, label: string, draft: Draft | undefined): Html {
  return check({ id: `leeg-${field}`, name: 'leeg', value: field, text: html`Haal weg wat met de hand is vastgelegd<span class="balie-hidden"> bij ${label}</span>`, isChecked: draft?.values.getAll('leeg').includes(field) ?? false });
}

function no({ collection, place }: ChosenView): Html {
  return html`<a class="balie-button-link" href="${listPath(collection.id, place)}">Nee, ga terug</a>`;
}
