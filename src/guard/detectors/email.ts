import type { Candidate, Finding, Rule } from '../personal/detector.ts';

const PART = String.raw`[\p{L}\p{N}\p{M}_%+'-]{1,64}`;
const DOT = String.raw`(?:\.| {0,2}[([{<] ?(?:dot|punt|\.) ?[)\]}>] {0,2}| {1,2}(?:dot|punt) {1,2}| \. ?)`;
const LOCAL = String.raw`(?<![\p{L}\p{N}\p{M}._%+-])${PART}(?:${DOT.replace(String.raw`| \. ?`, '')}${PART}){0,5}`;
const DOMAIN = String.raw`(?:[\p{L}\p{N}\p{M}-]{1,63}${DOT}){1,5}[\p{L}\p{M}]{2,18}(?![\p{L}\p{N}\p{M}])`;
const AT = String.raw`(?: {0,2}@ {0,2}| {0,2}[([{<_] ?(?:at|@|a|apenstaartje|apestaart|apenstaart|aapje) ?[)\]}>_] {0,2}| {1,2}(?:apenstaartje|apestaartje|apenstaart|apestaart|aapje) {1,2}| ?(?:&#64;|&commat;|%40|＠) ?)`;

/** Boxes of an organisation: nobody in particular reads them. */
const ROLE = /^(?:info|contact|gemeente|stadhuis|balie|loket|klantcontact|klantenservice|servicedesk|helpdesk|post|postbus|griffie|secretariaat|administratie|receptie|redactie|pers|persvoorlichting|voorlichting|communicatie|webmaster|webredactie|privacy|fg|avg|noreply|no-reply|bezwaar|burgerzaken|belastingen|wmo|jeugd|vergunningen|omgevingsloket|publiekszaken|ondernemersloket|ondernemen|archief|crediteuren|facturen|sollicitatie|vacatures|hr|support|service|meldpunt|inkoop|raadsgriffie|bestuurssecretariaat)$/i;
const ROLE_WITHIN = /klacht|meldpunt|loket|servicedesk|helpdesk|secretariaat|redactie|aanbested|vergunning|burgerzaken|informatiepunt|klantcontact|griffie/i;
const AT_HOME = /(?:gmail|hotmail|outlook|live|yahoo|icloud|ziggo|kpnmail|planet|xs4all|home|casema|telfort|upcmail|proton(?:mail)?)\W/i;

/** What may follow "punt" in an address; in a sentence other words do: "om 10 uur punt in de zaal". */
const DOMAIN_END = /(?<!\p{L})(?:nl|com|net|org|eu|be|de|info|frl|amsterdam|fr|uk|pl|io|co|biz|me|tv|tr|at|ch|es|it|pt|se|dk|ua|ru|gov|edu|example|nu|online|app|email)$/iu;
const SPELLED_DOT = /[ ([{<](?:punt|dot)[ )\]}>]{1,2}\p{L}{1,20}$/iu;

export const email: readonly Rule[] = [
  { type: 'email', pattern: new RegExp(`${LOCAL}${AT}${DOMAIN}`, 'giu'), judge: judgeEmail },
  { type: 'email', pattern: new RegExp(`${LOCAL} {1,2}at {1,2}${DOMAIN}`, 'giu'), judge: judgeWords },
];

function judgeEmail({ found, start, end, text }: Candidate): Finding | undefined {
  const local = /^[\p{L}\p{N}._%+'-]{1,64}/u.exec(found)?.[0] ?? '';
  if (ROLE.test(local) && !AT_HOME.test(found)) return undefined;
  if (isNoDomain(found) || (ROLE_WITHIN.test(local) && !AT_HOME.test(found))) return undefined;
  // A sentence may go on behind the address without a space: "x@example.nl.Bel mij" is kept whole, a dot at the end is not.
  return text.charAt(end) === '@' ? undefined : { start, end, certainty: 0.96 };
}

/** "at" is a word too: a dot in words, or the word mail, must say that this is an address. */
function judgeWords({ found, before, start, end }: Candidate): Finding | undefined {
  if (isNoDomain(found)) return undefined;
  const isSpelled = / at [^.]{1,63}(?: |\()(?:dot|punt)(?: |\))/i.test(found) || /mail|adres/i.test(before.slice(-30));
  return isSpelled ? { start, end, certainty: 0.8 } : undefined;
}

function isNoDomain(found: string): boolean {
  return SPELLED_DOT.test(found) && !DOMAIN_END.test(found);
}
