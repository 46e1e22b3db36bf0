import type { ErrorEntry } from './entry.ts';

/** Faults of who asks without an account. */
export const visitorFaults = {
  // Told in the words of who turned it off, with the way to a person.
  'desk-closed': {
    status: 503,
    message: 'De digitale balie is tijdelijk gesloten.',
    action: 'Bel of mail de gemeente.',
  },
  'widget-origin-refused': {
    status: 403,
    message: 'De digitale balie mag op deze website niet worden getoond.',
    action: 'Bent u beheerder? Zet het adres van de website in de configuratie bij widget.origins.',
  },
  'widget-token-invalid': {
    status: 401,
    message: 'Dit token van de digitale balie is niet geldig.',
    action: 'Open de digitale balie opnieuw.',
  },
  'widget-token-expired': {
    status: 401,
    message: 'De digitale balie stond te lang open op deze pagina.',
    action: 'Laad de pagina opnieuw en stel uw vraag nog een keer.',
  },
  // Said with the form, which holds the question still.
  'widget-token-late': {
    status: 401,
    message: 'De digitale balie stond lang open op deze pagina. Daarom is uw vraag nog niet verstuurd.',
    action: 'Uw vraag staat nog in het vak. Verstuur uw vraag nog een keer.',
  },
  'widget-token-elsewhere': {
    status: 403,
    message: 'Dit token van de digitale balie hoort bij een andere website of een andere assistent.',
    action: 'Open de digitale balie opnieuw op de website waar u bent.',
  },
  // Said to who has no script that solves it: all others see no more of it than a line of status.
  'proof-needed': {
    status: 429,
    message: 'Er komen nu veel vragen binnen. Daarom kunnen wij uw vraag niet meteen beantwoorden.',
    action: 'Wacht een paar minuten en stel uw vraag opnieuw, of bel de gemeente.',
    retryable: true,
  },
  'too-many-questions': {
    status: 429,
    message: 'Er komen nu te veel vragen binnen. Dat kan ook komen door anderen die dezelfde internetverbinding gebruiken als u.',
    action: 'Wacht een paar minuten en stel uw vraag opnieuw, of bel de gemeente.',
    retryable: true,
  },
  'too-many-requests': {
    status: 429,
    message: 'Dit is nu te vaak gevraagd. Dat kan ook komen door anderen die dezelfde internetverbinding gebruiken als u.',
    action: 'Wacht een paar minuten en probeer het opnieuw, of bel de gemeente.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
