/** A file of a conversation, as the desk reads it. */
import { html } from 'hono/html';
import { back } from '../../admin/parts.ts';
import { fileSize, passageSections } from '../../document.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { link } from '../../link.ts';
import { DOCUMENTS_PATH } from '../paths.ts';
import { documentsPath, filesPath } from './paths.ts';
import type { ChatFileView } from './views.ts';

export function chatFilePage(view: ChatFileView): Html {
  const { municipality, conversationId, file, passages, name, hasAdmin } = view;
  const main = html`<div class="balie-manage">
      ${back(documentsPath(conversationId), 'Documenten in dit gesprek')}
      <h1 class="utrecht-heading-1">${file.name}</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Dit is de tekst die de assistent leest. Het originele bestand geldt.</p>
      <p class="utrecht-paragraph">${link(`${filesPath(conversationId)}/${file.id}/origineel`, `Sla het origineel op (${fileSize(file.bytes)})`)}</p>
      ${file.warnings.length === 0 ? '' : html`<ul class="balie-hint">${file.warnings.map((warning) => html`<li>${warning}</li>`)}</ul>`}
      ${parts(view)}
      <article>${passageSections({ municipality, title: file.title, passages })}</article>
      ${parts(view)}
    </div>`;
  return layout({ municipality, title: file.name, main, editor: { name, work: { current: DOCUMENTS_PATH, hasAdmin } } });
}

function parts({ conversationId, file, part, parts: all }: ChatFileView): Html | string {
  if (all === 1) return '';
  const to = (number: number, text: string) => link(`${filesPath(conversationId)}/${file.id}?deel=${number}`, text);
  return html`<p class="utrecht-paragraph">Deel ${part} van ${all}. ${part > 1 ? to(part - 1, 'Vorige deel') : ''} ${part < all ? to(part + 1, 'Volgende deel') : ''}</p>`;
}
