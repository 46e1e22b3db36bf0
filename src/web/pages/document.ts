/** A document as the desk reads it, with every passage that a source can point to. */
import { html } from 'hono/html';
import { dateWords } from '../../dutch-time.ts';
import { passageAnchor, safeHref } from '../links.ts';
import { passageTrees } from '../markup/answer.ts';
import type { DocumentView } from '../views.ts';
import { contactCard } from './contact.ts';
import { layout } from './layout.ts';
import type { Html } from './html.ts';
import { link } from './link.ts';
import { reportForm, reportLink } from './work/report-form.ts';
import { WORK_PATH } from './work/paths.ts';
import { render } from './render.ts';

type Passage = DocumentView['passages'][number];
type Sections = Pick<DocumentView, 'municipality' | 'title' | 'passages' | 'original' | 'reader'>;

export function documentPage(view: DocumentView): Html {
  const { municipality, passages, reader } = view;
  const reported = passages.find(({ ordinal }) => ordinal === reader?.report.ordinal);
  const main = html`<div class="balie-desk">
      <article class="balie-desk__talk">
        <p class="balie-back">${reader === undefined ? link('/', 'Naar de digitale balie') : link(WORK_PATH, 'Werkplek')}</p>
        <h1 class="utrecht-heading-1">${view.title}</h1>
        <p class="utrecht-paragraph utrecht-paragraph--lead">Dit is de tekst die de digitale balie leest. Het originele document geldt.</p>
        ${facts(view)}
        ${reader === undefined ? '' : reportLink(reader.path)}
        ${passageSections(view)}
      </article>
      ${reader === undefined
        ? html`<aside class="balie-desk__aside" aria-label="Contact met de gemeente">${contactCard(municipality)}</aside>`
        : html`<aside class="balie-desk__aside" aria-label="Fout melden">${reportForm(reader, reported && placeWords(reported, view.title))}</aside>`}
    </div>`;
  return layout({ municipality, title: view.title, main, ...(reader && { editor: { name: reader.name, work: { hasAdmin: reader.hasAdmin } } }) });
}

function facts({ original, url, collection, owner, validFrom, validUntil }: DocumentView): Html {
  const originalLink = original && link(original.path, `Open het origineel (${original.kind}, ${fileSize(original.bytes)})`);
  return html`<dl class="balie-facts balie-facts--card">
      ${originalLink === undefined ? '' : html`<div><dt>Origineel</dt><dd>${originalLink}</dd></div>`}
      ${url === undefined || safeHref(url) === undefined ? '' : html`<div><dt>Op de website</dt><dd>${link(url, url)}</dd></div>`}
      <div><dt>Verzameling</dt><dd>${collection}</dd></div>
      ${owner === undefined ? '' : html`<div><dt>Beheerd door</dt><dd>${owner}</dd></div>`}
      ${validFrom === undefined ? '' : html`<div><dt>Geldig vanaf</dt><dd>${dateWords(validFrom)}</dd></div>`}
      ${validUntil === undefined ? '' : html`<div><dt>Geldig tot en met</dt><dd>${dateWords(validUntil)}</dd></div>`}
    </dl>`;
}

/** The passages of a document, each where a source can point to. */
export function passageSections(view: Sections): Html[] {
  return view.passages.map((passage, index) => section(passage, view.passages[index - 1], view));
}

/** A heading is said once, above the first of the passages under it. */
function section(passage: Passage, previous: Passage | undefined, { municipality, title, original, reader }: Sections): Html {
  const heading = headingOf(passage, title);
  const isNew = heading !== '' && (previous === undefined || heading !== headingOf(previous, title));
  return html`<section class="balie-passage" id="${passageAnchor(passage.ordinal)}" tabindex="-1">
      ${isNew ? html`<h2 class="utrecht-heading-4">${heading}</h2>` : ''}
      ${passage.page === undefined || passage.page === previous?.page ? '' : pageMark(original?.path, passage.page)}
      ${passageTrees(passage.text, municipality.website).map(render)}
      ${reader === undefined ? '' : reportLink(reader.path, passage.ordinal)}
    </section>`;
}

/** Browsers that show PDF open it at the page that the fragment names (RFC 8118). */
function pageMark(path: string | undefined, page: number): Html {
  return html`<p class="balie-passage__page">${path === undefined ? `Pagina ${page}` : link(`${path}#page=${page}`, `Pagina ${page}`)}</p>`;
}

/** A passage as people find it: by its headings and page, or by its number where it has neither. */
export function placeWords(passage: Passage, title: string): string {
  const parts = [headingOf(passage, title), passage.page === undefined ? '' : `pagina ${passage.page}`].filter((part) => part !== '');
  return parts.length === 0 ? `deel ${passage.ordinal}` : parts.join(', ');
}

function headingOf(passage: Passage, title: string): string {
  return passage.headings.filter((heading, index) => index > 0 || heading !== title).join(' › ');
}

export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${amount.toLocaleString('nl-NL', { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`;
}
