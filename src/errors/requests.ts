import type { ErrorEntry } from './entry.ts';

/** Faults of any request: of what was sent, of what is not there, and of the desk itself. */
export const requestFaults = {
  'question-empty': {
    status: 400,
    message: 'U hebt nog geen vraag gesteld.',
    action: 'Typ uw vraag in het vak en verstuur hem opnieuw.',
  },
  'question-too-long': {
    status: 400,
    message: 'Uw vraag is te lang. Een vraag mag maximaal 2.000 tekens hebben.',
    action: 'Maak uw vraag korter. Hebt u meer vragen? Stel ze één voor één.',
  },
  'text-not-utf8': {
    status: 400,
    message: 'Wij kunnen de tekst van uw vraag niet lezen.',
    action: 'Verstuur de vraag opnieuw als gewone tekst (UTF-8).',
  },
  'body-malformed': {
    status: 400,
    message: 'De inhoud van het verzoek is geen geldige JSON.',
    action: 'Controleer de inhoud en verstuur het verzoek opnieuw.',
  },
  'input-invalid': {
    status: 400,
    message: 'Een of meer gegevens in het verzoek kloppen niet.',
    action: 'Verbeter de gegevens die bij dit bericht staan en verstuur het verzoek opnieuw.',
  },
  'body-too-large': {
    status: 413,
    message: 'Het verzoek is te groot.',
    action: 'Maak het verzoek kleiner en verstuur het opnieuw.',
  },
  'body-too-slow': {
    status: 408,
    message: 'Het verzoek kwam te langzaam binnen.',
    action: 'Controleer uw internetverbinding en verstuur het verzoek opnieuw.',
    retryable: true,
  },
  'content-type-unsupported': {
    status: 415,
    message: 'Dit soort inhoud kunnen wij hier niet verwerken.',
    action: 'Verstuur het verzoek met het juiste Content-Type, zoals application/json.',
  },
  'not-acceptable': {
    status: 406,
    message: 'Wij kunnen niet antwoorden in het formaat dat u vraagt.',
    action: 'Vraag om application/json of text/event-stream.',
  },
  'not-found': {
    status: 404,
    message: 'Deze pagina bestaat niet.',
    action: 'Controleer het adres, of ga naar de balie om uw vraag te stellen.',
  },
  'method-not-allowed': {
    status: 405,
    message: 'Dit kan niet op dit adres.',
    action: 'In Allow staat welke methoden hier wel kunnen. De beschrijving van de API staat op /api/v1/openapi.json.',
  },
  'assistant-unknown': {
    status: 404,
    message: 'Deze assistent bestaat niet.',
    action: 'Kies een assistent die deze gemeente aanbiedt.',
  },
  'conversation-unknown': {
    status: 404,
    message: 'Dit gesprek is niet (meer) bekend.',
    action: 'Begin een nieuw gesprek en stel uw vraag opnieuw.',
  },
  'source-unknown': {
    status: 404,
    message: 'Deze bron is niet (meer) te zien.',
    action: 'Stel uw vraag opnieuw, of neem contact op met de gemeente.',
  },
  'job-unknown': {
    status: 404,
    message: 'Er wacht geen document met dit nummer.',
    action: 'Vraag de lijst van wachtende documenten opnieuw op. Misschien is het document al verwerkt.',
  },
  'job-by-hand': {
    status: 409,
    message: 'De balie heeft dit bestand niet en kan het niet zelf ophalen.',
    action: 'Zet het bestand in orde en laat de beheerder de map opnieuw inlezen met: balie ingest. Is het niet meer nodig? Laat het dan los.',
  },
  'upload-malformed': {
    status: 400,
    message: 'Het meegestuurde bestand is niet goed aangekomen.',
    action: 'Verstuur het bestand opnieuw. Gebruikt u multipart/form-data? Stuur dan één onderdeel file mee en hoogstens één onderdeel metadata.',
  },
  'desk-busy': {
    status: 503,
    message: 'Het is nu erg druk bij de digitale balie.',
    action: 'Wacht een minuut en stel uw vraag opnieuw.',
    retryable: true,
  },
  'turns-at-once': {
    status: 429,
    message: 'U hebt te veel vragen tegelijk gesteld.',
    action: 'Wacht tot er een antwoord is en stel uw vraag dan opnieuw.',
    retryable: true,
  },
  'desk-stopping': {
    status: 503,
    message: 'De digitale balie wordt opnieuw gestart.',
    action: 'Wacht een minuut en stel uw vraag opnieuw.',
    retryable: true,
  },
  'database-unavailable': {
    status: 503,
    message: 'De digitale balie kan even niet bij de gegevens.',
    action: 'Probeer het over een paar minuten opnieuw, of neem contact op met de gemeente.',
    retryable: true,
  },
  'turn-deadline': {
    status: 504,
    message: 'Het antwoord duurde te lang. We zijn gestopt.',
    action: 'Stel uw vraag opnieuw, liefst korter, of neem contact op met de gemeente.',
    retryable: true,
  },
  internal: {
    status: 500,
    message: 'Er ging iets mis bij ons.',
    action: 'Probeer het opnieuw. Blijft het misgaan? Neem contact op met de gemeente en noem het nummer van deze melding.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
