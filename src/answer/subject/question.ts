import { isLight, type Word, wordOf } from '../claims/word.ts';
import { plainLetters, setOf } from '../words.ts';
import { asksOn, isCondition, isGrammar, isQuestionWord } from '../follow-up/asking-words.ts';

/** What a question is about, as far as its form tells. */
interface AskedSubject {
  /** All its words that mean something, also those of a story before it. */
  readonly words: readonly Word[];
  /** The noun that is asked for, with an adjective before it: "camera’s" of "hoeveel camera’s hangen er?"; undefined where no form tells. */
  readonly focus?: readonly Word[];
  /** What is asked of it: the words from the verb on. */
  readonly core: readonly Word[];
  /** Whether "how many" or "which" stands right before the noun: then nothing else can be what is asked for. */
  readonly isCounted: boolean;
  /** What the noun is of: "Albert Heijn" of "de openingstijden van de Albert Heijn"; not what is the asker’s own. */
  readonly owner: readonly Word[];
  /** The year that it is asked for: "2027" of "energietoeslag over 2027". */
  readonly year?: string;
  /** Whether the asker tells of themselves: a story has words that no document needs to have. */
  readonly isOwn: boolean;
  /** Whether the question stands behind a story. */
  readonly isStory: boolean;
}

const OWN = setOf('ik me mij mijn mn we wij ons onze');
const POSSESSIVE = setOf('mijn mn ons onze');
const ARTICLES = setOf('de het een er mijn onze ons uw jullie je jouw');
/** The noun comes right behind them. */
const COUNTING = setOf('welk welke hoeveel');
/** In a question that begins with one of these, the verb comes right behind it. */
const BEFORE_VERB = setOf('wat wie waar wanneer waarom');
/** Questions may begin with their verb. */
const VERBS = setOf('is zijn kan kun kunt kunnen mag mogen heb heeft hebben moet moeten bestaat bestaan verkoopt verkopen doet doen wil wilt krijg krijgt krijgen betaal hoef hoeven');
/** "Ik wil een standplaats" asks for one. */
const WISHING = setOf('ik we wij');
const WISHES = setOf('wil willen zoek zoeken');
const NEEDED = setOf('nodig hebben aanvragen');
const OF = setOf('van op bij in voor naar');
const IN_YEAR = setOf('over in voor van vanaf');
/** Said of anything. */
const VAGUE = setOf('beslist betekent betekenen gegeven vandaag morgen gisteren vanavond vannacht overmorgen avonds ochtends middags nachts eerste laatste volgende nieuwe nieuw had hadden waren zomaar allemaal recht boven langs achter naast rond regels regel maanden informatie hulp gemeente straat');
/** Asked of anything, in words that no text need have: they say what a document is about only where its title has them. */
const GENERAL = setOf(
  'leeftijd papieren documenten spullen bewijzen bewijs gegevens dingen eisen voorwaarden stappen manier manieren plek plaats instantie afdeling loket formulier ' +
    'formulieren nummer telefoonnummer adres website bedrag tijdstip moment datum reden redenen mogelijkheden opties soort soorten',
);
/** Most that end so before a noun are one. */
const ADJECTIVE = /e$/;
const YEAR = /^(?:19|20)\d\d$/;
/** Where a story ends and the question begins. */
const STORY = /(?<=[.!?])\s+|,\s+(?=(?:hoe|hoeveel|wat|wie|waar|wanneer|waarom|welke?|(?:heb|mag|moet|kan|krijg) ik)\s)/i;
/** "Een ritje" is a "rit". */
const SMALL = /(?<=\p{L}{3})[tp]?jes?$/u;
const MIN_WORD = 3;

/** Of a story and a question behind it, the question. */
export function behindStory(question: string): string {
  return question.split(STORY).findLast((part) => /\p{L}/u.test(part)) ?? question;
}

/** Linear in the length of the question. */
export function readSubject(question: string): AskedSubject {
  const tokens = wordsOf(behindStory(question));
  const all = wordsOf(question);
  const start = behindVerb(tokens);
  const at = start === undefined ? -1 : focusFrom(start, tokens);
  const subject = { words: meaning(all, isMeaning), isOwn: all.some((word) => OWN.has(word)), isStory: tokens.length < all.length };
  if (start === undefined || at < 0) return { ...subject, core: [], isCounted: false, owner: [] };
  const year = yearOf(tokens);
  return {
    ...subject,
    focus: meaning(tokens.slice(at, at + (ADJECTIVE.test(tokens[at] ?? '') ? 2 : 1))),
    core: meaning(tokens.slice(start - 1)),
    isCounted: COUNTING.has(tokens[at - 1] ?? ''),
    owner: ownerAfter(tokens.slice(at + 1)),
    ...(year !== undefined && { year }),
  };
}

function wordsOf(text: string): string[] {
  return plainLetters(text).match(/\p{L}+(?=['’]s(?!\p{L}))|\p{L}+|\d+/gu) ?? [];
}

function meaning(words: readonly string[], isWanted = isParticular): Word[] {
  return [...new Set(words.filter(isWanted).map((word) => word.replace(SMALL, '')))].map(wordOf);
}

/** Says of itself what is asked about. @param word in lower case without accents. */
export function isParticular(word: string): boolean {
  return isMeaning(word) && !GENERAL.has(word);
}

function isMeaning(word: string): boolean {
  return word.length >= MIN_WORD && /^\p{L}/u.test(word) && !isLight(word) && !isGrammar(word) && !asksOn(word) && !VAGUE.has(word);
}

/** Where the verb of a question, which comes first or second in Dutch, is behind us; undefined for what has no form of a question. */
function behindVerb(tokens: readonly string[]): number | undefined {
  const [first = '', second = '', third = ''] = tokens;
  // "Vanaf welke", "voor wie".
  if (isCondition(first) && isQuestionWord(second)) {
    const rest = behindVerb(tokens.slice(1));
    return rest === undefined ? undefined : rest + 1;
  }
  if (COUNTING.has(first) || VERBS.has(first)) return 1;
  if (WISHING.has(first) && WISHES.has(second)) return 2;
  if (BEFORE_VERB.has(first)) return 2;
  if (first !== 'hoe') return undefined;
  // "Hoe krijg ik", "hoe warm wordt het".
  return isQuestionWord(second) || ARTICLES.has(third) || OWN.has(third) ? 2 : 3;
}

/** The first word from there that means something; "mag mijn zoon …" is asked of anybody's son. */
function focusFrom(start: number, tokens: readonly string[]): number {
  const isWhose = (at: number) => VERBS.has(tokens[0] ?? '') && POSSESSIVE.has(tokens[at - 1] ?? '');
  return tokens.findIndex((token, at) => at >= start && isParticular(token) && !isWhose(at));
}

function ownerAfter(tokens: readonly string[]): Word[] {
  // "Een vergunning nodig voor een schutting".
  const [of = '', ...rest] = NEEDED.has(tokens[0] ?? '') ? tokens.slice(1) : tokens;
  if (!OF.has(of) || OWN.has(rest[0] ?? '')) return [];
  const from = ARTICLES.has(rest[0] ?? '') ? 1 : 0;
  const end = rest.findIndex((word, at) => at >= from && !isParticular(word));
  return meaning(rest.slice(from, end < 0 ? rest.length : end));
}

function yearOf(tokens: readonly string[]): string | undefined {
  const last = tokens.at(-1) ?? '';
  return YEAR.test(last) && IN_YEAR.has(tokens.at(-2) ?? '') ? last : undefined;
}

/** Behind these comes a noun, or an adjective and a noun. */
const BEFORE = new Set(
  'de het een geen mijn mn onze ons uw je jouw jullie deze die dit dat elke iedere welk welke hoeveel over van voor met bij in op naar aan uit zonder tot per'.split(' '),
);
/** Fewer words are no sentence: each is something that is looked for. */
const SENTENCE = 4;

/** What a question may be about, as it was typed: nouns, as far as their place tells. Verbs and what says nothing by itself are none. */
export function nounsIn(words: readonly string[]): string[] {
  const plain = words.map(plainLetters);
  const focus = new Set((readSubject(plain.join(' ')).focus ?? []).map(({ text }) => text));
  const isNoun = (at: number) => focus.has(plain[at] ?? '') || BEFORE.has(plain[at - 1] ?? '') || (BEFORE.has(plain[at - 2] ?? '') && plain[at - 1]?.endsWith('e') === true);
  return words.filter((_, at) => isParticular(plain[at] ?? '') && (words.length < SENTENCE || isNoun(at)));
}

const SERVICES = new Set(
  `aanvragen aanvraag aanvraagt verlengen verlenging vernieuwen wijzigen wijziging doorgeven opzeggen betalen betaal betaald betaalt melden melding indienen ophalen
  inleveren veranderen zoeken invullen regelen overschrijven berekenen berekend stoppen stopzetten starten beginnen verlopen nieuwe nieuw geld recht hulp
  informatie uitkering formulier online digitaal gemeente mijn aangifte doen nodig gestolen verloren kwijt vervangen aangeven plaatsen maken`.split(/\s+/),
);

/** What people do with all that organisations give: no question or title is about these. */
export const isService = (word: string): boolean => SERVICES.has(word);
