import type { ErrorEntry } from './entry.ts';

/** Faults of models and of the places where they run. */
export const modelFaults = {
  'model-unavailable': {
    status: 503,
    message: 'Het taalmodel is nu niet bereikbaar.',
    action: 'Probeer het later opnieuw.',
    retryable: true,
  },
  'model-missing': {
    status: 503,
    message: 'Het ingestelde taalmodel staat niet op de modelserver.',
    action: 'De beheerder ziet met "balie models list" de regel die het model ophaalt.',
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
  'model-empty': {
    status: 502,
    message: 'Het taalmodel schreef geen antwoord.',
    action: 'Stel uw vraag opnieuw, of neem contact op met de gemeente.',
    retryable: true,
  },
  'model-silent': {
    status: 504,
    message: 'Het taalmodel gaf te lang geen antwoord.',
    action: 'Stel uw vraag later opnieuw, of neem contact op met de gemeente.',
    retryable: true,
  },
  'pull-unsupported': {
    status: 409,
    message: 'Op deze modelserver kan Balie geen modellen ophalen.',
    action: 'Zet het model er zelf op. Bij vLLM en llama.cpp kiest u het model bij het starten van de server.',
  },
  'pull-failed': {
    status: 502,
    message: 'Het ophalen van het model is niet gelukt.',
    action: 'Controleer of de modelserver bij het register met modellen kan en genoeg schijfruimte heeft, en probeer het opnieuw.',
    retryable: true,
  },
  'backend-unknown': {
    status: 404,
    message: 'Deze modelserver is er niet.',
    action: 'Vraag de lijst met modelservers (backends) op en controleer het kenmerk.',
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
  'address-unknown': {
    status: 404,
    message: 'Dit adres heeft deze API niet.',
    action: 'Controleer het adres en de methode, zoals POST /v1/chat/completions (OpenAI) of POST /api/chat (Ollama). Let op dat /v1 er precies een keer in staat.',
  },
  'model-unknown': {
    status: 404,
    message: 'Dit taalmodel bestaat hier niet.',
    action: 'Kies een model dat deze installatie aanbiedt. De lijst staat op /v1/models.',
  },
  'model-incapable': {
    status: 400,
    message: 'Dit model kan niet wat u vraagt.',
    action: 'Kies een ander model, of laat weg wat dit model niet kan, zoals afbeeldingen (vision) of hulpmiddelen (tools).',
    isDetailShown: true,
  },
  'model-refused-call': {
    status: 400,
    message: 'De modelserver weigert dit verzoek.',
    action: 'Controleer de berichten en de instellingen van het verzoek. Hetzelfde verzoek opnieuw versturen helpt niet.',
  },
  'context-overflow': {
    status: 400,
    message: 'De tekst is te lang voor dit model.',
    action: 'Maak de tekst korter, of kies een model met een groter contextvenster.',
  },
  'queue-full': {
    status: 503,
    message: 'Het is nu erg druk. Er kunnen geen vragen meer bij.',
    action: 'Wacht even en probeer het dan opnieuw.',
    retryable: true,
  },
  'queue-deadline': {
    status: 503,
    message: 'Het was te druk: uw vraag is niet op tijd aan de beurt gekomen.',
    action: 'Wacht even en probeer het dan opnieuw.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
