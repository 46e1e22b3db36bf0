import { momentWords } from '../dutch-time.ts';
import type { Handover } from './handover.ts';

/** So many characters of an id are enough to find it by, and short enough to say over the telephone. */
const REFERENCE = 8;

export function referenceOf(id: string): string {
  return id.slice(0, REFERENCE).toUpperCase();
}

/** A handover as plain text: for the mail, and to take along. */
export function handoverText({ id, createdAt, summary, name, email, phone }: Handover, municipality: string): string {
  const facts = [
    ['Kenmerk', referenceOf(id)],
    ['Moment', momentWords(new Date(createdAt))],
    ['Naam', name],
    ['E-mail', email],
    ['Telefoon', phone],
  ].flatMap(([label, value]) => (value === undefined ? [] : [`${label ?? ''}: ${value}`]));
  return [`Gesprek met de digitale balie van ${municipality}`, facts.join('\n'), summary, 'Deze samenvatting is gemaakt door een computer en nagekeken door de inwoner.'].join('\n\n');
}
