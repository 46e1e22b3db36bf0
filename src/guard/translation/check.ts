import type { Detected } from '../language/detect.ts';
import { datesOf } from './calendar.ts';
import { addressesOf, keepsNames } from './names.ts';
import { deniesAlike } from './negation.ts';
import { saysSameNumbers } from './numbers.ts';

/** Why a translation is not let through. */
export type TranslationFault = 'empty' | 'length' | 'markup' | 'numbers' | 'dates' | 'currency' | 'addresses' | 'names' | 'negation' | 'language';

/** Arabic and Turkish say in fewer letters what Polish says in more; a translation of three times the length explains or invents. */
const MIN_LENGTH = 0.3;
const MAX_LENGTH = 2.6;
const ROOM = 40;
const CURRENCY = /[$£¥₺₴]|(?<!\p{L})(?:dollars?|pounds?|zł|złot\p{L}*|lira\p{L}*|гривень|гривн\p{L}*|دولار\p{L}*|ليرة)(?!\p{L})/iu;
/** An afternoon hour in words turns 8.30 into 20.30 without a digit that tells. */
const AFTERNOON = /(?<!\p{L})(?:p\.?\s?m\.?|pm)(?!\p{L})/iu;

/**
 * Whether a sentence says in another language what it says in Dutch, as far as that can be seen: each number, amount, date, address and name,
 * and whether it denies.
 * @param detect says which language a text is in.
 * @returns why it does not; undefined when it may stand.
 */
export function translationFault(dutch: string, translated: string, language: string, detect: (text: string) => Detected): TranslationFault | undefined {
  if (translated.trim() === '') return 'empty';
  if (translated.length > dutch.length * MAX_LENGTH + ROOM || translated.length < (dutch.length - ROOM) * MIN_LENGTH) return 'length';
  if (/[[\]<>{}`|]|\n|\*\*|^[-#>]/.test(translated)) return 'markup';
  if (!saysSameNumbers(dutch, translated, language) || AFTERNOON.test(translated)) return 'numbers';
  if (!sameSet(datesOf(dutch, 'nl'), datesOf(translated, language))) return 'dates';
  if (CURRENCY.test(translated) || (/€|euro/i.test(dutch) && !/€|eur|avro|يورو|євро/i.test(translated))) return 'currency';
  if (addressesOf(dutch).join(' ') !== addressesOf(translated).join(' ')) return 'addresses';
  if (!keepsNames(dutch, translated, language)) return 'names';
  if (!deniesAlike(dutch, translated, language)) return 'negation';
  return detect(translated).code === language ? undefined : 'language';
}

function sameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((one) => right.has(one));
}
