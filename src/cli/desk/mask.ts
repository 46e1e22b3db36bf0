import type { Config } from '../../config.ts';
import { allow } from '../../guard/personal/allowed.ts';
import type { PiiType } from '../../guard/personal/detector.ts';
import { findPersonalData } from '../../guard/personal/find.ts';
import type { Mask } from '../../review/ports.ts';

const WORDS: Readonly<Record<PiiType, string>> = {
  bsn: 'burgerservicenummer',
  iban: 'rekeningnummer',
  email: 'e-mailadres',
  phone: 'telefoonnummer',
  address: 'adres',
  plate: 'kenteken',
  document: 'documentnummer',
  case: 'zaaknummer',
  birthdate: 'geboortedatum',
  name: 'naam',
};

/** Takes personal data out of a text; what is the municipality's own stays. */
export function maskFor({ address, phone, email, privacyOfficer }: Config['municipality']): Mask {
  const domains = [email, privacyOfficer].map((one) => one.slice(one.lastIndexOf('@') + 1));
  const allowed = allow([address, phone, email, privacyOfficer], domains);
  return (text) => {
    const spans = findPersonalData(text, allowed);
    const parts = spans.map(({ type, start }, index) => `${text.slice(spans[index - 1]?.end ?? 0, start)}[${WORDS[type]}]`);
    return { text: parts.join('') + text.slice(spans.at(-1)?.end ?? 0), masked: [...new Set(spans.map(({ type }) => type))] };
  };
}
