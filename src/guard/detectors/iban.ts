import type { Candidate, Finding, Rule } from '../personal/detector.ts';

/** How long an IBAN is, by country. */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DK: 18, DO: 28,
  EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26,
  IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MR: 27, MT: 31, MU: 30,
  NL: 18, NO: 15, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, SA: 24, SC: 31, SE: 24, SI: 19, SK: 24, SM: 27, TN: 24, TR: 26, UA: 29,
  VA: 22, VG: 24, XK: 20,
};

export const iban: Rule = {
  type: 'iban',
  // What follows is looked at and not taken: the next IBAN may begin in it.
  pattern: /(?<![\p{L}\p{N}])[a-z] ?[a-z][ .-]{0,2}\d[ .-]{0,2}\d(?=((?:[ .\-/_]{0,2}[a-z0-9]){11,30}))/giu,
  judge: judgeIban,
};

function judgeIban({ match, start, text }: Candidate): Finding | undefined {
  const found = match[0] + (match[1] ?? '');
  const length = LENGTHS[found.replace(' ', '').slice(0, 2).toUpperCase()];
  if (length === undefined) return undefined;
  let seen = '';
  let at = 0;
  // What follows an IBAN may look like more of it.
  for (; at < found.length && seen.length < length; at += 1) if (/[a-z0-9]/i.test(found.charAt(at))) seen += found.charAt(at);
  const isWhole = seen.length === length && !/[\p{L}\p{N}]/u.test(text.charAt(start + at));
  return isWhole && passesMod97(seen) ? { start, end: start + at, certainty: 0.99 } : undefined;
}

/** Whether an IBAN without separators has its country's length and passes mod 97. */
function passesMod97(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
