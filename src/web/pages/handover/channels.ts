/** The ways to a person, and whether they are open now. */
import { html } from 'hono/html';
import type { ShownChannel } from '../../../handover/channels.ts';
import type { Html } from '../html.ts';
import { link, mailLink, phoneLink } from '../link.ts';
import type { HandoverWords } from './words.ts';

const names = { phone: 'call', counter: 'visit', email: 'mail', form: 'form', whatsapp: 'whatsapp' } as const satisfies Readonly<Record<ShownChannel['kind'], keyof HandoverWords>>;

export function channelsCard(channels: readonly ShownChannel[], words: HandoverWords): Html {
  return html`<section class="balie-contact" id="contact" aria-labelledby="contact-titel">
      <h2 class="utrecht-heading-4" id="contact-titel">${words.person}</h2>
      <dl class="balie-facts">${channels.map((channel) => shownChannel(channel, words))}</dl>
    </section>`;
}

function shownChannel({ kind, value, isOpen, note, remark }: ShownChannel, words: HandoverWords): Html {
  const state = isOpen === undefined ? '' : `balie-open balie-open--${isOpen ? 'yes' : 'no'}`;
  return html`<div><dt>${words[names[kind]]}</dt>
          <dd>${shown(kind, value, words)}${note === '' ? '' : html`<span class="${state} balie-channel__note">${note}</span>`}${remark === '' ? '' : html`<span class="balie-channel__note" lang="nl" dir="ltr">${remark}</span>`}</dd></div>`;
}

/** From left to right, whatever the page is in. */
function shown(kind: ShownChannel['kind'], value: string, words: HandoverWords): Html {
  switch (kind) {
    case 'phone':
      return html`<span class="balie-contact__phone"><bdi dir="ltr">${phoneLink(value)}</bdi></span>`;
    case 'whatsapp':
      return html`<bdi dir="ltr">${phoneLink(value)}</bdi>`;
    case 'email':
      return mailLink(value);
    case 'form':
      return link(value, words.openForm);
    case 'counter':
      return html`<span class="balie-lines" dir="ltr">${value}</span>`;
  }
}
