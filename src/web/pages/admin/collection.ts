/** A collection: upload, what is on its way in, and its documents. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { documentList } from './document-list.ts';
import { link } from '../link.ts';
import { back, faultBox, noticeBox, tag } from './parts.ts';
import { reportsPath } from './paths.ts';
import { pendingList, withdrawnList } from './pending.ts';
import { uploadForm } from './upload.ts';
import type { CollectionPageView } from './views.ts';
import { count } from './words.ts';

export function collectionPage(view: CollectionPageView): Html {
  const { municipality, editor, collection, notice, fault } = view;
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Alle collecties')}
      <h1 class="utrecht-heading-1">${collection.title}</h1>
      ${noticeBox(notice)}
      <p class="utrecht-paragraph">${link(reportsPath(collection.id), 'Meldingen van collega’s')}${view.reports === 0 ? '' : html` ${tag(count(view.reports, 'wacht', 'wachten'), 'warning')}`}</p>
      ${faultBox(fault)}
      ${uploadForm(view)}
      ${pendingList(view)}
      ${withdrawnList(view)}
      ${documentList(view)}
    </div>`;
  return layout({ municipality, title: `${collection.title} - Beheer`, main, editor, script: 'upload' });
}
