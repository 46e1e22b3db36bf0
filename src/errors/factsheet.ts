import type { ErrorEntry } from './entry.ts';

/** Faults of the factsheet. */
export const factsheetFaults = {
  'factsheet-moved': {
    status: 409,
    message: 'Iemand anders heeft dit intussen veranderd.',
    action: 'Open de pagina opnieuw, bekijk wat er nu staat en vul uw antwoord zo nodig nog eens in.',
  },
  'factsheet-reading': {
    status: 409,
    message: 'De balie leest nog documenten. De aantallen in het gegevensblad kloppen daarom nog niet.',
    action: 'Wacht tot alle documenten zijn gelezen, en publiceer dan.',
  },
  'assistant-incomplete': {
    status: 409,
    message: 'Deze assistent gaat niet aan voor inwoners, want er ontbreekt iets.',
    action: 'Vul aan wat ontbreekt, of geef een uitzondering met een reden en een einddag.',
    isDetailShown: true,
  },
} as const satisfies Record<string, ErrorEntry>;
