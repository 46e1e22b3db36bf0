/** What the desk reads of a document, how that stands under an answer, and what it leaves out. */
import { html } from 'hono/html';
import { cut } from '../../../cut.ts';
import { passageTrees } from '../../markup/answer.ts';
import { sourcesTree } from '../../markup/sources.ts';
import type { SourceView } from '../../turn-views.ts';
import { passageAnchor } from '../../links.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { render } from '../render.ts';
import type { DocumentPageView, PassageView } from './document-views.ts';
import { pagesOf, tag } from './parts.ts';
import { documentPath } from './paths.ts';

/** As search has them, closed at first: a long document has many. */
export function passages(view: DocumentPageView): Html {
  const { collection, document, passagesPage, passagesPageSize } = view;
  const { sourceId, passageCount } = document;
  const last = Math.max(1, Math.ceil(passageCount / passagesPageSize));
  return html`<section class="balie-section" id="passages" tabindex="-1" aria-labelledby="passages-titel">
      <h2 class="utrecht-heading-3" id="passages-titel">Wat de balie ervan leest</h2>
      <p class="utrecht-paragraph">In deze stukken zoekt de balie. Zo haalt zij ze ook aan.</p>
      ${whoSees(view)}
      <ol class="balie-passages" start="${document.passages[0]?.ordinal ?? 1}">${document.passages.map((passage) => passageItem(passage, view))}</ol>
      ${pagesOf('Pagina’s met passages', { page: passagesPage, last }, (page) => `${documentPath(collection.id, sourceId)}?passages=${page}#passages`)}
    </section>`;
}

function whoSees({ document: { id, isInForce, isForResidents } }: DocumentPageView): Html {
  if (!isInForce) return html`<p class="utrecht-paragraph"><strong>Nu vindt niemand deze stukken:</strong> het document geldt vandaag niet.</p>`;
  if (!isForResidents) return html`<p class="utrecht-paragraph"><strong>Inwoners vinden deze stukken niet:</strong> de collectie is voor medewerkers.</p>`;
  return html`<p class="utrecht-paragraph">${link(`/bronnen/${id}`, 'Bekijk het document zoals een inwoner het ziet')}</p>`;
}

function passageItem(passage: PassageView, { municipality, document }: DocumentPageView): Html {
  const { page, headings, text, shown } = passage;
  const isSeen = document.isInForce && document.isForResidents && shown?.text !== '';
  return html`<li><details class="balie-details">
        <summary>${headings.length === 0 ? beginOf(text) : headings.join(' › ')}${page === null ? '' : html` <span class="balie-details__page">pagina ${page}</span>`}${shown === undefined ? '' : html` ${tag(shown.text === '' ? 'wordt niet gebruikt' : 'deels niet gebruikt', 'bad')}`}</summary>
        <div class="balie-passage">${passageTrees(text, municipality.website).map(render)}</div>
        ${shown === undefined ? '' : html`<p class="utrecht-paragraph">${shown.text === '' ? 'De balie gebruikt dit stuk niet: er staat een opdracht aan een computer in, en zonder die tekst blijft er niets over.' : 'Hierin staat een opdracht aan een computer, of een burgerservicenummer. Dat laat de balie weg: de AI krijgt het niet te lezen, en het staat in geen antwoord.'}</p>`}
        ${isSeen ? html`<div class="balie-passage__source"><p class="balie-hint">Zo staat dit stuk onder een antwoord aan een inwoner:</p>${render(sourcesTree([sourceOf(passage, document)], 1, { website: municipality.website }, 'h3'))}</div>` : ''}
      </details></li>`;
}

function sourceOf({ ordinal, page, headings, text, shown }: PassageView, { id, title, validFrom, validUntil }: DocumentPageView['document']): SourceView {
  const said = shown ?? { title, headings, text };
  return {
    number: ordinal,
    title: said.title,
    url: `/bronnen/${id}#${passageAnchor(ordinal)}`,
    quote: said.text,
    headings: said.headings,
    ...(page !== null && { page }),
    ...(validFrom !== null && { validFrom }),
    ...(validUntil !== null && { validUntil }),
  };
}

function beginOf(text: string): string {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words.length <= 80 ? words : `${cut(words, 80)}…`;
}
