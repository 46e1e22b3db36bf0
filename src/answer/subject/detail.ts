import { bagOf, covers, isLight, type Word, wordOf } from '../claims/word.ts';
import { tokensOf } from '../claims/tokens.ts';
import { type Value, valuesOf } from '../claims/values.ts';
import { wordsIn } from '../grounding/evidence.ts';
import { unitsOf, type UnitText } from '../grounding/units.ts';
import { sentencesOf } from '../model-text/sentences.ts';
import type { Passage } from '../ports.ts';
import { hasPart } from './foreign.ts';
import { readSubject } from './question.ts';
import { plainLetters } from '../words.ts';

/** What kind of thing a question asks for: a price, a term, a time, a name, a number. */
interface AskedKind {
  /** Whether a text says such a thing. */
  readonly isSaid: (said: Said) => boolean;
  /** Whether a text says it as people want it who do not say which: not for a holiday alone. */
  readonly isUsual: (text: string) => boolean;
  /** A name or a number of one thing is none of another that is part of its word. */
  readonly isOfWhole: boolean;
  readonly isOfAll: boolean;
  readonly isAlsoOther: boolean;
  /** Words of the question that only say the kind: they need not stand in a text. */
  readonly words: ReadonlySet<string>;
}

/** What a text claims in numbers, and how it is written. */
interface Said {
  readonly values: readonly Value[];
  readonly raw: string;
}

interface Kind {
  /** How a question asks for it. */
  readonly asks: RegExp;
  /** Of values that are one. */
  readonly keys: RegExp;
  /** Words that are one. */
  readonly or?: RegExp;
  /** How a text says it in general; absent: as it says it at all. */
  readonly usual?: RegExp;
  readonly isOfWhole?: true;
  /** There is one of the organisation as a whole: it may be asked for without saying of what. */
  readonly isOfAll?: true;
  /** It may be answered by something else too ("van 1 maart tot 1 april"): only the order goes by it. */
  readonly isAlsoOther?: true;
}

/** No value is one. */
const NONE = /$^/;
/** A name has a capital where no sentence begins. */
const NAME = /[\p{L}\d,(]\s+\p{Lu}[\p{L}.]/u;
/** From when to when, not one moment alone. */
const USUAL_HOURS = /\d[.:]\d{2}(?: uur)?\s*(?:-|–|—|tot)\s|\b(?:altijd|dag en nacht)\b/i;
/** The first that fits a question counts. */
const KINDS: readonly Kind[] = [
  { asks: /\b(?:hoe laat|openingstijden|openingsuren)\b/, keys: /^time:/, or: /\b(?:altijd|dag en nacht|zonsondergang)\b/i, usual: USUAL_HOURS },
  { asks: /\bwanneer (?=(?:is|zijn|gaat|gaan|bent) .{0,80}\b(?:open|bereikbaar)\b)/, keys: /^time:/, usual: USUAL_HOURS, isAlsoOther: true },
  { asks: /\b(?:telefoonnummer|(?:mobiele?|06) nummer)\b/, keys: /^phone:/ },
  { asks: /\b(?:e ?mailadres|mailadres)\b/, keys: /^address:.*@/ },
  {
    asks: /\b(?:hoe ?lang|hoe snel|hoeveel (?:werkdagen|dagen|weken|maanden|jaar|jaren|uur|uren|minuten|tijd)|wachttijd)\b/,
    keys: /^(?:day|workday|month|minute|mm|date|time|days):/,
    or: /\b(?:meteen|direct|dezelfde|onmiddellijk|altijd|onbeperkt)\b/i,
  },
  { asks: /\b(?:wat kost(?:en)?|hoeveel kost(?:en)?|hoe duur|prijs|prijzen|tarief|tarieven|(?<!welke )kosten)\b/, keys: /^(?:eur|percent):/, or: /\bgratis\b/i },
  { asks: /\b(?:bank)?rekeningnummer\b|\biban\b/, keys: NONE, or: /\b[A-Z]{2}\d{2} ?[A-Z]{4}/, isOfAll: true },
  { asks: /\bhoe (?:zwaar|licht)\b/, keys: /^gram:/ },
  { asks: /\bhoe (?:breed|diep|ver|groot)\b/, keys: /^(?:mm|liter):/ },
  { asks: /\bhoeveel (?:liter|liters)\b/, keys: /^liter:/ },
  { asks: /\bhoeveel (?:kilo|kg|gram)\b/, keys: /^gram:/ },
  { asks: /\bhoeveel (?:meter|centimeter|kilometer|km|cm|m)\b/, keys: /^mm:/ },
  { asks: /\bhoeveel (?:keer|keren)\b|\bhoe vaak\b/, keys: /^(?:times|per|number):/ },
  { asks: /\bhoe oud\b|\bleeftijd\b/, keys: /^month:/ },
  { asks: /\bwelk jaar\b/, keys: /^(?:date:.*-\d{4}$|number:(?:1[5-9]|20)\d\d$)/ },
  { asks: /\bhoe (?:heet|heten)\b|\bwie is (?:de|het|onze)\b/, keys: NONE, or: NAME, isOfWhole: true },
  { asks: /\bhoeveel (?:mensen|personen)\b/, keys: NONE, or: /\d (?:mensen|personen)\b|\b(?:mensen|personen)\b[^:\d]{0,40}: [^:\d]{0,40}\d/, isOfWhole: true },
  { asks: /\b(?:hoeveel|hoe hoog)\b/, keys: /^(?!letter|per|ordinal)/, or: /\b(?:gratis|geen|helemaal|alle|onbeperkt)\b/i, isOfWhole: true },
];

/** The kind of thing that a question asks for by its form; undefined where its form does not tell. */
function askedKind(question: string): AskedKind | undefined {
  const plain = plainLetters(question).replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  for (const { asks, keys, or = NONE, usual, isOfWhole = false, isOfAll = false, isAlsoOther = false } of KINDS) {
    const found = asks.exec(plain);
    if (found === null) continue;
    const isSaid = ({ values, raw }: Said) => or.test(raw) || values.some((value) => value.keys.some((key) => keys.test(key)));
    return { isSaid, isUsual: (text) => usual?.test(text) ?? true, isOfWhole, isOfAll, isAlsoOther, words: new Set(found[0].split(' ')) };
  }
  return undefined;
}

/** Passages that score less than this share of the best one are about something else. */
const NEAR = 0.6;
/** What a passage that says the detail counts against one that does not. */
const SAYS_IT = 1.5;
/** The same of one that says it of a day or two: when a desk closes on New Year's Eve is not when it is open. */
const SAYS_EXCEPTION = 1.25;
/** Of what is asked of a thing that no title or heading names, so many words must be said with it, or this share if that is more. */
const LEAST = 2;
const SHARE = 0.5;

/** When something closes is when it is open until. */
const CLOSED = new Set(['dicht', 'sluit', 'sluiten', 'gesloten']);
const OPEN = wordOf('open');

type Read = Pick<Passage, 'title' | 'headings' | 'text' | 'synonyms'>;

/** The detail that a question asks for: a price, a term, a time, a name, a number; and of what. */
interface Detail {
  readonly kind: AskedKind;
  /** What it is asked of: the noun, or any word where the form does not tell which. */
  readonly focus: readonly Word[];
  /** All that is asked of it, and how many of these must be said together: of a story any. */
  readonly about: readonly Word[];
  readonly least: number;
}

/** Orders what was found by what is asked of it: a passage that says a price is worth more to who asks for one. */
export function detailFirst<Found extends Passage>(passages: readonly Found[], question: string): Found[] {
  const detail = readDetail(question);
  const least = (passages[0]?.score ?? 0) * NEAR;
  const weight = (passage: Found) => {
    if (detail === undefined || passage.score < least || !saysDetail(detail, passage)) return 1;
    return detail.kind.isUsual(passage.text) ? SAYS_IT : SAYS_EXCEPTION;
  };
  return passages.map((passage) => ({ ...passage, score: passage.score * weight(passage) })).toSorted((a, b) => b.score - a.score);
}

/** Whether a question asks for a detail that none of the passages says. */
export function lacksDetail(passages: readonly Read[], question: string): boolean {
  const detail = readDetail(question);
  return detail !== undefined && !detail.kind.isAlsoOther && !passages.some((passage) => saysDetail(detail, passage));
}

/** @returns undefined where the form of a question asks for no detail, or does not say of what. */
function readDetail(question: string): Detail | undefined {
  const kind = askedKind(question);
  if (kind === undefined) return undefined;
  const { focus, core, words, isStory } = readSubject(question);
  const ofSubject = (some: readonly Word[]) => some.filter(({ text }) => !kind.words.has(text)).map((word) => (CLOSED.has(word.text) ? OPEN : word));
  const about = ofSubject(isStory || focus === undefined ? words : core);
  if (about.length === 0) return kind.isOfAll ? { kind, about, focus: [], least: 0 } : undefined;
  const least = isStory ? 1 : Math.max(Math.min(LEAST, about.length), about.length * SHARE);
  return { kind, about, focus: isStory || focus === undefined ? about : ofSubject(focus), least };
}

/**
 * Whether a passage says it: one sentence, list item or row has such a price or term, and is about what was asked. "Wat kost een pasfoto?" is
 * not answered by a page that only tells you to bring one.
 */
function saysDetail(detail: Detail, { title, headings, text, synonyms = [] }: Read): boolean {
  const { kind, focus } = detail;
  if (!isSaid(kind, text)) return false;
  const above = wordsIn([title, ...headings].join('. '));
  const headed = bagOf(above);
  const isNamed = focus.some((word) => covers(headed, word) || (!kind.isOfWhole && hasPart(headed, word))) || isTitledBy(kind, title);
  const alike = synonyms.filter((synonym) => askedKind(synonym) === undefined).map((synonym) => wordsIn(synonym).filter((word) => !isLight(word)).map(wordOf));
  return unitsOf(text, headings).some((unit) => isSaid(kind, unit.text) && (isNamed || isAbout(unit, above, { detail, alike })));
}

function isSaid(kind: AskedKind, text: string): boolean {
  return kind.isSaid({ values: valuesOf(tokensOf(text)), raw: text });
}

/** Whether a sentence is about what was asked, in those words or in others that mean the same. */
function isAbout({ text, before }: UnitText, above: readonly string[], { detail: { about, least }, alike }: { readonly detail: Detail; readonly alike: readonly (readonly Word[])[] }): boolean {
  const bag = bagOf([...above, ...wordsIn(text), ...wordsIn(sentencesOf(before).at(-1) ?? '')]);
  const has = (word: Word) => covers(bag, word);
  const isAlike = alike.some((words) => words.length > 0 && words.every(has));
  return about.filter(has).length + (isAlike ? 1 : 0) >= least;
}

/** "Openingstijden" is about when whatever is open. */
function isTitledBy({ words }: AskedKind, title: string): boolean {
  const titled = bagOf(wordsIn(title));
  return [...words].some((word) => !isLight(word) && covers(titled, wordOf(word)));
}
