import { wordsOf } from './read.ts';

const PASSIVE = new Set(['word', 'wordt', 'worden', 'werd', 'werden']);
/** Verbs of which the rest stands at the end of a sentence, far away when it is long. */
const FINITE = new Set('heeft hebben had hadden is zijn was waren wordt worden werd werden kan kunt kunnen mag mogen moet moeten zal zult zullen dient dienen wil willen'.split(' '));
const PARTICIPLE = /^(?:\p{L}*ge\p{L}{2,}(?:d|t|en)|(?:be|er|her|ont|ver|mis|aan|af|in|op|uit|toe|over|vast|voor|na)\p{L}{2,}(?:d|t|en))$/u;
const INFINITIVE = /\p{L}{3,}(?:en|aan|ien)$/u;
const JOINS = /[,;:()–—]|\s-\s/u;
const NOMINAL = /(?<!\p{L})het\s+\p{L}{3,}en\s+van(?!\p{L})|\p{L}{3,}(?:ing|atie|heid|ment|teit)\s+van(?!\p{L})/giu;
const MAX_GAP = 9;
const MAX_BEFORE = 12;

/** Whether a sentence says that something is done without saying by whom: "wordt … aangevraagd". */
export function isPassive(sentence: string): boolean {
  const words = wordsOf(sentence.toLowerCase());
  return words.some((word, index) => PASSIVE.has(word) && (words.slice(index + 1, index + 1 + MAX_BEFORE).some(isParticiple) || words.slice(Math.max(0, index - 3), index).some(isParticiple)));
}

function isParticiple(word: string): boolean {
  return word.length > 4 && PARTICIPLE.test(word);
}

/** Whether a sentence keeps the two halves of its verb far apart: "heeft … binnen zes weken na … ingediend". */
export function isTong(sentence: string): boolean {
  return sentence.toLowerCase().split(JOINS).some((clause) => {
    const words = wordsOf(clause);
    const at = words.findIndex((word) => FINITE.has(word));
    if (at < 0) return false;
    const last = words.findLastIndex((word, index) => index > at && (isParticiple(word) || INFINITIVE.test(word)));
    return last - at > MAX_GAP;
  });
}

/** How often a sentence makes a thing of what somebody does: "het aanvragen van", "de verstrekking van". */
export function nominalisations(sentence: string): number {
  return sentence.match(NOMINAL)?.length ?? 0;
}
