import { type Candidate, type Finding, type Rule, whole } from '../personal/detector.ts';
import { digitsSaid, spokenDigits } from '../words/digit-words.ts';
import { isAboutOther } from '../words/number-words.ts';

const NAMED = /(?<!\p{L})(?:tel|telefoon\p{L}{0,8}|telnr|mobiel\p{L}{0,8}|mob|gsm|bel(?:len|t|de|d|nummer)?|terugbel(?:len|nummer)?|(?:whats)?app(?:en|t|je|s)?|sms\p{L}{0,3}|bereikbaar|bereiken|bereik|nummer|phone|call|fax|[tm](?=[.:]))(?!\p{L})[ .:)]{0,4}[^\d\n.!?]{0,30}$/iu;
const AREA =
  /^0(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|6|7\d|8[58]|9[17]|11[1345678]|16[124-8]|17[24]|18[0-467]|22[2-9]|25[125]|29[479]|31[3-8]|32[01]|34[1-8]|41[1-368]|47[58]|48[15-8]|49[2-79]|51[1-9]|52[1-9]|54[1-8]|56[126]|57[0-8]|59[1-9])/;
/** Countries that are called from here most, behind 00. */
const COUNTRY = /^\(?00 ?(?:1|7|2[07]|21[2368]|25[12]|3[02-469]|35[1-9]|36|38[0-9]|4[0134-9]|42[01]|5[15]|59[79]|297|6[0-6]|8[126]|9[0-589]|96[1-8])[ (.-]/;
/** Separators between the digits of a number. */
const GAP = String.raw`[ .\-/()]{0,3}`;
const DATE = /^\(?\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d{2}/
const EDGE = String.raw`(?<![\p{L}\d@/_=#])(?<!\d[.,\-])`;

export const phone: readonly Rule[] = [
  { type: 'phone', pattern: new RegExp(String.raw`${EDGE}(?:\(?(?:\+|00) ?31\)?${GAP}(?:\(?0\)?)?|\(?0)(?:${GAP}\d){9}(?!\d|[.,]\d)`, 'gu'), judge: judgeDutch },
  { type: 'phone', pattern: new RegExp(String.raw`${EDGE}(?:31${GAP})?6(?:${GAP}\d){8}(?!\d|[.,-]\d)`, 'gu'), judge: judgeBare },
  { type: 'phone', pattern: new RegExp(String.raw`(?<![\p{L}\d])\(?(?:\+|00)[ (]{0,2}[1-9](?:${GAP}\d){7,13}(?!\d)`, 'gu'), judge: judgeForeign },
  { type: 'phone', pattern: new RegExp(spokenDigits(10, 10), 'giu'), judge: (candidate) => (AREA.test(digitsSaid(candidate.found)) ? whole(candidate, 0.8) : undefined) },
];

function judgeDutch(candidate: Candidate): Finding | undefined {
  const { found, start, end } = candidate;
  const national = `0${found.replaceAll(/\D/g, '').replace(/^(?:0031|31)0?|^0/, '')}`;
  const isService = /^0(?:800|90\d|14\d|18\d\d$)/.test(national);
  if (isService || DATE.test(found) || isPartOfNumber(candidate)) return undefined;
  if (isAboutOther(candidate)) return undefined;
  if (isNamed(candidate)) return /^0[1-9]/.test(national) ? { start, end, certainty: 0.93 } : undefined;
  return AREA.test(national) && !isAmount(candidate) ? { start, end, certainty: /^\D*\+|^00/.test(found) || national.startsWith('06') ? 0.92 : 0.8 } : undefined;
}

/** Without the zero before it: "6 12345678", "31612345678". */
function judgeBare(candidate: Candidate): Finding | undefined {
  const { found, start, end, before } = candidate;
  const isWithCountry = found.startsWith('31');
  if (/bsn|burgerservice|sofi/i.test(before) || isAboutOther(candidate) || isAmount(candidate) || isPartOfNumber(candidate)) return undefined;
  return isWithCountry || isNamed(candidate) ? { start, end, certainty: isWithCountry ? 0.75 : 0.55 } : undefined;
}

function judgeForeign(candidate: Candidate): Finding | undefined {
  const { found, start, end } = candidate;
  const isPlus = found.includes('+');
  const isThousands = /^\D{0,2}\d{1,3}(?:[. ]\d{3}){1,4}$/.test(found) && /^\D{0,2}\d{1,3}\./.test(found);
  if (/^\D{0,2}(?:00)?31/.test(found) || isThousands || isAmount(candidate) || isPartOfNumber(candidate)) return undefined;
  return isPlus || isNamed(candidate) || COUNTRY.test(found) ? { start, end, certainty: 0.85 } : undefined;
}

function isNamed({ before }: Candidate): boolean {
  return NAMED.test(before.slice(-50));
}

function isAmount({ before, after }: Candidate): boolean {
  return /(?:€|\$|£|eur|euro|isbn\p{L}{0,3})[ :-]{0,3}$/iu.test(before) || /^(?:,\d|,-| ?(?:euro|eur\b|%|€|km\b|m[23]\b|kg\b))/i.test(after);
}

/** Whether it goes on as another number: a sum, a reference, a table of figures. */
function isPartOfNumber({ before, after }: Candidate): boolean {
  return /\d[ ]?[-/.]?$/.test(before) && !/(?:\d{4} ?|[-/]\d{2,4} )$/.test(before) ? true : /^[-/]\d{3}/.test(after);
}
