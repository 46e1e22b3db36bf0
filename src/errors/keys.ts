import type { ErrorEntry } from './entry.ts';

/** Faults of who asks: no key, another one, too much of it. */
export const keyFaults = {
  'login-required': {
    status: 401,
    message: 'Hiervoor moet u zijn ingelogd.',
    action: 'Log in op /inloggen met uw account van de gemeente en probeer het opnieuw.',
  },
  'employee-required': {
    status: 403,
    message: 'Dit is alleen voor medewerkers die met hun eigen account zijn ingelogd.',
    action: 'Log in op /inloggen met uw account van de gemeente. Bent u dat al? Vraag uw beheerder om u in een groep van de balie te zetten.',
  },
  'key-invalid': {
    status: 401,
    message: 'De sleutel ontbreekt of is niet geldig.',
    action: 'Stuur een geldige sleutel mee als Authorization: Bearer. De beheerder maakt er een met: balie keys create.',
  },
  'key-forbidden': {
    status: 403,
    message: 'Deze sleutel geeft hier geen toegang toe.',
    action: 'Controleer de naam van de collectie, het model of de assistent, of vraag de beheerder om een sleutel die erbij past.',
  },
  'admin-key-required': {
    status: 403,
    message: 'Dit mag alleen met een sleutel van een beheerder.',
    action: 'Gebruik een sleutel van een beheerder. Die maakt u op de server met: balie keys create --admin.',
  },
  // The same of who is logged in by name: they have no key, and their rights come from groups.
  'group-forbidden': {
    status: 403,
    message: 'Uw groepen geven hier geen toegang toe.',
    action: 'Moet u hier voor uw werk bij? Vraag de beheerder van de balie om u in een groep te zetten die dit mag.',
  },
  'admin-required': {
    status: 403,
    message: 'Dit mag alleen een beheerder van de balie.',
    action: 'Vraag een beheerder om dit te doen, of om u in de groep van beheerders te zetten.',
  },
  'rate-limited': {
    status: 429,
    message: 'Er komen te veel verzoeken per minuut.',
    action: 'Wacht zo lang als Retry-After aangeeft en verstuur het verzoek opnieuw.',
    retryable: true,
    isDetailShown: true,
  },
  'budget-spent': {
    status: 429,
    message: 'Het budget aan tokens is op.',
    action: 'Wacht tot het budget weer ingaat (zie Retry-After), of vraag de beheerder om meer.',
    retryable: true,
    isDetailShown: true,
  },
  'key-unknown': {
    status: 404,
    message: 'Er is geen sleutel met dit nummer.',
    action: 'Vraag de lijst met sleutels op en controleer het nummer. Dat is niet de sleutel zelf.',
  },
  'key-group-unknown': {
    status: 404,
    message: 'Er is geen groep met deze naam.',
    action: 'Controleer de naam, of maak de groep met: balie keys group NAAM.',
  },
  'key-ended': {
    status: 409,
    message: 'Deze sleutel is ingetrokken of verlopen.',
    action: 'Maak een nieuwe sleutel.',
  },
  'key-rotated': {
    status: 409,
    message: 'Er is al een nieuwe sleutel die deze vervangt.',
    action: 'Gebruik de nieuwe sleutel. Is die kwijt? Trek hem in en vervang deze dan opnieuw.',
  },
  'key-without-rights': {
    status: 400,
    message: 'Een sleutel moet iets openen.',
    action: 'Geef de sleutel ten minste één collectie, model of assistent, of maak het een sleutel van een beheerder of beoordelaar.',
  },
  'own-access': {
    status: 409,
    message: 'Dit is uw eigen toegang: die kunt u hier niet intrekken.',
    action: 'Haal uzelf uit de keuze. Moet uw toegang weg? Vraag dat een andere beheerder.',
  },
  'change-unknown': {
    status: 404,
    message: 'Deze verandering is er niet, of kan niet worden teruggezet.',
    action: 'Ga terug naar de lijst en kies daar wat u wilt terugzetten.',
  },
  'key-names-unknown': {
    status: 400,
    message: 'De sleutel noemt iets dat er niet is.',
    action: 'Kies uit de namen die bij dit bericht staan.',
  },
} as const satisfies Record<string, ErrorEntry>;
