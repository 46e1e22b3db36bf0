/** The ways to a person, and whether they are open now. */
import { html } from 'hono/html';
import type { ChannelView } from '../../views.ts';
import type { Html } from '../html.ts';
import { link, mailLink, phoneLink } from '../link.ts';

const names: Readonly<Record<ChannelView['kind'], string>> = { phone: 'Bellen', counter: 'Langskomen', email: 'E-mailen', form: 'Formulier', whatsapp: 'WhatsApp' };

export function channelsCard(channels: readonly ChannelView[]): Html {
  return html`<section class="balie-contact" id="contact" aria-labelledby="contact-titel">
      <h2 class="utrecht-heading-4" id="contact-titel">Liever meteen een mens?</h2>
      <dl class="balie-facts">${channels.map(channel)}</dl>
    </section>`;
}

function channel({ kind, value, isOpen, note }: ChannelView): Html {
  const state = isOpen === undefined ? '' : `balie-open balie-open--${isOpen ? 'yes' : 'no'}`;
  return html`<div><dt>${names[kind]}</dt>
          <dd>${shown(kind, value)}${note === '' ? '' : html`<span class="${state} balie-channel__note">${note}</span>`}</dd></div>`;
}

function shown(kind: ChannelView['kind'], value: string): Html {
  switch (kind) {
    case 'phone':
      return html`<span class="balie-contact__phone">${phoneLink(value)}</span>`;
    case 'whatsapp':
      return html`${value}`;
    case 'email':
      return mailLink(value);
    case 'form':
      return link(value, 'Contactformulier');
    case 'counter':
      return html`<span class="balie-lines">${value}</span>`;
  }
}
