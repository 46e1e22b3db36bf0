import { type Candidate, type Finding, type Rule, whole } from '../personal/detector.ts';

const KIND = 'zaak|dossier|referentie|aanvraag|bezwaar|meldings|melding|procedure|klacht|beschikkings|beschikking|registratie|cliënt|client|boete|cjib|case|aktenzeichen|rol|parket|verzoek|ticket|aangifte|indicatie|casus|correspondentie|brief|proces-verbaal|pv|aanslag|vordering';
/** "zaaknummer", "ons kenmerk", "referentie:", "zaak 12-34": what follows is the number of somebody's case. */
const LABEL = new RegExp(
  String.raw`(?:(?:${KIND})[ -]?(?:nummers?|nrs?|number|no|id|kenmerk)\.?|(?:uw|ons|mijn|jullie|onder|met|als|het|betreft|betreffende|briefkenmerk|zaakkenmerk)? ?\bkenmerk\b|\b(?:zaak|dossier|referentie|ref|kenm|reference|casus|olo)\b\.?)(?: (?:van|voor|bij) (?:mijn|de|het|onze|uw) [\p{L}-]{2,24})?(?: ?(?:is|was|luidt|=|nr\.?|nummer|met(?: nummer)?|ons|uw|onder)){0,3}[ :=#(-]{0,4}$`,
  'iu',
);
/** A complaint or report, of which the number follows without that word. */
const OF_KIND = /\b(?:melding|klacht|aanvraag|bezwaar(?:schrift)?|verzoek|beschikking|indicatie|aangifte|handhavingsverzoek)(?: met)?(?: (?:nummer|nr\.?|kenmerk))?[ :(]{1,3}$/iu;
const LABEL_AFTER = /^[)"']{0,2},? (?:is|was|als|staat als|heet) (?:mijn|het|ons|uw|de) (?:zaak|dossier|referentie|aanvraag|bezwaar|melding|kenmerk)/i;
const SELF = /^(?:Z|ZK|ZAAK|DOS|WMO|BZW|OLO)[-/. ]?(?:19|20)?\d{2}[-/.]\d{3,12}$|^(?:Z|ZAAK)[-/](?:19|20)?\d{2}[-/.]\d{3,12}(?:[-/.]\d{1,8})?$|^Z(?:19|20)\d{2}-?\d{4,10}$|^20\d{2}[-/]?Z-?\d{4,8}$/i;

export const caseNumber: readonly Rule[] = [
  { type: 'case', pattern: /(?<![\p{L}\d\-/._])(?=[\p{L}\-/._]{0,16}\d)[\p{L}\d](?:[-/._]{0,2}[\p{L}\d]){3,36}(?![\p{L}\d])/gu, judge: judgeCase },
  { type: 'case', pattern: /(?<![\p{L}\d\-/._])(?:\d{3,12}|[A-Z]{1,6}) (?:\d{2,12})(?: \d{2,8})?(?![\p{L}\d])/gu, judge: judgeSpaced },
];

function judgeCase(candidate: Candidate): Finding | undefined {
  const { found, before, after } = candidate;
  const digits = found.match(/\d/g)?.length ?? 0;
  if (digits < 3 || isElse(candidate)) return undefined;
  if (LABEL.test(before)) return isYear(found) ? undefined : whole(candidate, 0.88);
  if (LABEL_AFTER.test(after)) return whole(candidate, 0.86);
  if (OF_KIND.test(before) && digits > 3 && /[\p{L}/-]/u.test(found)) return whole(candidate, 0.8);
  return SELF.test(found) ? whole(candidate, 0.75) : undefined;
}

function judgeSpaced(candidate: Candidate): Finding | undefined {
  const digits = candidate.found.replaceAll(/\D/g, '').length;
  const isNumber = /(?:nummer|nr\.?|kenmerk)(?: (?:van|voor|bij) (?:mijn|de|het|onze|uw) [\p{L}-]{2,24})?(?: is)?[ :=#(-]{0,4}$/iu.test(candidate.before);
  return digits >= 5 && isNumber && LABEL.test(candidate.before) && !isElse(candidate) ? whole(candidate, 0.89) : undefined;
}

/** A year, a date, an amount, a judgment that is published. */
function isElse({ found, before, after }: Candidate): boolean {
  return /^\d{1,2}[-./]\d{1,2}[-./]\d{2,4}$/.test(found) || /^(?:19|20)\d{2}[-/](?:19|20)?\d{2}$/.test(found) || /^ECLI/i.test(found) || /^ ?(?:euro|%|dagen|weken|jaar|maanden|keer|uur|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b/i.test(after) || /€ ?$/.test(before);
}

function isYear(found: string): boolean {
  return /^(?:19|20)\d{2}$/.test(found);
}
