import { type Hours, intervalsToday, openingAt } from './hours/opening.ts';
import { DUTCH, filled, openingWords, opensWords, type Said, todayWords } from './words.ts';

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
  /** Whether it is open and else when; may be empty. */
  readonly note: string;
  /** What the municipality itself says of it, in Dutch; may be empty. */
  readonly remark: string;
}

/** All ways to a person at this moment. */
export function channelsAt({ phone, counter, email, form, whatsapp }: Channels, now: Date, said = DUTCH): ShownChannel[] {
  const shown = (kind: ShownChannel['kind'], value: string, hours?: Hours, remark = ''): ShownChannel => {
    const opening = hours && openingAt(hours, now);
    return { kind, value, isOpen: opening?.isOpen, note: opening === undefined ? '' : openingWords(opening, said), remark };
  };
  return [
    shown('phone', phone.number, phone.hours, phone.hours === undefined ? phone.hoursText : ''),
    ...(whatsapp === undefined ? [] : [shown('whatsapp', whatsapp)]),
    shown('email', email),
    ...(form === undefined ? [] : [shown('form', form)]),
    shown('counter', counter.address, counter.hours, counter.note),
  ];
}

/** The ways to a person in sentences, for under an answer: what can be used now first. */
export function contactSentences({ phone, email, form, whatsapp }: Channels, now: Date, said = DUTCH): string {
  const { words } = said;
  const values = { phone: phone.number, email, ...(whatsapp !== undefined && { whatsapp }), ...(form !== undefined && { form: form.replace(/^https?:\/\/(?:www\.)?/, '') }) };
  const sentences = [...phoneSentences(phone, now, said), words.mail, ...(whatsapp === undefined ? [] : [words.whatsapp]), ...(form === undefined ? [] : [words.form])];
  return sentences.map((sentence) => filled(sentence, values)).join(' ');
}

function phoneSentences({ hours, hoursText }: Channels['phone'], now: Date, said: Said): readonly string[] {
  const { call, callHours = call, phoneClosed } = said.words;
  const opening = hours && openingAt(hours, now);
  if (opening === undefined) return [filled(callHours, { hours: hoursText })];
  return opening.isOpen ? [call, openingWords(opening, said)] : [phoneClosed, opensWords(opening, said)].filter((sentence) => sentence !== '');
}

/** How it is with phone and counter at a moment and on its day, a line of a list each; empty where no hours are configured. */
export function openingSentences({ phone, counter }: Channels, now: Date, said = DUTCH): string {
  const { phoneToday, counterToday } = said.words;
  const told = (line: string, hours: Hours | undefined, remark = '') => {
    if (hours === undefined) return [];
    const values = { phone: phone.number, state: openingWords(openingAt(hours, now), said), today: todayWords(intervalsToday(hours, now), said) };
    return [`- ${filled(line, values)} ${remark}`.trim()];
  };
  // The remark is as the municipality wrote it.
  return [...told(phoneToday, phone.hours), ...told(counterToday, counter.hours, said.language === DUTCH.language ? counter.note : '')].join('\n');
}
