import { plainLetters } from '../claims/plain.ts';
import type { Value } from '../claims/values.ts';

/** What kind of thing a question asks for: a price, a term, a time, a name, a number. */
export interface AskedKind {
  /** Whether a text says such a thing. */
  readonly isSaid: (said: Said) => boolean;
  /** A name or a number of one thing is none of another that is part of its word. */
  readonly isOfWhole: boolean;
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
  readonly isOfWhole?: true;
}

/** No value is one. */
const NONE = /$^/;
/** A name has a capital where no sentence begins. */
const NAME = /[\p{L}\d,(]\s+\p{Lu}[\p{L}.]/u;
/** The first that fits a question counts. */
const KINDS: readonly Kind[] = [
  { asks: /\b(?:hoe laat|openingstijden|openingsuren)\b/, keys: /^time:/, or: /\b(?:altijd|dag en nacht|zonsondergang)\b/i },
  { asks: /\b(?:telefoonnummer|(?:mobiele?|06) nummer)\b/, keys: /^phone:/ },
  { asks: /\b(?:e ?mailadres|mailadres)\b/, keys: /^address:.*@/ },
  {
    asks: /\b(?:hoe ?lang|hoe snel|hoeveel (?:werkdagen|dagen|weken|maanden|jaar|jaren|uur|uren|minuten|tijd)|wachttijd)\b/,
    keys: /^(?:day|workday|month|minute|mm|date|time|days):/,
    or: /\b(?:meteen|direct|dezelfde|onmiddellijk|altijd|onbeperkt)\b/i,
  },
  { asks: /\b(?:wat kost(?:en)?|hoeveel kost(?:en)?|hoe duur|prijs|prijzen|tarief|tarieven|(?<!welke )kosten)\b/, keys: /^(?:eur|percent):/, or: /\bgratis\b/i },
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
export function askedKind(question: string): AskedKind | undefined {
  const plain = plainLetters(question).replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  for (const { asks, keys, or = NONE, isOfWhole = false } of KINDS) {
    const found = asks.exec(plain);
    if (found === null) continue;
    const isSaid = ({ values, raw }: Said) => or.test(raw) || values.some((value) => value.keys.some((key) => keys.test(key)));
    return { isSaid, isOfWhole, words: new Set(found[0].split(' ')) };
  }
  return undefined;
}
