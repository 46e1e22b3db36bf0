import { datesOf } from '../translation/calendar.ts';
import { addressesOf, keepsNames } from '../translation/names.ts';
import { deniesAlike } from '../translation/negation.ts';
import { numbersOf } from '../translation/numbers.ts';
import { isDifficult, isFrequent } from './frequent.ts';
import { readText, wordsOf } from './read.ts';

/** Why a sentence in easier words is not taken. */
type RewriteFault = 'empty' | 'length' | 'markup' | 'numbers' | 'dates' | 'addresses' | 'names' | 'negation' | 'modality' | 'new-words';

const MIN_LENGTH = 0.4;
const MAX_LENGTH = 1.8;
const ROOM = 30;
/** What has to be done, and what may be done: the one is never the other. */
const MUST = /(?<!\p{L})(?:moet|moeten|moest|moesten|dient|dienen|verplicht|gehouden|vereist|noodzakelijk|nodig)(?!\p{L})/iu;
const MAY = /(?<!\p{L})(?:mag|mogen|kan|kun|kunt|kunnen|mogelijk|bevoegd|gerechtigd|recht op|toegestaan|misschien)(?!\p{L})/iu;
const BOUND = /(?<!\p{L})(?:als|indien|mits|tenzij|wanneer|behalve|voor zover|zodra)(?!\p{L})|\?/iu;

/**
 * Whether a sentence in easier words says what it said: the same numbers, dates, addresses and names, whether it denies, obliges, allows or sets
 * a condition, and no word that is neither known to everybody nor in the sentence or its source.
 * @param source the passages that carry the sentence.
 * @returns why it does not; undefined when it may stand.
 */
export function rewriteFault(before: string, after: string, source: string): RewriteFault | undefined {
  if (!/\p{L}{2}/u.test(after)) return 'empty';
  if (after.length > before.length * MAX_LENGTH + ROOM || after.length < before.length * MIN_LENGTH - ROOM) return 'length';
  if (/[[\]<>{}`|#*]|\n/.test(after)) return 'markup';
  if (!sameSet(numbersOf(before, 'words'), numbersOf(after, 'words'))) return 'numbers';
  if (!sameSet(datesOf(before, 'nl'), datesOf(after, 'nl'))) return 'dates';
  if (!sameSet(addressesOf(before), addressesOf(after))) return 'addresses';
  if (!keepsNames(before, after, 'en')) return 'names';
  if (!deniesAlike(before, after, 'nl')) return 'negation';
  if ([MUST, MAY].some((kind) => kind.test(before) !== kind.test(after)) || (BOUND.test(before) && !BOUND.test(after))) return 'modality';
  return saysNew(after, `${before} ${source}`) ? 'new-words' : undefined;
}

function saysNew(after: string, said: string): boolean {
  const known = new Set(wordsOf(said.toLowerCase()));
  return readText(after).sentences.some((sentence) => wordsOf(sentence).some((word, index) => isNew(word, index, known)));
}

/** A word that begins a sentence has a capital, whatever it is; inside one that is a name. */
function isNew(word: string, index: number, known: ReadonlySet<string>): boolean {
  const lower = word.toLowerCase();
  if (known.has(lower)) return false;
  return (index > 0 && /^\p{Lu}/u.test(word)) || isDifficult(lower) || !isFrequent(lower.normalize('NFD').replaceAll(/\p{M}/gu, ''));
}

function sameSet(left: Iterable<string>, right: Iterable<string>): boolean {
  return new Set(left).symmetricDifference(new Set(right)).size === 0;
}
