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
    action: 'De beheerder kan het model ophalen met: ollama pull MODEL.',
    retryable: true,
  },
  'model-busy': {
    status: 503,
    message: 'Het taalmodel heeft het nu te druk.',
    action: 'Probeer het over een minuut opnieuw.',
    retryable: true,
  },
  'model-incapable': {
    status: 400,
    message: 'Dit taalmodel kan niet wat er gevraagd wordt.',
    action: 'Kies een model dat het wel kan, of laat beeld, hulpmiddelen (tools), opmaak of denkstappen weg.',
    retryable: false,
  },
  'context-overflow': {
    status: 400,
    message: 'De vraag past met alles wat erbij hoort niet in het geheugen van het taalmodel.',
    action: 'Maak de vraag of het gesprek korter, of kies een model met een groter geheugen (contextTokens).',
    retryable: false,
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
  'pull-unsupported': {
    status: 409,
    message: 'Op deze modelserver kan Balie geen modellen ophalen.',
    action: 'Zet het model er zelf op. Bij vLLM en llama.cpp kiest u het model bij het starten van de server.',
    retryable: false,
  },
  'pull-failed': {
    status: 502,
    message: 'Het ophalen van het model is niet gelukt.',
    action: 'Controleer of de modelserver bij het register met modellen kan en genoeg schijfruimte heeft, en probeer het opnieuw.',
    retryable: true,
  },
  'model-scores-invalid': {
    status: 502,
    message: 'Het model dat passages herordent, gaf geen bruikbare scores.',
    action: 'Controleer of op RERANK_URL een reranker draait, en of RERANK_MODEL er een is.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
