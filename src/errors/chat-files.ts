import type { ErrorEntry } from './entry.ts';

/** Faults of files in a conversation of an employee, and of work on whole files. */
export const chatFileFaults = {
  'chat-files-full': {
    status: 409,
    message: 'Dit bestand kan er niet meer bij. Een gesprek heeft hoogstens 20 bestanden en 16 miljoen tekens; al uw gesprekken samen hoogstens 2.000 bestanden en 500 MB.',
    action: 'Verwijder een bestand dat u niet meer nodig hebt, of begin een nieuw gesprek.',
  },
  'chat-file-unknown': {
    status: 404,
    message: 'Dit bestand staat niet (meer) in dit gesprek.',
    action: 'Kies een bestand dat bij dit gesprek staat, of zet het er opnieuw in.',
  },
  'chat-file-waiting': {
    status: 409,
    message: 'Dit bestand is nog niet gelezen, of kon niet worden gelezen.',
    action: 'Wacht tot het bestand klaar is, of kies een ander bestand.',
    retryable: true,
  },
  'document-work-running': {
    status: 409,
    message: 'In dit gesprek loopt al werk aan een document.',
    action: 'Wacht tot dat klaar is, of stop het eerst.',
    retryable: true,
  },
  'document-work-assistant': {
    status: 409,
    message: 'Dit gesprek is met een andere assistent.',
    action: 'Kies de assistent van dit gesprek, of begin een nieuw gesprek met dit bestand.',
  },
  'document-work-unknown': {
    status: 404,
    message: 'Dit werk aan een document is er niet (meer).',
    action: 'Kijk op de pagina met documenten van dit gesprek wat er wel is.',
  },
  'document-work-empty': {
    status: 409,
    message: 'In de gekozen bladzijden staat geen tekst.',
    action: 'Kies andere bladzijden of een ander bestand.',
  },
} as const satisfies Record<string, ErrorEntry>;
