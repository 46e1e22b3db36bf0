/** A collection: upload, what is on its way in, and its documents. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { documentList } from './document-list.ts';
import { back, faultBox, noticeBox } from './parts.ts';
import { pendingList, withdrawnList } from './pending.ts';
import { uploadForm } from './upload.ts';
import type { CollectionPageView } from './views.ts';

export function collectionPage(view: CollectionPageView): Html {
  const { municipality, editor, collection, notice, fault } = view;
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Alle collecties')}
      <h1 class="utrecht-heading-1">${collection.title}</h1>
      ${noticeBox(notice)}
      ${faultBox(fault)}
      ${uploadForm(view)}
      ${pendingList(view)}
      ${withdrawnList(view)}
      ${documentList(view)}
    </div>`;
  return layout({ municipality, title: `${collection.title} - Beheer`, main, editor, script: 'upload' });
}
