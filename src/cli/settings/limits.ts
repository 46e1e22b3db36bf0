import type { Config } from '../../config/config.ts';
import { faultsAt } from '../../config/faults.ts';
import type { FormGroup, SettingForm } from '../../settings/form.ts';
import { schemaSection, type ValueFault } from '../../settings/section.ts';
import { limitRules } from '../../visitors/limit-rules.ts';

/** How many questions of visitors are answered. */
export function limitsForm({ limits }: Pick<Config, 'limits'>): SettingForm<Config['limits']> {
  return {
    section: schemaSection('limits', limits, limitRules, (error) => faultsAt(error).map(inWords)),
    path: 'grenzen',
    title: 'Grenzen voor bezoekers',
    lead: 'Hoeveel vragen in vijf minuten worden beantwoord van wie niet is ingelogd. Ruim: een school of een mobiel netwerk vraagt vanaf één adres.',
    groups: [
      zone('address', 'Van één internetadres'),
      {
        title: 'Van één netwerk (IPv6)',
        fields: [{ name: 'networkTimes', label: 'Hoeveel keer zo veel als van één adres', kind: 'number', hint: 'Een klant van een provider kan 65.536 adressen hebben: samen mogen die zo veel keer wat één adres mag.' }],
      },
      zone('token', 'Van één pagina met de balie op een andere website'),
      zone('total', 'Van iedereen samen'),
      {
        title: 'Rekensom',
        fields: [{ name: 'difficulty', label: 'Zwaarte', kind: 'number', hint: 'Hoeveel pogingen de rekensom hoogstens kost. 4.000 duurt op een gewone telefoon een paar seconden.' }],
      },
    ],
  };
}

/** Of a rule over both numbers of a zone: in the words of the form. */
function inWords({ at, message }: ValueFault): ValueFault {
  return { at, message: ['address', 'token', 'total'].includes(at) ? 'mag niet meer zijn dan bij Hoogstens' : message };
}

function zone(by: 'address' | 'token' | 'total', title: string): FormGroup {
  return {
    title,
    fields: [
      { name: `${by}.free`, label: 'Zonder meer', kind: 'number', hint: 'Daarboven lost de browser eerst een rekensom op. De bezoeker merkt dat als een paar seconden wachten.' },
      { name: `${by}.most`, label: 'Hoogstens', kind: 'number', hint: 'Daarboven wordt niets meer beantwoord, tot er weer ruimte is.' },
    ],
  };
}
