import type { ErrorEntry } from './entry.ts';

/** Faults of who asks: no key, another one, too much of it. */
export const keyFaults = {
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
} as const satisfies Record<string, ErrorEntry>;
