import { type Hours, openingAt } from './hours/opening.ts';
import { openingWords } from './hours/words.ts';

/** The ways to a person, as they are configured. */
export interface Channels {
  readonly phone: { readonly number: string; readonly hours: Hours | undefined; readonly hoursText: string };
  readonly counter: { readonly address: string; readonly hours: Hours | undefined; readonly note: string | undefined };
  readonly email: string;
  /** Address of a web form. */
  readonly form: string | undefined;
  readonly whatsapp: string | undefined;
}

/** A way to a person as it is shown: whether it is open now is said in words. */
export interface ShownChannel {
  readonly kind: 'phone' | 'counter' | 'email' | 'form' | 'whatsapp';
  readonly value: string;
  /** Undefined for what is always there. */
  readonly isOpen: boolean | undefined;
  readonly note: string;
}

/** All ways to a person at this moment. */
export function channelsAt({ phone, counter, email, form, whatsapp }: Channels, now: Date): ShownChannel[] {
  const shown = (kind: ShownChannel['kind'], value: string, hours: Hours | undefined, otherwise: string): ShownChannel => {
    const opening = hours && openingAt(hours, now);
    return { kind, value, isOpen: opening?.isOpen, note: opening === undefined ? otherwise : [openingWords(opening), otherwise].filter((part) => part !== '').join(' ') };
  };
  return [
    shown('phone', phone.number, phone.hours, phone.hours === undefined ? phone.hoursText : ''),
    ...(whatsapp === undefined ? [] : [shown('whatsapp', whatsapp, undefined, '')]),
    shown('email', email, undefined, ''),
    ...(form === undefined ? [] : [shown('form', form, undefined, '')]),
    shown('counter', counter.address, counter.hours, counter.note ?? ''),
  ];
}

/** The ways to a person in sentences, for under an answer: what can be used now first. */
export function contactSentences(channels: Channels, now: Date): string {
  const { phone, email, form, whatsapp } = channels;
  const opening = phone.hours && openingAt(phone.hours, now);
  const call = opening === undefined ? `Bel ${phone.number} (${phone.hoursText}).` : opening.isOpen ? `Bel ${phone.number}. ${openingWords(opening)}` : `De telefoon (${phone.number}) is ${lowered(openingWords(opening))}`;
  const write = [`mailen naar ${email}`, ...(whatsapp === undefined ? [] : [`appen naar ${whatsapp}`]), ...(form === undefined ? [] : [`het formulier invullen op ${form.replace(/^https?:\/\/(?:www\.)?/, '')}`])];
  return `${call} U kunt ook ${inList(write)}.`;
}

/** Whether phone and counter are open at a moment, until or from when; empty where no hours are configured. */
export function openingSentences({ phone, counter }: Channels, now: Date): string {
  const said = (what: string, hours: Hours | undefined, note = '') => (hours === undefined ? [] : [`${what} is ${lowered(openingWords(openingAt(hours, now)))} ${note}`.trim()]);
  return [...said(`De telefoon (${phone.number})`, phone.hours), ...said('De balie', counter.hours, counter.note)].join(' ');
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function inList(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} of ${parts.at(-1) ?? ''}`;
}
