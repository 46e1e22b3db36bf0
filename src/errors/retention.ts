import type { ErrorEntry } from './entry.ts';

/** Faults of how long data is kept, and of what must be kept longer. */
export const retentionFaults = {
  'hold-unknown': {
    status: 404,
    message: 'Deze blokkade is er niet.',
    action: 'Ga terug naar de pagina Bewaren en kies er een uit de lijst.',
  },
  'hold-over': {
    status: 409,
    message: 'Deze blokkade is al voorbij.',
    action: 'Kijk in de lijst wie haar ophief, en wanneer.',
  },
  'holds-full': {
    status: 409,
    message: 'Er zijn al duizend blokkades van kracht.',
    action: 'Hef op wat niet meer nodig is. Moet er zoveel bewaard blijven? Pas dan de bewaartermijn aan.',
  },
  'retention-clock': {
    status: 500,
    message: 'De klok van deze machine klopt misschien niet. Er is niets gewist.',
    action: 'Zet de klok gelijk met een tijdserver (chrony of systemd-timesyncd). Klopt zij, en stond de balie zo lang uit? Wis dan één keer met de hand: balie retention run.',
  },
  'retention-busy': {
    status: 409,
    message: 'Er wordt al gewist wat over de bewaartermijn is.',
    action: 'Wacht tot dat klaar is. Wat het opleverde, staat op de pagina Bewaren.',
    retryable: true,
  },
  'forgetting-refused': {
    status: 500,
    message: 'Wat is gewist, staat nog in de bestanden van de database: Balie mag het daar niet uit halen.',
    action: 'Maak de databasegebruiker van Balie eigenaar van haar tabellen, of geef die op PostgreSQL 17 en nieuwer het recht MAINTAIN. Balie probeert het daarna zelf opnieuw.',
  },
} as const satisfies Record<string, ErrorEntry>;
