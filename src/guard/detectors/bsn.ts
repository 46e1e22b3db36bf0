import { type Candidate, type Finding, type Rule } from '../personal/detector.ts';
import { digitsSaid, spokenDigits } from '../words/digit-words.ts';
import { isAboutOther, OTHER_NUMBER } from '../words/number-words.ts';

const LABEL = /b\.? ?s\.? ?n\.?(?![a-z])|bsn|burger ?-?service|sofi|service ?-?nummer|persoonsnummer|citizen service|citizen number|social security/i;
const NAMED_BEFORE = new RegExp(`(?:${LABEL.source})[^\\d\\n]{0,40}$`, 'i');
/** A second number after the first: "bsn 123 en 456". */
const NAMED_FURTHER = new RegExp(`(?:${LABEL.source})[^\\n]{0,70}$`, 'i');
const NAMED_AFTER = new RegExp(`^[^\\d\\n]{0,24}(?:${LABEL.source})`, 'i');
const IN_GROUPS = /^\d{9}$|^\d{3}([ .-])\d{3}\1\d{3}$|^\d{4}([ .-])\d{2}\2\d{3}$|^\d{2}([ .-])\d{2}\3\d{2}\3\d{3}$/;

export const bsn: readonly Rule[] = [
  { type: 'bsn', pattern: /(?<![\d€$%+])(?<!\d[.,-])\d(?:[ .\-/]{0,3}\d){8}(?!\d|[.-]\d|,\d{1,3}(?!\d))/g, judge: (candidate) => judgeBsn(candidate, candidate.found.replaceAll(/\D/g, '')) },
  { type: 'bsn', pattern: /(?<![\d€$%+])(?<!\d[.,-])[1-9](?:[ .\-/]{0,2}\d){7}(?!\d|[.,-]\d)/g, judge: judgeShort },
  { type: 'bsn', pattern: /(?<![\p{L}\d])(?=[\doil]{0,8}[oil])(?=[oil]{0,8}\d)[\doil]{9}(?![\p{L}\d])/giu, judge: judgeMistyped },
  { type: 'bsn', pattern: new RegExp(spokenDigits(9, 9), 'giu'), judge: (candidate) => judgeBsn(candidate, digitsSaid(candidate.found)) },
];

function judgeBsn(candidate: Candidate, digits: string): Finding | undefined {
  if (!passesElevenProof(digits)) return undefined;
  const { start, end, found, before, after } = candidate;
  if (NAMED_BEFORE.test(before) && !OTHER_NUMBER.test(before.slice(before.search(NAMED_BEFORE)))) return { start, end, certainty: 0.97 };
  if (isAboutOther(candidate) || isAmountOrPart(candidate)) return undefined;
  if (NAMED_AFTER.test(after) || NAMED_FURTHER.test(before)) return { start, end, certainty: 0.95 };
  return IN_GROUPS.test(found) ? { start, end, certainty: 0.6 } : undefined;
}

/** Eight digits: the zero before it is left out often. Only where it is called a BSN. */
function judgeShort({ start, end, found, before, after }: Candidate): Finding | undefined {
  const isNamed = NAMED_BEFORE.test(before) || NAMED_AFTER.test(after);
  return isNamed && passesElevenProof(`0${found.replaceAll(/\D/g, '')}`) ? { start, end, certainty: 0.9 } : undefined;
}

/** Letters that stand for a digit they look like. */
function judgeMistyped({ start, end, found, before }: Candidate): Finding | undefined {
  const digits = found.replaceAll(/o/gi, '0').replaceAll(/[il]/gi, '1');
  return NAMED_BEFORE.test(before) && passesElevenProof(digits) ? { start, end, certainty: 0.9 } : undefined;
}

function isAmountOrPart({ before, after }: Candidate): boolean {
  return /(?:€|eur|euro|\$|usd)\s?$/i.test(before) || /^(?:,\d|,-| ?(?:euro|eur|%|€|inwoners|m[23]\b))/i.test(after) || /(?:[\p{L}\d_/#=-]|\d )$/u.test(before) || /^(?:[\p{L}_/=-]| \d)/u.test(after);
}

/** Whether nine digits pass the 11-proof of a BSN. */
function passesElevenProof(digits: string): boolean {
  if (!/^(?!00)\d{9}$/.test(digits)) return false;
  const sum = Array.from(digits, Number).reduce((total, digit, index) => total + digit * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0;
}
