/** How well a document came through, in plain words, and the text in it that nobody sees. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import type { DocumentPageView, QualityView } from './document-views.ts';
import { screening } from './screening.ts';
import { documentPath } from './paths.ts';
import { count, hiddenReason, languageName, percent } from './words.ts';

export function qualityReport({ collection, document, quality }: DocumentPageView): Html {
  const { duplicateOf, like } = document;
  const isGood = quality.warnings.length === 0 && duplicateOf === null && like === null;
  return html`<section class="balie-section" aria-labelledby="kwaliteit">
      <h2 class="utrecht-heading-3" id="kwaliteit">Hoe goed is het document gelezen?</h2>
      ${isGood ? html`<p class="utrecht-paragraph">${quality.isKnown ? 'Er zijn geen aandachtspunten.' : 'Over dit document is niets bijgehouden. Lever het opnieuw aan om het te laten nakijken.'}</p>` : html`<ul class="balie-warnings">
        ${quality.warnings.map((warning) => html`<li>${warning}</li>`)}
        ${duplicateOf === null ? '' : html`<li>Dezelfde tekst staat in ${link(documentPath(collection.id, duplicateOf.sourceId), duplicateOf.title)}. Verwijder een van de twee.</li>`}
        ${like === null ? '' : html`<li>Dit document lijkt sterk op ${link(documentPath(collection.id, like.sourceId), like.title)}: ${percent(like.share)} is hetzelfde. Is een van de twee verouderd? Verwijder die, of leg vast tot wanneer hij geldt.</li>`}
      </ul>`}
      ${figures(quality)}
      ${screening(quality)}
      ${quality.hiddenCount > 0 ? hiddenText(quality) : ''}
    </section>`;
}

function figures({ pages, silentPages, ocr, garbled, language }: QualityView): Html {
  const facts = [
    ...(pages === undefined ? [] : [['Pagina’s', String(pages)]]),
    ...(silentPages.length === 0 ? [] : [['Pagina’s zonder tekst', silentPages.slice(0, 40).join(', ')]]),
    ...(ocr === undefined ? [] : [['Gelezen van een scan', `${count(ocr.pages, 'pagina', 'pagina’s')}, gemiddeld ${percent(ocr.confidence)} zeker, op zijn minst ${percent(ocr.lowest)}`]]),
    ...(garbled === undefined || garbled.share === 0 ? [] : [['Onleesbare woorden', `${percent(garbled.share)}${garbled.examples.length === 0 ? '' : `, zoals ${garbled.examples.slice(0, 3).join(', ')}`}`]]),
    ...(language === undefined ? [] : [['Taal', languageName(language)]]),
  ];
  return facts.length === 0 ? html`` : html`<dl class="balie-facts balie-facts--card">${facts.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>`;
}

function hiddenText({ hidden, hiddenCount }: QualityView): Html {
  return html`<h3 class="utrecht-heading-4" id="verborgen">Verborgen tekst</h3>
      <p class="utrecht-paragraph">Deze tekst staat in het bestand, maar wie het leest ziet hem niet. De balie gebruikt hem niet. Het originele bestand is wel te openen, en daar staat hij nog in: haal hem eruit als hij niet openbaar mag zijn.</p>
      <ul class="balie-rows">${hidden.map(({ reason, page, place, text }) => html`<li class="balie-row">
        <p class="balie-row__facts">${where(page, place)}${hiddenReason(reason)}</p>
        <blockquote class="balie-hiddentext">${text}</blockquote>
      </li>`)}</ul>
      ${hiddenCount > hidden.length ? html`<p class="utrecht-paragraph">Van de ${hiddenCount} stukken staan hier de eerste ${hidden.length}.</p>` : ''}`;
}

/** Begins with a capital, ends before what is said of the place. */
function where(page: number | undefined, place: string | undefined): string {
  const parts = [...(page === undefined ? [] : [`Pagina ${page}`]), ...(place === undefined ? [] : [place])];
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}
