import type { Candidate, Finding, Rule } from '../personal/detector.ts';

/** The sidecodes of Dutch plates: 1 to 14, as groups of letters (X) and digits (9). */
const SIDECODES = ['XX-99-99', '99-99-XX', '99-XX-99', 'XX-99-XX', 'XX-XX-99', '99-XX-XX', '99-XXX-9', '9-XXX-99', 'XX-999-X', 'X-999-XX', 'XXX-99-X', 'X-99-XXX', '9-XX-999', '999-XX-9', '9-XXX-9X', 'XXX-9-99'];
const DASHED = new Set(SIDECODES.slice(0, 14));
const UNDASHED = new Set(SIDECODES.slice(0, 14).map((code) => code.replaceAll('-', '')));
/** Of which the letters and digits alone tell that it is a plate. */
const TELLING = new Set(['99XXX9', '9XXX99', 'XX999X', 'X999XX', 'XXX99X']);

const NAMED = /kenteken|nummerbord|nummerplaat|\bplaat\b|\bauto|voertuig|parkeer|geparkeerd|\bmotor|scooter|brommer|\bbus(?:je)?\b|aanhanger|caravan|camper|wagen|\brijd(?:en)?\b|\bgereden\b|license plate|licence plate|\bcar\b|\bplate\b|taxi|vrachtwagen|bestelbus|trekker|\bBMW\b|Volkswagen|\bVW\b|Opel|Toyota|Peugeot|Renault|Tesla|Volvo|\bKia\b|Skoda|Citro[eë]n|Fiat|Seat\b|Mercedes|Audi|Hyundai/i;
const NAMED_NEAR = /(?:kenteken\p{L}{0,8}|nummerbord|nummerplaat|license plate|licence plate|\bplaat\b)[^\d\n]{0,25}$/iu;
const DENIED = /(?:besluit|artikel|art|kenmerk|zaak\p{L}{0,6}|dossier\p{L}{0,6}|versie|model|type|kamer|lokaal|formulier|nen|iso|bestek|product|serienummer|order\p{L}{0,6}|bestel(?!bus|auto|wagen)\p{L}{0,6}|bijlage|blad|nota|regeling|code|factuur\p{L}{0,6}|referentie|norm|kavel|perceel|sectie|paragraaf|hoofdstuk|lijn|vlucht|route|postcode|cursus|vergadering|zitting|nummer|document|rapport|agenda|stuk|brief|raadsvoorstel|motie)[ :.-]{0,3}(?:nr\.?|nummer)?[ :]{0,2}(?:is )?$/iu;
const DENIED_AFTER = /^[)"']{0,2} (?:is|was|betreft|van) (?:een |het |de )?(?:besluit|formulier|norm|artikel|zaak|kenmerk|regeling|versie|model|code|lokaal|nota|vlucht|type)/i;
const MONTH = /[- ](?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[- ]/i;

export const plate: Rule = {
  type: 'plate',
  pattern: /(?<![\p{L}\d\-./_])(?=[a-z .-]{0,10}\d)[a-z\d](?:[ .-]?[a-z\d]){5}(?![\p{L}\d_/]|[.-][\p{L}\d])/giu,
  judge: judgePlate,
};

function judgePlate({ found, before, after, start, end }: Candidate): Finding | undefined {
  const shape = found.replaceAll(/\p{L}/gu, 'X').replaceAll(/\d/g, '9');
  const letters = shape.replaceAll(/[ .-]/g, '');
  if (!UNDASHED.has(letters)) return undefined;
  // A time: "om 08.45".
  if (/\d[.:]\d/.test(found)) return undefined;
  // "In 2026", "de 2026".
  if (/^\p{Ll}{2} (?:19|20)\d\d$/u.test(found)) return undefined;
  if (NAMED_NEAR.test(before)) return { start, end, certainty: 0.95 };
  if (DENIED.test(before) || DENIED_AFTER.test(after) || MONTH.test(found)) return undefined;
  const isNamed = NAMED.test(before) || NAMED.test(after);
  const isUpper = found === found.toUpperCase();
  if (DASHED.has(shape)) return isUpper || isNamed ? { start, end, certainty: 0.7 } : undefined;
  // Loose letters and digits of a sentence ("in 2024 is") are no plate; those without a space in it are.
  if (/[ .]/.test(found)) return isNamed && isUpper && DASHED.has(shape.replaceAll(/[ .]/g, '-')) ? { start, end, certainty: 0.6 } : undefined;
  if (isNamed && letters === shape && !/^\d{4}/.test(found)) return { start, end, certainty: 0.6 };
  return isUpper && TELLING.has(shape) ? { start, end, certainty: 0.45 } : undefined;
}
