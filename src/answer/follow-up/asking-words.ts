import { setOf, wordsOf } from '../words.ts';

/** Closed classes of Dutch words: those that no text is about, and what they do in a question. Lower case, without accents. */

/** Before these a fragment such as "en voor kinderen?" begins: a condition of what was asked before. */
const CONDITIONS = `aan als bij binnen buiten door in indien met na naar om onder op over per sinds tegen tijdens tot tussen uit van
  vanaf vanuit volgens voor zonder`;
const QUESTION = 'wat wie waar wanneer waarom hoe hoeveel hoelang welk welke';
const LEADING = 'en maar ook dus of nog alleen ok oke';
const SUBJECTS = 'ik je jij u we wij hij zij ze het men er de een mijn ons onze uw jouw jullie hun iemand';
const AUXILIARIES = `ben bent is was zijn word wordt worden heb hebt heeft hebben ga gaat gaan kan kun kunt kunnen mag mogen moet moeten wil wilt
  willen zal zou zullen hoef hoeft doe doet doen kom komt komen krijg krijgt krijgen blijft blijven bedoel bedoelt`;
/** As in "dat kost", "dat formulier". */
const DEMONSTRATIVES = 'dat die deze dit';
/** They say what was said before over again, whatever stands beside them. */
const ECHOES = 'daar zoiets hetzelfde hij hem hun hen';
const isClosed = oneOf(`${CONDITIONS} ${QUESTION} ${LEADING} ${SUBJECTS} ${AUXILIARIES} ${DEMONSTRATIVES} ${ECHOES}
  haar mij me mn m n s iets niets alles zelf waarheen waarvoor waarmee want dan toch al wel niet geen te heen mee
  eigenlijk precies ongeveer even nu weer meer anders ja nee veel graag zo helemaal daarna daarom hierna hierom erna erom`);

/**
 * The handful of verbs and measures with which people ask on ("hoe lang duurt dat", "wat kost het"). A question of nothing else but
 * these and grammar cannot be about anything but what was asked before; and they tell which part of it is asked for.
 */
const ASKS_ON_VERBS = 'vraag vragen aanvragen regel regelen kost kosten duurt duren wacht wachten heet heten';

/** As in "daarvoor" and "ermee"; not "daarna" and "daarom", which only join. */
const POINTING = /^(?:daar|hier|er)(?:aan|bij|door|heen|in|mee|naar|naartoe|onder|op|over|tegen|tussen|uit|van|vandaan|voor)$/;

/** Shorter words begin too many others. */
const MIN_STEM = 4;
const isEnding = oneOf('s e n en eren t');

export const isQuestionWord = oneOf(QUESTION);
export const isCondition = oneOf(CONDITIONS);
const isLeading = oneOf(LEADING);
const isSubject = oneOf(SUBJECTS);
const isCourtesy = oneOf('bedankt dank dankje dankjewel dankuwel doei duidelijk fijn groetjes helder merci mooi prima super thanks top');
const isDemonstrative = oneOf(DEMONSTRATIVES);
const isEcho = oneOf(ECHOES);
const isVerb = oneOf(`${AUXILIARIES} ${ASKS_ON_VERBS}`);
export const asksOn = oneOf(`${ASKS_ON_VERBS} nodig lang lange snel vaak duur laat tijd`);

/** Belongs to Dutch, and no text is about it. */
export const isGrammar = (word: string): boolean => isClosed(word) || POINTING.test(word);

/** Has a meaning of its own. */
export const isContent = (word: string): boolean => !isGrammar(word) && !asksOn(word);

/** Whether `other` is the word itself, a compound that begins with it, or the word without its ending. */
export function isForm(word: string, other: string): boolean {
  if (other === word || (word.length >= MIN_STEM && other.startsWith(word))) return true;
  return other.length >= MIN_STEM && word.startsWith(other) && isEnding(word.slice(other.length));
}

function oneOf(list: string): (word: string) => boolean {
  const words = setOf(list);
  return (word) => words.has(word);
}

/**
 * What a question's own words say of those before it: it is a question by itself; it certainly continues them; or it is short and
 * may be either ("en een rijbewijs?"), which only the documents can tell.
 */
type Bearing = 'own' | 'back' | 'perhaps';

/** More words with a meaning of their own than this are a question by itself. */
const MAX_CONTENT = 3;
const MAX_CONDITION = 2;

export function bearingOf(question: string): Bearing {
  const words = wordsOf(question);
  const content = words.filter(isContent);
  if (words.length === 0 || isThanks(words)) return 'own';
  if (content.length === 0) return 'back';
  if (content.length > MAX_CONTENT) return 'own';
  return hasPronoun(words) || isFragment(words, content.length) ? 'back' : 'perhaps';
}

/** "Fijn, dat was alles": nothing is asked, although there is a pronoun. */
function isThanks(words: readonly string[]): boolean {
  return words.some(isCourtesy) && words.every((word) => isCourtesy(word) || (isGrammar(word) && !isQuestionWord(word)));
}

function hasPronoun(words: readonly string[]): boolean {
  return words.some((word, index) => isEcho(word) || POINTING.test(word) || isPronoun(words, index));
}

/** "Dat" and the like alone: not before a noun ("die film"), nor as a conjunction ("dat ik") or relative ("mensen die"). */
function isPronoun(words: readonly string[], index: number): boolean {
  const [word = '', next] = words.slice(index);
  if (!isDemonstrative(word) || (word === 'die' && isContent(words[index - 1] ?? word))) return false;
  return next === undefined || asksOn(next) || (isGrammar(next) && !isSubject(next)) || isInfinitive(words, index + 1);
}

/** The verb at the end of "kan ik dat indienen", which would else be a noun after "dat". */
function isInfinitive(words: readonly string[], index: number): boolean {
  return index === words.length - 1 && words.at(-1)?.endsWith('en') === true && words.slice(0, index).some(isVerb);
}

/** Half a sentence: a condition ("en voor kinderen?", "als ik 72 ben?") or a question without its verb ("welke dag?"). */
function isFragment(words: readonly string[], content: number): boolean {
  const [first = '', second = ''] = words.slice(words.findIndex((word) => !isLeading(word)));
  if (isCondition(first)) return content <= MAX_CONDITION && !isQuestionWord(second);
  return isQuestionWord(first) && content === 1 && !words.some(isVerb);
}
