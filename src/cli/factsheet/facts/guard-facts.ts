import { hash } from 'node:crypto';
import type { Config } from '../../../config/config.ts';
import { builtIn, configured } from '../../../factsheet/fact.ts';
import type { GuardFacts } from '../../../factsheet/facts.ts';
import { NEVER_ALLOWED } from '../../../guard/personal/mask.ts';
import { PII_TYPES, type PiiType } from '../../../guard/personal/detector.ts';

type Policy = Config['guard']['personalData']['resident'];

const TYPE_WORDS: Readonly<Record<PiiType, string>> = {
  bsn: 'burgerservicenummers', iban: 'rekeningnummers', email: 'e-mailadressen', phone: 'telefoonnummers', address: 'adressen', plate: 'kentekens',
  document: 'nummers van paspoorten en rijbewijzen', case: 'zaaknummers', birthdate: 'geboortedatums', name: 'namen',
};
const ACTION_WORDS = { mask: 'onleesbaar gemaakt', refuse: 'vraag geweigerd', allow: 'blijft staan' } as const;

const LANGUAGES = new Intl.DisplayNames('nl', { type: 'language' });

/** What cannot be turned off is told as on. */
export function guardFacts({ guard, languages, limits, queue }: Pick<Config, 'guard' | 'languages' | 'limits' | 'queue'>): GuardFacts[] {
  const always = (name: string, label: string, rules: readonly string[]): GuardFacts => ({ name, label, isOn: builtIn(true), rules: builtIn(rules) });
  return [
    personal('personal-data/inwoners', 'Persoonsgegevens in vragen van inwoners', guard.personalData.resident),
    personal('personal-data/medewerkers', 'Persoonsgegevens in vragen van medewerkers', guard.personalData.employee),
    { name: 'personal-data/own', label: 'Eigen gegevens van de organisatie die mogen blijven staan', isOn: configured(guard.allow.length > 0), rules: configured([allowed(guard.allow)]) },
    always('injection', 'Pogingen om de balie te misleiden', ['Een vraag die de balie anders wil laten doen, wordt niet aan een model gegeven', 'Opdrachten in documenten worden eruit gehaald']),
    always('grounding', 'Controle van elke zin op bronnen', ['Een zin die niet in de gevonden documenten staat, wordt niet getoond']),
    always('scope', 'Onderwerpen van de organisatie', ['Vragen over iets anders krijgen geen antwoord van een model']),
    always('crisis', 'Nood', ['Wie in nood is, krijgt direct een telefoonnummer']),
    { name: 'languages', label: 'Talen waarin inwoners mogen vragen', isOn: configured(languages.length > 1), rules: configured(languages.map((code) => LANGUAGES.of(code) ?? code).toSorted()) },
    {
      name: 'limits', label: 'Grenzen aan het aantal vragen', isOn: configured(true),
      rules: configured([`${limits.address.free} vragen in vijf minuten per adres, ${limits.address.most} met een rekenpuzzel`, `${limits.total.free} in totaal, ${limits.total.most} met een rekenpuzzel`, `${queue.maxWaiting} in de wachtrij`]),
    },
  ];
}

/** Enough to tell that the list is another one, and too short to find out by guessing what stands in it. */
function allowed(entries: readonly string[]): string {
  const mark = entries.length === 0 ? '' : ` (kenmerk ${hash('sha256', JSON.stringify(entries.toSorted()), 'hex').slice(0, 6)})`;
  return `${entries.length} vermeldingen${mark}`;
}

function personal(name: string, label: string, { default: byDefault, types }: Policy): GuardFacts {
  const actionOf = (type: PiiType) => {
    const action = types[type] ?? byDefault;
    return action === 'allow' && NEVER_ALLOWED.includes(type) ? 'mask' : action;
  };
  return { name, label, isOn: configured(PII_TYPES.some((type) => actionOf(type) !== 'allow')), rules: configured(PII_TYPES.map((type) => `${TYPE_WORDS[type]}: ${ACTION_WORDS[actionOf(type)]}`)) };
}
