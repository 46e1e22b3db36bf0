import { html } from 'hono/html';
import type { MunicipalityView } from '../../views.ts';
import { contactCard } from '../contact.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';

interface Article {
  readonly municipality: MunicipalityView;
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly path: string;
  readonly parts: readonly Html[];
}

/** A page to read, with the way to a person beside it. */
export function article({ municipality, title, heading, lead, path, parts }: Article): Html {
  const main = html`<div class="balie-desk">
      <article class="balie-desk__talk balie-prose">
        <p class="balie-back">${link('/', 'Naar de digitale balie')}</p>
        <h1 class="utrecht-heading-1">${heading}</h1>
        <p class="utrecht-paragraph utrecht-paragraph--lead">${lead}</p>
        ${parts}
      </article>
      <aside class="balie-desk__aside" aria-label="Contact met de gemeente">${contactCard(municipality)}</aside>
    </div>`;
  return layout({ municipality, title, main, about: { path, description: lead } });
}

export function part(title: string, ...content: readonly Html[]): Html {
  return html`<h2 class="utrecht-heading-3">${title}</h2>${content}`;
}

export function paragraph(content: string | Html): Html {
  return html`<p class="utrecht-paragraph">${content}</p>`;
}

export function list(items: readonly (string | Html)[]): Html {
  return html`<ul class="utrecht-unordered-list">${items.map((item) => html`<li class="utrecht-unordered-list__item">${item}</li>`)}</ul>`;
}

/** A thing with what is to be known of it, a line each; lines without a value are left out. */
export function facts(title: string, lines: readonly (readonly [string, string | undefined])[]): Html {
  const known = lines.filter(([, value]) => value !== undefined);
  return html`<h3 class="utrecht-heading-4">${title}</h3>
    <dl class="balie-facts">${known.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}
