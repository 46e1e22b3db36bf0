import { type Candidate, type Finding, type Rule, whole } from '../personal/detector.ts';

const MONTHS = [
  'jan(?:uari|uary|uar|vier)?', 'feb(?:ruari|ruary|ruar)?|février', '(?:maart|mrt|mar|march|märz|mars)', '(?:april|apr|avril)', '(?:mei|may|mai)', '(?:juni|jun|june|juin)', '(?:juli|jul|july|juillet)',
  '(?:augustus|aug|august|août)', '(?:sept?(?:ember|embre)?)', '(?:okt(?:ober)?|oct(?:ober|obre)?)', '(?:nov(?:ember|embre)?)', '(?:dec(?:ember)?|dez(?:ember)?|décembre)',
];
const MONTH = `(?:${MONTHS.join('|')})`;
const YEAR = String.raw`(?:(?:19|20)\d{2}|'?\d{2})`;
/** Written out: "zes september negentienhonderd zeventig", "de eerste mei tweeduizend en een". */
const ONES = '(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)';
const TENS = '(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)';
const TO_TWENTY = '(?:tien|elf|twaalf|dertien|veertien|(?:vijf|zes|zeven|acht|negen)tien)';
const TO_HUNDRED = `(?:${ONES} ?(?:en|ën) ?${TENS}|${TENS}|${TO_TWENTY}|${ONES})`;
const DAY_WORD = `(?:${TO_HUNDRED}|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|\\p{L}{4,9}tiende|(?:\\p{L}{3,6}(?:en|ën))?(?:twintigste|dertigste))`;
const YEAR_WORD = `(?:(?:negentien ?(?:honderd)?|tweeduizend|twintig) ?(?:en )?(?:${TO_HUNDRED})?)`;

const BORN_BEFORE = /(?:\bgeb(?:oren|\.|oorte\p{L}{0,10}|dat\p{L}{0,3}|jaar)?|geboren|geboorte|\bverjaar\p{L}{0,6}|\bjarig|\bd\.?o\.?b\b|date of birth|birth\p{L}{0,4}|\bborn|geburts\p{L}{0,6}|geboren am|\bné[e]? le|date de naissance|doğum|urodz\p{L}{0,6}|leeftijd|\bgeb)(?![\p{L}])[^\n!?]{0,40}$/iu;
const BORN_AFTER = /^[)]?,? ?(?:ben ik |is (?:hij|zij|ze|mijn \p{L}{2,12}|\p{Lu}\p{L}{1,20}) |werd (?:ik|hij|zij|ze) |(?:is|was) (?:mijn|zijn|haar|de|het) )?(?:geboren|geb\b|jarig|ter wereld|(?:mijn |zijn |haar |de )?(?:geboortedatum|geboortedag|verjaardag))/iu;
const AGE_BEFORE = /(?:\d{1,3} ?(?:jaar|jr|jarige?)|\bik ben \d{1,3})\b[^\n.!?\d]{0,12}[(,:;] ?$|\bik ben (?:er een )?van $/iu;
const NAME_BEFORE = /\p{Lu}\p{L}{1,24} \($/u;
/** A rule for everybody who was born in a time: "geboren vóór", "geboren na". */
const RANGE = /(?:\bv[oó][oó]r|\bna|\btussen|\bvanaf|\bsinds|\btot|\buiterlijk|\bop of na|\bbefore|\bafter|t\/m|\ben)(?: of op| of na| de| op)? $/iu;
const OTHER_EVENT = /(?:uitgerekend|afspraak|brief|ingediend|aangevraagd|verlo[op]p?\p{L}{0,3}|verhui\p{L}{1,4}|getrouwd|gehuwd|overleden|aangifte|geldig|kaartje|datum besluit|ingeschreven)[^\n.!?]{0,14}$/iu;

export const birthdate: readonly Rule[] = [
  { type: 'birthdate', pattern: /(?<![\p{L}\d\-/.])(\d{1,2})(?: ?[-/.] ?| )(\d{1,2})(?: ?[-/.] ?| )'?(\d{4}|\d{2})(?![\p{L}\d]|[-/]\d)/gu, judge: (candidate) => judgeDate(candidate, [1, 2, 3]) },
  { type: 'birthdate', pattern: /(?<![\p{L}\d\-/.])((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?![\p{L}\d]|[-/]\d)/gu, judge: (candidate) => judgeDate(candidate, [3, 2, 1]) },
  { type: 'birthdate', pattern: /(?<![\p{L}\d\-/.])(\d{2})(\d{2})((?:19|20)\d{2})(?![\p{L}\d])/gu, judge: (candidate) => judgeDate(candidate, [1, 2, 3]) },
  { type: 'birthdate', pattern: /(?<![\p{L}\d\-/.])((?:19|20)\d{2})(\d{2})(\d{2})(?![\p{L}\d])/gu, judge: (candidate) => judgeDate(candidate, [3, 2, 1]) },
  { type: 'birthdate', pattern: new RegExp(String.raw`(?<![\p{L}\d\-/.])\d{1,2}(?:e|ste|de|st|nd|rd|th|\.)?[ -]?(?:of )?${MONTH}\.?(?:[ -]|, )?(?:${YEAR}|${YEAR_WORD})(?![\p{L}\d])`, 'giu'), judge: judgeWorded },
  { type: 'birthdate', pattern: new RegExp(String.raw`(?<![\p{L}\d\-/.])${DAY_WORD} ${MONTH} (?:${YEAR}|${YEAR_WORD})(?![\p{L}\d])`, 'giu'), judge: judgeWorded },
  { type: 'birthdate', pattern: new RegExp(String.raw`(?<![\p{L}\d\-/.])${MONTH} \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}(?![\p{L}\d])`, 'giu'), judge: judgeWorded },
];

function judgeDate(candidate: Candidate, [day, month, year]: readonly [number, number, number]): Finding | undefined {
  const part = (at: number) => Number(candidate.match[at]);
  const isDate = isDayOfLife(part(day), part(month), part(year)) || isDayOfLife(part(month), part(day), part(year));
  return isDate ? judgeWorded(candidate) : undefined;
}

function judgeWorded(candidate: Candidate): Finding | undefined {
  const { before, after } = candidate;
  const said = before.slice(-60);
  if (RANGE.test(said.slice(-16)) && !/geboortedatum/i.test(said) && !/ \d{1,2} (?:en )$/.test(said)) return undefined;
  if (BORN_AFTER.test(after)) return whole(candidate, 0.93);
  if (OTHER_EVENT.test(said)) return undefined;
  return BORN_BEFORE.test(said) || AGE_BEFORE.test(said) || isOfPerson(candidate) ? whole(candidate, 0.93) : undefined;
}

/** "Jan Jansen (12-03-1980)", "mijn zoon (12-04-2015)": a full date right behind a name or a relative. */
function isOfPerson({ found, before, after }: Candidate): boolean {
  if (/\b(?:mijn|onze) \p{L}{2,20} \($/iu.test(before)) return after.startsWith(')');
  return NAME_BEFORE.test(before) && after.startsWith(')') && /(?:19[2-9]\d|200\d)$/.test(found);
}

/** Whether a day, month and year can be a person's date of birth. */
function isDayOfLife(day: number, month: number, year: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && ((year >= 1900 && year <= 2099) || (year >= 0 && year <= 99));
}
