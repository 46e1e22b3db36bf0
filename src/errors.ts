import { documentFaults } from './errors/documents.ts';
import { editorFaults } from './errors/editors.ts';
import type { ErrorEntry } from './errors/entry.ts';

/**
 * Every fault a person can meet, in one closed list: what happened, what they can do, and whether trying again helps.
 * The HTTP layer, the pages and the command line all speak from this list; exception texts never reach a person.
 */

export const errorCatalogue = {
  'question-empty': {
    status: 400,
    message: 'U hebt nog geen vraag gesteld.',
    action: 'Typ uw vraag in het vak en verstuur hem opnieuw.',
    retryable: false,
  },
  'question-too-long': {
    status: 400,
    message: 'Uw vraag is te lang. Een vraag mag maximaal 2.000 tekens hebben.',
    action: 'Maak uw vraag korter. Hebt u meer vragen? Stel ze één voor één.',
    retryable: false,
  },
  'text-not-utf8': {
    status: 400,
    message: 'Wij kunnen de tekst van uw vraag niet lezen.',
    action: 'Verstuur de vraag opnieuw als gewone tekst (UTF-8).',
    retryable: false,
  },
  'body-malformed': {
    status: 400,
    message: 'De inhoud van het verzoek is geen geldige JSON.',
    action: 'Controleer de inhoud en verstuur het verzoek opnieuw.',
    retryable: false,
  },
  'input-invalid': {
    status: 400,
    message: 'Een of meer gegevens in het verzoek kloppen niet.',
    action: 'Verbeter de gegevens die bij dit bericht staan en verstuur het verzoek opnieuw.',
    retryable: false,
  },
  'body-too-large': {
    status: 413,
    message: 'Het verzoek is te groot.',
    action: 'Maak het verzoek kleiner en verstuur het opnieuw.',
    retryable: false,
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
    retryable: false,
  },
  'not-acceptable': {
    status: 406,
    message: 'Wij kunnen niet antwoorden in het formaat dat u vraagt.',
    action: 'Vraag om application/json of text/event-stream.',
    retryable: false,
  },
  'not-found': {
    status: 404,
    message: 'Deze pagina bestaat niet.',
    action: 'Controleer het adres, of ga naar de balie om uw vraag te stellen.',
    retryable: false,
  },
  'assistant-unknown': {
    status: 404,
    message: 'Deze assistent bestaat niet.',
    action: 'Kies een assistent die deze gemeente aanbiedt.',
    retryable: false,
  },
  'conversation-unknown': {
    status: 404,
    message: 'Dit gesprek is niet (meer) bekend.',
    action: 'Begin een nieuw gesprek en stel uw vraag opnieuw.',
    retryable: false,
  },
  'source-unknown': {
    status: 404,
    message: 'Deze bron is niet (meer) te zien.',
    action: 'Stel uw vraag opnieuw, of neem contact op met de gemeente.',
    retryable: false,
  },
  'login-required': {
    status: 401,
    message: 'Hiervoor moet u zijn ingelogd.',
    action: 'Deze omgeving is nog niet opengesteld. Vraag uw beheerder om toegang.',
    retryable: false,
  },
  'key-invalid': {
    status: 401,
    message: 'De sleutel ontbreekt of is niet geldig.',
    action: 'Stuur een geldige sleutel mee als Authorization: Bearer. De beheerder maakt er een met: balie keys create.',
    retryable: false,
  },
  'key-forbidden': {
    status: 403,
    message: 'Deze sleutel geeft geen toegang tot deze collectie.',
    action: 'Controleer de naam van de collectie, of vraag de beheerder om een sleutel die erbij past.',
    retryable: false,
  },
  'job-unknown': {
    status: 404,
    message: 'Er wacht geen document met dit nummer.',
    action: 'Vraag de lijst van wachtende documenten opnieuw op. Misschien is het document al verwerkt.',
    retryable: false,
  },
  'job-by-hand': {
    status: 409,
    message: 'De balie heeft dit bestand niet en kan het niet zelf ophalen.',
    action: 'Zet het bestand in orde en laat de beheerder de map opnieuw inlezen met: balie ingest. Is het niet meer nodig? Laat het dan los.',
    retryable: false,
  },
  'upload-malformed': {
    status: 400,
    message: 'Het meegestuurde bestand is niet goed aangekomen.',
    action: 'Verstuur het bestand opnieuw. Gebruikt u multipart/form-data? Stuur dan één onderdeel file mee en hoogstens één onderdeel metadata.',
    retryable: false,
  },
  'desk-busy': {
    status: 503,
    message: 'Het is nu erg druk bij de digitale balie.',
    action: 'Wacht een minuut en stel uw vraag opnieuw.',
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
  'model-unavailable': {
    status: 503,
    message: 'Het taalmodel is nu niet bereikbaar.',
    action: 'Probeer het later opnieuw.',
    retryable: true,
  },
  'model-missing': {
    status: 503,
    message: 'Het ingestelde taalmodel staat niet op de modelserver.',
    action: 'De beheerder kan het model ophalen met: ollama pull MODEL.',
    retryable: true,
  },
  'model-busy': {
    status: 503,
    message: 'Het taalmodel heeft het nu te druk.',
    action: 'Probeer het over een minuut opnieuw.',
    retryable: true,
  },
  'model-broken-stream': {
    status: 502,
    message: 'Het antwoord is onderweg afgebroken. Wat er stond is niet compleet, daarom laten we het niet als antwoord staan.',
    action: 'Stel uw vraag opnieuw, of neem contact op met de gemeente.',
    retryable: true,
  },
  'model-silent': {
    status: 504,
    message: 'Het taalmodel gaf te lang geen antwoord.',
    action: 'Stel uw vraag later opnieuw, of neem contact op met de gemeente.',
    retryable: true,
  },
  'model-vectors-invalid': {
    status: 502,
    message: 'Het embeddingmodel gaf geen bruikbare vectoren.',
    action:
      'Controleer of EMBED_MODEL een embeddingmodel is. Is het model vervangen door een ander met dezelfde naam? Geef dat dan een eigen naam met: ollama cp.',
    retryable: true,
  },
  'model-scores-invalid': {
    status: 502,
    message: 'Het model dat passages herordent, gaf geen bruikbare scores.',
    action: 'Controleer of op RERANK_URL een reranker draait, en of RERANK_MODEL er een is.',
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
  'config-invalid': {
    status: 500,
    message: 'De instellingen van Balie kloppen niet.',
    action: 'Verbeter de genoemde instellingen en start opnieuw.',
    retryable: false,
  },
  'data-dir-unusable': {
    status: 500,
    message: 'De gegevensmap is niet te gebruiken.',
    action: 'Zorg dat de map bestaat en dat Balie erin mag schrijven, of kies een andere map met DATA_DIR.',
    retryable: false,
  },
  'data-dir-in-use': {
    status: 500,
    message: 'De gegevensmap is al in gebruik door een ander Balie-proces.',
    action: 'Stop het andere proces, of kies een andere map met DATA_DIR.',
    retryable: false,
  },
  'audit-key-wrong': {
    status: 500,
    message: 'De sleutel van het logboek past niet bij deze database.',
    action: 'Zet de oorspronkelijke sleutel terug: het bestand audit.key in de gegevensmap, of AUDIT_KEY.',
    retryable: false,
  },
  'port-in-use': {
    status: 500,
    message: 'De poort is al in gebruik.',
    action: 'Stop het andere programma, of kies een andere poort met PORT.',
    retryable: false,
  },
  'schema-newer': {
    status: 500,
    message: 'De database is van een nieuwere versie van Balie.',
    action: 'Start de nieuwere versie, of zet een reservekopie terug die bij deze versie hoort.',
    retryable: false,
  },
  'schema-changed': {
    status: 500,
    message: 'Een migratie die al is uitgevoerd, is daarna veranderd.',
    action: 'Gebruik de oorspronkelijke bestanden van deze versie.',
    retryable: false,
  },
  ...documentFaults,
  ...editorFaults,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** A fault from the catalogue. `detail` names the case (a file, a field, a model); it never holds a person's text. */
export class BalieError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: { detail?: string; cause?: unknown } = {}) {
    super(`${code}${options.detail === undefined ? '' : `: ${options.detail}`}`, { cause: options.cause });
    this.name = 'BalieError';
    this.code = code;
    this.detail = options.detail;
  }

  get entry(): ErrorEntry {
    return errorCatalogue[this.code];
  }
}

/** The fault as a catalogue error; anything unforeseen becomes `internal`, with the original as its cause. */
export function asBalieError(error: unknown): BalieError {
  return error instanceof BalieError ? error : new BalieError('internal', { cause: error });
}
