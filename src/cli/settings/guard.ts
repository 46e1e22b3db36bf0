import type { Config } from '../../config/config.ts';
import { faultsAt } from '../../config/faults.ts';
import { guardRules } from '../../config/guard-rules.ts';
import { PII_TYPES, type PiiType } from '../../guard/personal/detector.ts';
import { NEVER_ALLOWED } from '../../guard/personal/mask.ts';
import type { FormField, FormGroup, SettingForm } from '../../settings/form.ts';
import { schemaSection } from '../../settings/section.ts';

const WORDS: Readonly<Record<PiiType, string>> = {
  bsn: 'Burgerservicenummer',
  iban: 'Rekeningnummer (IBAN)',
  email: 'E-mailadres',
  phone: 'Telefoonnummer',
  address: 'Adres',
  plate: 'Kenteken',
  document: 'Nummer van een paspoort of rijbewijs',
  case: 'Zaaknummer',
  birthdate: 'Geboortedatum',
  name: 'Naam',
};

const MASK = ['mask', 'Weglaten'] as const;
const REFUSE = ['refuse', 'De vraag niet aannemen'] as const;
const ALLOW = ['allow', 'Laten staan'] as const;

/** What the guard does with personal data in questions. */
export function guardForm({ guard }: Pick<Config, 'guard'>): SettingForm<Config['guard']> {
  return {
    section: schemaSection('guard', guard, guardRules, faultsAt),
    path: 'guard',
    title: 'Persoonsgegevens in vragen',
    lead: 'Wat er met persoonsgegevens gebeurt voordat een vraag wordt bewaard of naar een taalmodel gaat.',
    groups: [
      audience('resident', 'Vragen van inwoners'),
      audience('employee', 'Vragen van medewerkers'),
      {
        title: 'Wat wel genoemd mag worden',
        fields: [{
          name: 'allow', label: 'Namen, nummers en adressen', kind: 'lines',
          hint: 'Elk op een eigen regel, zoals Burgemeester J. Jansen. Telefoon, e-mail en adres van de gemeente mogen altijd. Zet hier geen inwoners neer.',
        }],
      },
    ],
  };
}

function audience(who: 'resident' | 'employee', title: string): FormGroup {
  const fields = PII_TYPES.map((type): FormField => ({
    name: `personalData.${who}.types.${type}`,
    label: WORDS[type],
    kind: 'choice',
    choices: [['', 'Zoals al het andere'], MASK, REFUSE, ...(NEVER_ALLOWED.includes(type) ? [] : [ALLOW])],
  }));
  const rest: FormField = {
    name: `personalData.${who}.default`, label: 'Al het andere', kind: 'choice', choices: [MASK, REFUSE, ALLOW], isWide: true,
    hint: 'Geldt voor wat hieronder niet apart is gekozen. Burgerservicenummers, rekeningnummers en nummers van paspoorten blijven nooit staan.',
  };
  return { title, fields: [rest, ...fields] };
}
