import type { ErrorEntry } from './entry.ts';

/** Faults of passing a conversation on to a person. */
export const handoverFaults = {
  'handover-limit': {
    status: 429,
    message: 'Dit gesprek is al een paar keer doorgegeven, of er zijn nu heel veel gesprekken doorgegeven.',
    action: 'Wacht op een reactie van de gemeente, of bel een medewerker.',
    retryable: true,
  },
  'handover-unavailable': {
    status: 503,
    message: 'Deze gemeente heeft niet ingesteld waar een gesprek naartoe gaat.',
    action: 'Neem de samenvatting mee of print haar, en bel of mail de gemeente.',
  },
  'handover-way-gone': {
    status: 503,
    message: 'De manier waarop dit gesprek wordt doorgegeven, staat niet meer in de instellingen.',
    action: 'De beheerder zet haar terug in de instellingen (handover) en verstuurt het gesprek opnieuw.',
    retryable: true,
  },
  'handover-refused': {
    status: 502,
    message: 'Het doorgegeven gesprek is niet aangenomen.',
    action: 'De beheerder controleert de instellingen van het doorgeven (handover) en het systeem dat het gesprek moet aannemen.',
    retryable: true,
  },
  'handover-unreachable': {
    status: 502,
    message: 'Het systeem dat het doorgegeven gesprek moet aannemen, is niet bereikbaar.',
    action: 'De beheerder controleert het adres bij handover en de verbinding.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
