/** What the guard saw in a document: text that is meant for an assistant, and data of people. */
import { html } from 'hono/html';
import { personalWords } from '../../markup/masked-words.ts';
import type { Html } from '../html.ts';
import type { QualityView } from './document-views.ts';
import { count } from './words.ts';

export function screening({ orders, orderCount, personal }: QualityView): Html {
  return html`${orderCount > 0 ? ordersOf({ orders, orderCount }) : ''}${Object.keys(personal).length > 0 ? personalOf(personal) : ''}`;
}

function ordersOf({ orders, orderCount }: Pick<QualityView, 'orders' | 'orderCount'>): Html {
  return html`<h3 class="utrecht-heading-4" id="misleiding">Tekst die op een opdracht aan een computer lijkt</h3>
      <p class="utrecht-paragraph">Met zulke tekst kan iemand proberen om de balie iets anders te laten zeggen. De balie gebruikt deze zinnen niet: de AI krijgt ze niet te lezen, en zij staan in geen antwoord. Haal ze uit het document als ze er niet in horen.</p>
      <ul class="balie-rows">${orders.map(({ ordinal, page, why, text }) => html`<li class="balie-row">
        <p class="balie-row__facts">Passage ${ordinal}${page === undefined ? '' : `, pagina ${page}`}: ${why.join(' ')}</p>
        <blockquote class="balie-hiddentext">${text}</blockquote>
      </li>`)}</ul>
      ${orderCount > orders.length ? html`<p class="utrecht-paragraph">Van de ${orderCount} passages staan hier de eerste ${orders.length}.</p>` : ''}`;
}

function personalOf(personal: QualityView['personal']): Html {
  return html`<h3 class="utrecht-heading-4" id="persoonsgegevens">Gegevens van personen</h3>
      <p class="utrecht-paragraph">De computer heeft deze gegevens in de tekst gezien. Kijk na of zij in dit document mogen staan. Namen en adressen van de gemeente zelf tellen mee.</p>
      <dl class="balie-facts balie-facts--card">${Object.entries(personal).map(([kind, times]) => html`<div><dt>${capital(personalWords[kind] ?? kind)}</dt><dd>${count(times, 'keer', 'keer')}</dd></div>`)}</dl>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
