import type { ErrorEntry } from './entry.ts';

/** Faults of bringing the factsheet to platforms, and of who fetches it. */
export const platformFaults = {
  'factsheet-unpublished': {
    status: 404,
    message: 'Deze balie heeft nog geen gegevensblad gepubliceerd.',
    action: 'Kom later terug. De beheerder publiceert haar in Beheer, bij Gegevensblad.',
  },
  'platform-unreachable': {
    status: 502,
    message: 'Het platform is niet bereikbaar.',
    action: 'Controleer het adres bij factsheetPlatforms, de firewall en het certificaat. Balie probeert het vanzelf opnieuw.',
    retryable: true,
  },
  'platform-refused': {
    status: 502,
    message: 'Het platform neemt het gegevensblad niet aan.',
    action: 'Vraag de beheerder van het platform waarom. Balie biedt hetzelfde gegevensblad over zes uur weer aan; een nieuw meteen.',
    retryable: true,
  },
  'platform-rejected': {
    status: 502,
    message: 'Het platform zou dit gegevensblad weigeren. Het is niet verstuurd.',
    action: 'Herstel wat erbij staat en publiceer het gegevensblad opnieuw.',
    isDetailShown: true,
  },
  'platform-unknown-key': {
    status: 502,
    message: 'Het platform kent deze balie niet, of haar handtekening of sleutel klopt niet.',
    action: 'Geef het platform de sleutel van de balie (balie factsheet platforms toont haar). Controleer keyFile bij factsheetPlatforms en de klok van de server.',
    retryable: true,
  },
  'platform-address': {
    status: 502,
    message: 'Op het adres van het platform is niets dat factsheets aanneemt.',
    action: 'Controleer het adres bij factsheetPlatforms, of vraag de beheerder van het platform om het goede adres.',
    retryable: true,
  },
  'platform-receipt': {
    status: 502,
    message: 'Het platform gaf geen geldig ontvangstbewijs. Het is niet zeker dat het gegevensblad is aangekomen.',
    action: 'Vraag de beheerder van het platform of dat er staat. Balie stuurt hetzelfde gegevensblad opnieuw; het komt er niet dubbel te staan.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
