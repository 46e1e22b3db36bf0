import type { Detected } from '../language/detect.ts';
import { datesOf } from './calendar.ts';
import { addressesOf, keepsNames } from './names.ts';
import { deniesAlike } from './negation.ts';
import { numbersOf, saysSameNumbers } from './numbers.ts';

/** Why a translation is not let through. */
type TranslationFault = 'empty' | 'length' | 'markup' | 'numbers' | 'dates' | 'currency' | 'addresses' | 'names' | 'negation' | 'language';

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
  if (datesOf(dutch, 'nl').symmetricDifference(datesOf(translated, language)).size > 0) return 'dates';
  if (CURRENCY.test(translated) || (/€|euro/i.test(dutch) && !/€|eur|avro|يورو|євро/i.test(translated))) return 'currency';
  if (addressesOf(dutch).join(' ') !== addressesOf(translated).join(' ')) return 'addresses';
  if (!keepsNames(dutch, translated, language)) return 'names';
  if (!deniesAlike(dutch, translated, language)) return 'negation';
  return detect(translated).code === language ? undefined : 'language';
}


/** Why a model's Dutch of a question is not taken. */
type QuestionFault = 'empty' | 'length' | 'numbers' | 'markup' | 'language' | 'attack';

/** Dutch is some longer than English, and much longer than Arabic or Turkish. */
const MAX_QUESTION_LENGTH = 2.2;
const QUESTION_ROOM = 60;

interface Judges {
  readonly detect: (text: string) => Detected;
  /** Whether a text tries to lead a model astray. */
  readonly isAttack: (text: string) => boolean;
}

/**
 * Whether a text can be the Dutch of a question. An answer is longer, and has amounts and terms that the question has not; an order to the
 * desk is an attack in Dutch as well.
 * @returns why it cannot; undefined when it can.
 */
export function questionFault(dutch: string, question: string, { detect, isAttack }: Judges): QuestionFault | undefined {
  if (!/\p{L}{2}/u.test(dutch)) return 'empty';
  if (dutch.length > question.length * MAX_QUESTION_LENGTH + QUESTION_ROOM) return 'length';
  if (/[[\]<>{}`|]|https?:/.test(dutch)) return 'markup';
  const asked = numbersOf(question);
  if (numbersOf(dutch).some((number) => !asked.includes(number))) return 'numbers';
  if (detect(dutch).code !== 'nl') return 'language';
  return isAttack(dutch) ? 'attack' : undefined;
}
