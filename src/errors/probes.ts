import type { ErrorEntry } from './entry.ts';

/** Faults of measuring for the due diligence. */
export const probeFaults = {
  'diligence-running': {
    status: 409,
    message: 'Er loopt al een meting.',
    action: 'Wacht tot die klaar is. Is de balie intussen gestopt, dan kunt u na een minuut opnieuw beginnen.',
  },
  'diligence-interrupted': {
    status: 503,
    message: 'De vorige meting is afgebroken, omdat de balie stopte.',
    action: 'Begin de meting opnieuw. De proeven die al klaar waren zijn bewaard.',
  },
  'diligence-no-questions': {
    status: 409,
    message: 'De balie heeft geen vragen om mee te meten.',
    action: 'Geef de assistent toetsvragen, of lees documenten in waar hij uit antwoordt.',
  },
} as const satisfies Record<string, ErrorEntry>;
