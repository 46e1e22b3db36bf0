import { DETECTORS } from '../detectors/all.ts';
import { plainText } from '../text/plain.ts';
import { type Allowed, NOTHING_ALLOWED } from './allowed.ts';
import { findingReader, PII_TYPES, type PiiType } from './detector.ts';
import { findPersonalData } from './find.ts';

/** What is done with personal data in a question: put a word in its place, take the question not at all, or let it through. */
export const PII_ACTIONS = ['mask', 'refuse', 'allow'] as const;
type PiiAction = (typeof PII_ACTIONS)[number];

/** Numbers that are somebody's for life or open their money: whatever the policy says, these never get through. */
export const NEVER_ALLOWED: readonly PiiType[] = ['bsn', 'iban', 'document'];

/** What stands in a question in the place of personal data. */
const MASK_WORDS: Readonly<Record<PiiType, string>> = {
  bsn: 'burgerservicenummer',
  iban: 'rekeningnummer',
  email: 'e-mailadres',
  phone: 'telefoonnummer',
  address: 'huisnummer',
  plate: 'kenteken',
  document: 'documentnummer',
  case: 'zaaknummer',
  birthdate: 'geboortedatum',
  name: 'naam',
};

const MASKS = new RegExp(String.raw`\[(?:${Object.values(MASK_WORDS).join('|')})\]`, 'g');

/** A text without the words that were put in the place of personal data. */
export function withoutMaskWords(text: string): string {
  return text.replaceAll(MASKS, ' ');
}

interface Masked {
  /** Without what was masked, and without what is refused. */
  readonly text: string;
  readonly masked: readonly PiiType[];
  /** For these the question is not to be taken. */
  readonly refused: readonly PiiType[];
}

interface Policy {
  readonly allowed?: Allowed;
  readonly actionOf: (type: PiiType) => PiiAction;
}

/** A text without the personal data that a policy keeps out; types in their fixed order, each once. */
export function maskPersonalData(text: string, { allowed = NOTHING_ALLOWED, actionOf }: Policy): Masked {
  const seen = new Set<PiiType>();
  let masked = '';
  let at = 0;
  for (const { type, start, end } of findPersonalData(text, allowed)) {
    const isNever = NEVER_ALLOWED.includes(type);
    if (actionOf(type) === 'allow' && !isNever) continue;
    seen.add(type);
    masked += text.slice(at, start) + maskOf(type, text.slice(start, end));
    at = end;
  }
  const types = PII_TYPES.filter((type) => seen.has(type));
  return { text: masked + text.slice(at), masked: types, refused: types.filter((type) => actionOf(type) === 'refuse') };
}

/** Makes what takes the personal data of one kind out of a text. Most texts hold none, which its own rules alone tell quickly. */
export function kindTaker(kind: PiiType): (text: string) => string {
  const own = findingReader(DETECTORS.filter(({ type }) => type === kind));
  return (text) => (own(plainText(text).text).next().done === true ? text : withoutKind(text, kind));
}

function withoutKind(text: string, kind: PiiType): string {
  return findPersonalData(text)
    .filter(({ type }) => type === kind)
    .reduceRight((rest, { start, end }) => `${rest.slice(0, start)}[${MASK_WORDS[kind]}]${rest.slice(end)}`, text);
}

function maskOf(type: PiiType, found: string): string {
  return type === 'address' ? withoutHouse(found) : `[${MASK_WORDS[type]}]`;
}

/**
 * An address without what says which house it is. Street and quarter stay: on which day waste is collected, or who the district nurse
 * is, depends on them, and many people live there.
 */
function withoutHouse(found: string): string {
  const postcode = /\d{4}(?=[^\p{L}\d]{0,3}\p{L}{2}(?!\p{L}))/u.exec(found);
  const street = /^\p{L}[^\d]{2,60}(?= \d)/u.exec(found)?.[0];
  return [...(street === undefined ? [] : [street]), `[${MASK_WORDS.address}]`, ...(postcode === null ? [] : [postcode[0]])].join(' ');
}

/** Kinds of personal data in words for the one they are of: "uw telefoonnummer en uw naam". */
export function namedPersonalData(types: readonly string[]): string {
  const named = types.map((type) => `uw ${MASK_WORDS[type as PiiType] ?? 'gegevens'}`);
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} en ${last}`;
}
