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
} as const satisfies Record<string, ErrorEntry>;
