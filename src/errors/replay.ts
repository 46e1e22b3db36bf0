import type { ErrorEntry } from './entry.ts';

/** Faults of looking back at a turn. */
export const replayFaults = {
  'turn-unrecorded': {
    status: 404,
    message: 'Deze vraag staat niet in het logboek.',
    action: 'Controleer het nummer van de vraag. Het staat bij het antwoord van een programma (id), en in de meldingen van de balie.',
    retryable: false,
  },
  'turn-erased': {
    status: 410,
    message: 'Wat hier is gezegd, is gewist omdat de bewaartermijn voorbij is.',
    action: 'Het is niet terug te halen. Dat de vraag er was en hoe zij afliep, staat nog in het logboek.',
    retryable: false,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
