import { type Candidate, type Finding, type Rule, whole } from '../personal/detector.ts';
import { isAboutOther } from '../words/number-words.ts';

const PAPERS =
  /(?:paspoort|passport|identiteitskaart|identiteitsbewijs|id-? ?kaart|\bID\b|\bid\b|legitimatie\p{L}{0,8}|document-? ?n\p{L}{1,5}|reisdocument|verblijfs\p{L}{3,12}|pasnummer|kaartnummer|identity card|personalausweis|\bpas\b|identiteit)/iu;
const PAPERS_BEFORE = new RegExp(`${PAPERS.source}(?:[^.!?\\n]|nr\\.|no\\.){0,40}$`, 'iu');
const PAPERS_AFTER = new RegExp(`^[)"', ]{0,4}[^.!?\\n\\d]{0,24}${PAPERS.source}`, 'iu');
const NUMBER_NAMED = /(?:paspoort|passport|document|reisdocument|identiteits(?:kaart|bewijs)|id-?kaart|id|legitimatie(?:bewijs)?|verblijfs(?:document|vergunning|kaart|pas))[ -]?(?:nummer|nr|number|no)\.?[^\d\n.!?]{0,16}$/i;
const LICENCE = /(?:rijbewijs|driving licen[cs]e|driver'?s licen[cs]e|führerschein)(?:[^.!?\n]|nr\.|no\.){0,40}$/i;
const LICENCE_AFTER = /^[)"', ]{0,4}[^.!?\n\d]{0,20}(?:rijbewijs|driving licen[cs]e)/i;
const ALIEN = /(?:\bv\.?[ -]?(?:nummer|nr)|vreemdelingen-? ?(?:nummer|nr)|\bIND\b[^.!?\n]{0,16}nummer|\ba-?nummer|administratienummer)\.?[^\d\n.!?]{0,20}$/i;
const ALIEN_AFTER = /^[)"', ]{0,4}[^.!?\n\d]{0,16}(?:\bv-?nummer|\bv-?nr|vreemdelingennummer|\ba-?nummer)/i;

export const document: readonly Rule[] = [
  { type: 'document', pattern: /(?<![\p{L}\d\-/])[a-np-z][ .-]?[a-np-z\d](?:[ .-]?[a-np-z\d]){6}[ .-]?\d(?![\p{L}\d])/giu, judge: judgeTravel },
  { type: 'document', pattern: /(?<![\p{L}\d\-/])(?=[a-z\d]{0,8}\d{3})[a-z\d]{6,12}(?![\p{L}\d])/giu, judge: judgeForeign },
  { type: 'document', pattern: /(?<![\p{L}\d])\d(?:[ .-]?\d){9}(?!\d)/gu, judge: judgeTenDigits },
];

/** A Dutch passport or identity card: nine characters, two of them letters and the last a digit, never the letter O. */
function judgeTravel(candidate: Candidate): Finding | undefined {
  const { found, before, after } = candidate;
  const code = found.replaceAll(/[ .-]/g, '');
  const isCode = /^[a-np-z]{2}/i.test(code) && /\d/.test(code.slice(2, 8));
  if (!isCode || isAboutOther(candidate)) return undefined;
  // With separators in it, it could be words and a number.
  if (code !== found && (/[a-z]{3}/.test(found) || !/\d.*\d/.test(code.slice(2, 8)))) return undefined;
  if (PAPERS_BEFORE.test(before) || PAPERS_AFTER.test(after)) return whole(candidate, 0.85);
  const isTelling = code === found && /^(?!NL)[NI][A-NP-Z][A-NP-Z\d]{6}\d$/.test(code) && (code.slice(2, 8).match(/\d/g)?.length ?? 0) >= 2 && /[A-Z]/.test(code.slice(2, 8));
  return isTelling ? whole(candidate, 0.5) : undefined;
}

/** Papers of other countries: only where the words say that their number follows. */
function judgeForeign(candidate: Candidate): Finding | undefined {
  return NUMBER_NAMED.test(candidate.before) ? whole(candidate, 0.8) : undefined;
}

function judgeTenDigits(candidate: Candidate): Finding | undefined {
  const { before, after } = candidate;
  const isNamed = LICENCE.test(before) || LICENCE_AFTER.test(after) || ALIEN.test(before) || ALIEN_AFTER.test(after);
  return isNamed ? whole(candidate, 0.94) : undefined;
}
