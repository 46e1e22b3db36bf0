/** What a resident sees once a conversation was passed on. */
import { html } from 'hono/html';
import type { HandoverSentView } from './views.ts';
import type { Html } from '../html.ts';
import { channelsCard } from './channels.ts';
import { handoverLayout, wayBack } from './page.ts';

export function handoverSentPage(view: HandoverSentView): Html {
  const { municipality, page, words, language, channels, reference, reach } = view;
  const [before = '', after = ''] = words.sentLead.replace('{{municipality}}', () => municipality.name).split('{{reach}}');
  const main = html`<h1 class="utrecht-heading-1">${words.sentTitle}</h1>
        <p class="utrecht-paragraph utrecht-paragraph--lead">${before}<bdi>${reach.join(', ')}</bdi>${after}</p>
        <dl class="balie-facts balie-facts--card"><div><dt>${words.reference}</dt><dd><strong dir="ltr">${reference}</strong></dd></div></dl>
        <p class="utrecht-paragraph">${words.referenceHint}</p>
        ${wayBack(view, 'balie-new', 'balie-button-link')}`;
  return handoverLayout({ municipality, language, spoken: page, title: words.sentTitle, main, aside: channelsCard(channels, words) });
}
