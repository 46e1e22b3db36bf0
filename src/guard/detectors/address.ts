import type { Candidate, Finding, Rule } from '../personal/detector.ts';

const POSTCODE = String.raw`[1-9]\d{3} {0,2}(?![Ss][ADSads](?!\p{L}))[A-Za-z]{2}`;
const ADDITION = String.raw`(?: ?[-/] ?(?:\d{1,4}|[A-Za-z]{1,2}|hs|huis|bis|[iIvV]{1,4})(?![\p{L}\d])|(?:bis|hs|[A-Za-z])(?![\p{L}\d])|(?: (?:bis(?:-?[a-z])?|hs|huis|boven|beneden|zw|rd|[iI]{1,3}|[iI][vV]|[a-hA-H])(?![\p{L}\d'])))?`;
const NUMBER = String.raw`\d{1,5}(?![\d.]\d)${ADDITION}(?!\d)`;
const NUMBERED = String.raw`(?:(?:mijn |het |op )?(?:huis ?)?(?:nummer|nr|no|num)\b\.?[ :=]{0,3}(?:is )?)`;
const STREET = String.raw`(?:(?:\p{Lu}[\p{L}\p{M}.'-]{0,30}|\d{1,2}e|van|de|der|den|het|'t|ten|ter|te|la|op|aan|en|in|bij|d') ){0,5}[\p{L}\p{M}][\p{L}\p{M}.'-]{2,40}`;
const SUFFIX =
  /(?:straat|laan|weg|plein|dijk|gracht|kade|singel|hof|pad|dreef|park|steeg|wal|ring|lei|baan|plantsoen|dam|markt|kerkhof|burg|oord|berg|haven|sloot|veld|akker|brink|erf|hoek|horst|kamp|donk|meent|es|zoom|straatje|laantje|weide|wei|str|ln)\.?$/i;
/** Short words that look like the letters of a postcode behind a year or an amount. */
const WORDS = /^\d{4} {1,2}(?:en|is|in|op|te|de|of|om|km|cm|mm|kg|m2|ha|nu|na|ik|we|ze|zo|al|er|je|ml|bv|nv|wo|mb|gb|pk|jr|ex|it|to|by|at|on|or|as|an|et|le|la|un|es|pp|vs|mw)$/i;
const HOME = /(?:\bwoon\p{L}{0,5}|\bwone\p{L}{0,3}|\badres\p{L}{0,4}|\bpostcode|\bhuisnummer|\bverhui\p{L}{1,5}|\bpc\b|\bstraat\b|\bthuis|\blive\b|\baddress|\bwohne\b|\bbezorg\p{L}{0,4})/iu;
const SOMEBODY = String.raw`\b(?:ik|we|wij|mijn|hij|zij|ouders?|moeder|vader)\b`;
/** The words up to the name of the street. */
const LEAD = String.raw`[^.?!\n\d]{0,24}$`;
const LIVES = new RegExp(
  [
    String.raw`${SOMEBODY}[^.?!\n]{0,20}\b(?:woon|woont|wonen|woonadres|adres|ingeschreven|woonachtig|wonende)\b${LEAD}`,
    String.raw`\b(?:wonende|woonachtig) (?:te|aan|op)${LEAD}`,
    String.raw`${SOMEBODY}[^.?!\n]{0,40}\b(?:verhui\p{L}{1,5}|trek\p{L}{0,3}|getrokken)\b[^.?!\n]{0,60}\b(?:van|naar)(?: de| het)? $`,
    String.raw`\b(?:mijn|onze|ons) (?:\p{L}{2,14} )?(?:huis|woning|flat|appartement|tuin|schuur|garage|oprit|stoep|dak|dakkapel|voordeur)${LEAD}`,
    String.raw`\b(?:woon|huis|thuis)adres(?: is)?[: ]{1,3}$`,
    String.raw`\bi live (?:at|on|in) $`,
  ].join('|'),
  'iu',
);
/** "…, waar wij wonen", "…, ik woon daar". */
const LIVED_IN = /^[^.?!\n\d]{0,24}\b(?:waar (?:ik|we|wij|mijn \p{L}{2,12}) wo(?:on|ont|nen)|(?:ik|we|wij) (?:woon|wonen) (?:daar|er)|bij mij thuis|mijn (?:huis|woning|adres))\b/iu;
/** Numbered, but no houses: "artikel 5", "Type 3". */
const OTHER_COUNT = /(?:artikel|jaar|kamer|wijk|gemeente|type|klasse|categorie|groep|fase|stap)$/i;
/** Makes an amount of the number before it: "verhuisd naar Amsterdam 3 jaar geleden". */
const UNIT = /^ (?:jaar|jaren|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|uur|keer|meter|personen|mensen|kinderen|x)\b/i;
const BOX = /(?:postbus|antwoordnummer|p\.?o\.? ?box)[^\n]{0,24}$/i;

export const address: readonly Rule[] = [
  { type: 'address', pattern: new RegExp(String.raw`(?<![\p{L}\d_])(${POSTCODE})(?![\p{L}])((?:[ ,;:/()-]|\ben\b|\bmet\b|\bop\b){0,6}(${NUMBERED})?)${NUMBER}`, 'giu'), judge: judgePostcode },
  { type: 'address', pattern: new RegExp(String.raw`(?<![\p{L}\d_])(${POSTCODE})\d{1,4}${ADDITION}(?!\d)`, 'giu'), judge: judgePostcode },
  { type: 'address', pattern: new RegExp(String.raw`(?<![\p{L}\d.'-])(?:(${STREET}) )?${NUMBERED}?${NUMBER}[ ,;(/\n-]{1,3}(?:te |in |postcode:? )?(${POSTCODE})(?![\p{L}\d])`, 'gu'), judge: judgeStreet },
  { type: 'address', pattern: new RegExp(String.raw`(?<![\p{L}\d])${NUMBERED}${NUMBER}[ ,;(/-]{1,3}(?:en |met |in )?(?:de |mijn )?(?:postcode:? )?(?:is )?(${POSTCODE})(?![\p{L}\d])`, 'giu'), judge: judgePostcode },
  { type: 'address', pattern: new RegExp(String.raw`(?<![\p{L}\d.'-])(${STREET}),? (?:${NUMBERED})?${NUMBER}`, 'gu'), judge: judgeHome },
  { type: 'address', pattern: new RegExp(String.raw`(?<![\p{L}\d])(?:${NUMBERED})${NUMBER} (?:in|aan|op|van) (?:de |het )?(${STREET})`, 'gu'), judge: judgeHouse },
];

/** A postcode and a number, in this order or the other. */
function judgePostcode(candidate: Candidate): Finding | undefined {
  const { match, found, before, after } = candidate;
  const [, postcode = '', gap = ''] = match;
  if (BOX.test(before) || /\bart(?:ikel(?:en)?)?\.? $/i.test(before)) return undefined;
  const isNamed = HOME.test(before) || HOME.test(after.slice(0, 40)) || /nummer|nr/i.test(gap) || /huis ?(?:nummer|nr)/i.test(found);
  const isUpper = /[A-Z]{2}$/.test(postcode);
  if (WORDS.test(postcode) && !(isUpper && !isShouted(candidate)) && !/postcode(?: is)?[: ]{1,3}$/i.test(before)) return undefined;
  if (!isUpper && / [a-z]{2}$/i.test(postcode) && !isNamed) return undefined;
  if (/[a-z][A-Z]$/.test(postcode) || /^ ?(?:euro|%|jaar|keer|uur|maanden|dagen)/i.test(after) || /(?:€|\d) ?$/.test(before)) return undefined;
  const end = candidate.end - (/[ -]$/.test(found) ? 1 : 0);
  return { start: candidate.start, end, certainty: isNamed ? 0.9 : 0.8 };
}

/** Street, number and postcode, with or without the street. */
function judgeStreet(candidate: Candidate): Finding | undefined {
  const { match, found, before, start, end } = candidate;
  const [, street = '', postcode = ''] = match;
  if (BOX.test(before) || /postbus|antwoordnummer/i.test(street)) return undefined;
  const isUpper = /[A-Z]{2}$/.test(postcode);
  const isStreet = SUFFIX.test(street);
  if ((WORDS.test(postcode) && (!isUpper || isShouted(candidate))) || (!isUpper && !isStreet && !HOME.test(before))) return undefined;
  if (/[a-z][A-Z]$/.test(postcode)) return undefined;
  const from = start + (street === '' ? 0 : found.indexOf(streetName(street)));
  return { start: from, end, certainty: 0.92 };
}

/** Street and number only: somebody's where it is said that they live there. */
function judgeHome({ match, found, before, after, start, end }: Candidate): Finding | undefined {
  const name = streetName(match[1] ?? '');
  const from = start + found.indexOf(name);
  const said = `${before}${found.slice(0, from - start)}`;
  const isStreet = SUFFIX.test(name) || /^(?:\p{Lu}|'t)/u.test(name);
  return isStreet && (LIVES.test(said) || LIVED_IN.test(after)) && !OTHER_COUNT.test(name) && !UNIT.test(after) ? { start: from, end, certainty: 0.7 } : undefined;
}

/** "Nummer 12 in de Eikenlaan", of somebody who lives there. */
function judgeHouse({ match, before, start, end }: Candidate): Finding | undefined {
  const isHome = new RegExp(`${SOMEBODY}${LEAD}`, 'iu').test(before) && HOME.test(before);
  return isHome && SUFFIX.test(match[1] ?? '') ? { start, end, certainty: 0.7 } : undefined;
}

/** Where all is in capitals, capitals say nothing. */
function isShouted({ before, after }: Candidate): boolean {
  return !/\p{Ll}/u.test(before + after) && /\p{Lu}{3}/u.test(before + after);
}

/** Without the words of the sentence that came along before the name of the street. */
function streetName(words: string): string {
  return words.replace(/^(?:(?:ik|op|aan|in|het|de|te|en|bij|van|wij|adres|adres:|woon|wonen|wonende|woonachtig|woonadres|huisadres|thuisadres|perceel|pand|woning) ){1,5}(?=\S)/i, (lead) => (/^(?:van|de|het|op|in|aan|bij) $/i.test(lead) && /^\p{Lu}/u.test(lead) ? lead : ''));
}
