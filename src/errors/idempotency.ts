import type { ErrorEntry } from './entry.ts';

/** Faults of a question that is sent with a key (Idempotency-Key), so that it can be sent again. */
export const idempotencyFaults = {
  'idempotency-key-invalid': {
    status: 400,
    message: 'De waarde van Idempotency-Key klopt niet.',
    action: 'Gebruik voor elke vraag een nieuwe, willekeurige waarde van 16 tot en met 64 tekens: letters, cijfers, - en _.',
  },
  'idempotency-key-reused': {
    status: 409,
    message: 'Deze Idempotency-Key hoort bij een andere vraag.',
    action: 'Gebruik voor elke vraag een nieuwe waarde.',
  },
  'turn-running': {
    status: 409,
    message: 'Wij zijn nog bezig met uw vraag.',
    action: 'Wacht een paar seconden en probeer het opnieuw.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
